"""JSON Lines (jsonlines.org) and one JSON document: an object per row, columns without a value left out, nothing
escaped that need not be.
"""

from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson

from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Column

Made = Callable[[Any], Any]


async def _lines(edition: Edition) -> AsyncIterator[bytes]:
    async for objects in _objects(edition):
        yield b"".join([line + b"\n" for line in objects])


async def _document(edition: Edition) -> AsyncIterator[bytes]:
    yield orjson.dumps(edition.head.stated())[:-1] + b',"items":['
    separator = b"\n"
    async for objects in _objects(edition):
        yield separator + b",\n".join(objects)
        separator = b",\n"
    yield b"\n]}\n"


async def _objects(edition: Edition) -> AsyncIterator[list[bytes]]:
    """The rows as JSON texts, a page at a time."""
    columns = [(column.name, _made(column)) for column in edition.main.columns]
    async for page in edition.main.pages():
        yield [_object(columns, row) for row in page]


def _object(columns: list[tuple[str, Made | None]], row: Any) -> bytes:
    return orjson.dumps(
        {
            name: value if encoded is None else encoded(value)
            for (name, encoded), value in zip(columns, row, strict=True)
            if value is not None
        }
    )


def _made(column: Column) -> Made | None:
    """What makes a stored value one for orjson; None where it is one. JSON is passed through without being read."""
    return {"json": orjson.Fragment, "boolean": bool}.get(column.storage)


JSONL = Medium("jsonl", "jsonl", "application/jsonl", "JSON Lines", _lines, writes_any_table=True)
JSON = Medium("json", "json", "application/json", "JSON", _document, writes_any_table=True)
