"""Three networks on each database: one body that two of them state, a pair that waits for a person,
and what is named alike.
"""

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url

from hub.load import load, load_all
from hub.review.judging import Reviewer
from hub.store import Database
from tests.conftest import Seeds, new_postgres_database
from tests.copenhagen import ABROAD, CITY

CAPITAL = {"key": "hovedstad", "name": "Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
TOWN = {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.dk"}
LIKE = {"key": "aarhus", "name": "Aarhus", "url": "https://aarhus.dk/en"}
PRODUCT = {
    "key": "os2/mo",
    "name": "OS2mo",
    "repository": "https://github.com/os2mo/os2mo",
    "to:users": [{"key": "kbh"}],
}
FORMS = {"key": "forms", "name": "Forms"}
ROWS = {
    "alpha": {"organisation": [CITY, TOWN], "product": [PRODUCT, FORMS]},
    "beta": {"organisation": [ABROAD, LIKE], "product": [FORMS]},
    "gamma": {"organisation": [CAPITAL]},
}
TOWNS = ("alpha/organisation/aar", "beta/organisation/aarhus")


@pytest.fixture(scope="session")
def loaded_once(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A loaded store by database, of which each test gets a copy: a load takes seconds."""
    folder = tmp_path_factory.mktemp("review")
    seeds = Seeds(folder / "seeds")
    for network, rows in ROWS.items():
        seeds.write(network, rows)

    async def loaded() -> dict[str, str]:
        urls = {"sqlite": f"sqlite+aiosqlite:///{folder / 'hub.db'}"}
        urls["postgresql"] = await new_postgres_database(postgres_server)
        for url in urls.values():
            async with Database(url) as database:
                await load_all(database, [seeds.root])
        return urls

    return asyncio.run(loaded())


@pytest.fixture(params=["sqlite", "postgresql"])
async def loaded(
    request: pytest.FixtureRequest, loaded_once: dict[str, str], postgres_server: str, tmp_path: Path
) -> AsyncIterator[Database]:
    """A store of its own with what the three networks state."""
    origin = loaded_once[request.param]
    if request.param == "sqlite":
        copy = tmp_path / "hub.db"
        shutil.copy(origin.partition(":///")[2], copy)
        url = f"sqlite+aiosqlite:///{copy}"
    else:
        name = f"copy_{uuid.uuid4().hex[:12]}"
        connection = await asyncpg.connect(postgres_server)
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE {make_url(origin).database}")
        await connection.close()
        url = postgres_server.replace("/postgres?", f"/{name}?")
    async with Database(url) as database:
        yield database


@pytest.fixture
def withdraw(loaded: Database, seeds: Any) -> Any:
    """Loads a network again without one of its records."""

    async def withdrawn(network: str, kind: str, key: str) -> None:
        rows = {
            name: [row for row in rows if (name, row["key"]) != (kind, key)] for name, rows in ROWS[network].items()
        }
        await load(loaded, seeds.write(network, rows), allow_mass_delete=True)

    return withdrawn


@pytest.fixture
def reviewer(loaded: Database, tmp_path: Path) -> Reviewer:
    return Reviewer(loaded, tmp_path / "judgements.jsonl", "the tests")
