"""Loads announce how far they are, so that subscriptions of other processes can tell (`hub.store.running_loads`)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.background import alongside
from hub.load.report import OnLoadProgress, Step
from hub.store import Database
from hub.store.running_loads import load_board
from loaders.progress import Progress

EVERY = 0.5
"""Seconds between two announcements."""
_LOG = logging.getLogger("hub.load")


@asynccontextmanager
async def announced(database: Database, on_progress: OnLoadProgress | None) -> AsyncIterator[OnLoadProgress]:
    """What takes the progress of loads within a block: it is announced, and passed on to whoever listens here."""
    board, latest = load_board(database), [""]

    def take(progress: Progress | Step) -> None:
        latest[0] = line_of(progress)
        if on_progress is not None:
            on_progress(progress)

    async def announce() -> None:
        try:
            while True:
                await asyncio.sleep(EVERY)
                if latest[0]:
                    await board.write(latest[0])
        except Exception as error:  # noqa: BLE001 - a load goes on where it cannot be announced
            _LOG.warning("The load cannot be announced: %s", error)

    try:
        async with alongside(announce()):
            yield take
    finally:
        await board.clear()


def line_of(progress: Progress | Step) -> str:
    """Stage, done, total, network and step in a line; the step last, as a line may be cut."""
    if isinstance(progress, Step):
        return f"DERIVING {progress.done} {progress.total} {progress.network} {progress.name}"
    return f"READING {progress.bytes_done} {progress.bytes_total} {progress.network} {progress.source}"
