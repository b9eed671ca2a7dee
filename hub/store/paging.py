"""A stored table read page by page in the order of a key, so that dumps and exports of any size need little memory."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Table

from hub.store.database import decoded
from hub.store.reading import Reader

PAGE = 2000
WITHDRAWN = "withdrawn_revision"


async def rows_by_key(
    reader: Reader, table: Table, columns: Sequence[str], key: Sequence[str], condition: str | None = None
) -> AsyncIterator[dict[str, Any]]:
    """The rows of a table in the order of a key, its values by column.

    key: columns that tell the rows apart and are never null. Each page starts after the last key of the page before,
    which an index finds; an OFFSET would count all rows before it. condition: in SQL, "" for all rows; by default
    withdrawn records are left out.
    """
    selected = [table.columns[name] for name in dict.fromkeys((*key, *columns))]
    if condition is None:
        condition = f"{WITHDRAWN} IS NULL" if WITHDRAWN in table.columns else ""
    conditions = [condition] if condition else []
    after = f"({_quoted(key)}) > ({', '.join(f':k{number}' for number in range(len(key)))})"
    last: dict[str, Any] = {}
    while True:
        where = " AND ".join([*conditions, *([after] if last else [])])
        rows = await reader.rows(
            f'SELECT {_quoted([column.name for column in selected])} FROM "{table.name}" '
            f"{f'WHERE {where}' if where else ''} ORDER BY {_quoted(key)} LIMIT {PAGE}",
            **last,
        )
        for row in rows:
            values = {column.name: plain_value(column, value) for column, value in zip(selected, row, strict=True)}
            yield {name: values[name] for name in columns}
        if len(rows) < PAGE:
            return
        last = {f"k{number}": rows[-1][number] for number in range(len(key))}


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def plain_value(column: Column[Any], value: Any) -> Any:
    """A value as Python has it: readers hand over JSON as text, and SQLite's truth values as numbers."""
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return decoded(value)
    return bool(value) if isinstance(column.type, Boolean) else value
