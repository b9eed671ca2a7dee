"""The parts of docs/ and README.md that follow from the code: written by `make generated`, compared by `make drift`.

A part stands between `<!-- generated: name -->` and `<!-- end -->`; what is around it is written by hand.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from hub.cli.application import APP
from hub.cli.output_documents import OUTPUTS
from hub.config import PREFIX, Settings
from hub.plan.refusals import HINTS
from loaders.formats import FORMATS
from loaders.manifest.json_schema import write_schemas
from loaders.manifest_model import Expression, Manifest, RecordMapping, ReferenceMapping, Source
from schema.graphql import SCHEMA
from schema.identifiers import ANY, SCHEMES
from schema.issues import CATALOGUE
from schema.kinds import KINDS
from schema.relations import PREDICATES
from schema.values.catalogue import VALUE_TYPES
from scripts.map import code_map
from scripts.output_schemas import file_name, write_output_schemas

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/*.md")
_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def settings() -> str:
    """One row per setting with its default, then one per option of a command that a variable can give."""
    fields = Settings.model_fields.items()
    rows = [(f"`{PREFIX}{name.upper()}`", _default(field.default), str(field.description)) for name, field in fields]
    parameters = [parameter for _, command in _walk("hub", typer.main.get_command(APP)) for parameter in command.params]
    options = {
        parameter.envvar: f"{parameter.help} The default of `{parameter.opts[0]}`."
        for parameter in parameters
        if parameter.envvar
    }
    rows += [(f"`{variable}`", "none", meaning) for variable, meaning in options.items()]
    return _table(("Variable", "Default", "Meaning"), rows)


def _default(value: Any) -> str:
    if isinstance(value, tuple):
        value = ",".join(map(str, value))
    return "none" if value in (None, "") else f"`{value}`"


def issues() -> str:
    """One row per issue code, the most severe first."""
    order = ("error", "warning", "info")
    found = sorted(CATALOGUE.items(), key=lambda entry: order.index(entry[1].severity))
    return _table(
        ("Code", "Severity", "Meaning", "What to do"),
        [(f"`{code}`", said.severity.value, said.meaning, said.remedy) for code, said in found],
    )


def refusals() -> str:
    """One row per code of a GraphQL error."""
    return _table(("`extensions.code`", "Hint"), [(f"`{code}`", hint) for code, hint in HINTS.items()])


def formats() -> str:
    """One section per format, with its options."""
    sections = []
    for form in FORMATS.values():
        rows = [(f"`{name}`", option.meaning) for name, option in form.options.items()]
        options = _table(("Option", "Meaning"), rows) if rows else "It has no options.\n"
        kinds = ", ".join(dict.fromkeys(f"`{mapping.kind}`" for mapping in form.mapping))
        mapped = "The manifest maps it: `kind` with `mapping`, or `records`."
        if kinds:
            mapped = f"Without `records` a row becomes: {kinds}."
        keeps = f"Keeps what leaves a file: `{form.keeps}`."
        sections.append(f"### {form.name}\n\n{form.description}\n\n{options}\n{mapped} {keeps}\n")
    return "\n".join(sections)


def manifest() -> str:
    """The keys of every part of the manifest."""
    titles: dict[Any, str] = {
        Manifest: "The manifest",
        Source: "A source",
        RecordMapping: "A record mapping",
        ReferenceMapping: "A reference",
        Expression: "An expression",
    }
    sections = []
    for model, title in titles.items():
        rows = []
        for name, field in model.model_fields.items():
            texts = (field.description, *(getattr(part, "description", None) for part in field.metadata))
            needed = "yes" if field.is_required() else ""
            rows.append((f"`{field.alias or name}`", needed, next(filter(None, texts), "")))
        keys = _table(("Key", "Needed", "Meaning"), rows)
        sections.append(f"### {title}\n\n{model.__doc__}\n\n{keys}")
    return "\n".join(sections)


def kinds() -> str:
    """One section per kind, with its fields."""
    sections = []
    for kind in KINDS:
        rows = []
        for name, fact in kind.facts.items():
            value = f"list of {fact.value.name}" if fact.many else fact.value.name
            rows.append((f"`{name}`", value, "yes" if fact.facet else "", fact.description))
        fields = _table(("Field", "Value", "Facet", "Meaning"), rows)
        sections.append(f"## {kind.name}\n\n{kind.description}\n\n{fields}")
    return "\n".join(sections)


def values() -> str:
    """One row per type of value, with its vocabulary."""
    rows = [
        (one.name, one.description, ", ".join(f"`{word}`" for word in one.vocabulary)) for one in VALUE_TYPES.values()
    ]
    return _table(("Value", "What it is", "One of"), rows)


def predicates() -> str:
    """One row per predicate, both ends."""
    rows = [
        (f"`{p.name}`", _some(p.subjects), f"`{p.forward}`", _some(p.objects), f"`{p.inverse}`", p.forward_text)
        for p in PREDICATES
    ]
    return _table(
        ("Predicate", "Subject", "Field there", "Object", "Field there", "The field of the subject lists"), rows
    )


def _some(names: Iterable[str]) -> str:
    stated = tuple(names)
    return "any kind" if len(stated) == len(KINDS) else ", ".join(stated)


def schemes() -> str:
    """One row per scheme of identifiers."""
    rows = []
    for scheme in SCHEMES:
        families = ", ".join("all kinds" if family == ANY else f"{family}s" for family in scheme.speaks)
        strengths = "; ".join(dict.fromkeys(scheme.speaks.values()))
        rows.append((f"`{scheme.name}`", scheme.title, families or "no kind", strengths or "kept, but not compared"))
    return _table(("Scheme", "Meaning", "Speaks for", "How strongly"), rows)


def commands() -> str:
    """One section per command, as its help says."""
    return "\n".join(_command(path, command) for path, command in _walk("hub", typer.main.get_command(APP)))


def _walk(path: str, command: Any) -> list[tuple[str, Any]]:
    """The commands at or below one, each with the words that call it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(path, command)]
    return [leaf for name, below in inner.items() for leaf in _walk(f"{path} {name}", below)]


def _command(path: str, command: Any) -> str:
    rows = [
        (_spelt(parameter), f"{parameter.help or ''}{f' Or {parameter.envvar}.' if parameter.envvar else ''}")
        for parameter in command.params
        if parameter.name != "help"
    ]
    arguments = _table(("Argument", "Meaning"), rows)
    name, example = path.removeprefix("hub "), command.epilog.removeprefix("Example: ")
    schema = f" JSON: [{file_name(name)}](schemas/{file_name(name)})." if name in OUTPUTS else ""
    return f"## {path}\n\n{command.help}\n\n{arguments}\nExample: `{example}`.{schema}\n"


def _spelt(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.name.upper()}{' …' if parameter.nargs == -1 else ''}`"
    return ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))


def queries() -> str:
    """One row per root field."""
    root = SCHEMA.query_type
    rows = []
    for name, field in (root.fields if root else {}).items():
        rows.append((f"`{name}`", ", ".join(f"`{argument}`" for argument in field.args), field.description or ""))
    return _table(("Root field", "Arguments", "Gives"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "settings": settings, "issues": issues, "refusals": refusals, "formats": formats, "manifest": manifest, "kinds": kinds, "values": values,
    "predicates": predicates, "schemes": schemes, "commands": commands, "queries": queries,
    "map": code_map,
}  # fmt: skip


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = ([" ".join(cell.split()).replace("|", r"\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def filled(text: str) -> str:
    """A page with its generated parts written anew."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found[2]]().strip()}\n{found[3]}", text)


def pages(root: Path = ROOT) -> list[Path]:
    """The pages that may have generated parts."""
    return sorted(path for pattern in PAGES for path in root.glob(pattern))


def outdated(root: Path = ROOT) -> list[Path]:
    """Pages whose generated parts are not what the code says."""
    return [path for path in pages(root) if filled(text := path.read_text(encoding="utf-8")) != text]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print what is out of date and write nothing")
    check = parser.parse_args().check
    stale = outdated()
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'is out of date: run `make generated`' if check else 'written'}")
        if not check:
            path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    if not check:
        write_schemas(ROOT / "seeds")
        write_output_schemas()
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
