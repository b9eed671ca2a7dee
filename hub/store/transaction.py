"""One transaction that writes: SQL with `:name` for a value, many rows at once, the same way on both databases."""

from collections.abc import AsyncIterator, Callable, Container, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnClause, Connection, Dialect, Executable, Insert, Table, TableClause
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult, Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from hub.store.placeholders import dialect_of, for_driver, for_driver_each, for_sqlalchemy

CHUNK = 2000
"""Rows that one SQL statement writes, and ids that one looks for: well below the 32,766 values
that both databases bind.
"""
COPIED = 100
"""Rows from which on PostgreSQL takes them by COPY; of fewer an INSERT is as fast."""
T = TypeVar("T")


def table_of(model: type[SQLModel]) -> Table:
    """The table that a model declares."""
    declared: Table = model.__table__  # type: ignore[attr-defined]
    return declared


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in order, at most `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _writer(column: ColumnClause[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes values of a column such that the driver takes them, as the JSON of a list; None where they are."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)


class Transaction:
    """A transaction of `Database.write`. Values are bound by name; a list stands after IN: `id IN :ids`.

    temporary: the names of the temporary tables that it made, which are empty again when it ends; in_use: of those that
    some step fills or reads now.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.dialect = dialect_of(connection.dialect.name)
        self.temporary: set[str] = set()
        self.in_use: set[str] = set()

    async def execute(self, sql: Executable, values: Any = None) -> CursorResult[Any]:
        """Run an SQL expression of SQLAlchemy, which decodes JSON columns; values: one mapping or many."""
        return await self._connection.execute(sql, values)

    async def run(self, sql: str, /, **values: Any) -> int:
        """Run an SQL statement; how many rows it wrote."""
        return (await self._driven(sql, values)).rowcount

    async def run_for_each(self, sql: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Run an SQL statement once for every mapping of values."""
        for part in chunks(entries, 10 * CHUNK):
            await self._connection.exec_driver_sql(*for_driver_each(sql, part, self.dialect))

    async def rows(self, sql: str, /, **values: Any) -> Sequence[Row[*tuple[Any, ...]]]:
        """All rows of a query.

        Their JSON is text on SQLite, and decoded on PostgreSQL: a query that casts it to text gives text on both.
        """
        return (await self._driven(sql, values)).all()

    async def value(self, sql: str, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        return (await self._driven(sql, values)).scalar()

    async def _driven(self, sql: str, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Run an SQL statement as the driver takes it: SQLAlchemy itself compiles lists anew for
        each length, value by value.
        """
        query, bound = for_driver(sql, values, self.dialect)
        return await self._connection.exec_driver_sql(query, tuple(bound) or None)

    async def stream(self, sql: str, /, **values: Any) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
        """The rows of a query, some thousand at a time: those of a large store are never held whole."""
        async with self._connection.stream(for_sqlalchemy(sql, values), values) as result:
            async for part in result.partitions(5000):
                yield part

    async def insert(self, model: type[SQLModel], entries: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows, all with the same columns."""
        if self.dialect == "postgresql" and len(entries) >= COPIED:
            await self._copy(table_of(model), entries)
        elif entries:
            await self._write_rows(table_of(model).insert(), entries)

    async def _copy(self, table: Table, entries: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows by PostgreSQL's COPY, which is asked once for all of them."""
        connection: Any = (await self._connection.get_raw_connection()).driver_connection
        names = list(entries[0])
        for part in chunks(entries):
            records = self._for_driver(table, names, part)
            await connection.copy_records_to_table(table.name, records=records, columns=names)

    async def insert_values(
        self,
        model: type[SQLModel],
        names: Sequence[str],
        rows: Sequence[Sequence[Any]],
        conflict: str = "ON CONFLICT DO NOTHING",
    ) -> None:
        """Insert rows, given as the values of some columns as the driver takes them.

        conflict: what is done where one is there already.
        """
        table = table_of(model)
        columns = ", ".join(f'"{name}"' for name in names)
        into = f"INSERT INTO {table.name} ({columns})"
        for part in chunks(rows, 10 * CHUNK):
            if self.dialect == "sqlite":
                await self._connection.exec_driver_sql(
                    f"{into} VALUES ({', '.join('?' * len(names))}) {conflict}", list(part)
                )
                continue
            # one SQL statement for all of them, as PostgreSQL is asked once for each row otherwise
            types = [table.c[name].type.compile(self._connection.dialect).partition(" COLLATE")[0] for name in names]
            arrays = ", ".join(f"${place}::{kind}[]" for place, kind in enumerate(types, 1))
            columned = tuple(map(list, zip(*part, strict=True)))
            await self._connection.exec_driver_sql(f"{into} SELECT * FROM unnest({arrays}) {conflict}", columned)

    async def upsert(
        self,
        model: type[SQLModel],
        entries: Sequence[Mapping[str, Any]],
        *,
        keep: Container[str] = (),
        key: Sequence[str] = (),
    ) -> None:
        """Insert rows or, where the key (by default the primary one) is there already, replace the given
        columns, but for those to keep.
        """
        if not entries:
            return
        table = table_of(model)
        key = key or [column.name for column in table.primary_key]
        insert = (sqlite.insert if self.dialect == "sqlite" else postgresql.insert)(table)
        replaced = {name: insert.excluded[name] for name in entries[0] if name not in key and name not in keep}
        await self._write_rows(insert.on_conflict_do_update(index_elements=key, set_=replaced), entries)

    async def _write_rows(self, insert: Insert, entries: Sequence[Mapping[str, Any]]) -> None:
        """Run an INSERT for rows of the same columns.

        Column by column they become what the driver takes: SQLAlchemy itself does so value by value.
        """
        compiled = insert.compile(dialect=self._connection.dialect, column_keys=list(entries[0]))
        names = list(compiled.positiontup or ())
        for part in chunks(entries):
            await self._connection.exec_driver_sql(str(compiled), self._for_driver(insert.table, names, part))

    def _for_driver(
        self, table: TableClause, names: Sequence[str], entries: Sequence[Mapping[str, Any]]
    ) -> list[tuple[Any, ...]]:
        """Rows as the driver takes them."""
        columns = []
        for name in names:
            column, write = [row[name] for row in entries], _writer(table.c[name], self._connection.dialect)
            columns.append(column if write is None else map(write, column))
        return list(zip(*columns, strict=True))

    async def analyse(self, table: str) -> None:
        """Tell PostgreSQL's planner what a table has become in this transaction.

        Autovacuum never sees a temporary table, nor rows before they are committed: without this the
        planner takes a set of 500,000 ids for a handful and walks another table once for each of them.
        SQLite plans by indexes alone here.
        """
        if self.dialect == "postgresql":
            await self.run(f"ANALYZE {table}")

    async def empty_temporary(self) -> None:
        """Forget what its temporary tables hold: on SQLite they outlive the transaction, and hold memory."""
        for table in sorted(self.temporary):
            await self.run(f"DELETE FROM {table}")

    async def run_sync(self, work: Callable[[Connection], T]) -> T:
        """Run what knows only SQLAlchemy's plain connections, such as migrations."""
        return await self._connection.run_sync(work)
