"""Following a PostgreSQL store while it is served: new revisions are heard of by LISTEN, and each server is asked
every so often how far it is.

connect ──► listen ──► ask ◄──► rest          a revision that is heard of wakes whoever follows a replica
   ▲                    │
   └─── wait, longer ───┘ lost: reported once, and nothing is relied on
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from hub.store.failures import explained
from hub.store.known_revision import KnownRevision
from hub.store.reading import REVISION
from hub.store.replication import LONGEST_PAUSE, SHORTEST_PAUSE, Replica, ReplicaStanding, Replication

CHANNEL = "hub_revision"
"""On which the store's trigger tells each new revision (migration 0120)."""
PATIENCE = 2.0
"""Seconds within which a server must take a connection, or tell its revision."""
REST, BEHIND = 0.5, 0.02
"""Seconds between two questions to a replica that is current, and to one that is not."""
_SETTINGS = {"application_name": "hub watch", "default_transaction_read_only": "on"}
_LOG = logging.getLogger("hub.store")


@asynccontextmanager
async def watched(dsn: str, replication: Replication) -> AsyncIterator[None]:
    """Within the block the primary and its replicas are followed."""
    followers = [_follow_primary(dsn, replication.known)]
    followers += [_follow_replica(replica, replication.known) for replica in replication.replicas]
    tasks = [asyncio.ensure_future(follower) for follower in followers]
    replication.known.is_followed = True
    try:
        yield
    finally:
        replication.known.is_followed = False
        replication.known.doubt()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _follow_primary(dsn: str, known: KnownRevision) -> None:
    pause = SHORTEST_PAUSE
    while True:
        try:
            async with _connected(dsn) as connection:
                # a pooler between may not let LISTEN through: then it is asking alone that tells
                with suppress(asyncpg.PostgresError):
                    await connection.add_listener(CHANNEL, lambda *heard: known.hear(int(heard[-1])))
                while True:
                    question = known.asked()
                    known.learn(await connection.fetchval(REVISION, timeout=PATIENCE), question)
                    if pause > SHORTEST_PAUSE:
                        _LOG.info("the database answers again, at revision %d", known.number)
                    pause = SHORTEST_PAUSE
                    await asyncio.sleep(known.staleness / 3 or REST)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server is asked again
            if pause == SHORTEST_PAUSE:
                _LOG.warning("the database is not followed any more: %s", explained(error) or error)
            known.lose()
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE / 5)


async def _follow_replica(replica: Replica, known: KnownRevision) -> None:
    while True:
        try:
            async with _connected(replica.dsn) as connection:
                while True:
                    replica.find(await connection.fetchval(REVISION, timeout=PATIENCE))
                    await _rest(replica, known)
        except Exception as error:  # noqa: BLE001 - likewise
            replica.lose(explained(error) or error)
        await asyncio.sleep(replica.pause)


async def _rest(replica: Replica, known: KnownRevision) -> None:
    if replica.standing is not ReplicaStanding.CURRENT:
        await asyncio.sleep(BEHIND)
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(REST):
            await known.risen.wait()


@asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(dsn, timeout=PATIENCE, server_settings=_SETTINGS)
    try:
        yield connection
    finally:
        connection.terminate()
