"""The store that a command works on: opened from the settings, closed whatever happens."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from hub.cli.interruptions import interruptible
from hub.config import settings
from hub.review.holdings import is_loaded
from hub.store import Database, require_head

T = TypeVar("T")
StoreWork = Callable[[Database], Coroutine[Any, Any, T]]


def with_store(work: StoreWork[T], url: str | None = None) -> T:
    """Run work on the store of the settings, or another by its URL.

    Raises KeyboardInterrupt on Ctrl-C, once everything is rolled back and closed.
    """

    async def run() -> T:
        async with Database(url or settings().database_url) as database:
            with interruptible():
                return await work(database)

    return asyncio.run(run())


def with_loaded_store(work: StoreWork[T]) -> T:
    """Run work on a store that has been loaded. Raises `HubError` if there is none."""

    async def run(database: Database) -> T:
        await require_head(database)
        return await work(database)

    return with_store(run)


async def newest_revision(database: Database) -> int:
    """The revision that stands, 0 without a store."""
    return await database.revision() if await is_loaded(database) else 0
