"""GraphQL over server-sent events, in distinct connections: `Accept: text/event-stream` at the address of the graph.

The protocol is that of github.com/enisdenjo/graphql-sse: an event `next` for each answer, refusals too, and
`complete` at the end. A stream that ends without `complete` was cut, and a client asks again, `since` the
last revision that it has.
"""

import asyncio
from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.plan.answers import refused
from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.subscriptions.news import ClosedError
from hub.web.budgets import retry_after
from hub.web.operations.bodies import PATIENCE, WANTS_EVENTS, HttpRequest, client_left
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


class Negotiation:
    """The address of the graph: streams for whoever accepts nothing else, the endpoint for all others."""

    def __init__(self, endpoint: ASGIApp, streams: ASGIApp) -> None:
        self._endpoint = endpoint
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_stream = scope["method"] in {"GET", "POST"} and wants_events(scope["headers"])
        await (self._streams if is_stream else self._endpoint)(scope, receive, send)


def wants_events(headers: Sequence[tuple[bytes, bytes]]) -> bool:
    """Whether a request asks for server-sent events."""
    return any(name == b"accept" and WANTS_EVENTS in value.lower() for name, value in headers)


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


async def _refuse(send: Send, error: RequestError) -> None:
    """A request that is none of GraphQL has no stream."""
    body = refused([error]).body
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    if error.code is RefusalCode.RATE_LIMITED:
        headers.append((b"retry-after", b"%d" % retry_after(error)))
    await send({"type": "http.response.start", "status": status_of(error.code), "headers": headers})
    await send({"type": "http.response.body", "body": body})
