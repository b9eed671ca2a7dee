"""Tables: CSV, TSV, JSON, JSON Lines and YAML whose rows a manifest maps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from loaders.formats.table import delimited, json_lines, record_lists
from loaders.manifest_model import Keeps, RecordMapping
from loaders.mapping.paths import Misdescribed
from loaders.rows import Finding, Row
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

TYPES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
_DELIMITERS = {"csv": ",", "tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Table:
    """The format `table`."""

    name: str
    description: str
    mapping: tuple[RecordMapping, ...]
    options: Mapping[str, str]
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
        """Rows by column or key. A document's mapping gives its keys as `$key`; an item that is no object stands under `value`."""
        try:
            yield from _rows(file, options)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line)
        except Misdescribed as fault:
            yield Finding(IssueCode.VALUE_INVALID, fault.message, hint=fault.hint)


def _rows(file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
    kind = str(options.get("type") or TYPES.get(PurePosixPath(file.path).suffix.lower(), ""))
    if kind in _DELIMITERS:
        return delimited.rows(file, _delimiter(options.get("delimiter", _DELIMITERS[kind])))
    if kind == "jsonl":
        return json_lines.rows(file)
    if kind in ("json", "yaml"):
        return record_lists.rows(file, kind, options.get("rows"))
    known = ", ".join(sorted(set(TYPES.values())))
    raise Refused(
        IssueCode.FILE_UNREADABLE,
        f"{file.path} does not have the suffix of a table; set options.type to {known}",
    )


def _delimiter(delimiter: Any) -> str:
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '\r\n"':
        raise Misdescribed(f"the delimiter {delimiter!r} is not one character")
    return delimiter


FORMAT = Table(
    name="table",
    description="Rows of CSV and TSV (RFC 4180, with header), JSON (RFC 8259), JSON Lines or YAML 1.2, always UTF-8.",
    mapping=(),
    options={
        "type": "csv, tsv, json, jsonl or yaml, if the suffix does not say so.",
        "delimiter": "The character between the cells of CSV; default: a comma.",
        "rows": "JMESPath to the rows of a JSON or YAML document: a list, or a mapping whose keys become $key; @ is the document itself.",
    },
)
