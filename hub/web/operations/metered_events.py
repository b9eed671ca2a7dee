"""Events and what else is asked for over streams and sockets, counted towards the budget of whoever
asks, as at the endpoint.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from hub.plan.answers import Answer, refused
from hub.plan.execution import Operation
from hub.plan.refusals import RequestError
from hub.subscriptions.events import Events
from hub.subscriptions.news import BEAT
from hub.web.budgets import Budgets
from hub.web.operations.bodies import HttpRequest


class MeteredEvents:
    """What answers streams and sockets, within budgets."""

    def __init__(self, events: Events, budgets: Budgets) -> None:
        self._events = events
        self._budgets = budgets
        self.trusted = events.trusted
        self.is_subscription = events.is_subscription

    async def meet(self, request: HttpRequest) -> None:
        """Find out who asks; `request.meter` counts for them from then on."""
        authorization = request.headers.get(b"authorization", b"").decode("latin-1")
        request.meter = await self._budgets.meter_of(request.client, authorization)

    @contextmanager
    def stream(self, request: HttpRequest) -> Iterator[None]:
        """One more stream or socket of a client that is met, within a block. Raises RATE_LIMITED."""
        if request.meter:
            request.meter.check()
        with self._budgets.streams.one(self._budgets.sharer(request.meter, request.client)):
            yield

    async def answers(self, operation: Operation, request: HttpRequest) -> AsyncIterator[Answer | None]:
        """The answers to an operation, each counted at its cost.

        Whoever has used up the budget has the next event when it is paid back.
        """
        meter = request.meter
        try:
            if meter:
                meter.check()
        except RequestError as error:
            yield refused([error])
            return
        turn = self._budgets.operations.one(self._budgets.sharer(meter, request.client))
        async for answer in self._events.answers(operation, turn):
            if meter and answer is not None:
                while wait := meter.wait():
                    yield None
                    await asyncio.sleep(min(wait, BEAT))
                meter.charged(answer.cost or 1)
            yield answer
