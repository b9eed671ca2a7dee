"""Reading an SQLite file: one connection that the event loop itself asks for little, and threads
with one each for the rest.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import apsw

from hub.store.failures import explained, explaining_failures
from hub.store.reading import REVISION, Counting, Query, Reader, Rows
from hub.store.sqlite_driver import opened
from hub.store.turns import Turns

T = TypeVar("T")
LIGHT = 5_000
"""Steps of SQLite's virtual machine after which a query is none for the event loop.

It takes at most twice as many, some 0.2 ms.
"""
QUICK = 0.0005
"""Seconds of processor time that a query takes at most which the event loop may ask itself, since it was asked
before and took as little.
"""
QUICK_QUERIES = 4_096
"""Queries of which it is remembered that they were quick."""
_QUICK_PULSES, _ENOUGH = 10, 1_000
PULSE = 100_000
"""Steps, some 3 ms, after which a reader in a thread looks whether it is still wanted."""
_VERSION, _REVISION = [("PRAGMA data_version", ())], [(REVISION, ())]
"""What the hub itself asks, which is not counted."""
# as much is mapped as SQLite allows: what lies behind is copied into a cache of pages, which takes a third longer
_PRAGMAS = ("query_only=1", "mmap_size=2147418112", "cache_size=-32768", "temp_store=MEMORY")


class SqliteConnection:
    """A connection that only reads, used by one thread at a time.

    is_over: asked after every `pulse` steps whether the running query is to end. patience: seconds to wait for a lock.
    """

    def __init__(self, path: Path, pulse: int, is_over: Callable[[], bool], *, patience: float) -> None:
        self._raw = opened(path, create=False, patience=patience)
        for pragma in _PRAGMAS:
            self._raw.execute(f"PRAGMA {pragma}")
        self._raw.set_progress_handler(is_over, pulse)

    def rows(self, sql: str, parameters: Any = ()) -> Rows:
        """All rows of a query."""
        return self._raw.execute(sql, parameters).fetchall()

    def values(self, queries: Sequence[Query]) -> list[Any]:
        """The value of each query, which gives one at most, or None; all see one state of the store."""
        if len(queries) == 1:
            return [self._raw.execute(*queries[0]).get]
        try:
            self.rows("BEGIN DEFERRED")
            return [self._raw.execute(sql, parameters).get for sql, parameters in queries]
        finally:
            self.end()

    def timed_values(self, queries: Sequence[Query]) -> tuple[list[Any], float]:
        """The same, and the seconds of processor time that it took."""
        before = time.thread_time()
        values = self.values(queries)
        return values, time.thread_time() - before

    def end(self) -> None:
        """End the transaction, if one is open."""
        if self._raw.in_transaction:
            self.rows("ROLLBACK")

    def close(self) -> None:
        """Close it."""
        self._raw.close()


class NearConnection(SqliteConnection):
    """The connection of the event loop, for queries that are over at once."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LIGHT, self._goes_too_far, patience=0)
        self._pulses = 1

    def _goes_too_far(self) -> bool:
        # SQLite counts the steps of a query across its runs, so that the first pulse of a run can come early
        self._pulses -= 1
        return self._pulses < 0

    def end(self) -> None:
        """End the transaction. That is never interrupted, else it would stay open, and all that
        comes after it would fail.
        """
        self._pulses = _ENOUGH
        super().end()

    def attempt(self, queries: Sequence[Query], pulses: int = 1) -> list[Any] | None:
        """The values of queries; None where one takes more than `LIGHT` steps for each pulse, or would have to wait."""
        self._pulses = pulses
        try:
            return self.values(queries)
        except (apsw.InterruptError, apsw.BusyError, apsw.LockedError):
            return None


class ReaderThread:
    """A thread with a connection of its own. What it is asked it does one after the other."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(1, "hub-reader")
        self._path = path
        self._connection: SqliteConnection | None = None
        self._is_stopped = False

    async def call(self, method: Callable[..., T], *arguments: Any) -> T:
        """The result of a method of its connection."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._called, method, arguments)

    def _called(self, method: Callable[..., T], arguments: Sequence[Any]) -> T:
        if self._connection is None:
            self._connection = SqliteConnection(self._path, PULSE, lambda: self._is_stopped, patience=5)
        return method(self._connection, *arguments)

    def stop(self) -> None:
        """End the running query within `PULSE` steps."""
        self._is_stopped = True

    async def recover(self) -> None:
        """Stop, and be ready for the next query."""
        self.stop()
        await self.call(self._resume)

    def _resume(self, connection: SqliteConnection) -> None:
        self._is_stopped = False
        connection.end()

    async def close(self) -> None:
        """End it, after what it has been asked before."""
        if self._connection is not None:
            await self.call(SqliteConnection.close)
        self._thread.shutdown()


class SqliteReader(Reader):
    """A reader in one thread."""

    dialect = "sqlite"

    def __init__(self, thread: ReaderThread, counting: Counting) -> None:
        super().__init__(counting)
        self._thread = thread

    async def _fetch(self, sql: str, parameters: Any) -> Rows:
        with explaining_failures():
            return await self._thread.call(SqliteConnection.rows, sql, parameters)

    async def interrupt(self) -> None:
        """Stop the running query."""
        self._thread.stop()


class SqliteReaders:
    """At most `size` threads that read one file, started when first needed, and the connection of the event loop.

    revision: asked anew only after another connection has changed the file (`PRAGMA data_version`).
    """

    def __init__(self, path: Path, size: int) -> None:
        self._path = path
        self.queries = 0
        self._turns = Turns(size)
        self._idle: list[ReaderThread] = []
        self._recovering: set[asyncio.Task[None]] = set()
        self._near: NearConnection | None = None
        self._version: list[Any] | None = None
        self._just_asked: list[int] = []
        """The revision, if the event loop has asked for it in this turn."""
        self._quick: OrderedDict[int, None] = OrderedDict()
        self.seen_revision = 0

    @asynccontextmanager
    async def reading(self, client: str | None = None, *, snapshot: bool = True) -> AsyncIterator[Reader]:
        """A reader; with `snapshot` all its queries see one state of the store."""
        async with self._thread(client) as thread:
            with explaining_failures():
                if snapshot:
                    await thread.call(SqliteConnection.rows, "BEGIN DEFERRED")
            yield SqliteReader(thread, self)
            if snapshot:
                await thread.call(SqliteConnection.rows, "COMMIT")

    @asynccontextmanager
    async def _thread(self, client: str | None) -> AsyncIterator[ReaderThread]:
        await self._turns.take(client)
        thread = self._idle.pop() if self._idle else ReaderThread(self._path)
        try:
            yield thread
        except BaseException:
            task = asyncio.ensure_future(self._recovered(thread, client))
            self._recovering.add(task)
            task.add_done_callback(self._recovering.discard)
            raise
        self._idle.append(thread)
        self._turns.give(client)

    async def _recovered(self, thread: ReaderThread, client: str | None) -> None:
        try:
            await thread.recover()
            self._idle.append(thread)
        except BaseException:  # noqa: BLE001 - whatever is wrong with it, a connection that cannot be repaired is replaced
            with suppress(apsw.Error):
                await thread.close()
        finally:
            self._turns.give(client)

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], None]:
        """The value of each query, all of one snapshot; its revision is known without waiting."""
        self.queries += len(queries)
        async with self._thread(client) as thread:
            with explaining_failures():
                values, seconds = await thread.call(SqliteConnection.timed_values, queries)
        if seconds < QUICK and len(queries) == 1:
            self._quick[self._known_as(queries[0])] = None
            if len(self._quick) > QUICK_QUERIES:
                self._quick.popitem(last=False)
        return values, None

    def _known_as(self, query: Query) -> int:
        """By what it is remembered that a query was quick: a hash, as values can be long.

        Its cost changes with the store.
        """
        sql, parameters = query
        return hash((self.seen_revision, sql, tuple(parameters.values()) if parameters else ()))

    def attempt(self, queries: Sequence[Query], pulses: int = 1) -> list[Any] | None:
        """The same at once, on the thread of the event loop.

        None where that takes more than `LIGHT` steps for each pulse, or waiting.
        """
        try:
            if self._near is None:
                self._near = NearConnection(self._path)
            values = self._near.attempt(queries, pulses)
        except apsw.BusyError:  # opening it reads the file, which another program can have locked
            return None
        except apsw.Error as error:
            raise explained(error) or error from error
        if values is not None and queries is not _VERSION and queries is not _REVISION:
            self.queries += len(queries)
        return values

    def attempt_quick(self, queries: Sequence[Query]) -> list[Any] | None:
        """The same of a query whose steps tell little of its cost, if it was quick when this was asked before.

        None for others.
        """
        if len(queries) != 1 or self._known_as(queries[0]) not in self._quick:
            return None
        return self.attempt(queries, _QUICK_PULSES)

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first. Not counted."""
        revision = self.revision_at_once()
        return int((await self.values([(REVISION, ())], None))[0][0]) if revision is None else revision

    async def newest_revision(self) -> int:
        """The same, as it always is the newest one."""
        return await self.revision()

    def revision_at_once(self) -> int | None:
        """The same without waiting; None where that cannot be.

        It is asked for once for all requests that the event loop has found together: each of these began
        before it was asked for.
        """
        if self._just_asked:
            return self._just_asked[0]
        version = self.attempt(_VERSION)
        if version is None or version != self._version:
            values = self.attempt(_REVISION)
            if values is None:
                return None
            self.seen_revision, self._version = values[0], version
        self._just_asked.append(self.seen_revision)
        asyncio.get_running_loop().call_soon(self._just_asked.clear)
        return self.seen_revision

    async def close(self) -> None:
        """Close all connections, after those of cancelled queries have come back."""
        if self._recovering:
            await asyncio.wait(self._recovering)
        while self._idle:
            await self._idle.pop().close()
        if self._near is not None:
            self._near.close()
            self._near = self._version = None
