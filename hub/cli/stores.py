"""The store that a command works on: opened from the settings, closed whatever happens."""

import asyncio
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from hub.config import settings
from hub.errors import ErrorCode, HubError
from hub.store import Database

T = TypeVar("T")


@asynccontextmanager
async def opened(url: str | None = None) -> AsyncIterator[Database]:
    """The database of the settings, or another by its URL."""
    database = Database(url or settings().database_url)
    try:
        yield database
    finally:
        await database.dispose()


def complete(work: Coroutine[Any, Any, T]) -> T:
    """Run work to its end."""
    return asyncio.run(work)


def with_store(work: Callable[[Database], Coroutine[Any, Any, T]], url: str | None = None) -> T:
    """Run work that reads a store which has been loaded. Raises `HubError` if there is none."""

    async def run() -> T:
        async with opened(url) as database:
            if not await is_loaded(database):
                raise HubError(ErrorCode.STORE_OUTDATED, "There is nothing in the store yet.", "Run `hub load` first; HUB_DATABASE_URL says where the store is.")
            return await work(database)

    return asyncio.run(run())


async def is_loaded(database: Database) -> bool:
    """Whether the store has tables, without making any."""
    if database.path is not None and not database.path.exists():
        return False
    try:
        await database.revision()
    except HubError as error:
        if error.code is ErrorCode.STORE_OUTDATED:
            return False
        raise
    return True


def newest_revision() -> int:
    """The revision that stands, 0 without a store."""

    async def ask() -> int:
        async with opened() as database:
            return await database.revision() if await is_loaded(database) else 0

    return asyncio.run(ask())


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end a wait for the keyboard at once, which asyncio would only do at the next turn of its loop."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


@asynccontextmanager
async def scratch() -> AsyncIterator[Database]:
    """An empty store for one command."""
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        async with opened(f"sqlite:///{folder}/hub.db") as database:
            yield database
