"""Catalogues of the pages' words: `make messages` finds them in the templates and declarations and brings
hub/web/messages/*.po up to date.

`--check` writes nothing and fails where a catalogue is not up to date or a word has no translation. English needs one
only where a page should not use the declared name itself (`ospos` as OSPOs).
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from graphql import FieldNode, Visitor, parse, visit

from hub.identity import WEIGHTS
from hub.web.guide import questions
from hub.web.rendering import kind_words
from hub.web.selections import PARAMETERS, SINGLE, WHEN
from hub.web.wording import CATALOGUES, LANGUAGES, in_words
from schema.details import PASSAGE_TOPICS
from schema.graphql.graphql_names import camel
from schema.graphql.identity_types import MATCH_OUTCOME, VERDICT
from schema.graphql.vocabulary_enums import FOUND_BY, LOAD_STATUS, PROVENANCE_RULE
from schema.issues import IssueCode, Severity
from schema.kinds import KINDS
from schema.relations import PREDICATES, ends_of
from scripts.documents import ROOT

_WEB = ROOT / "hub" / "web"
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "extensions": "jinja2.ext.do"}


def declared() -> Iterator[str]:
    """The names of fields, relations, parameters and words of vocabularies, as pages show them."""
    for kind in KINDS:
        precisions = {fact.precision for fact in kind.facts.values()}
        yield from (in_words(camel(name)) for name in kind.facts if name not in precisions)
        yield from (in_words(end) for end in ends_of(kind.name))
        yield from (in_words(name) for name in PARAMETERS[kind.name] if "." not in name and name not in SINGLE)
        yield from (in_words(word) for fact in kind.facts.values() for word in fact.value.vocabulary)
    for enum in (PROVENANCE_RULE, FOUND_BY, VERDICT):
        yield from (in_words(value.name) for value in enum)
    yield from (in_words(topic) for topic in PASSAGE_TOPICS)
    for words in (IssueCode, Severity):
        yield from (in_words(word.value) for word in words)
    yield from (in_words(value.name) for value in LOAD_STATUS)
    yield from (in_words(value.name) for value in MATCH_OUTCOME)
    yield from (in_words(name) for name in WEIGHTS)
    yield from WHEN
    yield from _of_questions()
    yield from (in_words(predicate.name) for predicate in PREDICATES)
    yield from ("international", "networks", "network", "severity", "code")


def _of_questions() -> Iterator[str]:
    """The questions of the guide, and the fields that their answers show."""
    for question in questions():
        yield question.title
        found: list[str] = []
        visit(parse(question.query), _Fields(found))
        yield from map(in_words, found)


class _Fields(Visitor):
    """Gathers what the fields of a document are called in its answer."""

    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self._found = found

    def enter_field(self, node: FieldNode, *_: object) -> None:
        """Note a field by its alias or name."""
        self._found.append((node.alias or node.name).value)


def messages() -> Catalog:
    """All messages: those of the templates with their places, and what is declared."""
    made = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(_WEB.rglob("*.html")):
        place = str(path.relative_to(ROOT))
        for _, message, comments, _ in extract_from_file("jinja2.ext:babel_extract", path, options=_OPTIONS):
            made.add(message, locations=[(place, 0)], auto_comments=comments)
    for words in dict.fromkeys(declared()):
        made.add(words, locations=[("schema", 0)])
    for kind in KINDS:
        made.add(kind_words(kind.name), locations=[("schema", 0)])
    return made


def updated(language: str, found: Catalog) -> tuple[str, list[str]]:
    """The text of a language's catalogue with all messages and none that is not there any more.

    And what lacks a translation.
    """
    path = CATALOGUES / f"{language}.po"
    known = read_po(BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog(locale=language)
    made = Catalog(locale=language, charset="utf-8", fuzzy=False, header_comment=f"# {LANGUAGES[language]}")
    for message in found:
        if message.id:
            old = known.get(message.id)
            made.add(message.id, old.string if old else "", locations=message.locations)
    lacking = [str(message.id) for message in made if message.id and not _is_translated(message.string)]
    return _text(made), [] if language == "en" else lacking


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def _text(catalogue: Catalog) -> str:
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, sort_output=True, omit_header=True, include_lineno=False)
    plural = catalogue.plural_forms
    head = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
    head += f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    return head + buffer.getvalue().decode().lstrip()


def main() -> int:
    """Write or check all catalogues."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument(
        "--check", action="store_true", help="write nothing; fail where something is out of date or lacking"
    )
    is_check, found, faults = reading.parse_args().check, messages(), []
    for language in LANGUAGES:
        path = CATALOGUES / f"{language}.po"
        text, lacking = updated(language, found)
        faults += [f"{path.name}: no translation of {message!r}" for message in lacking]
        if is_check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            faults.append(f"{path.name} is not up to date: make messages")
        elif not is_check:
            path.write_text(text, encoding="utf-8")
    print("\n".join(faults) or "All words of the pages are translated.")
    return 1 if faults and is_check else 0


if __name__ == "__main__":
    sys.exit(main())
