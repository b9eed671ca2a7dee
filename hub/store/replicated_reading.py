"""Reading a primary and its replicas: a replica answers where it is as new as what the node
knows of, else the primary.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from itertools import count
from typing import Any

from hub.errors import HubError
from hub.store.postgres_reading import PostgresReaders
from hub.store.reading import Query, Reader
from hub.store.replication import Replica, ReplicaStanding, Replication


class ReplicatedReaders:
    """Reads go to the replicas in turn. What one answers is taken if it is of the revision that the node
    knows of, or a newer one.

    Reads without a snapshot, which are small or about operators, go to the primary, and to a replica while it is gone.
    """

    def __init__(self, primary: PostgresReaders, replication: Replication, size: int, patience: float | None) -> None:
        self._primary = primary
        self._known = replication.known
        self._pools = [(replica, PostgresReaders(replica.dsn, size, patience)) for replica in replication.replicas]
        self._turn = count()

    @property
    def queries(self) -> int:
        """How many have been run, on all servers."""
        return self._primary.queries + sum(readers.queries for _, readers in self._pools)

    @property
    def seen_revision(self) -> int:
        """The newest one that is known; the store may have a later one."""
        return self._known.number

    def _current(self) -> Iterator[tuple[Replica, PostgresReaders]]:
        """The replicas that may be read from, another one first each time."""
        first = next(self._turn) % len(self._pools)
        pools = self._pools[first:] + self._pools[:first]
        return (pool for pool in pools if pool[0].standing is ReplicaStanding.CURRENT)

    async def _required(self) -> int:
        """The revision that an answer must have: the newest one that is known, after the primary was asked
        where that is too long ago.
        """
        if not (self._known.is_sure or self._known.is_adrift):
            with suppress(HubError):  # without the primary nothing newer is made; who needs it hears of that
                await self._primary.newest_revision()
        return self._known.number

    @asynccontextmanager
    async def reading(self, client: str | None = None, *, snapshot: bool = True) -> AsyncIterator[Reader]:
        """A reader; with `snapshot` all its queries see one state of the store."""
        async with AsyncExitStack() as stack:
            reader = await self._of_replica(stack, client) if snapshot or self._known.is_adrift else None
            if reader is None:
                reader = await stack.enter_async_context(self._primary.reading(client, snapshot=snapshot))
            yield reader

    async def _of_replica(self, stack: AsyncExitStack, client: str | None) -> Reader | None:
        """A reader of a replica that is new enough, if there is one."""
        required = await self._required()
        for replica, readers in self._current():
            with replica.attempted():
                async with AsyncExitStack() as attempt:
                    reader = await attempt.enter_async_context(readers.reading(client))
                    revision = reader.revision or 0
                    replica.find(revision)
                    if revision >= required:
                        stack.push_async_exit(attempt.pop_all())
                        return reader
        return None

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        """The value of each query and the revision, in one trip to one server."""
        required = await self._required()
        for replica, readers in self._current():
            with replica.attempted():
                values, revision = await readers.values(queries, client)
                replica.find(revision or 0)
                if replica.revision >= required:
                    return values, revision
        return await self._primary.values(queries, client)

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:
        """None."""
        return self._primary.attempt(queries)

    attempt_quick = attempt

    def revision_at_once(self) -> int | None:
        """What is known of the revision, where that may be relied on."""
        return self._primary.revision_at_once()

    async def revision(self) -> int:
        """The revision of the last load; while the primary is gone the newest one that is
        known, if a replica has it.
        """
        if self._known.is_adrift and any(True for _ in self._current()):
            return self._known.number
        return await self._primary.revision()

    async def newest_revision(self) -> int:
        """The same of the primary, asked for anew."""
        return await self._primary.newest_revision()

    async def close(self) -> None:
        """Close all connections."""
        for readers in (self._primary, *(readers for _, readers in self._pools)):
            await readers.close()
