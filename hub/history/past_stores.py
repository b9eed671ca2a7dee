"""Stores of earlier revisions, rebuilt when they are asked for and kept while they are asked: what answers `asOf`.

ADR 0081.
"""

import asyncio
import multiprocessing
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hub.errors import HubError
from hub.history.moments import past_revision
from hub.history.rebuilding import rebuild
from hub.load import ERASURES
from hub.plan.execution import Executor
from hub.plan.refusals import RefusalCode, RequestError
from hub.store import Database

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

_SPAWNING = multiprocessing.get_context("spawn")
"""Not forked: a fork would share the connections of this process."""
_NICENESS = 10
_KEPT = 300.0
"""Seconds after which a store is dropped of which nobody asked anything meanwhile."""
_ERASED = f"SELECT coalesce(max(revision), 0) FROM load WHERE network = '{ERASURES}'"
PastPlace = tuple[int, int]
"""A revision, and the last one that erased anything: a store of before it must not answer any more."""


@dataclass(slots=True)
class _PastStore:
    """A store that is being rebuilt or was.

    users: operations that it answers now; was_asked: since stores were last swept.
    """

    database: Database
    executor: Executor
    rebuilding: asyncio.Task[None]
    users: int = 0
    was_asked: bool = True

    @property
    def is_idle(self) -> bool:
        """Whether it can be dropped."""
        return self.users == 0 and self.rebuilding.done()


class PastStores:
    """The past of a database. make: an executor on a store; most: how many stores are kept, 0 to have no past;
    patience, kept: seconds.

    A store is rebuilt by one process beside the server, one store at a time, whoever asks for however many. What was
    erased since is in no store that is asked, and in no file for longer than `kept`.
    """

    def __init__(
        self,
        database: Database,
        make: Callable[[Database], Executor],
        *,
        most: int,
        patience: float,
        kept: float = _KEPT,
    ) -> None:
        self._database = database
        self._make = make
        self._present = make(database)
        self._most = most
        self._patience = patience
        self._kept = kept
        self._stores: dict[PastPlace, _PastStore] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: SpawnProcess | None = None
        self._choosing = asyncio.Lock()
        self._rebuilding = asyncio.Lock()
        self._sweeping: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def at(self, moment: str) -> AsyncIterator[Executor]:
        """What answers operations of a moment, within a block.

        Raises `RequestError` for one that cannot be restored, or not in time.
        """
        async with self._held(moment) as store:
            yield store.executor if store else self._present

    @asynccontextmanager
    async def database_at(self, moment: str) -> AsyncIterator[Database | None]:
        """The store as it was, likewise; None where that is the present."""
        async with self._held(moment) as store:
            yield store.database if store else None

    @asynccontextmanager
    async def _held(self, moment: str) -> AsyncIterator[_PastStore | None]:
        """The store of a moment, which is not dropped meanwhile; None where that is the present."""
        place = await self._place(moment)
        if place[0] == await self._database.revision():
            yield None
            return
        async with self._choosing:
            store = self._stores.pop(place, None) or await self._new(place)
            self._stores[place] = store  # at the end: asked last
            store.users, store.was_asked = store.users + 1, True
            if self._sweeping is None or self._sweeping.done():
                self._sweeping = asyncio.create_task(self._sweep())
        try:
            await self._ready(store, place)
            yield store
        finally:
            store.users -= 1

    async def _place(self, moment: str) -> PastPlace:
        if not self._most:
            message = "This hub answers only for the present."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Ask without asOf.")
        try:
            async with self._database.reading() as reader:
                return (await past_revision(reader, moment)).number, int(await reader.value(_ERASED))
        except HubError as error:
            raise RequestError(RefusalCode.BAD_USER_INPUT, f"asOf: {error.message}", error.hint) from error

    async def _new(self, place: PastPlace) -> _PastStore:
        """A store that is being rebuilt, in place of the one that was asked longest ago and is not asked now."""
        idle = [key for key, store in self._stores.items() if store.is_idle]
        for key in idle[: max(0, len(self._stores) - self._most + 1)]:
            await self._drop(key)
        if len(self._stores) >= self._most:
            message = "Other past moments are being asked for now, and the hub keeps no more stores at a time."
            raise RequestError(RefusalCode.TIMEOUT, message, "Ask again in a few minutes.")
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="hub-past-")
        path = Path(self._folder.name) / f"{place[0]}-{place[1]}.db"
        database = Database(f"sqlite:///{path}")
        rebuilding = asyncio.create_task(self._rebuild(place[0], path))
        return _PastStore(database, self._make(database), rebuilding)

    async def _rebuild(self, revision: int, path: Path) -> None:
        """Have a process rebuild the store of a revision, once no other does.

        Raises RuntimeError where it fails; it says why on stderr.
        """
        source = self._database.url.render_as_string(hide_password=False)
        async with self._rebuilding:
            self._process = _SPAWNING.Process(target=_write_store, args=(source, str(revision), path), daemon=True)
            self._process.start()
            await asyncio.to_thread(self._process.join)
            if self._process.exitcode:
                raise RuntimeError(f"Rebuilding revision {revision} ended with {self._process.exitcode}.")

    async def _ready(self, store: _PastStore, place: PastPlace) -> None:
        """Wait until a store is rebuilt. Raises `RequestError` where that takes too long, or has failed."""
        await asyncio.wait({store.rebuilding}, timeout=self._patience)
        if not store.rebuilding.done():
            message = f"The store of revision {place[0]} is being rebuilt."
            raise RequestError(RefusalCode.TIMEOUT, message, "Ask again in a few minutes.")
        if store.rebuilding.exception() is not None:
            async with self._choosing:
                if self._stores.get(place) is store:
                    await self._drop(place)
            store.rebuilding.result()

    async def _sweep(self) -> None:
        """Drop stores again and again, as long as there are any: those of before something was erased, and those
        that nobody asks any more.
        """
        while self._stores:
            await asyncio.sleep(self._kept)
            erased = int(await self._database.fetch_value(_ERASED))
            async with self._choosing:
                for place, store in list(self._stores.items()):
                    if store.is_idle and (place[1] != erased or not store.was_asked):
                        await self._drop(place)
                    store.was_asked = False

    async def _drop(self, place: PastPlace) -> None:
        store = self._stores.pop(place)
        await store.database.dispose()
        if store.database.path is not None:
            store.database.path.unlink(missing_ok=True)

    async def close(self) -> None:
        """Drop all stores."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        for store in self._stores.values():
            store.rebuilding.cancel()
        if self._process is not None:
            self._process.terminate()
            await asyncio.to_thread(self._process.join)
        for place in list(self._stores):
            await self._drop(place)
        if self._folder is not None:
            self._folder.cleanup()


def _write_store(source: str, moment: str, path: Path) -> None:
    """In a process of its own, which gives way to the server."""
    os.nice(_NICENESS)

    async def work() -> None:
        async with Database(source) as database, Database(f"sqlite:///{path}") as old:
            await rebuild(database, moment, old)

    asyncio.run(work())
