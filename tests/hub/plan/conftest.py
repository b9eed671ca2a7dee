"""The hub's own seeds in real stores, loaded once: what the read path is tested on."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from hub.load import load_all
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.review.operator import TokenOperator
from hub.store import Database
from loaders.directory import find_directories
from schema.graphql import SCHEMA

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
Ask = Callable[..., Awaitable[dict[str, Any]]]


def executor_on(database: Database, **limits: int) -> Executor:
    return Executor(
        SCHEMA,
        database,
        TokenOperator(database),
        limits=Limits(**limits),
        base_uri="http://hub.example/entity/",
        timeout=60,
    )


def loaded(url: str) -> str:
    async def load() -> None:
        database = Database(url)
        reports = await load_all(database, find_directories(SEEDS))
        await database.dispose()
        assert {report.status for report in reports} == {"accepted"}

    asyncio.run(load())
    return url


@pytest.fixture(scope="session")
def seeded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return loaded(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('seeded') / 'hub.db'}")


@pytest.fixture
async def seeded(seeded_url: str) -> AsyncIterator[Database]:
    database = Database(seeded_url)
    yield database
    await database.dispose()


@pytest.fixture
def ask(seeded: Database) -> Ask:
    return asking(executor_on(seeded))


def asking(executor: Executor) -> Ask:
    async def ask(document: str, **variables: Any) -> dict[str, Any]:
        answer = await executor.execute(Operation(document, variables=variables))
        found: dict[str, Any] = json.loads(answer.body)
        return found

    return ask
