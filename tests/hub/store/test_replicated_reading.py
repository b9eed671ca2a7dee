"""Which server a read goes to, with another database in the place of a replica that lags, and none in
that of one that is gone.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hub.errors import ErrorCode, HubError
from hub.store import Database, upgrade
from hub.store.database import replication_of
from hub.store.replicated_reading import ReplicatedReaders
from tests.conftest import new_postgres_database

LOAD = (
    "INSERT INTO load (revision, network, status, started_at, finished_at, counts, issues_digest) VALUES (:revision,"
    " 'os2', 'accepted', '', '', '{}', '')"
)
PATIENCE = 60


@pytest.fixture
async def other(postgres_server: str) -> AsyncIterator[Database]:
    """What stands for a replica: the hub's tables in another database, in which nothing is loaded yet."""
    async with Database(await new_postgres_database(postgres_server)) as database:
        await upgrade(database)
        yield database


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


async def loaded(database: Database, revision: int) -> None:
    async with database.write() as tx:
        await tx.run(LOAD, revision=revision)


async def until(is_so: object) -> None:
    async with asyncio.timeout(PATIENCE):
        while not is_so():  # type: ignore[operator]  # noqa: ASYNC110 - what is awaited happens at a server
            await asyncio.sleep(0.01)


async def test_what_lags_or_is_gone_is_passed_over_and_taken_when_it_has_caught_up(
    postgres_store: Database, other: Database, tmp_path: Path
) -> None:
    await loaded(postgres_store, 1)
    replication = replication_of([url_of(other), f"postgresql://nobody@/none?host={tmp_path}"], staleness=1.0)
    async with Database(url_of(postgres_store), replication=replication) as node, node.followed():
        readers = node.readers
        assert isinstance(readers, ReplicatedReaders)
        asked = [("SELECT current_database()", ())]
        await until(lambda: replication.standings() == {"current": 0, "lagging": 1, "gone": 1})
        assert await readers.values(asked, None) == ([postgres_store.url.database], 1)
        async with node.reading() as reader:
            assert await reader.value("SELECT current_database()") == postgres_store.url.database

        await loaded(other, 1)
        await until(lambda: replication.standings() == {"current": 1, "lagging": 0, "gone": 1})
        assert await readers.values(asked, None) == ([other.url.database], 1)
        async with node.reading() as reader:
            assert await reader.value("SELECT current_database()") == other.url.database
        # what is small, or about operators, stays with the primary
        assert await node.fetch_value("SELECT current_database()") == postgres_store.url.database

        # a revision that is heard of, and that the replica has not: it is passed over from that moment on
        bell = replication.known.risen
        await loaded(postgres_store, 2)
        async with asyncio.timeout(PATIENCE):
            await bell.wait()
        assert await readers.values(asked, None) == ([postgres_store.url.database], 2)
        assert await node.has_reached(2)
        assert not await node.has_reached(3)


async def test_while_the_primary_is_gone_a_replica_answers_with_what_is_known(other: Database, tmp_path: Path) -> None:
    await loaded(other, 4)
    replication = replication_of([url_of(other)], staleness=1.0)
    async with Database(f"postgresql://nobody@/none?host={tmp_path}", replication=replication) as node, node.followed():
        await until(lambda: replication.known.is_adrift and replication.standings()["current"])
        assert await node.revision() == 4
        assert await node.readers.values([("SELECT count(*) FROM load", ())], None) == ([1], 4)
        assert await node.fetch_value("SELECT count(*) FROM load") == 1
        with pytest.raises(HubError) as unreachable:
            await node.has_reached(5)
        assert unreachable.value.code is ErrorCode.STORE_UNREACHABLE


async def test_a_node_that_is_followed_need_not_ask_and_asks_after_its_own_writes(postgres_store: Database) -> None:
    replication = replication_of([], staleness=30.0)
    async with Database(url_of(postgres_store), replication=replication) as node:
        assert node.readers.revision_at_once() is None
        await node.revision()
        assert node.readers.revision_at_once() is None  # nobody listens
        async with node.followed():
            await until(lambda: node.readers.revision_at_once() == 0)
            await loaded(postgres_store, 1)
            await until(lambda: node.readers.revision_at_once() == 1)
            await loaded(node, 2)
            assert node.readers.revision_at_once() is None
            assert await node.revision() == 2
        assert node.readers.revision_at_once() is None


@pytest.mark.parametrize("url", ["sqlite:///other.db", "nonsense"])
def test_only_postgresql_has_replicas(url: str) -> None:
    with pytest.raises(HubError) as caught:
        replication_of([url], 1.0)
    assert caught.value.code is ErrorCode.SETTING_INVALID
    with pytest.raises(HubError, match="Only PostgreSQL has replicas"):
        Database("sqlite:///hub.db", replication=replication_of(["postgresql://hub@replica/hub"], 1.0))
