"""The load that runs now, shown to other processes while its own transaction is open and shows nothing.

On SQLite it is a line in a file beside the store: nobody else can write the store itself. On PostgreSQL the
line is the name of a connection (`application_name`), which all sessions see at once and which goes with the
process, however that ends.
"""

import asyncio
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import asyncpg

from hub.store.database import Database

STALE = 30
"""Seconds after which a line on SQLite that nobody renews is of a load that was killed."""
_SIGN = "hub load "
_RUNNING = f"""SELECT application_name FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE '{_SIGN}%' ORDER BY backend_start LIMIT 1"""


class LoadBoard(Protocol):
    """Where the running load is described, in a line of at most 54 bytes that need not be whole on PostgreSQL."""

    async def write(self, line: str) -> None:
        """Tell how far the load is; renews a line that is there already."""
        ...

    async def clear(self) -> None:
        """Tell that no load runs any more."""
        ...

    async def read(self) -> str | None:
        """What was written last of a load that still runs."""
        ...


def load_board(database: Database) -> LoadBoard:
    """The board of a database."""
    return _FileBoard(database.path) if database.path is not None else _SessionBoard(database)


class _FileBoard:
    def __init__(self, store: Path) -> None:
        self._path = store.with_name(f"{store.name}-loading")

    async def write(self, line: str) -> None:
        await asyncio.to_thread(self._write, line)

    def _write(self, line: str) -> None:
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        new.write_text(line, encoding="utf-8")
        new.replace(self._path)

    async def clear(self) -> None:
        await asyncio.to_thread(self._path.unlink, missing_ok=True)

    async def read(self) -> str | None:
        return await asyncio.to_thread(self._read)

    def _read(self) -> str | None:
        with suppress(FileNotFoundError):
            if time.time() - self._path.stat().st_mtime < STALE:
                return self._path.read_text(encoding="utf-8")
        return None


class _SessionBoard:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Any = None

    async def write(self, line: str) -> None:
        if self._session is None:
            dsn = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._session = await asyncpg.connect(dsn)
        await self._session.execute("SELECT set_config('application_name', $1, false)", f"{_SIGN}{line}")

    async def clear(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def read(self) -> str | None:
        async with self._database.readers.reading(snapshot=False) as reader:
            rows = await reader.uncounted_rows(_RUNNING)
        return str(rows[0][0]).removeprefix(_SIGN) if rows else None
