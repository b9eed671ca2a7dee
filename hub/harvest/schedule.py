"""Harvests in the background of a hub that serves: as sources become due, by one process of all that share the store.

The harvest itself runs as a process of its own, `hub harvest --due`: a load computes for longer than
a server may stand still.
"""

import asyncio
import logging
import os
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hub.background import alongside
from hub.clock import Clock, now
from hub.errors import HubError
from hub.harvest.directory_harvest import due_sources, harvestable
from hub.harvest.leases import Lease
from hub.store import Database

LEASE = "harvest"
"""Held by whoever harvests."""
_WATCH = "harvest-watch"
_HOME = Path(__file__).resolve().parents[2]
_ENDS_WITHIN = 20.0
"""Seconds that a harvest has to end once the hub stops."""
_LOG = logging.getLogger("hub.harvest")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When to look for what is due.

    every: seconds between two looks, with up to half of it more or less, so that many hubs do not ask at one moment.
    """

    database: Database
    roots: Sequence[Path]
    every: float
    clock: Clock = now
    command: Sequence[str] = (sys.executable, "-m", "hub", "harvest", "--due")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look for what is due within a block.

        A harvest that is on its way at its end is asked to stop, and waited for.
        """
        async with alongside(self._watch()):
            yield

    async def _watch(self) -> None:
        lease = Lease(self.database, _WATCH, self.clock)
        while True:
            await asyncio.sleep(self.every * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, no secret
            try:
                async with lease.held() as is_ours:
                    if is_ours and await asyncio.to_thread(self._is_anything_due):
                        await self._harvest()
            except (HubError, OSError) as error:  # the store is busy, or what is needed is away for now
                _LOG.warning("Nothing was harvested: %s", error)
            except Exception:  # noqa: BLE001 - whatever it was, the next look may find it gone; nobody else looks
                _LOG.exception("Nothing was harvested, because of a bug in the hub.")

    def _is_anything_due(self) -> bool:
        moment = self.clock()
        return any(due_sources(root, manifest, moment) for root, manifest in harvestable(self.roots))

    async def _harvest(self) -> None:
        # an installed hub lies in a package of its own name, where `-m hub` does not look
        paths = [str(_HOME), *filter(None, [os.environ.get("PYTHONPATH")])]
        process = await asyncio.create_subprocess_exec(
            *self.command,
            stdout=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        try:
            _LOG.info("A harvest ended with %s", await process.wait())
        finally:
            if process.returncode is None:
                process.terminate()
                with suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), _ENDS_WITHIN)
                if process.returncode is None:
                    process.kill()
                    await process.wait()
