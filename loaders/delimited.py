"""CSV and TSV (RFC 4180) read row by row: each row with its first line, broken rows as findings, never the whole file in memory."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.rows import Finding, Row
from loaders.source import SourceFile
from schema.issues import IssueCode

CELL_LIMIT = 1024 * 1024
_OTHER_DELIMITERS = (";", "\t", "|", ",")
_UNCLOSED = Finding(IssueCode.SYNTAX, "A quote is opened and not closed.", hint="close it, or double a quote that belongs to the text")


@dataclass(slots=True)
class _Lines:
    """The lines of a file as text; remembers what was wrong with those of the current row."""

    file: SourceFile
    number: int = 0
    wrong: int | None = None
    quotes: int = 0
    ended: bool = True
    _lines: Iterator[tuple[int, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self._lines = self.file.lines(CELL_LIMIT)

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number, self.ended = number, line.endswith((b"\n", b"\r"))
            start = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            self.quotes += start.count(b'"')
            yield self._text(start)

    def _text(self, line: bytes) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.wrong = self.wrong or self.number
            return line.decode(errors="replace")

    def begin(self) -> int:
        """Forget the last row; the line on which the next one starts."""
        self.wrong, self.quotes = None, 0
        return self.number + 1


def rows(file: SourceFile, delimiter: str) -> Iterator[Row | Finding]:
    """Rows by column name of a file with a header. Raises `Refused` if it cannot be opened."""
    if csv.field_size_limit() < CELL_LIMIT:
        csv.field_size_limit(CELL_LIMIT)
    lines = _Lines(file)
    found = _records(lines, delimiter)
    header: list[str] | None = None
    for line, cells in found:
        if isinstance(cells, Finding):
            yield cells
        elif header is None:
            header = [name.strip() for name in cells]
            yield from _header_findings(header, line, delimiter)
        else:
            yield _cut_off(line) if len(cells) < len(header) and not lines.ended else _row(header, cells, line)


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Finding]]:
    reader = csv.reader(iter(lines), delimiter=delimiter)
    while True:
        line = lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield line, Finding(IssueCode.SYNTAX, f"The row does not parse: {error}.", line, hint=_UNCLOSED.hint)
            continue
        if cells is None:
            return
        if lines.wrong is not None:
            yield line, Finding(IssueCode.FILE_NOT_UTF8, "The row is not UTF-8 and is left out.", lines.wrong, hint="save the file as UTF-8")
        elif lines.quotes % 2 and lines.number > line:
            yield line, Finding(IssueCode.SYNTAX, _UNCLOSED.message, line, hint=_UNCLOSED.hint)
        elif any(cells):
            yield line, cells


def _header_findings(header: list[str], line: int, delimiter: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            yield Finding(IssueCode.FIELD_DUPLICATE, f"The column {name[:80]} is there twice; the first counts.", line, field=name[:80])
        seen.add(name)
    other = next((sign for sign in _OTHER_DELIMITERS if sign in header[0]), None) if len(header) == 1 else None
    if other is not None and other != delimiter:
        yield Finding(IssueCode.VALUE_SUSPECT, "The header is one column.", line, hint=f"set options.delimiter to {other!r}")


def _cut_off(line: int) -> Finding:
    return Finding(IssueCode.SYNTAX, "The file ends in the midst of a row: it seems to be cut off.", line, hint="fetch or save it again, whole")


def _row(header: list[str], cells: list[str], line: int) -> Row | Finding:
    if len(cells) > len(header) and not any(cells[len(header) :]):
        cells = cells[: len(header)]
    if len(cells) != len(header):
        hint = "quote a cell that holds the delimiter" if len(cells) > len(header) else "give every column a cell, if need be an empty one"
        return Finding(IssueCode.ROW_SHAPE, f"The row has {len(cells)} cells, the header {len(header)}.", line, hint=hint)
    values: dict[str, Any] = dict(zip(reversed(header), reversed(cells), strict=True))
    values.pop("", None)
    return Row({name: values[name] for name in dict.fromkeys(header) if name}, line, has_columns=True)
