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
    """Run work to its end, or until Ctrl-C, which raises KeyboardInterrupt once everything is rolled back and closed."""

    async def run() -> T:
        with _interruptible():
            return await work

    return asyncio.run(run())


def with_store(work: Callable[[Database], Coroutine[Any, Any, T]], url: str | None = None) -> T:
    """Run work that reads a store which has been loaded. Raises `HubError` if there is none."""

    async def run() -> T:
        async with opened(url) as database:
            if not await is_loaded(database):
                raise HubError(
                    ErrorCode.STORE_OUTDATED,
                    "There is nothing in the store yet.",
                    "Run `hub load` first; HUB_DATABASE_URL says where the store is.",
                )
            return await work(database)

    return complete(run())


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

    return complete(ask())


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C act at once: asyncio would only cancel its task, which a long computation or a wait for the keyboard does not notice."""
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
