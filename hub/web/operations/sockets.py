"""GraphQL over WebSockets at the address of the graph: who may connect, and the ends of a conversation."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from typing import Any

from starlette.types import Receive, Scope, Send

from hub.plan.answers import Answer
from hub.plan.execution import Operation
from hub.plan.refusals import RequestError
from hub.subscriptions.conversation import INIT_PATIENCE, PROTOCOL, Conversation, HangUpError
from hub.web.operations.bodies import HttpRequest
from hub.web.operations.metered_events import MeteredEvents

TOO_MANY = 1013
"""The code with which a socket is closed whose client has used up its budget, or has as many as it may: try again
later (IANA's registry of close codes).
"""
_LOG = logging.getLogger("hub.web")


class Sockets:
    """Answers WebSockets. origins: of pages that may connect beside the hub's own; most: operations
    at a time on a connection.
    """

    def __init__(
        self, events: MeteredEvents, *, origins: Collection[str], most: int, patience: float = INIT_PATIENCE
    ) -> None:
        self._events = events
        self._origins = origins
        self._most = most
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold one conversation, from the handshake to its end."""
        client = scope.get("client")
        request = HttpRequest("POST", scope["headers"], b"", client[0] if client else None)
        await receive()  # websocket.connect
        if not self._is_welcome(request):
            _LOG.info("refused a WebSocket of a page of %s", request.headers[b"origin"][:100].decode("latin-1"))
            await send({"type": "websocket.close", "code": 4403})
            return
        await self._events.meet(request)
        speaks = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if speaks else None})
        if not speaks:
            await send({"type": "websocket.close", "code": 4406, "reason": "Subprotocol not acceptable"})
            return
        try:
            with self._events.stream(request):
                await self._converse(request, receive, send)
        except RequestError as error:
            await _close(send, HangUpError(TOO_MANY, error.message))

    def _is_welcome(self, request: HttpRequest) -> bool:
        """Whether a page may connect: one of the hub's own, or of an origin that is named.

        What is no page has no origin.
        """
        origin = request.headers.get(b"origin", b"").decode("latin-1")
        own = request.headers.get(b"host", b"").decode("latin-1")
        return not origin or origin in self._origins or origin.partition("://")[2] == own

    async def _converse(self, request: HttpRequest, receive: Receive, send: Send) -> None:
        async def say(text: str) -> None:
            with suppress(OSError):  # the client has left, as the next message will say
                await send({"type": "websocket.send", "text": text})

        def operation(document: str, name: str | None, variables: dict[str, Any]) -> Operation:
            return request.asked(document, name, variables)

        def answers(operation: Operation) -> AsyncIterator[Answer | None]:
            return self._events.answers(operation, request)

        conversation = Conversation(answers, say, operation, self._most)
        try:
            async with asyncio.timeout(self._patience):
                while not conversation.is_acknowledged:
                    await conversation.hear(await _text(receive))
            while True:
                await conversation.hear(await _text(receive))
        except TimeoutError:
            await _close(send, HangUpError(4408, "Connection initialisation timeout"))
        except HangUpError as fault:
            await _close(send, fault)
        except _LeftError:
            pass
        finally:
            await conversation.end()


class _LeftError(Exception):
    """The client has left."""


async def _text(receive: Receive) -> str:
    """The next message. Raises `HangUpError` for one in bytes, which the protocol does not have."""
    message = await receive()
    if message["type"] == "websocket.disconnect":
        raise _LeftError
    text: str | None = message.get("text")
    if text is None:
        raise HangUpError(4400, "Messages of graphql-transport-ws are text.")
    return text


async def _close(send: Send, fault: HangUpError) -> None:
    await send({"type": "websocket.close", "code": fault.code, "reason": fault.reason})
