"""CSV and TSV (RFC 4180) read row by row: each row with its first line, broken rows as findings, never
the whole file in memory.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from loaders import encodings
from loaders.encodings import UNREADABLE, UTF_8
from loaders.rows import Finding, Row, ValuePath
from loaders.source import Refused, SourceFile
from schema.issues import IssueCode

CELL_LIMIT = 1024 * 1024
_PIECE = 64 * 1024
_OTHER_DELIMITERS = (";", "\t", "|", ",")
_LINE_END = re.compile(r"\r\n|\r|\n")
_CLOSE = "close it, or double quotes that belong to the text"
_UNCLOSED = Finding(IssueCode.SYNTAX, "A quote is not closed.", hint=_CLOSE)
_CELLS = "give every column a cell, even if it is empty"
_NOT_UTF8 = Finding(IssueCode.FILE_NOT_UTF8, "The row is not UTF-8 and is left out.", hint="save the file as UTF-8")
_SEPARATOR = re.compile(r'"?sep=([^\r\n"])"?\s*', re.IGNORECASE)
"""The first line by which spreadsheets tell each other the delimiter."""
_SEPARATOR_BYTES = 40
_BARE_RETURN = Finding(
    IssueCode.SYNTAX,
    "A row contains a bare carriage return.",
    hint="end lines with LF or CRLF, and quote a cell of several lines",
)
_ENDLESS = Finding(
    IssueCode.SYNTAX,
    f"A cell is longer than {CELL_LIMIT} characters: a closing quote seems to be missing.",
    hint=_CLOSE,
)


@dataclass(slots=True)
class _Lines:
    """The lines of a file as text; remembers those of the current row and what was wrong with them.

    skipped: lines above the header.
    """

    file: SourceFile
    codec: str = UTF_8
    skipped: int = 0
    number: int = 0
    wrong: int | None = None
    quotes: int = 0
    ended: bool = True
    texts: list[str] = field(default_factory=list)
    _lines: Iterator[tuple[int, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        only_returns = self.codec == UTF_8 and _has_returns_only(self.file)
        self._lines = _returned(self.file) if only_returns else encodings.lines(self.file, self.codec, CELL_LIMIT)
        self.number = sum(1 for _ in islice(self._lines, self.skipped))

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number, self.ended = number, line.endswith((b"\n", b"\r"))
            start = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            self.quotes += start.count(b'"')
            text = self._text(start)
            self.texts.append(text)
            yield text

    def _text(self, line: bytes) -> str:
        try:
            text = line.decode()
        except UnicodeDecodeError:
            self.wrong = self.wrong or self.number
            return line.decode(errors="replace")
        if self.codec != UTF_8 and UNREADABLE in text:
            self.wrong = self.wrong or self.number
        return text

    def delimited_by(self, sign: str) -> bool:
        """Whether the current row has a sign."""
        return any(sign in text for text in self.texts)

    def ends_quoted(self, delimiter: str) -> bool:
        """Whether the file ends within a quoted cell that begins in its last line, and not with a quote in a text."""
        before, _, _ = self.texts[-1].rpartition('"')
        return not self.ended and (not before or before.endswith(delimiter))

    def begin(self) -> int:
        """Forget the last row; the line on which the next one starts."""
        self.wrong, self.quotes, self.texts = None, 0, []
        return self.number + 1


def _has_returns_only(file: SourceFile) -> bool:
    """Whether lines end with CR alone, as old spreadsheets for the Mac write them."""
    with file.open() as stream:
        start = stream.read(_PIECE)
    return b"\r" in start and b"\n" not in start


def _returned(file: SourceFile) -> Iterator[tuple[int, bytes]]:
    """Lines that end with CR, as `SourceFile.lines` gives those that end with LF."""
    number, rest = 1, b""
    with file.open() as stream:
        while piece := stream.read(_PIECE):
            *lines, rest = (rest + piece).split(b"\r")
            yield from enumerate((line + b"\r" for line in lines), number)
            number += len(lines)
            if len(rest) > CELL_LIMIT:
                raise Refused(
                    IssueCode.FILE_TOO_LARGE, f"{file.path}:{number} is longer than {CELL_LIMIT} bytes", number
                )
    if rest:
        yield number, rest


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a table.

    numbers: which cell each name has, the first where it is there twice. places: where each name stands.
    """

    names: list[str]
    numbers: dict[str, int]
    places: dict[str, tuple[int, int]]
    cell: re.Pattern[str]


@dataclass(slots=True, eq=False)
class _Cells(Mapping[ValuePath, tuple[int, int]]):
    """Where the cells of a row stand, worked out only when a finding asks."""

    header: _Header
    texts: list[str]
    line: int

    def __getitem__(self, path: ValuePath) -> tuple[int, int]:
        if len(path) != 1:
            raise KeyError(path)
        number = self.header.numbers[str(path[0])]
        return next(islice(_places(self.texts, self.line, self.header.cell), number, None), (self.line, 1))

    def __iter__(self) -> Iterator[ValuePath]:
        return ((name,) for name in self.header.numbers)

    def __len__(self) -> int:
        return len(self.header.numbers)


def _places(texts: list[str], line: int, cell: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Line and column of each cell of a row, from its text."""
    text = "".join(texts)
    start = line_start = 0
    while start <= len(text) and (match := cell.match(text, start)) is not None:
        yield line, start - line_start + 1
        for end in _LINE_END.finditer(match[0]):
            line, line_start = line + 1, start + end.end()
        start = match.end() + 1


def rows(file: SourceFile, delimiter: str | None, usual: str, codec: str, header_line: int) -> Iterator[Row | Finding]:
    """Rows by column name of a file with a header. delimiter: the manifest's, else the file's own
    (`sep=;`), else the usual one.

    Raises `Refused` if it cannot be opened.
    """
    if csv.field_size_limit() < CELL_LIMIT:
        csv.field_size_limit(CELL_LIMIT)
    separator = _own_separator(file, codec)
    delimiter = delimiter or separator or usual
    lines = _Lines(file, codec, max(header_line - 1, 1 if separator else 0))
    header: _Header | None = None
    other: str | None = None
    for line, cells in _records(lines, delimiter):
        if isinstance(cells, Finding):
            yield cells
        elif header is None:
            header = _header([name.strip() for name in cells], line, lines.texts, delimiter)
            yield from _header_findings(header.names, line)
            other = _other_delimiter(header.names, delimiter)
        elif other is not None and lines.delimited_by(other):
            message = f"The cells of a row seem to be separated by {other!r}, not by {delimiter!r}."
            at, _ = header.places[header.names[0]]
            yield Finding(IssueCode.SYNTAX, message, at, hint=f"set options.delimiter to {other!r}")
            return
        else:
            other = None
            yield from _row(header, cells, line, lines)


def _own_separator(file: SourceFile, codec: str) -> str | None:
    with file.open() as stream:
        first, *_ = _LINE_END.split(stream.read(_SEPARATOR_BYTES).decode(codec, errors="replace"), maxsplit=1)
    match = _SEPARATOR.fullmatch(first.removeprefix("\ufeff"))
    return match[1] if match else None


def _records(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | Finding]]:
    """First line and cells of each record that is whole, a finding in the place of cells for one that is
    not; blank ones are skipped.
    """
    reader = csv.reader(iter(lines), delimiter=delimiter)
    while True:
        line = lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            fault = _BARE_RETURN if "new-line" in str(error) else _ENDLESS
            yield line, replace(fault, line=line)
            continue
        if cells is None:
            return
        if lines.wrong is not None:
            yield line, replace(_NOT_UTF8, line=lines.wrong)
        elif lines.quotes % 2 and (lines.number > line or lines.ends_quoted(delimiter)):
            yield line, replace(_UNCLOSED, line=line)
        elif any(cells):
            yield line, cells


def _header(names: list[str], line: int, texts: list[str], delimiter: str) -> _Header:
    cell = re.compile(rf'(?:"[^"]*(?:""[^"]*)*")?[^{re.escape(delimiter)}]*')
    numbers: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for number, (name, place) in enumerate(zip(names, _places(texts, line, cell), strict=False)):
        if name and name not in numbers:
            numbers[name], places[name] = number, place
    return _Header(names, numbers, places, cell)


def _header_findings(header: list[str], line: int) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            yield Finding(
                IssueCode.FIELD_DUPLICATE,
                f"The column {name[:80]} appears twice; the first counts.",
                line,
                field=name[:80],
            )
        seen.add(name)
    if len(header) > 1 and sum(map(bool, header)) == 1:
        message = f"Of {len(header)} columns one has a name: the names seem to be on a later line."
        yield Finding(IssueCode.VALUE_SUSPECT, message, line, hint="set options.header to the number of that line")


def _other_delimiter(header: list[str], delimiter: str) -> str | None:
    """What may tell the columns of a header apart that is one name."""
    others = (sign for sign in _OTHER_DELIMITERS if sign != delimiter and sign in header[0])
    return next(others, None) if len(header) == 1 else None


def _row(header: _Header, cells: list[str], line: int, lines: _Lines) -> Iterator[Row | Finding]:
    """A row, after a warning where it lacks its last cells; only a finding where its cells cannot be told apart."""
    missing = len(header.names) - len(cells)
    if missing > 0 and not lines.ended:
        yield _maybe_cut_off(header, len(cells), line)
        return
    if missing < 0 and any(cells[missing:]):
        yield _surplus(header, len(cells), line, lines.texts)
        return
    if missing > 0:
        message = f"{_counted(header, len(cells))}; the others count as empty."
        yield Finding(IssueCode.VALUE_SUSPECT, message, line, hint=_CELLS)
    whole = cells + [""] * missing
    values: dict[str, Any] = {name: whole[number] for name, number in header.numbers.items()}
    yield Row(values, line, marks=_Cells(header, lines.texts, line), head=header.places)


def _counted(header: _Header, cells: int) -> str:
    return f"The row has {cells} {'cell' if cells == 1 else 'cells'}, the header {len(header.names)}"


def _maybe_cut_off(header: _Header, cells: int, line: int) -> Finding:
    """An error, as half of a row must not take the place of a whole one."""
    message = f"{_counted(header, cells)}, and the file has no line end behind it: it may be cut off there."
    hint = f"fetch or save the whole file again; if it is whole, {_CELLS}"
    return Finding(IssueCode.SYNTAX, message, line, hint=hint)


def _surplus(header: _Header, cells: int, line: int, texts: list[str]) -> Finding:
    count = len(header.names)
    at, column = next(islice(_places(texts, line, header.cell), count, None), (line, 1))
    below = ", or set options.header to the line that names the columns" if count == 1 else ""
    hint = f"quote cells that contain the delimiter{below}"
    return Finding(IssueCode.ROW_SHAPE, f"{_counted(header, cells)}.", at, column, hint=hint)
