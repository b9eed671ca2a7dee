"""The draft as text: `network.yaml` with comments that say what was guessed and has to be checked."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from loaders.documents import parse_yaml
from loaders.drafts.column_guesses import ColumnGuess
from loaders.drafts.recognition import RecognisedFile, recognised, together
from loaders.drafts.relation_guesses import with_relations
from loaders.formats import FORMATS
from loaders.globbing import is_named, listing
from loaders.mapping.paths import Misdescribed, Scope, compiled_path
from loaders.rows import Row
from loaders.source import SourceFile

_NO_SOURCES = re.compile(
    r"(?i)(?:.*/)?(?:\..*|network\.ya?ml|judgements\.jsonl|readme.*|licen[sc]e.*|changelog.*|manifest\.schema\.json)"
)
_DOUBTFUL = "check: nothing says which kind"
_GUESSED = "check: guessed from words in the names of the file and its columns"
_MOST = 1000
"""Files looked at; a directory with more is of files that are alike, and a pattern covers the others."""


@dataclass(frozen=True, slots=True)
class DraftSource:
    """One source of a draft: files that are read alike. pattern: their path or glob."""

    name: str
    pattern: str
    file: RecognisedFile


@dataclass(frozen=True, slots=True)
class ManifestDraft:
    """The text of a manifest, its sources, and the files that no format reads."""

    text: str
    sources: tuple[DraftSource, ...]
    passed_over: tuple[str, ...]


def draft(network: str, root: Path) -> ManifestDraft:
    """A manifest for the files of a directory.

    Without sources, and so not to be written, if nothing there is recognised.
    """
    paths = [entry.path for entry in listing(root).entries if entry.link is None and not _is_aside(entry.path)]
    found = [file for path in paths[:_MOST] if (file := recognised(SourceFile(root, path))) is not None]
    sources = _sources(with_relations(found), paths)
    passed_over = tuple(path for path in paths if not any(is_named(path, source.pattern) for source in sources))
    return ManifestDraft("\n".join(_lines(network, sources, passed_over)) + "\n", sources, passed_over)


def _is_aside(path: str) -> bool:
    return bool(_NO_SOURCES.fullmatch(path)) or any(part.startswith(".") for part in path.split("/"))


def _sources(found: Sequence[RecognisedFile], paths: Sequence[str]) -> tuple[DraftSource, ...]:
    """Files that are read alike as one source, where a glob names them and no other."""
    alike = defaultdict[str, list[RecognisedFile]](list)
    for file in found:
        place = PurePosixPath(file.path)
        reading = (place.parent, place.suffix) if file.is_page else file.columns
        alike[repr((file.format, file.options, reading))].append(file)
    groups = [(pattern, file) for files in alike.values() for pattern, file in _patterns(files, paths)]
    names = list[str]()
    for pattern, file in groups:
        names.append(_name(pattern, file, names))
    return tuple(DraftSource(name, pattern, file) for name, (pattern, file) in zip(names, groups, strict=True))


def _name(pattern: str, file: RecognisedFile, taken: Sequence[str]) -> str:
    """A name of a source that is not taken: after its file, or the folder of several."""
    place = PurePosixPath(pattern)
    stated = place.parent.name if place.name.startswith("*") else place.with_suffix("").name
    name = "-".join(re.findall(r"[a-z0-9]+", stated.lower())) or file.format
    return next(
        free for free in (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3))) if free not in taken
    )


def _patterns(files: Sequence[RecognisedFile], paths: Sequence[str]) -> Iterator[tuple[str, RecognisedFile]]:
    own = {file.path for file in files}
    places = [PurePosixPath(path) for path in own]
    shared = {f"**/{place.name}" for place in places} | {str(place.parent / f"*{place.suffix}") for place in places}
    for pattern in sorted(shared):
        covered = {path for path in paths if is_named(path, pattern)}
        if len(covered) > 1 and covered <= own:
            alike = [file for file in files if file.path in covered]
            yield pattern, together(alike) if alike[0].is_page else alike[0]
            own -= covered
    yield from ((file.path, file) for file in files if file.path in own)


def _lines(network: str, sources: Sequence[DraftSource], passed_over: Sequence[str]) -> Iterator[str]:
    title = network.replace("-", " ").capitalize()
    yield (
        "# A draft made by `hub new` from the files in this directory. Check every line that has a comment, then run"
        " `hub check`."
    )
    yield f"network: {_scalar(network)}"
    yield f"title: {_scalar(title)}  # check: the full name of the network"
    yield "homepage: https://example.org  # replace it by the address of the network's site"
    yield f"publisher: {{name: {_scalar(title)}}}  # check: who maintains the data"
    yield "licence: LicenseRef-not-stated  # replace it by the licence of the data, such as CC0-1.0 or CC-BY-4.0"
    yield f"attribution: {_scalar(title)}  # check: whom to credit on reuse"
    yield "sources:"
    for source in sources:
        yield from _source_lines(source)
    for path in passed_over[:20]:
        yield f"# not read, as no format was recognised: {_comment(path)}"
    if len(passed_over) > 20:  # noqa: PLR2004 - a page of them
        yield f"# … and {len(passed_over) - 20} more files"


def _source_lines(source: DraftSource) -> Iterator[str]:
    file = source.file
    yield f"  - name: {_scalar(source.name)}"
    yield f"    path: {_scalar(source.pattern)}"
    yield f"    format: {file.format}"
    if file.options:
        yield f"    options: {_flow(file.options)}  # check: recognised by trying"
    if file.columns is not None:
        yield from _column_lines(file.columns)
    else:
        kinds = ", ".join(dict.fromkeys(mapping.kind for mapping in FORMATS[file.format].mapping))
        yield f"    # the format says what its rows become: {kinds}"


def _column_lines(guess: ColumnGuess) -> Iterator[str]:
    yield f"    kind: {guess.kind}  # {_DOUBTFUL if guess.is_doubtful else _GUESSED}"
    yield f"    key: {_path(guess.key)}  # check: it must stay the same when the list changes"
    yield "    mapping:"
    for name, column in guess.fields.items():
        yield f"      {name}: {_split_path(column, guess.splits.get(name))}"
    if guess.identifiers:
        yield (
            "    identifiers:"
            f" {{{', '.join(f'{scheme}: {_path(column)}' for scheme, column in guess.identifiers.items())}}}"
        )
    if guess.relations:
        yield "    relations:  # check: guessed, because the values are keys of another list"
    for name, relation in guess.relations.items():
        yield f"      {name}: {{kind: {relation.kind}, key: {_split_path(relation.column, relation.split)}}}"
    if guess.unused:
        yield f"    # columns that are not read: {', '.join(map(_comment, guess.unused[:30]))}"


def _split_path(column: str, split: str | None) -> str:
    return f"{{path: {_path(column)}, split: {_scalar(split)}}}" if split else _path(column)


def _path(column: str) -> str:
    """A column as a path of the manifest: its bare name, or in the quotes of JMESPath where that
    would mean something else.
    """
    if column in ("$key", "$stem"):
        return column
    scope = Scope(Row({}), SourceFile(Path(), ""))
    try:
        is_bare = not column.startswith("$") and compiled_path(column).read({column: True}, scope) is True
    except Misdescribed:
        is_bare = False
    return _scalar(column if is_bare else json.dumps(column, ensure_ascii=False))


def _flow(value: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(part)}" for name, part in value.items()) + "}"


def _scalar(value: Any) -> str:
    """A value as YAML on one line."""
    is_plain = isinstance(value, str) and re.fullmatch(r"[\w./*][\w ./*-]*", value) and not value.startswith("*")
    # as manifests are read, and as tools of YAML 1.1 read them: 0E0 is a number to one alone, 1_000 to the other
    if is_plain and parse_yaml(value).value == value == yaml.safe_load(value):
        return str(value)
    return (
        yaml.safe_dump(value, default_style='"', width=100_000).strip() if isinstance(value, str) else json.dumps(value)
    )


def _comment(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
