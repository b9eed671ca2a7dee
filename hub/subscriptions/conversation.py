"""The protocol graphql-transport-ws (github.com/enisdenjo/graphql-ws, PROTOCOL.md), as a conversation with one client.

              connection_init                subscribe
opened ──────────────────────► acknowledged ◄───────────► answering, by id
  │ 10 s: 4408                   │ connection_init: 4429     │ next … complete, or error
  │ subscribe: 4401              │ an id in use: 4409        │ complete (of the client)
  ▼                              ▼                           ▼
           closed: anything that is no message of the protocol: 4400
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
import orjson

from hub.plan.answers import Answer, refused
from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.subscriptions.news import ClosedError

PROTOCOL = "graphql-transport-ws"
INIT_PATIENCE = 10.0
"""Seconds within which a client must begin."""
_LONGEST_ID = 200


class HangUpError(Exception):
    """The connection is to be closed: with a code of the protocol, and why."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class _Message(msgspec.Struct):
    type: str
    id: str | None = None
    payload: dict[str, Any] | None = None


class _Payload(msgspec.Struct):
    query: str
    operationName: str | None = None  # noqa: N815 - the protocol's spelling
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None


_MESSAGE = msgspec.json.Decoder(_Message)


class Conversation:
    """What one client and the hub say to each other. answers: to an operation; say: sends a message;
    most: operations at a time.

    template: what the operations of this client have in common.
    """

    def __init__(
        self,
        answers: Callable[[Operation], AsyncIterator[Answer | None]],
        say: Callable[[str], Awaitable[None]],
        template: Callable[[str, str | None, dict[str, Any]], Operation],
        most: int,
    ) -> None:
        self.is_acknowledged = False
        self._answers = answers
        self._say = say
        self._template = template
        self._most = most
        self._running: dict[str, asyncio.Task[None]] = {}
        self._heard: dict[str, Callable[[_Message], Awaitable[None]]] = {
            "connection_init": self._begin,
            "ping": self._pong,
            "pong": self._nothing,
            "subscribe": self._subscribe,
            "complete": self._stop,
        }

    async def hear(self, text: str) -> None:
        """Take a message of the client. Raises `HangUpError`."""
        try:
            message = _MESSAGE.decode(text)
            heard = self._heard[message.type]
        except (msgspec.DecodeError, RecursionError, KeyError, UnicodeEncodeError):
            raise HangUpError(4400, "This is not a message of graphql-transport-ws.") from None
        await heard(message)

    async def _begin(self, _: _Message) -> None:
        if self.is_acknowledged:
            raise HangUpError(4429, "Too many initialisation requests")
        self.is_acknowledged = True
        await self._say('{"type":"connection_ack"}')

    async def _pong(self, _: _Message) -> None:
        await self._say('{"type":"pong"}')

    async def _nothing(self, _: _Message) -> None:
        """A pong asks for nothing."""

    async def _subscribe(self, message: _Message) -> None:
        if not self.is_acknowledged:
            raise HangUpError(4401, "Unauthorized")
        identity = message.id
        if not identity or len(identity) > _LONGEST_ID:
            raise HangUpError(4400, "A subscribe has an id, of at most 200 characters.")
        if identity in self._running:
            raise HangUpError(4409, f"Subscriber for {identity[:60]} already exists")
        try:
            asked = msgspec.convert(message.payload, _Payload)
        except msgspec.ValidationError:
            raise HangUpError(
                4400, "The payload of a subscribe has a query, operationName, variables and extensions."
            ) from None
        if len(self._running) >= self._most:
            await self._refuse(identity, self._too_many())
            return
        operation = self._template(asked.query, asked.operationName, asked.variables or {})
        task = self._running[identity] = asyncio.ensure_future(self._answer(identity, operation))
        task.add_done_callback(lambda done: self._forget(identity, done))

    def _forget(self, identity: str, task: "asyncio.Task[None]") -> None:
        """An id is free again; unless the client has completed it, and used it once more meanwhile."""
        if self._running.get(identity) is task:
            del self._running[identity]

    def _too_many(self) -> Answer:
        message = f"A connection has at most {self._most} operations at a time."
        return refused([RequestError(RefusalCode.TOO_MANY_SUBSCRIPTIONS, message)])

    async def _stop(self, message: _Message) -> None:
        if message.id is None:
            raise HangUpError(4400, "A complete has an id.")
        if (task := self._running.pop(message.id, None)) is not None:
            task.cancel()

    async def _answer(self, identity: str, operation: Operation) -> None:
        opening = f'{{"id":{orjson.dumps(identity).decode()},"type":'
        try:
            async for answer in self._answers(operation):
                if answer is None:
                    continue
                if not answer.executed:
                    await self._refuse(identity, answer)
                    return
                await self._say(f'{opening}"next","payload":{answer.body.decode()}}}')
        except ClosedError:
            return
        await self._say(f'{opening}"complete"}}')

    async def _refuse(self, identity: str, answer: Answer) -> None:
        errors = orjson.loads(answer.body)["errors"]
        await self._say(orjson.dumps({"id": identity, "type": "error", "payload": errors}).decode())

    async def end(self) -> None:
        """Answer nothing any more."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
