"""Leases: what one process of many does at a time, written in the store, which all of them share.

One that is not renewed runs out.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from hub.background import alongside, this_process
from hub.clock import Clock, now
from hub.store import Database

HELD = timedelta(minutes=5)
RENEWED = 60.0
"""Seconds between two renewals."""
_TAKE = """INSERT INTO lease (name, holder, until) VALUES (:name, :holder, :until)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE lease.until < :moment OR lease.holder = excluded.holder"""


@dataclass(slots=True)
class Lease:
    """A lease by its name, as one process wants it."""

    database: Database
    name: str
    clock: Clock = now
    holder: str = field(default_factory=this_process)

    async def take(self) -> bool:
        """Take it, or renew it; False if another process has it."""
        moment, until = self.clock(), self.clock() + HELD
        async with self.database.write() as tx:
            written = await tx.run(
                _TAKE, name=self.name, holder=self.holder, until=until.isoformat(), moment=moment.isoformat()
            )
        return written > 0

    async def give_back(self) -> None:
        """Have it free again."""
        async with self.database.write() as tx:
            await tx.run(
                "DELETE FROM lease WHERE name = :name AND holder = :holder", name=self.name, holder=self.holder
            )

    @asynccontextmanager
    async def held(self) -> AsyncIterator[bool]:
        """Whether it was taken, for a block; renewed until its end, and given back then."""
        if not await self.take():
            yield False
            return
        try:
            async with alongside(self._renew()):
                yield True
        finally:
            await self.give_back()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEWED)
            await self.take()
