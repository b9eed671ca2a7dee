"""The list of trusted operations, followed while requests are served: it is read again every few seconds,
and uses are written to it.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.errors import HubError
from hub.operators.trusted_operations import count_uses, trusted_operations
from hub.plan.trusted_documents import TrustedDocuments
from hub.store import Database

EVERY = 5
"""Seconds until what was added or removed is known."""
_LOG = logging.getLogger("hub.web")


class TrustedList:
    """Keeps what the executor knows of trusted operations and what the store says of them alike."""

    def __init__(self, database: Database, known: TrustedDocuments) -> None:
        self._database = database
        self._known = known

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Around the time in which requests are served."""
        await self.refresh()
        task = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            task.cancel()
            await self._tell()

    async def refresh(self) -> None:
        """Read the list."""
        listed = await trusted_operations(self._database)
        self._known.replace({operation.digest: operation.document for operation in listed})

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.refresh()
            except HubError as error:
                _LOG.warning("the list of trusted operations cannot be read: %s", error)
            await self._tell()

    async def _tell(self) -> None:
        """Write what was used; where the store cannot be written now, it is written the next time."""
        uses = Counter(self._known.used)
        if not uses or self._database.is_read_only:
            return
        try:
            await count_uses(self._database, uses)
        except HubError as error:
            _LOG.warning("uses of trusted operations are not counted yet: %s", error)
        else:
            self._known.used -= uses
