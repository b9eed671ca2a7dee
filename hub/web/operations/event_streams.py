"""GraphQL over server-sent events, in distinct connections: `Accept: text/event-stream` at the address of the graph.

The protocol is that of github.com/enisdenjo/graphql-sse: an event `next` for each answer, refusals too, and
`complete` at the end. A stream that ends without `complete` was cut, and a client asks again, `since` the
last revision that it has.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.plan.answers import refused
from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.subscriptions.news import ClosedError
from hub.web.budgets import retry_after
from hub.web.operations.bodies import PATIENCE, AnswerForm, HttpRequest, accepted_form, client_left
from hub.web.operations.graphql import status_of
from hub.web.operations.metered_events import MeteredEvents
from hub.web.operations.persisted import PersistedQueries

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # proxies that gather answers would keep events back
    (b"x-content-type-options", b"nosniff"),
]
_BEAT = b":\n\n"
_COMPLETE = b"event: complete\ndata: \n\n"


class EventStreams:
    """Answers one request with a stream.

    largest_body: bytes of a request that are read at most; persisted: as the endpoint's.
    """

    def __init__(self, events: MeteredEvents, *, largest_body: int, persisted: int) -> None:
        self._events = events
        self._largest_body = largest_body
        self._persisted = PersistedQueries(persisted, trusted=events.trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until there are none any more, the client leaves, or the hub shuts down."""
        client = scope.get("client")
        request = HttpRequest(scope["method"], scope["headers"], scope["query_string"], client[0] if client else None)
        try:
            await self._events.meet(request)
            with self._events.stream(request):
                operation = await self._asked(request, receive)
                await self._stream(request, operation, receive, send)
        except RequestError as error:
            await _refuse(send, error)

    def is_for(self, scope: Scope, body: bytes) -> bool:
        """Whether a request is for a subscription; one that is not understood is for nothing."""
        request = HttpRequest(scope["method"], scope["headers"], scope["query_string"])
        request.text = body or request.text
        try:
            return self._events.is_subscription(request.operation(self._persisted))
        except RequestError:
            return False

    async def _asked(self, request: HttpRequest, receive: Receive) -> Operation:
        """The operation of a request. Raises `RequestError`."""
        try:
            async with asyncio.timeout(PATIENCE):
                if request.method == "POST":
                    await request.read_body(receive, self._largest_body)
        except TimeoutError:
            message = f"The body did not arrive within {PATIENCE} s."
            raise RequestError(RefusalCode.BAD_REQUEST, message) from None
        return request.operation(self._persisted)

    async def _stream(self, request: HttpRequest, operation: Operation, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS[:]})
        sending, leaving = asyncio.current_task(), asyncio.ensure_future(client_left(receive))
        leaving.add_done_callback(lambda left: None if left.cancelled() or sending is None else sending.cancel())
        try:
            await self._send_events(send, request, operation)
        except asyncio.CancelledError:
            if not leaving.done():
                raise
        finally:
            leaving.cancel()

    async def _send_events(self, send: Send, request: HttpRequest, operation: Operation) -> None:
        last = _COMPLETE
        try:
            async for answer in self._events.answers(operation, request):
                body = _BEAT if answer is None else b"event: next\ndata: %b\n\n" % answer.body
                await send({"type": "http.response.body", "body": body, "more_body": True})
        except ClosedError:
            last = b""
        await send({"type": "http.response.body", "body": last})


class Negotiation:
    """The address of the graph: streams for subscriptions, and for whoever accepts nothing else as gladly; the
    endpoint for all others.

    largest_body: bytes of a request that are read at most before it is known what it is.
    """

    def __init__(self, endpoint: ASGIApp, streams: EventStreams, *, largest_body: int) -> None:
        self._endpoint = endpoint
        self._streams = streams
        self._largest_body = largest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        form = AnswerForm.JSON
        if scope["method"] in {"GET", "POST"}:
            form = accepted_form(b",".join([value for name, value in scope["headers"] if name == b"accept"]))
        if form is AnswerForm.EITHER:
            read = await _read(receive, self._largest_body) if scope["method"] == "POST" else []
            body = b"".join([message.get("body", b"") for message in read])
            form = AnswerForm.EVENTS if self._streams.is_for(scope, body) else AnswerForm.JSON
            receive = _again(read, receive)
        await (self._streams if form is AnswerForm.EVENTS else self._endpoint)(scope, receive, send)


async def _read(receive: Receive, largest: int) -> list[Message]:
    """The messages of a body, as far as it arrives in time and is no larger than it may be; whoever answers the
    request finds out what is wrong with the others.
    """
    read: list[Message] = []
    length, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while more and length <= largest:
                read.append(message := await receive())
                length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    return read


def _again(read: Sequence[Message], receive: Receive) -> Receive:
    """Messages that were read already, and then those that are still to come."""
    left = iter(read)

    async def received() -> Message:
        message = next(left, None)
        return await receive() if message is None else message

    return received


async def _refuse(send: Send, error: RequestError) -> None:
    """A request that is none of GraphQL has no stream."""
    body = refused([error]).body
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    if error.code is RefusalCode.RATE_LIMITED:
        headers.append((b"retry-after", b"%d" % retry_after(error)))
    await send({"type": "http.response.start", "status": status_of(error.code), "headers": headers})
    await send({"type": "http.response.body", "body": body})
