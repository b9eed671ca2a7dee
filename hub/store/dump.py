"""The whole store as text, in one order: equal stores give equal dumps on any database, whatever was loaded when."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Table
from sqlmodel import SQLModel

from hub.store.database import Database, decoded, encoded
from hub.store.reading import Reader
from hub.store.tables import (
    FigureRow,
    IdentifierRow,
    JudgementRow,
    MatchRow,
    NameKeyRow,
    NetworkRow,
    OccurrenceRow,
    RecordRow,
    ReferenceRow,
    RelationRecordRow,
    RelationRow,
    SearchRow,
    TermRow,
)
from hub.store.writing import table_of
from schema.kinds import KINDS

PAGE = 2000
_TIMED = {
    "number",
    "created_revision",
    "updated_revision",
    "first_revision",
    "changed_revision",
    "withdrawn_revision",
    "revision",
    "loaded_at",
}
_MODELS: tuple[type[SQLModel], ...] = (
    NetworkRow,
    FigureRow,
    RecordRow,
    *(kind.model for kind in KINDS),
    IdentifierRow,
    NameKeyRow,
    TermRow,
    OccurrenceRow,
    SearchRow,
)
_EDGES: tuple[type[SQLModel], ...] = (RelationRow, RelationRecordRow, ReferenceRow, MatchRow, JudgementRow)


async def dump(database: Database) -> AsyncIterator[str]:
    """A line of JSON per row: the table and its columns but for revisions and times; withdrawn records are left out."""
    async with database.reading() as reader:
        for model in (*_MODELS, *_EDGES):
            async for line in _dump_table(reader, table_of(model), database.dialect):
                yield line


async def _dump_table(reader: Reader, table: Table, dialect: str) -> AsyncIterator[str]:
    columns = [column for column in table.columns if column.name not in _TIMED]
    key = [column.name for column in table.primary_key if column.name not in _TIMED] or ["entity"]
    last: Sequence[Any] | None = None
    while found := await reader.rows(*_page(table, columns, key, last, dialect)):
        for row in found:
            yield encoded(
                [table.name, {column.name: _plain(column, value) for column, value in zip(columns, row, strict=True)}]
            )
        names = [column.name for column in columns]
        last = [found[-1][names.index(name)] for name in key]


def _page(
    table: Table, columns: Sequence[Column[Any]], key: Sequence[str], last: Sequence[Any] | None, dialect: str
) -> tuple[str, Any]:
    conditions = ["withdrawn_revision IS NULL"] if "withdrawn_revision" in table.columns else []
    marks = [f":p{number}" if dialect == "sqlite" else f"${number + 1}" for number in range(len(key))]
    order = ", ".join(f'"{name}"' for name in key)
    if last is not None:
        conditions.append(f"({order}) > ({', '.join(marks)})")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    chosen = ", ".join(f'"{column.name}"' for column in columns)
    bound: Mapping[str, Any] | Sequence[Any] = {f"p{number}": one for number, one in enumerate(last or ())}
    return (
        f'SELECT {chosen} FROM "{table.name}" {where} ORDER BY {order} LIMIT {PAGE}',
        bound if dialect == "sqlite" else list(last or ()),
    )


def _plain(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, JSON):
        return decoded(value)
    return bool(value) if isinstance(column.type, Boolean) else value
