"""Reading a PostgreSQL server: a small pool of connections, and one round trip for an answer and its revision."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import lru_cache
from typing import Any

import asyncpg

from hub.store.failures import explaining_failures
from hub.store.known_revision import KnownRevision
from hub.store.reading import REVISION, Counting, Query, Reader, Rows
from hub.store.turns import Turns

CONNECTING = 5.0
"""Seconds within which a server must take a connection."""
LONGEST_KEPT = 256 * 1024
"""Characters of a query that a connection keeps parsed and planned, of which it has a hundred."""
_GONE = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
"""What asyncpg raises where a connection cannot be put right, or closed in good order."""
_NUMBERED = re.compile(r"\$(\d+)(?=::)")


class PostgresReader(Reader):
    """A reader on one asyncpg connection. revision: of its snapshot, if it has one."""

    dialect = "postgresql"

    def __init__(self, connection: Any, counting: Counting, revision: int | None = None) -> None:
        super().__init__(counting)
        self.revision = revision
        self._connection = connection

    async def _fetch(self, sql: str, parameters: Any) -> Rows:
        with explaining_failures():
            return await self._connection.fetch(sql, *parameters)  # type: ignore[no-any-return]

    async def interrupt(self) -> None:
        """Stop the running query by ending its connection."""
        self._connection.terminate()


class PostgresReaders:
    """At most `size` connections in use to one PostgreSQL database, opened when first needed.

    patience: seconds after which the server itself ends a query, whatever became of the hub; None: never. known: the
    revision that the node knows of.
    """

    def __init__(self, dsn: str, size: int, patience: float | None = None, known: KnownRevision | None = None) -> None:
        self._dsn = dsn
        self.queries = 0
        self.known = known or KnownRevision()
        self._patience = patience
        self._turns = Turns(size)
        self._idle: list[Any] = []
        self._recovering: set[asyncio.Task[None]] = set()

    @property
    def seen_revision(self) -> int:
        """The newest one that is known; the store may have a later one."""
        return self.known.number

    @asynccontextmanager
    async def reading(self, client: str | None = None, *, snapshot: bool = True) -> AsyncIterator[PostgresReader]:
        """A reader; with `snapshot` all its queries see one state of the store."""
        await self._turns.take(client)
        try:
            async with self._connection() as connection:
                if not snapshot:
                    yield PostgresReader(connection, self)
                    return
                async with AsyncExitStack() as stack:
                    with explaining_failures():
                        transaction = connection.transaction(isolation="repeatable_read", readonly=True)
                        await stack.enter_async_context(transaction)
                        question = self.known.asked()
                        revision = await connection.fetchval(REVISION)
                    self.known.learn(revision, question)
                    yield PostgresReader(connection, self, revision)
        finally:
            self._turns.give(client)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        """A connection that nobody else has; one in whose block something went wrong is put right
        before it is used again.

        asyncpg's pool would reset it each time, which is a round trip, and start a task for that: what only
        reads leaves nothing behind.
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
        """Have a connection be used again, if it can be; a query that was cancelled is stopped on the server first."""
        try:
            await connection.reset(timeout=5)
            self._idle.append(connection)
        except _GONE:
            connection.terminate()

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        """The value of each query and the revision, in one trip, and one snapshot without a transaction."""
        sql = _in_one_trip(tuple([(sql, len(parameters)) for sql, parameters in queries]))
        async with self.reading(client, snapshot=False) as reader:
            question = self.known.asked()
            [row] = await reader.compiled_rows(sql, [value for _, parameters in queries for value in parameters])
        *values, revision = row
        self.known.learn(revision, question)
        return values, revision

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:  # noqa: ARG002 - a server always takes waiting
        """None."""
        return None

    attempt_quick = attempt

    def revision_at_once(self) -> int | None:
        """What is known of the revision, where that may be relied on."""
        return self.known.number if self.known.is_sure else None

    async def revision(self) -> int:
        """The revision of the last load, 0 before the first. Not counted."""
        return self.known.number if self.known.is_sure else await self.newest_revision()

    async def newest_revision(self) -> int:
        """The same, asked for anew."""
        async with self.reading(snapshot=False) as reader:
            question = self.known.asked()
            [[revision]] = await reader.uncounted_rows(REVISION)
        self.known.learn(revision, question)
        return int(revision)

    async def _open(self) -> Any:
        settings = {"jit": "off", "application_name": "hub", "default_transaction_read_only": "on"}
        if self._patience is not None:
            settings["statement_timeout"] = f"{self._patience:g}s"
        return await asyncpg.connect(
            self._dsn, timeout=CONNECTING, server_settings=settings, max_cacheable_statement_size=LONGEST_KEPT
        )

    async def close(self) -> None:
        """Close all connections, after those of cancelled queries have come back."""
        if self._recovering:
            await asyncio.wait(self._recovering)
        while self._idle:
            # one that its server has left is closed already, and says so by an error
            with suppress(*_GONE):
                await self._idle.pop().close()


@lru_cache(maxsize=2_000)
def _in_one_trip(queries: tuple[tuple[str, int], ...]) -> str:
    """A SELECT of the values of several queries, each given with the number of its parameters, and of the revision."""
    columns, before = [], 0
    for sql, parameters in queries:
        columns.append(f"({_renumbered(sql, before)})")
        before += parameters
    return f"SELECT {', '.join([*columns, f'({REVISION})'])}"


def _renumbered(sql: str, before: int) -> str:
    """A query whose placeholders stand behind so many of others."""
    return _NUMBERED.sub(lambda number: f"${int(number[1]) + before}", sql)
