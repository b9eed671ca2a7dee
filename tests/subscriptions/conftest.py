"""A hub on a socket of its own, and a small store that changes."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from hub.store.running_loads import load_board
from hub.subscriptions.events import Events
from hub.subscriptions.news import News
from tests.hub.plan.conftest import executor_on
from tests.node_programs import hub_on, node

__all__ = ["node"]
NAMES = ["first", "second", "first", "second", "first"]
"""The network of each revision."""


def rows_of(revision: int) -> dict[str, list[dict[str, Any]]]:
    """What a network states in a revision: an organisation that is renamed, a product more."""
    products = [{"key": f"p{i}", "name": f"Product number {i}"} for i in range(revision + 1)]
    return {"organisation": [{"key": "o", "name": f"Called {revision}"}], "product": products}


@pytest.fixture
def change(seeds: Any) -> Callable[..., Any]:
    """Makes the next revision of a store."""

    async def make(store: Database, network: str, revision: int) -> None:
        report = await load(store, seeds.write(network, rows_of(revision)))
        assert report.status == "accepted"

    return make


@asynccontextmanager
async def events_on(store: Database) -> AsyncIterator[Events]:
    """The events of a store, looked at often."""
    news = News(store.revision, load_board(store), pulse=0.01)
    yield Events(executor_on(store), store, news)
    news.close()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "hub.db"


@pytest.fixture
def hub(store_path: Path) -> Iterator[str]:
    """The address of a hub on an empty store."""
    with hub_on(f"sqlite+aiosqlite:///{store_path}") as address:
        yield address


@pytest.fixture
async def own_store(hub: str, store_path: Path) -> AsyncIterator[Database]:
    """The store of that hub, from this process."""
    async with Database(f"sqlite+aiosqlite:///{store_path}") as database:
        yield database
