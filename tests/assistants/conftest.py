"""Two networks of the hub's own seeds in a store, once on each database."""

import asyncio
from collections.abc import Iterator

import pytest

from hub.load import load_all
from hub.store import Database
from tests.conftest import new_postgres_database
from tests.hub.plan.conftest import SEEDS
from tests.node_programs import node

__all__ = ["node"]


def loaded(url: str) -> str:
    async def load() -> None:
        async with Database(url) as database:
            await load_all(database, [SEEDS / "os2", SEEDS / "osor"])

    asyncio.run(load())
    return url


@pytest.fixture(scope="session")
def two_networks_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return loaded(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('two-networks') / 'hub.db'}")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def either_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The two networks on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("two_networks_url")
    else:
        server = request.getfixturevalue("postgres_server")
        yield loaded(asyncio.run(new_postgres_database(server)))
