"""Writing many rows at once, the same way on both databases, and sets of ids that live as long as the transaction."""

from collections.abc import AsyncIterator, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

CHUNK = 2000
T = TypeVar("T")


def table_of(model: type[SQLModel]) -> Table:
    """The table that a model declares."""
    declared: Table = model.__table__  # type: ignore[attr-defined]
    return declared


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in order, at most `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


async def rows(connection: AsyncConnection, sql: str, **bound: Any) -> Sequence[Row[*tuple[Any, ...]]]:
    """All rows of a statement."""
    return (await connection.execute(text(sql), bound)).all()


async def ids(connection: AsyncConnection, sql: str, **bound: Any) -> list[str]:
    """The first column of all rows of a statement."""
    return [row[0] for row in await rows(connection, sql, **bound)]


async def value(connection: AsyncConnection, sql: str, **bound: Any) -> Any:
    """The first column of the first row, or None."""
    return (await connection.execute(text(sql), bound)).scalar()


async def run(connection: AsyncConnection, sql: str, **bound: Any) -> int:
    """Run a statement; how many rows it touched."""
    return (await connection.execute(text(sql), bound)).rowcount


async def insert(connection: AsyncConnection, model: type[SQLModel], entries: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns."""
    for part in chunks(entries):
        await connection.execute(table_of(model).insert(), list(part))


async def upsert(
    connection: AsyncConnection,
    model: type[SQLModel],
    entries: Sequence[Mapping[str, Any]],
    *,
    keep: Container[str] = (),
) -> None:
    """Insert rows or, where the primary key is there already, replace the given columns, but for those to keep."""
    if not entries:
        return
    table = table_of(model)
    key = [column.name for column in table.primary_key]
    statement = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(table)
    given = {name: statement.excluded[name] for name in entries[0] if name not in key and name not in keep}
    for part in chunks(entries):
        await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=given), list(part))


async def new_set(connection: AsyncConnection, name: str, members: Iterable[str] = ()) -> None:
    """An empty temporary set of ids, `name(id)`, filled with members; gone or emptied when the transaction ends."""
    if connection.dialect.name == "sqlite":
        await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS {name} (id TEXT PRIMARY KEY) WITHOUT ROWID")
    else:
        await run(
            connection, f'CREATE TEMP TABLE IF NOT EXISTS {name} (id TEXT COLLATE "C" PRIMARY KEY) ON COMMIT DROP'
        )
    await run(connection, f"DELETE FROM {name}")
    await add(connection, name, members)


async def empty(connection: AsyncConnection, *names: str) -> None:
    """Forget the members of temporary sets that are no longer wanted, for those of a large load fill memory."""
    for name in names:
        await run(connection, f"DELETE FROM {name}")


async def add(connection: AsyncConnection, name: str, members: Iterable[str]) -> None:
    """Put ids into a temporary set; those in it already stay."""
    for part in chunks(list(members), 5000):
        await connection.execute(
            text(f"INSERT INTO {name} (id) VALUES (:id) ON CONFLICT DO NOTHING"), [{"id": one} for one in part]
        )


async def add_selected(connection: AsyncConnection, name: str, select: str, **bound: Any) -> int:
    """Put the ids of a SELECT of one column into a temporary set; how many were new.

    The subquery keeps SQLite from reading ON CONFLICT as a join condition.
    """
    return await run(
        connection,
        f"INSERT INTO {name} (id) SELECT * FROM ({select}) AS chosen WHERE true ON CONFLICT DO NOTHING",
        **bound,
    )


async def analyse(connection: AsyncConnection, name: str) -> None:
    """Tell PostgreSQL's planner what a table or temporary set has become in this transaction."""
    if connection.dialect.name == "postgresql":
        await run(connection, f"ANALYZE {name}")


async def batches_in_place(
    connection: AsyncConnection, name: str, chosen: str, place: str, size: int = CHUNK
) -> AsyncIterator[list[str]]:
    """The ids of a SELECT, at most `size` at a time; on SQLite in the order of their `place`, an expression of `chosen.id`.

    Rows that were written together are then read together, each page of the file once. PostgreSQL caches well enough to take them by id.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    number, drop, order = (
        ("INTEGER PRIMARY KEY", "", f"{place}, id") if is_sqlite else ("SERIAL PRIMARY KEY", "ON COMMIT DROP", "id")
    )
    await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS {name} (number {number}, id TEXT) {drop}")
    await run(connection, f"DELETE FROM {name}")
    await run(connection, f"INSERT INTO {name} (id) SELECT id FROM ({chosen}) AS chosen ORDER BY {order}")
    last = 0
    while found := await rows(
        connection, f"SELECT number, id FROM {name} WHERE number > :last ORDER BY number LIMIT {size}", last=last
    ):
        yield [row.id for row in found]
        last = found[-1].number


async def batches(connection: AsyncConnection, name: str, size: int = CHUNK) -> AsyncIterator[list[str]]:
    """The ids of a temporary set in order, at most `size` at a time; walked by key, so that it is never held whole."""
    last = ""
    while found := await ids(connection, f"SELECT id FROM {name} WHERE id > :last ORDER BY id LIMIT {size}", last=last):
        yield found
        last = found[-1]
