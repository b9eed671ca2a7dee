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
from tests.conftest import SEEDS, new_postgres_database

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


@pytest.fixture(scope="session")
def seeded_url(seeded_file: Path) -> str:
    return f"sqlite+aiosqlite:///{seeded_file}"


@pytest.fixture(scope="session")
def seeded_postgres_url(postgres_server: str) -> str:
    async def load() -> str:
        url = await new_postgres_database(postgres_server)
        async with Database(url) as database:
            reports = await load_all(database, find_directories(SEEDS))
        assert {report.status for report in reports} == {"accepted"}
        return url

    return asyncio.run(load())


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
