"""GraphQL over HTTP (draft of the GraphQL Foundation): POST and GET, both media types, ETags,
one line of log per error.

The endpoint is an ASGI application itself: what a web framework does per request costs more than most answers.
"""

import asyncio
import logging
from http import HTTPStatus
from time import time

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.errors import HubError
from hub.observability.meters import Meters
from hub.observability.request_ids import HEADER, request_id
from hub.plan.answers import Answer, refused
from hub.plan.cache import SizedCache
from hub.plan.execution import Executor, Work
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.budgets import Budgets, retry_after, unlimited
from hub.web.operations.bodies import REVISION_HEADER, HttpRequest, Watch
from hub.web.operations.persisted import PersistedQueries

PATH = "/graphql"
_ROUTE = PATH[1:]
_LOG = logging.getLogger("hub.web")
_ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOW = b"allow: " + ", ".join(_ANSWERED).encode()
_PAGES_MUST_NOT_GUESS = b"x-content-type-options: nosniff\r\ncross-origin-resource-policy: same-origin"
"""Of the headers in `hub.web.security` those that mean something for JSON."""
_ALWAYS_ASKED_AGAIN = b"etag: %b\r\nvary: accept, accept-language, origin, x-hub-client\r\ncache-control: no-cache"
_HEADERS = {
    RefusalCode.METHOD_NOT_ALLOWED: [_ALLOW],
    # a cache between must not keep it: the next answer to the same address is another
    RefusalCode.PERSISTED_QUERY_NOT_FOUND: [b"cache-control: private, no-store"],
}
_STATUSES = {
    # Apollo's clients read the error from an answer with status 200, whatever the media type
    RefusalCode.PERSISTED_QUERY_NOT_FOUND: 200,
    RefusalCode.PERSISTED_QUERY_NOT_SUPPORTED: 200,
    RefusalCode.TOO_LARGE: 413,
    RefusalCode.UNSUPPORTED_MEDIA_TYPE: 415,
    RefusalCode.METHOD_NOT_ALLOWED: 405,
    RefusalCode.TIMEOUT: 503,
    RefusalCode.STORE_UNAVAILABLE: 503,
    RefusalCode.INTERNAL: 500,
    RefusalCode.UNAUTHENTICATED: 401,
    RefusalCode.FORBIDDEN: 403,
    RefusalCode.OPERATION_NOT_TRUSTED: 403,
    RefusalCode.RATE_LIMITED: 429,
}
"""The statuses of HTTP that refusals have, wherever they are answered; all others have 400 (`status_of`)."""
_OF_DOCUMENTS = frozenset(RefusalCode) - set(_STATUSES) - {RefusalCode.BAD_REQUEST}


RawResponse = tuple[int, list[bytes], bytes]
"""Status, headers and body.

The headers are lines as they are sent, or several in one: of a small answer they are a good part of the work.
"""


def status_of(code: RefusalCode) -> int:
    """The status of HTTP with which a refusal is answered."""
    return _STATUSES.get(code, HTTPStatus.BAD_REQUEST)


class Entrance:
    """What a request meets first: the endpoint answers /graphql, the site all else, and what
    pages of other origins ask.

    sockets: answer WebSockets at /graphql.
    """

    def __init__(self, site: ASGIApp, endpoint: ASGIApp, sockets: ASGIApp) -> None:
        self._site = site
        self._endpoint = endpoint
        self._sockets = sockets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket" and scope["path"] == PATH:
            await self._sockets(scope, receive, send)
            return
        is_ours = scope["type"] == "http" and scope["path"] == PATH
        if is_ours and not any(name == b"origin" for name, _ in scope["headers"]):
            await self._endpoint(scope, receive, send)
        else:
            await self._site(scope, receive, send)


class GraphQL:
    """The endpoint. largest_body: bytes of a request that are read at most. persisted: how many
    persisted queries are kept.

    kept: bytes of answers that are kept for as long as the revision stands; 0 keeps none. budgets:
    what clients may ask for.
    """

    def __init__(
        self,
        executor: Executor,
        *,
        largest_body: int,
        persisted: int,
        kept: int = 0,
        budgets: Budgets | None = None,
        meters: Meters | None = None,
    ) -> None:
        self._executor = executor
        self._meters = meters or Meters(lambda: 0)
        self._largest_body = largest_body
        self._persisted = PersistedQueries(persisted, trusted=executor.trusted)
        self._kept: SizedCache[Answer] = SizedCache(kept)
        self.budgets = budgets or unlimited()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        client = scope.get("client")
        request = HttpRequest(scope["method"], scope["headers"], scope["query_string"], client[0] if client else None)
        watch = Watch(receive)
        try:
            status, headers, body = await self._answered(request, receive, watch)
        except RequestError as error:
            status, headers, body = self._refusal(error, request)
        except asyncio.CancelledError:
            if watch.reason is None:
                raise
            status, headers, body = self._refusal(watch.reason, request)
        except HubError as error:
            _LOG.error("store: %s", error)
            refusal = RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.")
            status, headers, body = self._refusal(refusal, request)
        except Exception:  # noqa: BLE001 - whatever it is, the client gets a coded answer and the log the rest
            _LOG.exception("inside an operation")
            refusal = RequestError(RefusalCode.INTERNAL, "Something went wrong inside the hub.")
            status, headers, body = self._refusal(refusal, request)
        finally:
            watch.end()
        lines = b"\r\n".join([*headers, _PAGES_MUST_NOT_GUESS]).split(b"\r\n")
        pairs = [(name, value) for name, _, value in (line.partition(b": ") for line in lines)]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": body})

    async def _answered(self, request: HttpRequest, receive: Receive, watch: Watch) -> RawResponse:
        """The response, whatever has to be waited for."""
        if beside := _beside_the_graph(request):
            return beside
        if b"authorization" in request.headers:
            authorization = request.headers[b"authorization"].decode("latin-1")
            request.meter = await self.budgets.meter_of(request.client, authorization)
        else:
            request.meter = self.budgets.meter(request.client)
        if request.meter:
            request.meter.check()
        if request.method == "POST":
            await request.read_body(receive, self._largest_body)
            watch.body_is_read()
        revision = self._executor.revision_at_once()
        if revision is not None:
            return (await self._response_at(request, revision))[0]
        # to ask for the revision first would take a round trip more than the answer
        seen = self._executor.seen_revision or await self._executor.revision()
        response, is_final = await self._response_at(request, seen)
        while not is_final and (current := await self._executor.revision()) != seen:
            seen = current
            response, is_final = await self._response_at(request, seen)
        return response

    async def _response_at(self, request: HttpRequest, revision: int) -> tuple[RawResponse, bool]:
        """The response at a revision, and whether it is right at whatever revision the store has.

        So is what was read together with its revision, and what is no reading. What is kept, known to the
        client or refused is not.
        """
        begun = self.begin(request, revision)
        if not isinstance(begun, Work):
            return begun, False
        with self.budgets.operations.one(self.budgets.sharer(request.meter, request.client)):
            answer = await self._executor.finish(begun)
        tag = request.tag(revision if answer.revision is None else answer.revision, time())
        if request.may_be_kept:
            self._keep(tag, answer)
        response = self._response(answer, request, tag, "made")
        return response, answer.revision is not None or not begun.definition.is_query

    def at_once(self, request: HttpRequest) -> RawResponse | None:
        """The response to a simple POST, where it needs no waiting; None also where anything is wrong, which the
        usual way finds and tells.

        Its client is the other end of the connection, be it whoever asks or a proxy.
        """
        revision = self._executor.revision_at_once()
        if revision is None or len(request.text) > self._largest_body:
            return None
        if REVISION_HEADER in request.headers and not request.has_seen_at_most(revision):
            return None
        request.identity = request_id(request.headers.get(HEADER))
        try:
            self._meet(request)
            begun = self.begin(request, revision)
        except Exception:  # noqa: BLE001 - it happens again
            return None
        if isinstance(begun, Work):
            return None
        identified = b"%b: %b\r\n%b: %d" % (HEADER, request.identity, REVISION_HEADER, revision)
        begun[1].extend((_PAGES_MUST_NOT_GUESS, identified))
        self._meters.requests[_ROUTE, str(begun[0])] += 1
        return begun

    def _meet(self, request: HttpRequest) -> None:
        """Find out who asks, without waiting. Raises RATE_LIMITED."""
        if b"x-forwarded-for" in request.headers:
            request.client = self.budgets.address(request.client, request.headers)
        request.meter = self.budgets.meter(request.client)
        if request.meter:
            request.meter.check()

    def begin(self, request: HttpRequest, revision: int) -> RawResponse | Work:
        """The response to a request that is read, or what is left to do where that needs
        waiting. Raises `RequestError`.

        What the client has already, or what is kept, is found before anything is parsed.
        """
        tag = request.tag(revision, time())
        if tag in request.known_tags:
            self._meters.cache["unchanged"] += 1
            return _unchanged(request, tag)
        may_keep = request.may_be_kept and self._kept.room
        kept = self._kept.get(tag) if may_keep else None
        if kept is not None and not self._executor.trusted.may_repeat(tag):
            kept = None
        begun: Answer | Work | None = kept
        if begun is None:
            operation = request.operation(self._persisted, revision)
            if may_keep:
                self._executor.trusted.remember(tag, operation.document)
            begun = self._executor.begin(operation)
        if isinstance(begun, Work):
            return begun
        if may_keep:
            self._keep(tag, begun)
        return self._response(begun, request, tag, "cached" if kept else "made")

    def _refusal(self, error: RequestError, request: HttpRequest) -> RawResponse:
        status, headers, body = self._response(refused([error]), request, "", "made")
        if error.code is RefusalCode.RATE_LIMITED:
            headers.append(b"retry-after: %d" % retry_after(error))
        return status, headers + _HEADERS.get(error.code, []), body

    def _response(self, answer: Answer, request: HttpRequest, tag: str, source: str) -> RawResponse:
        """Status, headers and body, counted. tag: the ETag of what was read; source: how the answer was come by."""
        self._meters.operations["executed" if answer.executed else str(answer.code)] += 1
        self._meters.cache[source] += 1
        self._meters.cost += answer.cost or 0
        if answer.is_read and "*" in request.known_tags:
            return _unchanged(request, tag)
        if not answer.executed and answer.code != RefusalCode.STORE_UNAVAILABLE:  # of which the cause is logged
            named = {"request": request.identity.decode()} if request.identity else None
            _LOG.info("refused %s: %s", answer.code, answer.body[:300].decode(errors="replace"), extra=named)
        about = b"content-type: %b; charset=utf-8\r\ncontent-length: %d"
        headers = [about % (request.media.encode(), len(answer.body))]
        if answer.cost is not None:
            headers.append(b"x-graphql-cost: %d" % answer.cost)
        # who is refused for its budget does not pay for asking again
        headers += _charged(request, 0 if answer.code == RefusalCode.RATE_LIMITED else answer.cost or 1)
        if answer.is_read:
            headers.append(_ALWAYS_ASKED_AGAIN % tag.encode())
        return 200 if answer.executed else _status(answer, request.media), headers, answer.body

    def _keep(self, tag: str, answer: Answer) -> None:
        """Keep an answer, if it lasts and is not kept already."""
        if answer.lasts and self._kept.get(tag) is not answer:
            self._kept.put(tag, answer, len(answer.body))


def _beside_the_graph(request: HttpRequest) -> RawResponse | None:
    """What is answered without an operation: methods, and browsers, which are led to the editor.

    Raises `RequestError`.
    """
    if request.method == "OPTIONS":
        return 204, [_ALLOW], b""
    if request.method not in _ANSWERED:
        raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, f"{request.method} is not answered.")
    if request.method == "GET" and _wants_page(request):
        query = b"?" + request.text if request.text else b""
        return 303, [b"location: /graphiql" + query, b"content-length: 0"], b""
    return None


def _unchanged(request: HttpRequest, tag: str) -> RawResponse:
    """What a client gets that has the answer already."""
    return 304, [_ALWAYS_ASKED_AGAIN % tag.encode(), *_charged(request, 1)], b""


def _charged(request: HttpRequest, cost: int) -> list[bytes]:
    """Count what a request has cost; the headers that say what is left."""
    return list(map(b": ".join, request.meter.charged(cost))) if request.meter else []


def _wants_page(request: HttpRequest) -> bool:
    accepted = request.headers.get(b"accept", b"")
    return b"text/html" in accepted and b"json" not in accepted


def _status(answer: Answer, media: str) -> int:
    """400 and its like; with the older media type, a document that is at fault is answered with 200
    (sections 6.4.1, 6.4.2).
    """
    code = RefusalCode(answer.code or RefusalCode.INTERNAL)
    return 200 if media == "application/json" and code in _OF_DOCUMENTS else status_of(code)
