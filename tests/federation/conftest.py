"""Two networks of the hub's own seeds in a store."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from hub.load import load_all
from hub.store import Database
from tests.hub.plan.conftest import SEEDS, Ask, asking, executor_on
from tests.node_programs import node

__all__ = ["node"]


@pytest.fixture(scope="session")
def two_networks_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('two-networks') / 'hub.db'}"

    async def load() -> None:
        async with Database(url) as database:
            await load_all(database, [SEEDS / "os2", SEEDS / "osor"])

    asyncio.run(load())
    return url


@pytest.fixture
async def two_networks(two_networks_url: str) -> AsyncIterator[Database]:
    async with Database(two_networks_url) as database:
        yield database


@pytest.fixture
def ask(two_networks: Database) -> Ask:
    return asking(executor_on(two_networks))
