"""publiccode.yml 0.1 to 0.7 and its dialects: one file, one product."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from loaders.documents import Document, parse_yaml, read_yaml
from loaders.formats import option_checks
from loaders.formats.publiccode.own_mappings import PRODUCT, PUBLISHER
from loaders.formats.publiccode.regular_form import regular
from loaders.formats.publiccode.rules import check_rules
from loaders.formats.publiccode.shaping import Shaping
from loaders.formats.publiccode.standard import STANDARD
from loaders.formats.repositories import identity, parts_of
from loaders.formats.table import record_lists
from loaders.manifest_model import Keeps
from loaders.rows import RESTORE, Finding, Option, Row, ValuePath
from loaders.source import SourceFile
from schema.issues import IssueCode


class PublicCode:
    """See `Format`; https://docs.italia.it/italia/developers-italia/publiccodeyml-en.

    The key of the row is the repository's canonical URL.
    """

    name = "publiccode"
    description = (
        "publiccode.yml, versions 0.1 to 0.7, and the French dialect: one file per product. Contacts and other personal"
        " data are not read; unknown keys are warned about, never fatal."
    )
    options: Mapping[str, Option] = MappingProxyType(
        {
            "text": Option(
                "Key under which each row of a JSON document has a publiccode.yml as text, such as publiccodeYml in API"
                " responses.",
                option_checks.text,
            ),
            "rows": Option("With `text`: JMESPath to the rows, such as data.", option_checks.pointer),
        }
    )
    mapping = (PRODUCT, PUBLISHER)
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
        """The one row of a file and what it holds that the standard does not want, by line."""
        yield from _embedded(file, options) if options.get("text") else _rows(read_yaml(file))


FORMAT = PublicCode()


def _embedded(file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
    """The publiccode.yml texts of a JSON document; all that is found in one stands where its text stands."""
    for entry in record_lists.rows(file, "json", options.get("rows")):
        text = entry.values.get(options["text"]) if isinstance(entry, Row) else None
        if isinstance(entry, Finding):
            yield entry
        elif isinstance(text, str):
            line, column = entry.locate((options["text"],))
            yield from (_moved(found, line, column) for found in _rows(parse_yaml(text)))


def _moved(entry: Row | Finding, line: int | None, column: int | None) -> Row | Finding:
    return (
        replace(entry, line=line, column=column)
        if isinstance(entry, Finding)
        else replace(entry, line=line, column=column, marks={})
    )


def _rows(document: Document) -> Iterator[Row | Finding]:
    """The one row of a publiccode.yml, after the findings about it.

    None where the file is no mapping or was not read whole.
    """
    yield from document.findings
    if not document.is_whole() or (document.value is None and document.findings):
        return
    if document.value is None:
        yield Finding(IssueCode.SYNTAX, "The file is empty.", 1, 1, hint=RESTORE)
        return
    if not isinstance(document.value, dict) or not document.value:
        hint = "A publiccode.yml is a mapping of keys such as name: and url: to values."
        yield Finding(IssueCode.SYNTAX, "the file is not a publiccode.yml", document.line(()) or 1, 1, hint=hint)
        return
    shaping = Shaping(document)
    stated = document.verbatim()
    values = shaping.shaped(stated, STANDARD, ()) or {}
    check_rules(shaping, stated, values)
    row = Row(_placed(shaping, values), 1, 1, identity(values.get("url")), _marks(document, shaping))
    yield from sorted(shaping.findings, key=lambda finding: finding.line or 0)
    yield row


def _placed(shaping: Shaping, values: dict[str, Any]) -> dict[str, Any]:
    """The regular values, without an address that cannot be a repository."""
    values = regular(values)
    if "url" in values and identity(values["url"]) is None:
        address = values.pop("url")
        parts = parts_of(address) if isinstance(address, str) and address.startswith("http") else None
        only = f", only the host {parts.hostname}" if parts and parts.hostname else ""
        message = f"url does not name a repository{only}"
        hint = "Give the address of the repository, such as https://github.com/owner/name."
        shaping.find(IssueCode.URL_INVALID, message, ("url",), value=address, hint=hint)
    return values


_ORIGINS: dict[str, ValuePath] = {
    "summary": ("description",),
    "features": ("description",),
    "documentation": ("description",),
    "localisedNames": ("description",),
    "genericName": ("description",),
    "logoUrl": ("logo",),
    "owner": ("legal", "mainCopyrightOwner"),
    "publisher": ("organisation",),
    "funders": ("fundedBy",),
    "suppliers": ("maintenance", "contractors"),
    "upstream": ("isBasedOn",),
}


def _marks(document: Document, shaping: Shaping) -> dict[ValuePath, tuple[int, int]]:
    """Places by the paths of the regular values: those of the file, and of what was renamed or
    gathered the place it came from.
    """
    origins = {(name,): origin for name, origin in _ORIGINS.items()} | shaping.moved
    return document.marks | {
        path: document.marks[origin] for path, origin in origins.items() if origin in document.marks
    }
