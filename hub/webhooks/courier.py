"""The courier: as long as the hub serves it looks for what is to be sent, and sends it.

Any number may run on one store: a hook has one at a time.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pydantic import SecretStr

from hub.background import alongside, this_process
from hub.clock import Clock, now
from hub.errors import HubError
from hub.store import Database
from hub.webhooks.deliveries import claimed, due_hooks, keep_answer
from hub.webhooks.hook_secrets import signatures
from hub.webhooks.messenger import Messenger

LOOK = 1.0
"""Seconds between two looks."""
AT_A_TIME = 8
"""Hooks that one courier tells at a time."""
_LOG = logging.getLogger("hub.webhooks")


@dataclass(slots=True)
class Courier:
    """Tells hooks. key: from which their secrets follow; address: of the hub; pause: see `claimed`."""

    database: Database
    key: SecretStr
    address: str
    messenger: Messenger
    pause: float
    clock: Clock = now
    holder: str = field(default_factory=this_process)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tell hooks within a block."""
        try:
            async with alongside(self._watch()):
                yield
        finally:
            await self.database.dispose()

    async def _watch(self) -> None:
        while True:
            try:
                await self.round()
            except Exception as error:  # noqa: BLE001 - the store is busy or away for now; whatever it is, hooks are looked for again
                _LOG.warning("Nothing was sent to webhooks: %s", error)
            await asyncio.sleep(LOOK)

    async def round(self) -> int:
        """Tell each hook that waits one message; how many were sent."""
        turns = asyncio.Semaphore(AT_A_TIME)

        async def tell(hook: str) -> bool:
            async with turns:
                try:
                    return await self._tell(hook)
                except Exception as error:  # noqa: BLE001 - what is wrong with one hook, or for a while with the store, keeps no other waiting
                    is_known = isinstance(error, HubError)  # what else an error says may hold an address
                    _LOG.warning(
                        "Nothing was sent to the webhook %s: %s", hook, error if is_known else type(error).__name__
                    )
                    return False

        return sum(await asyncio.gather(*map(tell, await due_hooks(self.database, self.clock))))

    async def _tell(self, hook: str) -> bool:
        letter = await claimed(self.database, hook, self.holder, self.pause, self.address, self.clock)
        if letter is None:
            return False
        at = self.clock()
        headers = {
            "content-type": "application/cloudevents+json; charset=utf-8",
            "webhook-id": letter.message,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signatures(
                self.key, hook, letter.generation, letter.rotated_at, letter.message, at, letter.body
            ),
        }
        answer = await self.messenger.send(letter.target, headers, letter.body)
        if off := await keep_answer(self.database, letter, answer, self.holder, self.clock):
            _LOG.warning("The webhook %s is off: %s", hook, off)
        return True
