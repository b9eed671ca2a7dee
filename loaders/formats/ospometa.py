"""OSPOmeta (alpha): the YAML list of public-sector OSPOs, as one file of an operator or merged by FLOSS-PSO."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from loaders.documents import Document, read_yaml
from loaders.manifest_model import Expression, Keeps, RecordMapping, ReferenceMapping
from loaders.rows import RESTORE, Finding, Option, Row, ValuePath
from loaders.source import SourceFile
from schema.issues import IssueCode
from schema.suggestions import did_you_mean
from schema.values.accounts import account
from schema.values.urls import url

REGISTERS = ("wikidata", "ror", "lei", "cvr", "siren", "gln", "ipa", "tooi", "ld-admin", "lannuaire", "vat")
_FIELDS = ("name", "country", "description", "email", "floss_policy", "created", "code", "pso_id", "organisation")
_MANDATORY = ("country", "description", "email")
_ORGANISATION_FIELDS = ("name", "url", "type", "city", *REGISTERS)


class OspoMeta:
    """See `Format`; https://github.com/Bluehats/ospometa. A row is one OSPO, its key the canonical form of its URL."""

    name = "ospometa"
    description = (
        "OSPOmeta (alpha), the YAML list of OSPOs that FLOSS-PSO and DINUM publish: one record per main URL, in a file"
        " of its own or merged below file names. The optional key `organisation` (name, url, type, city and register"
        " numbers), an extension of ours, says whose OSPO it is."
    )
    options: Mapping[str, Option] = MappingProxyType({})
    mapping = (
        RecordMapping(
            kind="ospo",
            url="url",
            fields={
                "name": "name",
                "description": "description",
                "url": "url",
                "countries": "country",
                "founded": "created",
                "policy_url": "floss_policy",
                "code_urls": "code",
                "code_accounts": "code_accounts",
                "email": "email",
            },
            relations={
                "organisations": ReferenceMapping(
                    each="organisations",
                    label="name",
                    key="key",
                    country="country",
                    identifiers={"homepage": "url"} | {name: name for name in REGISTERS},
                )
            },
        ),
        RecordMapping(
            kind="organisation",
            each="organisations",
            key="key",
            repeats=True,
            url=Expression(path="$row.url"),
            fields={"name": "name", "url": "url", "type": "type", "city": "city", "countries": "country"},
            identifiers={name: name for name in REGISTERS},
        ),
    )
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:  # noqa: ARG002 - it has none
        """One row per OSPO and its findings, in file order."""
        document = read_yaml(file)
        found = [*document.findings, *_entries(document)]
        yield from sorted(found, key=lambda entry: entry.line or 0)


FORMAT = OspoMeta()
_ADDRESSES = ("http://", "https://", "www.")


def _entries(document: Document) -> Iterator[Row | Finding]:
    """The OSPOs of a file, which is one operator's own or merged: then the main URL of each
    source is above its entries.
    """
    if document.value is None:
        if not document.findings:
            yield Finding(IssueCode.SYNTAX, "The file is empty.", 1, 1, hint=RESTORE)
        return
    if not isinstance(document.value, dict):
        hint = "An OSPOmeta file is a mapping from the main URL of each OSPO to its fields; restore it."
        yield Finding(
            IssueCode.SYNTAX, "the file is not a mapping from URL to OSPO", document.line(()) or 1, 1, hint=hint
        )
        return
    for key, value in document.value.items():
        if _is_merged(value):
            for address in value:
                yield from _entry(document, (key, address), source=key)
        else:
            yield from _entry(document, (key,), source=None)


def _is_merged(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(key.startswith(_ADDRESSES) for key in value)


def _entry(document: Document, path: ValuePath, source: str | None) -> Iterator[Row | Finding]:
    if not document.is_whole(path):
        return
    stated = document.verbatim(path)
    line, column = document.marks.get(path, (None, None))
    if not isinstance(stated, dict):
        yield Finding(
            IssueCode.ROW_SHAPE,
            "an entry has no fields",
            line,
            column,
            value=str(path[-1])[:120],
            hint="Give it at least name and country.",
        )
        return
    row = _row(str(path[-1]), stated, source)
    row = Row(row.values, line, column, row.key, _with_bodies(document.marks_below(path)))
    yield from _findings(row, stated)
    yield row


def _row(address: str, stated: dict[str, Any], source: str | None) -> Row:
    values = {name: stated[name] for name in _FIELDS if stated.get(name) is not None}
    code = [item for item in _listed(values.get("code")) if isinstance(item, str)]
    values |= {"url": address, "code": code, "code_accounts": [item for item in code if account(item).value]}
    values["organisations"] = _organisations(values.pop("organisation", None), values)
    if source:
        values["source_path"] = source
    return Row(values, key=url(address).value)


def _with_bodies(marks: Mapping[ValuePath, tuple[int, int]]) -> dict[ValuePath, tuple[int, int]]:
    """Marks with those of `organisation`, which may be one or a list, also at
    `organisations`, which is always a list.
    """
    stated = {place: mark for place, mark in marks.items() if place[0] == "organisation"}
    moved = {
        ("organisations", *(place[1:] if len(place) > 1 and isinstance(place[1], int) else (0, *place[1:]))): mark
        for place, mark in stated.items()
    }
    return {**marks, **moved}


def _organisations(stated: object, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    bodies = [dict(body) for body in _listed(stated) if isinstance(body, dict) and body.get("name")]
    for body in bodies:
        body["key"] = body.get("url") or body["name"]
        body["country"] = values.get("country")
    if len(bodies) == 1 and "pso_id" in values:
        bodies[0].setdefault("lannuaire", values["pso_id"])
    return bodies


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _findings(row: Row, stated: Mapping[str, Any]) -> Iterator[Finding]:
    if row.key is None:
        hint = "Write the main URL of the OSPO with https:// as its key."
        yield Finding(
            IssueCode.URL_INVALID,
            "the key of an OSPO is its main URL",
            row.line,
            row.column,
            "url",
            row.values["url"][:120],
            hint,
        )
    for name in _MANDATORY:
        if not stated.get(name):
            yield Finding(IssueCode.FIELD_MISSING, f"{name} is missing", row.line, row.column, name)
    yield from _unknown(row, stated, (), _FIELDS)
    for index, body in enumerate(_listed(stated.get("organisation"))):
        at: ValuePath = ("organisation", index) if isinstance(stated["organisation"], list) else ("organisation",)
        yield from _body_findings(row, body, at)


def _unknown(row: Row, stated: Mapping[str, Any], path: ValuePath, known: tuple[str, ...]) -> Iterator[Finding]:
    for name in stated:
        if name not in known:
            line, column = row.locate((*path, name))
            yield Finding(
                IssueCode.FIELD_UNKNOWN,
                f"«{name[:80]}» is not a field of OSPOmeta",
                line,
                column,
                ".".join(map(str, (*path, name)))[:120],
                hint=did_you_mean(name, known),
            )


def _body_findings(row: Row, body: object, path: ValuePath) -> Iterator[Finding]:
    line, column = row.locate(path)
    if not isinstance(body, dict):
        yield Finding(
            IssueCode.VALUE_INVALID,
            "an organisation is a mapping with a name",
            line,
            column,
            "organisation",
            str(body)[:120],
        )
        return
    if not body.get("name"):
        yield Finding(
            IssueCode.FIELD_MISSING,
            "the organisation has no name, so it is left out",
            line,
            column,
            "organisation.name",
        )
    yield from _unknown(row, body, path, _ORGANISATION_FIELDS)
