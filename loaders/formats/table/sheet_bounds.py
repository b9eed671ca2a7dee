"""What a spreadsheet asks of its reader, looked at before it is read: python-calamine lays a sheet out in full.

It aborts the whole process where a cell stands at XFD1048576, and never returns from an ODS file
that ends within an element.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

UNPACKED_LIMIT = 256 * 1024 * 1024
"""Bytes that a spreadsheet may unpack to."""
CELL_LIMIT = 10_000_000
"""Cells of the rectangle that a sheet fills, the empty ones among them."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PARTS = re.compile(r"(?:content|xl/worksheets/[^/]+)\.xml")


class TooMuch(Exception):
    """A spreadsheet that unpacks to too much, or a sheet of too many cells."""


class NoSpreadsheet(ValueError):
    """What is no archive of well-formed XML."""


def check(content: bytes) -> None:
    """Raise `TooMuch` or `NoSpreadsheet` for what must not be given to the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise TooMuch(f"unpacks to more than {UNPACKED_LIMIT} bytes")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive.read(part), is_sheet=_PARTS.fullmatch(part.filename) is not None)
    # what zipfile and expat raise for damaged archives, impossible offsets, unknown versions and
    # encodings, passwords and broken XML
    except (
        zipfile.BadZipFile,
        zlib.error,
        ExpatError,
        NotImplementedError,
        RuntimeError,
        LookupError,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        raise NoSpreadsheet from error


def _check_part(content: bytes, *, is_sheet: bool) -> None:
    extent, parser = _Extent(), ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if is_sheet:
        parser.StartElementHandler, parser.EndElementHandler = extent.start, extent.end
    parser.Parse(content, True)  # noqa: FBT003 - the last piece


def _refuse_doctype(*_: object) -> None:
    raise NoSpreadsheet


@dataclass(slots=True)
class _Extent:
    """How far a sheet reaches: by the references of cells (XLSX), by cells that hold something and how often
    they are repeated (ODS).
    """

    rows: int = 0
    columns: int = 0
    _row: int = 0
    _repeats: int = 1
    _column: int = 0
    _last: int = 0
    _cells: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("c", "row", "dimension"):
            self._cells += name == "c"
            self._at(attributes.get("r") or attributes.get("ref") or "")
        elif name == "table:table":
            self._row = 0
        elif name == "table:table-row":
            self._repeats, self._column, self._last = _number(attributes, "table:number-rows-repeated"), 0, 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += _number(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                self._last = self._column
        self._require_few()

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self._row += self._repeats
            if self._last:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._last)
                self._require_few()

    def _at(self, reference: str) -> None:
        if reference.isdecimal():
            self.rows = max(self.rows, int(reference[:9]))
        for letters, digits in _REFERENCE.findall(reference):
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - ord("A") + 1
            self.rows, self.columns = max(self.rows, int(digits)), max(self.columns, column)

    def _require_few(self) -> None:
        if max(self.rows * self.columns, self._cells) > CELL_LIMIT:
            raise TooMuch(f"has a sheet of more than {CELL_LIMIT} cells, the empty ones counted")


def _number(attributes: dict[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    return int(stated[:9]) if stated.isdecimal() else 1
