"""CSV (RFC 4180, lines ended by LF) for people and their spreadsheets: lists of texts joined by |,
other nested values as JSON.

A text that a spreadsheet would run as a formula is preceded by an apostrophe; JSON Lines keeps it as it is.
"""

import csv
import io
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import orjson

from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Column

FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a formula starts with, the last four in full width; white space before it is skipped by some programs."""


_LONGEST_REMEMBERED = 200
"""Characters of JSON whose cell is remembered; what a record states can be long, and is hardly met again."""


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    table = edition.main.for_people()
    start = "\ufeff" if edition.with_bom else ""
    yield (start + _lines([[column.name for column in table.columns]])).encode()
    cells = [_cells(column) for column in table.columns]
    async for page in table.pages():
        # by column: one choice a column and page, not one a cell
        columns = [of_column(values) for of_column, values in zip(cells, zip(*page, strict=True), strict=True)]
        yield _lines(zip(*columns, strict=True)).encode()


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cells(column: Column) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What the values of a column become."""
    if column.storage == "json":
        return lambda values: [
            nested_cell(value) if value and len(value) > _LONGEST_REMEMBERED else _remembered(value) for value in values
        ]
    if column.storage == "boolean":
        return lambda values: [None if value is None else "true" if value else "false" for value in values]
    return _harmless_texts if column.storage == "text" else lambda values: values


def _harmless_texts(texts: Sequence[str | None]) -> Sequence[str | None]:
    return [f"'{text}" if text and text[0] in FORMULA_STARTS else text for text in texts]


def nested_cell(text: str | None) -> str:
    """The cell of a value that is JSON: lists of texts joined, all else as it is.

    Nothing where there is nothing in it.
    """
    if text in {None, "", "[]", "{}", "null"}:
        return ""
    value = orjson.loads(text or "")
    if not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return orjson.dumps(value).decode()
    joined = "|".join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return f"'{joined}" if joined[:1] in FORMULA_STARTS else joined


_remembered = lru_cache(maxsize=10_000)(nested_cell)
"""Of short lists there are few different ones."""
CSV = Medium("csv", "csv", "text/csv", "CSV", _written, writes_any_table=True)
