"""Parquet: typed columns, lists of texts as lists, other nested values as JSON.

What concerns the whole in its metadata.
"""

from collections.abc import AsyncIterator
from typing import Any

import orjson

from hub.exports.edition import Edition, Medium
from hub.exports.tabular import Column, plain

_TYPES = {"text": "string", "integer": "int64", "number": "float64", "boolean": "bool", "json": "string"}


class _Sink:
    """A file of which what was written is taken away at once."""

    closed = False

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, chunk: Any) -> int:
        self._chunks.append(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        content, self._chunks = b"".join(self._chunks), []
        return content


async def _written(edition: Edition) -> AsyncIterator[bytes]:
    import pyarrow as pa  # noqa: PLC0415 - of the extra `exports`
    from pyarrow import parquet  # noqa: PLC0415

    columns = edition.main.columns
    fields = [
        pa.field(column.name, pa.list_(pa.string()) if column.many else pa.type_for_alias(_TYPES[column.storage]))
        for column in columns
    ]
    schema = pa.schema(fields, metadata={"hub": orjson.dumps(edition.head.stated())})
    sink = _Sink()
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        async for page in edition.main.pages():
            values = [
                _values(column, of_column) for column, of_column in zip(columns, zip(*page, strict=True), strict=True)
            ]
            writer.write_batch(pa.record_batch(values, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _values(column: Column, values: tuple[Any, ...]) -> list[Any]:
    needs_reading = column.many or column.storage == "boolean"
    return [plain(column, value) for value in values] if needs_reading else list(values)


PARQUET = Medium(
    "parquet", "parquet", "application/vnd.apache.parquet", "Parquet", _written, writes_any_table=True, needs="pyarrow"
)
