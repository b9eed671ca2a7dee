"""What is new in the store: its revision and the load that runs now, looked at a few times a
second while somebody waits.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from hub.store.running_loads import LoadBoard

PULSE = 0.25
"""Seconds between two looks.

On SQLite a look takes microseconds, on PostgreSQL two small queries, however many wait.
"""
BEAT = 15.0
"""Seconds after which whoever waits is woken although nothing is new: proxies cut connections
on which nothing is sent.
"""
_LOG = logging.getLogger("hub.subscriptions")


class ClosedError(Exception):
    """The hub shuts down."""


class News:
    """The newest revision and the line of the running load that are known.

    revision: asks the store; board: where loads are announced.
    """

    def __init__(self, revision: Callable[[], Awaitable[int]], board: LoadBoard, *, pulse: float = PULSE) -> None:
        self.revision = -1
        self.running: str | None = None
        self._ask_revision = revision
        self._board = board
        self._pulse = pulse
        self._waiting = 0
        self._watching: asyncio.Task[None] | None = None
        self._revised, self._moved = asyncio.Event(), asyncio.Event()
        self._is_closed = False

    async def beyond(self, revision: int) -> bool:
        """Wait until the revision is a newer one. False: it is not after `BEAT` seconds. Raises `ClosedError`."""
        return await self._until(lambda: self.revision > revision, lambda: self._revised)

    async def other_than(self, revision: int, running: str | None) -> bool:
        """Likewise until something else is known of the running load, too."""
        return await self._until(lambda: self.revision > revision or self.running != running, lambda: self._moved)

    async def _until(self, is_there: Callable[[], bool], awaited: Callable[[], asyncio.Event]) -> bool:
        self._waiting += 1
        try:
            async with asyncio.timeout(BEAT):
                while not (self._is_closed or is_there()):
                    if self._watching is None or self._watching.done():
                        self._watching = asyncio.ensure_future(self._watch())
                    await awaited().wait()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        if self._is_closed:
            raise ClosedError
        return True

    async def _watch(self) -> None:
        """Look as long as somebody waits."""
        while self._waiting and not self._is_closed:
            try:
                # in this order: a load whose line is gone has been committed, if it was to be
                running = await self._board.read()
                revision = await self._ask_revision()
            except Exception as error:  # noqa: BLE001 - a store that cannot be asked now may be asked again
                _LOG.warning("The store cannot be looked at: %s", error)
            else:
                self._take(revision, running)
            await asyncio.sleep(self._pulse)

    def _take(self, revision: int, running: str | None) -> None:
        is_revised, is_moved = revision != self.revision, running != self.running
        self.revision, self.running = revision, running
        if is_revised:
            self._revised = _rung(self._revised)
        if is_revised or is_moved:
            self._moved = _rung(self._moved)

    def close(self) -> None:
        """Have everybody who waits end."""
        self._is_closed = True
        self._revised, self._moved = _rung(self._revised), _rung(self._moved)


def _rung(bell: asyncio.Event) -> asyncio.Event:
    """A new event, after all who wait for the former one are woken."""
    bell.set()
    return asyncio.Event()
