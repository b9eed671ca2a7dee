"""The answers to subscriptions: which events there are, and what each says, worked out once for all
subscriptions that ask the same.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

import orjson

from hub.errors import HubError
from hub.plan.answers import Answer, refused
from hub.plan.execution import Executor, Operation
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots.event_roots import NO_EVENT, PROGRESS, REVISION, EventSource
from hub.store import Database
from hub.subscriptions.news import BEAT, ClosedError, News
from hub.subscriptions.running_load import RunningLoad
from hub.subscriptions.sharing import SharedWait, SharedWork

EventSubject = Mapping[str, Any]
"""What an event is about, as `hub.plan.roots.event_roots` takes it."""
Tell = Callable[[EventSubject], Awaitable[Answer]]
"""What an operation is answered for an event."""
_KEPT_ANSWERS, _KEPT_STEPS = 200, 2_000
_CURRENT = "(SELECT coalesce(max(revision), 0) FROM load)"
_LOG = logging.getLogger("hub.subscriptions")


class Events:
    """Answers operations, subscriptions with one answer for each event."""

    def __init__(self, executor: Executor, database: Database, news: News) -> None:
        self._executor = executor
        self._database = database
        self._news = news
        self.trusted = executor.trusted
        self.is_subscription = executor.is_subscription
        self.answers_made: SharedWork[Answer] = SharedWork(_KEPT_ANSWERS, lambda answer: answer.executed)
        self._steps: SharedWork[tuple[int | None, int]] = SharedWork(_KEPT_STEPS)
        self._waited: SharedWait[tuple[int, Answer]] = SharedWait()
        self._followed: dict[str, Callable[[EventSource, Tell], AsyncIterator[Answer | None]]] = {
            "changes": self._changes,
            "loads": self._loads,
        }

    async def answers(
        self, operation: Operation, turn: AbstractContextManager[None] | None = None
    ) -> AsyncIterator[Answer | None]:
        """The answers to an operation; the last one where it is refused. None: nothing has happened for a
        while. Raises `ClosedError`.

        turn: within which one that is no subscription is answered.
        """
        try:
            source = self._executor.event_source(operation)
            if source is None:
                with turn or nullcontext():
                    whole = await self._executor.execute(operation)
                yield whole
                return
            if isinstance(source, Answer):
                yield source
                return
            async for answer in self._answered(source, operation):
                yield answer
        except HubError as error:
            _LOG.error("store: %s", error)
            yield refused([RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.")])
        except RequestError as error:
            yield refused([error])
        except ClosedError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the client gets a coded answer and the log the rest
            _LOG.exception("inside a subscription")
            yield refused([RequestError(RefusalCode.INTERNAL, "Something went wrong inside the hub.")])

    async def _answered(self, source: EventSource, operation: Operation) -> AsyncIterator[Answer | None]:
        """What each event of a source says; what is wrong with the operation is found before there is one."""

        async def tell(event: EventSubject) -> Answer:
            return await self._answer(source, operation, event)

        tried = await tell(NO_EVENT)
        if not tried.executed:
            yield tried
            return
        async for answer in self._followed[source.name](source, tell):
            yield answer
            if answer is not None and not answer.executed:
                return

    async def _answer(self, source: EventSource, operation: Operation, event: EventSubject) -> Answer:
        asked = replace(operation, event=event, authorization=None, client=None, reads_only=False)
        key = (source.key, *event.values())
        return await self.answers_made.result(key, lambda: self._executor.execute(asked))

    async def _changes(self, source: EventSource, tell: Tell) -> AsyncIterator[Answer | None]:
        """Each revision with changes that are followed, from a revision on."""
        position = await self._position(source.arguments.get("since"))
        conditions, values = _conditions(source.arguments)
        followed = (source.key, conditions, repr(values))

        async def next_change(after: int) -> tuple[int, Answer]:
            while True:
                found, current = await self._next("change", conditions, values, after)
                if found is not None:
                    return found, await tell({**NO_EVENT, REVISION: found})
                after = current
                await self._news.beyond(after)

        while True:
            change = await self._waited.result((followed, position), partial(next_change, position), BEAT)
            position, answer = change or (position, None)
            yield answer

    async def _loads(self, source: EventSource, tell: Tell) -> AsyncIterator[Answer | None]:
        """How far a load is, and each that is stored."""
        network, position = source.arguments.get("network"), await self._position(None)
        conditions, values = _conditions({"networks": None if network is None else [network]})
        load = RunningLoad(network, self._news.running)
        while True:
            # read before the store is: a load whose line is gone is stored by then, if it is at all
            running = self._news.running
            found, current = await self._next("load", conditions, values, position)
            position = current if found is None else found
            if found is not None:
                yield await tell(_event(load.stored(await self._network_of(found)), found))
            elif (progress := load.news(running)) is not None:
                yield await tell(_event(progress))
            elif not await self._news.other_than(position, running):
                yield None

    async def _position(self, since: int | None) -> int:
        """Where to start. Raises BAD_USER_INPUT for a revision that is yet to come: nothing
        would be sent until then.
        """
        current = await self._executor.revision()
        if since is not None and since > current:
            message = f"since is {since}; the newest revision is {current}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, "The store may have been built anew: start at 0.")
        return current if since is None else since

    async def _next(self, table: str, conditions: str, values: Mapping[str, Any], after: int) -> tuple[int | None, int]:
        """The first revision after another one with a row that is followed, and the newest revision of the
        same state of the store.
        """

        async def read() -> tuple[int | None, int]:
            first = f"SELECT min(h.revision) FROM {table} h WHERE h.revision > :after{conditions}"
            [[found, current]] = await self._database.fetch_rows(f"SELECT ({first}), {_CURRENT}", after=after, **values)
            return found, int(current)

        known = self._news.revision
        key = (table, conditions, repr(values), after, known)
        return await self._steps.result(key, read)

    async def _network_of(self, revision: int) -> str | None:
        found: str | None = await self._database.fetch_value(
            "SELECT network FROM load WHERE revision = :revision", revision=revision
        )
        return found


def _event(progress: Mapping[str, Any], revision: int | None = None) -> EventSubject:
    return {REVISION: revision, PROGRESS: orjson.dumps(progress).decode()}


def _conditions(arguments: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The conditions on a row h, with their values."""
    conditions, values = "", {}
    if arguments.get("kinds") is not None:
        conditions += " AND h.kind IN :kinds"
        values["kinds"] = sorted(map(stored_word, arguments["kinds"]))
    if arguments.get("networks") is not None:
        conditions += " AND EXISTS (SELECT 1 FROM load l WHERE l.revision = h.revision AND l.network IN :networks)"
        values["networks"] = sorted(arguments["networks"])
    return conditions, values
