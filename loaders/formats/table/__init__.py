"""Tables: CSV, TSV, JSON, JSON Lines, YAML and sheets of spreadsheets, whose rows a manifest maps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from loaders import encodings
from loaders.formats import option_checks
from loaders.formats.table import delimited, json_lines, record_lists, sheets
from loaders.manifest_model import Keeps, RecordMapping
from loaders.mapping.paths import Misdescribed
from loaders.rows import Finding, Option, Row
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
    ".xlsx": "sheet",
    ".ods": "sheet",
}
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_HEADER_LIMIT = 1000
_CORRECT = "correct options.{} of the source in network.yaml"


@dataclass(frozen=True, slots=True)
class Table:
    """The format `table`."""

    name: str
    description: str
    mapping: tuple[RecordMapping, ...]
    options: Mapping[str, Option]
    keeps: Keeps = "none"

    def rows(self, file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
        """Rows by column or key.

        A document's mapping gives its keys as `$key`; an item that is no object stands under `value`.
        """
        try:
            yield from _rows(file, options)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line, hint=refused.hint)
        except Misdescribed as fault:
            yield Finding(IssueCode.VALUE_INVALID, fault.message, hint=fault.hint)


def _rows(file: SourceFile, options: Mapping[str, Any]) -> Iterator[Row | Finding]:
    kind = str(options.get("type") or TYPES.get(PurePosixPath(file.path).suffix.lower(), ""))
    if kind not in TYPES.values():
        known = ", ".join(sorted(set(TYPES.values())))
        message = f"{file.path} does not have the suffix of a table; set options.type to {known}"
        raise Refused(IssueCode.FILE_UNREADABLE, message)
    if kind == "sheet":
        yield from sheets.rows(file, options.get("sheet"), _header_line(options.get("header")))
        return
    encoding = encodings.encoding(file, _text_codec(options.get("encoding")))
    if encoding.finding is not None:
        yield encoding.finding
    if kind in _DELIMITERS:
        yield from delimited.rows(
            file,
            _delimiter(options.get("delimiter")),
            _DELIMITERS[kind],
            encoding.codec,
            _header_line(options.get("header")),
        )
    elif kind == "jsonl":
        yield from json_lines.rows(file, encoding.codec)
    else:
        yield from record_lists.rows(file, kind, options.get("rows"), encoding.codec)


def _delimiter(value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or len(value) != 1 or value in '\r\n"'):
        raise Misdescribed(f"the delimiter {value!r} is not one character", _CORRECT.format("delimiter"))
    return value


def _text_codec(value: Any) -> str | None:
    if value is not None and not encodings.is_text_codec(value):
        message = f"{value!r} is not a known encoding; usual ones are utf-8, utf-16, windows-1252 and iso-8859-1"
        raise Misdescribed(message, _CORRECT.format("encoding"))
    return str(value) if value is not None else None


def _header_line(value: Any) -> int:
    line = 1 if value is None else value
    if not isinstance(line, int) or isinstance(line, bool) or not 1 <= line <= _HEADER_LIMIT:
        message = f"header {line!r} is not the number of a line from 1 to {_HEADER_LIMIT}"
        raise Misdescribed(message, _CORRECT.format("header"))
    return line


FORMAT = Table(
    name="table",
    description=(
        "Rows of CSV and TSV (RFC 4180, with header), JSON (RFC 8259), JSON Lines, YAML 1.2 or a sheet (XLSX, ODS)."
    ),
    mapping=(),
    options={
        "type": Option(
            "csv, tsv, json, jsonl, yaml or sheet, if the suffix does not say so.", option_checks.one_of(TYPES.values())
        ),
        "delimiter": Option(
            "The character between the cells of CSV; default: what a first line such as sep=; says, else a comma.",
            _delimiter,
        ),
        "encoding": Option(
            "utf-16, windows-1252 …; default: what a byte order mark says, else UTF-8, else what the bytes look like,"
            " with a finding.",
            _text_codec,
        ),
        "header": Option(
            "The line of a CSV file or sheet that names the columns; default: the first that is not empty.",
            _header_line,
        ),
        "sheet": Option("Name of the sheet of a spreadsheet; default: the first.", option_checks.text),
        "rows": Option(
            "JMESPath to the rows of a JSON or YAML document: a list, or a mapping whose keys become $key; @ is the"
            " document itself.",
            option_checks.pointer,
        ),
    },
)
