"""XLSX: a sheet of the rows, or one for each kind, one of relations where there are any, and one that says
where all of it comes from.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from hub.exports.csv_medium import nested_cell
from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Head, RowTable
from hub.store.reading import Rows

_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_048_576
"""Both are limits of the format."""
_CHUNK = 256 * 1024
_AS_WRITTEN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    import xlsxwriter  # noqa: PLC0415 - of the extra `exports`

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.xlsx"
        book = xlsxwriter.Workbook(path, {**_AS_WRITTEN, "tmpdir": folder})
        # the moment of writing would make other bytes of the same rows
        book.set_properties({"title": edition.head.title, "created": datetime.fromisoformat(edition.head.changed)})
        for table in (edition.main, *edition.others, edition.edges):
            if table is not None:
                sheets = _Sheets(book, table.for_people())
                async for page in sheets.table.pages():
                    await asyncio.to_thread(sheets.write, page)
                    yield b""  # nothing can be sent yet, but it goes on
        _write_sources(book, edition.head)
        await asyncio.to_thread(book.close)
        with path.open("rb") as content:
            while chunk := content.read(_CHUNK):
                yield chunk


class _Sheets:
    """The sheets of a table: one, and as many more as its rows need."""

    def __init__(self, book: Any, table: RowTable) -> None:
        self._book = book
        self.table = table
        self._count = 0
        self._start()

    def _start(self) -> None:
        self._count += 1
        name = self.table.name if self._count == 1 else f"{self.table.name} {self._count}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 2)
        self._sheet.write_row(0, 0, [c.name for c in self.table.columns], self._book.add_format({"bold": True}))
        self._next = 1

    def write(self, page: Rows) -> None:
        """Write a page; it takes long enough to be done in a thread."""
        for row in page:
            if self._next == _MOST_ROWS:
                self._start()
            self._write_row(row)
            self._next += 1

    def _write_row(self, row: Sequence[Any]) -> None:
        for place, (column, value) in enumerate(zip(self.table.columns, row, strict=True)):
            if value is None:
                continue
            if column.storage in {"integer", "number"}:
                self._sheet.write_number(self._next, place, value)
            elif column.storage == "boolean":
                self._sheet.write_boolean(self._next, place, bool(value))
            else:
                text = nested_cell(value) if column.storage == "json" else value
                self._sheet.write_string(self._next, place, text[:_LONGEST_TEXT])


def _write_sources(book: Any, head: Head) -> None:
    sheet = book.add_worksheet("source")
    facts = [("title", head.title), ("address", head.address), ("revision", head.revision), ("rows", head.count)]
    columns = ("network", "title", "homepage", "licence", "attribution")
    rows = [*facts, (), columns, *[[getattr(source, name) for name in columns] for source in head.sources]]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


XLSX = Medium(
    "xlsx",
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel",
    _written,
    writes_any_table=True,
    needs="xlsxwriter",
    writes_whole=True,
)
