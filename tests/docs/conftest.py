"""One store with the seeds for all tests of the docs."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hub.store import Database, upgrade
from scripts.answers import answer, executor_of


@pytest.fixture(scope="session")
def seeded_url(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = shutil.copyfile(seeded_file, tmp_path_factory.mktemp("docs") / "hub.db")
    return f"sqlite+aiosqlite:///{copy}"


@pytest.fixture(scope="session")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('empty') / 'hub.db'}"

    async def make() -> None:
        async with Database(url) as database:
            await upgrade(database)

    asyncio.run(make())
    return url


@pytest.fixture
def ask(seeded_url: str) -> Callable[[str], Any]:
    """Answers a query on the seeds, as JSON values."""
    return lambda query: asyncio.run(_answer(seeded_url, query))


@pytest.fixture
def ask_empty(empty_url: str) -> Callable[[str], Any]:
    """Answers a query on a store without any load, as JSON values."""
    return lambda query: asyncio.run(_answer(empty_url, query))


async def _answer(url: str, query: str) -> Any:
    async with Database(url) as database:
        return await answer(executor_of(database), query)
