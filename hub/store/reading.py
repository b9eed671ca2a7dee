"""The raw read path: one snapshot per operation on a small pool of driver connections, without SQLAlchemy in between."""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, ClassVar, Protocol

import aiosqlite
import asyncpg

from hub.store.failures import explaining_failures
from hub.store.placeholders import Dialect, for_driver

Count = Callable[[], None]
Rows = Sequence[Sequence[Any]]


class Reader(ABC):
    """Queries on one snapshot. Values are bound by name, `:name`; a list stands after IN: `id IN :ids`."""

    dialect: ClassVar[Dialect]

    def __init__(self, connection: Any, count: Count) -> None:
        self._connection = connection
        self._count = count

    async def rows(self, sql: str, /, **values: Any) -> Rows:
        """All rows; columns by position, JSON as text."""
        return await self._fetch(*for_driver(sql, values, self.dialect))

    async def value(self, sql: str, /, **values: Any) -> Any:
        """First column of the first row, or None without a row."""
        rows = await self.rows(sql, **values)
        return rows[0][0] if rows else None

    async def compiled(self, sql: str, parameters: Any) -> Any:
        """First column of the first row of a query that a plan has compiled for this database, its placeholders included."""
        rows = await self._fetch(sql, parameters)
        return rows[0][0] if rows else None

    @abstractmethod
    async def _fetch(self, sql: str, parameters: Any) -> Rows: ...

    @abstractmethod
    async def interrupt(self) -> None:
        """Stop the running statement; it raises `HubError` statement-interrupted."""


class Readers(Protocol):
    """A pool of connections that only read."""

    def reading(self, *, snapshot: bool = True) -> AbstractAsyncContextManager[Reader]:
        """A reader; with `snapshot` all its statements see one state of the store."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


class SqliteReader(Reader):
    """A reader on one aiosqlite connection."""

    dialect = "sqlite"

    async def _fetch(self, sql: str, parameters: Any) -> Rows:
        self._count()
        with explaining_failures():
            return await self._connection.execute_fetchall(sql, parameters)  # type: ignore[no-any-return]

    async def interrupt(self) -> None:
        """Stop the running statement."""
        await self._connection.interrupt()


class SqliteReaders:
    """At most `size` read-only connections to one file, opened when first needed."""

    def __init__(self, path: Path, size: int, count: Count) -> None:
        self._path = path
        self._count = count
        self._free = asyncio.Semaphore(size)
        self._idle: list[aiosqlite.Connection] = []
        self._recovering: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def reading(self, *, snapshot: bool = True) -> AsyncIterator[Reader]:
        """A reader; with `snapshot` all its statements see one state of the store."""
        await self._free.acquire()
        try:
            with explaining_failures():
                connection = self._idle.pop() if self._idle else await self._open()
        except BaseException:
            self._free.release()
            raise
        try:
            if snapshot:
                await connection.execute_fetchall("BEGIN DEFERRED")
            yield SqliteReader(connection, self._count)
            if snapshot:
                await connection.execute_fetchall("COMMIT")
        except BaseException:
            self._recover(connection)
            raise
        self._give_back(connection)

    async def _open(self) -> aiosqlite.Connection:
        if not self._path.is_file():  # aiosqlite leaves a thread behind where opening fails
            raise sqlite3.OperationalError("unable to open database file")
        location = self._path.resolve().as_uri() + "?mode=rw"
        connection = await aiosqlite.connect(location, uri=True, isolation_level=None, cached_statements=512)
        try:
            for pragma in (
                "query_only=1",
                "busy_timeout=5000",
                "mmap_size=268435456",
                "cache_size=-32768",
                "temp_store=MEMORY",
            ):
                await connection.execute_fetchall(f"PRAGMA {pragma}")
        except BaseException:
            await connection.close()
            raise
        return connection

    def _give_back(self, connection: aiosqlite.Connection) -> None:
        self._idle.append(connection)
        self._free.release()

    def _recover(self, connection: aiosqlite.Connection) -> None:
        task = asyncio.ensure_future(self._recovered(connection))
        self._recovering.add(task)
        task.add_done_callback(self._recovering.discard)

    async def _recovered(self, connection: aiosqlite.Connection) -> None:
        try:
            await _silence(connection)
            if connection.in_transaction:
                await connection.execute_fetchall("ROLLBACK")
            self._idle.append(connection)
        except BaseException:  # noqa: BLE001 - whatever is wrong with it, a connection that cannot be mended is replaced
            connection.stop()
        finally:
            self._free.release()

    async def close(self) -> None:
        """Close all connections, after those of cancelled statements have come back."""
        if self._recovering:
            await asyncio.wait(self._recovering)
        while self._idle:
            await self._idle.pop().close()


async def _silence(connection: aiosqlite.Connection) -> None:
    """Interrupt until the connection's thread has come to an empty statement queued behind the running one."""
    marker = asyncio.ensure_future(connection.execute_fetchall("SELECT 1"))
    while not marker.done():
        await connection.interrupt()
        await asyncio.wait({marker}, timeout=0.005)
    marker.exception()


class PostgresReader(Reader):
    """A reader on one asyncpg connection."""

    dialect = "postgresql"

    async def _fetch(self, sql: str, parameters: Any) -> Rows:
        self._count()
        with explaining_failures():
            return await self._connection.fetch(sql, *parameters)  # type: ignore[no-any-return]

    async def interrupt(self) -> None:
        """Stop the running statement by ending its connection; the pool opens another."""
        self._connection.terminate()


class PostgresReaders:
    """At most `size` connections to one PostgreSQL database, opened when first needed."""

    def __init__(self, dsn: str, size: int, count: Count) -> None:
        self._dsn = dsn
        self._size = size
        self._count = count
        self._pool: Any = None
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def reading(self, *, snapshot: bool = True) -> AsyncIterator[Reader]:
        """A reader; with `snapshot` all its statements see one state of the store."""
        with explaining_failures():
            pool = self._pool or await self._open()
            connection = await pool.acquire()
        try:
            if not snapshot:
                yield PostgresReader(connection, self._count)
                return
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                yield PostgresReader(connection, self._count)
        finally:
            await pool.release(connection)

    async def _open(self) -> Any:
        async with self._opening:
            if self._pool is None:
                settings = {"jit": "off", "application_name": "hub", "default_transaction_read_only": "on"}
                self._pool = await asyncpg.create_pool(
                    self._dsn, min_size=0, max_size=self._size, server_settings=settings
                )
            return self._pool

    async def close(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            await self._pool.close()
            self._pool = None
