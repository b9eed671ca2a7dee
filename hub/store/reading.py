"""The raw read path: one snapshot per operation on a small pool of driver connections, without SQLAlchemy in between."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import lru_cache
from typing import Any, ClassVar, Protocol

import asyncpg

from hub.store.failures import explaining_failures
from hub.store.placeholders import Dialect, for_driver
from hub.store.turns import Turns

Rows = Sequence[Sequence[Any]]
Query = tuple[str, Any]
"""A query as the database takes it, and its values as its driver takes them."""
REVISION = "SELECT coalesce(max(revision), 0) FROM load"
_NUMBERED = re.compile(r"\$(\d+)(?=::)")


class Reader(ABC):
    """Queries on one snapshot. Values are bound by name, `:name`; a list stands after IN: `id IN :ids`."""

    dialect: ClassVar[Dialect]

    async def rows(self, sql: str, /, **values: Any) -> Rows:
        """All rows; columns by position, JSON as text."""
        return await self._fetch(*for_driver(sql, values, self.dialect))

    async def value(self, sql: str, /, **values: Any) -> Any:
        """First column of the first row, or None without a row."""
        rows = await self.rows(sql, **values)
        return rows[0][0] if rows else None

    async def compiled(self, sql: str, parameters: Any) -> Any:
        """First column of the first row of a query that a plan has compiled for this database, its placeholders included."""
        rows = await self.compiled_rows(sql, parameters)
        return rows[0][0] if rows else None

    async def compiled_rows(self, sql: str, parameters: Any) -> Rows:
        """All rows of such a query."""
        return await self._fetch(sql, parameters)

    @abstractmethod
    async def _fetch(self, sql: str, parameters: Any) -> Rows: ...

    @abstractmethod
    async def interrupt(self) -> None:
        """Stop the running statement; it raises `HubError` statement-interrupted."""


class Readers(Protocol):
    """A pool of connections that only read. statements: how many have been run.

    seen_revision: the last one that was read; the store may have a later one.
    """

    statements: int
    seen_revision: int

    def reading(self, client: str | None = None, *, snapshot: bool = True) -> AbstractAsyncContextManager[Reader]:
        """A reader; with `snapshot` all its statements see one state of the store. client: for whom, so that none gets all readers."""
        ...

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        """The value of each query, which gives one at most, or None; all of one snapshot, whose revision is told where asking for it takes waiting."""
        ...

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:
        """The same without waiting and within a bound; None where that cannot be."""
        ...

    def attempt_quick(self, queries: Sequence[Query]) -> list[Any] | None:
        """The same of a query whose cost no bound tells, if it was quick when it was asked before; None for others."""
        ...

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first. Not counted."""
        ...

    def revision_at_once(self) -> int | None:
        """The same without waiting; None where that cannot be."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


class PostgresReader(Reader):
    """A reader on one asyncpg connection."""

    dialect = "postgresql"

    def __init__(self, connection: Any, readers: Readers) -> None:
        self._connection = connection
        self._readers = readers

    async def _fetch(self, sql: str, parameters: Any) -> Rows:
        self._readers.statements += 1
        with explaining_failures():
            return await self._connection.fetch(sql, *parameters)  # type: ignore[no-any-return]

    async def interrupt(self) -> None:
        """Stop the running statement by ending its connection."""
        self._connection.terminate()


class PostgresReaders:
    """At most `size` connections in use to one PostgreSQL database, opened when first needed.

    patience: seconds after which the server itself ends a statement, whatever became of the hub; None: never.
    """

    def __init__(self, dsn: str, size: int, patience: float | None = None) -> None:
        self._dsn = dsn
        self.statements = 0
        self.seen_revision = 0
        self._patience = patience
        self._turns = Turns(size)
        self._idle: list[Any] = []
        self._recovering: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def reading(self, client: str | None = None, *, snapshot: bool = True) -> AsyncIterator[Reader]:
        """A reader; with `snapshot` all its statements see one state of the store."""
        await self._turns.take(client)
        try:
            async with self._connection() as connection:
                if not snapshot:
                    yield PostgresReader(connection, self)
                    return
                async with connection.transaction(isolation="repeatable_read", readonly=True):
                    yield PostgresReader(connection, self)
        finally:
            self._turns.give(client)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        """A connection that nobody else has; one in whose block something went wrong is put right before it is used again.

        asyncpg's pool would reset it each time, which is a round trip, and start a task for that: what only reads leaves nothing behind.
        """
        connection = self._idle.pop() if self._idle else None
        if connection is None or connection.is_closed():
            with explaining_failures():
                connection = await self._open()
        try:
            yield connection
        except BaseException:
            task = asyncio.ensure_future(self._recovered(connection))
            self._recovering.add(task)
            task.add_done_callback(self._recovering.discard)
            raise
        self._idle.append(connection)

    async def _recovered(self, connection: Any) -> None:
        """Have a connection be used again, if it can be; a statement that was cancelled is stopped on the server first."""
        try:
            await connection.reset(timeout=5)
            self._idle.append(connection)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError):
            connection.terminate()

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        """The value of each query and the revision, by one statement: one round trip, and one snapshot without a transaction."""
        sql = _in_one_statement(tuple([(sql, len(parameters)) for sql, parameters in queries]))
        async with self.reading(client, snapshot=False) as reader:
            [row] = await reader.compiled_rows(sql, [value for _, parameters in queries for value in parameters])
        *values, self.seen_revision = row
        return values, self.seen_revision

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:  # noqa: ARG002 - a server always takes waiting
        """None."""
        return None

    attempt_quick = attempt

    def revision_at_once(self) -> int | None:
        """None."""
        return None

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first. Not counted."""
        _, revision = await self.values((), None)
        self.statements -= 1
        return int(revision or 0)

    async def _open(self) -> Any:
        settings = {"jit": "off", "application_name": "hub", "default_transaction_read_only": "on"}
        if self._patience is not None:
            settings["statement_timeout"] = f"{self._patience:g}s"
        return await asyncpg.connect(self._dsn, server_settings=settings)

    async def close(self) -> None:
        """Close all connections, after those of cancelled statements have come back."""
        if self._recovering:
            await asyncio.wait(self._recovering)
        while self._idle:
            await self._idle.pop().close()


@lru_cache(maxsize=2_000)
def _in_one_statement(queries: tuple[tuple[str, int], ...]) -> str:
    """A SELECT of the values of several queries, each given with the number of its parameters, and of the revision."""
    columns, before = [], 0
    for sql, parameters in queries:
        columns.append(f"({_renumbered(sql, before)})")
        before += parameters
    return f"SELECT {', '.join([*columns, f'({REVISION})'])}"


def _renumbered(sql: str, before: int) -> str:
    """A query whose placeholders stand behind so many of others."""
    return _NUMBERED.sub(lambda number: f"${int(number[1]) + before}", sql)
