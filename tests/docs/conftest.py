"""One store with the seeds for all tests of the docs."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hub.load import load_all
from hub.store import Database, upgrade
from scripts.answers import answer, executor_of
from scripts.documents import ROOT


@pytest.fixture(scope="session")
def seeded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('docs') / 'hub.db'}"
    asyncio.run(_load(url, ROOT / "seeds"))
    return url


async def _load(url: str, seeds: Path) -> None:
    database = Database(url)
    await upgrade(database)
    await load_all(database, [seeds])
    await database.dispose()


@pytest.fixture
def ask(seeded_url: str) -> Iterator[Callable[[str], Any]]:
    """Answers a query on the seeds, as JSON values."""

    async def asked(query: str) -> Any:
        database = Database(seeded_url)
        try:
            return await answer(executor_of(database), query)
        finally:
            await database.dispose()

    return lambda query: asyncio.run(asked(query))
