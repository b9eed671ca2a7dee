"""From start to end of the application: what is prepared before it serves, goes on meanwhile, and is closed at last."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

from hub.config import Settings
from hub.harvest.schedule import Schedule
from hub.observability.meters import Meters
from hub.store import Database, upgrade
from hub.web.connections.direct_protocol import CLOSES
from hub.web.connections.observed import flushed
from hub.web.operations.trust import TrustedList
from hub.webhooks.courier import Courier


@asynccontextmanager
async def lifespan(
    database: Database,
    meters: Meters,
    offered: dict[str, Any],
    trusted: TrustedList,
    ends: Sequence[Callable[[], Awaitable[None]]],
    beside: AbstractAsyncContextManager[None],
) -> AsyncIterator[dict[str, Any]]:
    """From start to end of the application.

    offered: to connections; ends: what is closed at last, in this order; beside: what goes on meanwhile.
    """
    await upgrade(database)
    async with flushed(meters), database.followed(), trusted.followed(), beside:
        yield offered
    offered[CLOSES]()
    for end in ends:
        await end()


@asynccontextmanager
async def meanwhile(database: Database, settings: Settings, courier: Courier | None) -> AsyncIterator[None]:
    """What goes on while the hub serves: harvests, and what webhooks are sent."""
    async with AsyncExitStack() as stack:
        if settings.harvest:
            roots = (settings.pushed_folder, *settings.seeds)  # what is pushed stands in place of the others
            await stack.enter_async_context(Schedule(database, roots, settings.harvest_look).running())
        if courier is not None:
            await stack.enter_async_context(courier.running())
        yield
