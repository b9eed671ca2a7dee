"""GraphQL over HTTP (draft of the GraphQL Foundation): POST and GET, both media types, ETags, one line of log per error.

The endpoint is an ASGI application itself: what a web framework does per request costs more than most answers.
"""

import asyncio
import logging
import re
from functools import lru_cache
from time import time

from starlette.types import ASGIApp, Receive, Scope, Send

from hub.errors import HubError
from hub.plan.answers import Answer, refused
from hub.plan.cache import SizedCache
from hub.plan.execution import Executor
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.bodies import HttpRequest, Watch
from hub.web.persisted import PersistedQueries

PATH = "/graphql"
_LOG = logging.getLogger("hub.web")
_GRAPHQL = "application/graphql-response+json"
_WEIGHT = re.compile(r"\bq=([01](?:\.\d{0,3})?)\s*(?:;|$)")
_ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOW = [(b"allow", ", ".join(_ANSWERED).encode())]
_PAGES_MUST_NOT_GUESS = [(b"x-content-type-options", b"nosniff"), (b"cross-origin-resource-policy", b"same-origin")]
"""Of the headers in `hub.web.security` those that mean something for JSON."""
_ALWAYS_ASKED_AGAIN = [(b"vary", b"accept, accept-language, origin, x-hub-client"), (b"cache-control", b"no-cache")]
_HEADERS = {
    RefusalCode.METHOD_NOT_ALLOWED: _ALLOW,
    # a cache between must not keep it: the next answer to the same address is another
    RefusalCode.PERSISTED_QUERY_NOT_FOUND: [(b"cache-control", b"private, no-store")],
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
}
_OF_DOCUMENTS = frozenset(RefusalCode) - set(_STATUSES) - {RefusalCode.BAD_REQUEST}


Response = tuple[int, list[tuple[bytes, bytes]], bytes]
"""Status, headers and body."""


class Entrance:
    """What a request meets first: the endpoint answers /graphql, the site all else, and what pages of other origins ask."""

    def __init__(self, site: ASGIApp, endpoint: ASGIApp) -> None:
        self._site = site
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_ours = scope["type"] == "http" and scope["path"] == PATH
        if is_ours and not any(name == b"origin" for name, _ in scope["headers"]):
            await self._endpoint(scope, receive, send)
        else:
            await self._site(scope, receive, send)


class GraphQL:
    """The endpoint. largest_body: bytes of a request that are read at most. persisted: how many persisted queries are kept.

    kept: bytes of answers that are kept for as long as the revision stands; 0 keeps none.
    """

    def __init__(self, executor: Executor, *, largest_body: int, persisted: int, kept: int = 0) -> None:
        self._executor = executor
        self._largest_body = largest_body
        self._persisted = PersistedQueries(persisted)
        self._kept: SizedCache[Answer] = SizedCache(kept)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        request, watch = HttpRequest(scope), Watch(receive)
        media = _media(request.headers.get(b"accept", b""))
        try:
            status, headers, body = await self._answered(request, media, receive, watch)
        except RequestError as error:
            status, headers, body = _refusal(error, media)
        except asyncio.CancelledError:
            if watch.reason is None:
                raise
            status, headers, body = _refusal(watch.reason, media)
        except HubError as error:
            _LOG.error("store: %s", error)
            refusal = RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.")
            status, headers, body = _refusal(refusal, media)
        except Exception:  # noqa: BLE001 - whatever it is, the client gets a coded answer and the log the rest
            _LOG.exception("inside an operation")
            refusal = RequestError(RefusalCode.INTERNAL, "Something went wrong inside the hub.")
            status, headers, body = _refusal(refusal, media)
        finally:
            watch.end()
        headers += _PAGES_MUST_NOT_GUESS
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answered(self, request: HttpRequest, media: str, receive: Receive, watch: Watch) -> Response:
        """The response. What the client has already is found before anything is parsed."""
        if beside := _beside_the_graph(request):
            return beside
        if request.method == "POST":
            await request.read_body(receive, self._largest_body)
            watch.body_is_read()
        revision = await self._executor.revision()
        tag = request.tag(revision, media, time())
        known = _tags(request.headers[b"if-none-match"]) if b"if-none-match" in request.headers else ()
        if tag in known:
            return _unchanged(tag)
        answer = await self._answer(request, tag, revision)
        if answer.is_read and "*" in known:
            return _unchanged(tag)
        return _response(answer, media, tag if answer.is_read else None)

    async def _answer(self, request: HttpRequest, tag: str, revision: int) -> Answer:
        """The answer kept under the tag, else what the operation answers now; it is kept if it lasts and the client lets it."""
        may_keep = (
            self._kept.room
            and b"authorization" not in request.headers
            and b"no-" not in request.headers.get(b"cache-control", b"")
        )
        answer = self._kept.get(tag) if may_keep else None
        if answer is None:
            answer = await self._executor.execute(request.operation(self._persisted, revision))
            if may_keep and answer.lasts:
                self._kept.put(tag, answer, len(answer.body))
        return answer


def _beside_the_graph(request: HttpRequest) -> Response | None:
    """What is answered without an operation: methods, and browsers, which are led to the editor. Raises `RequestError`."""
    if request.method == "OPTIONS":
        return 204, _ALLOW[:], b""
    if request.method not in _ANSWERED:
        raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, f"{request.method} is not answered.")
    if request.method == "GET" and _wants_page(request):
        query = b"?" + request.text if request.text else b""
        return 303, [(b"location", b"/graphiql" + query), (b"content-length", b"0")], b""
    return None


def _unchanged(tag: str) -> Response:
    """What a client gets that has the answer already."""
    return 304, [(b"etag", tag.encode()), *_ALWAYS_ASKED_AGAIN], b""


def _wants_page(request: HttpRequest) -> bool:
    accepted = request.headers.get(b"accept", b"")
    return b"text/html" in accepted and b"json" not in accepted


@lru_cache(maxsize=256)
def _media(accept: bytes) -> str:
    """application/json unless the newer type is accepted (section 6.1): its status codes are what old clients know."""
    stated = (part.partition(";") for part in accept.decode("latin-1").lower().split(","))
    weights = {media.strip(): _weight(parameters) for media, _, parameters in stated}
    modern = weights.get(_GRAPHQL, 0.0)
    return _GRAPHQL if modern > 0 and modern >= weights.get("application/json", 0.0) else "application/json"


def _weight(parameters: str) -> float:
    found = _WEIGHT.search(parameters)
    return float(found[1]) if found else 1.0


def _tags(header: bytes) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.decode("latin-1").split(",")}


def _refusal(error: RequestError, media: str) -> Response:
    status, headers, body = _response(refused([error]), media)
    return status, headers + _HEADERS.get(error.code, []), body


def _response(answer: Answer, media: str, tag: str | None = None) -> Response:
    """Status, headers and body. tag: the ETag of what was read."""
    if not answer.executed:
        _LOG.info("refused %s: %s", answer.code, answer.body[:300].decode(errors="replace"))
    headers = [
        (b"content-type", b"%s; charset=utf-8" % media.encode()),
        (b"content-length", b"%d" % len(answer.body)),
    ]
    if answer.cost is not None:
        headers.append((b"x-graphql-cost", b"%d" % answer.cost))
    if tag is not None:
        headers += [(b"etag", tag.encode()), *_ALWAYS_ASKED_AGAIN]
    return 200 if answer.executed else _status(answer, media), headers, answer.body


def _status(answer: Answer, media: str) -> int:
    """400 and its like; with the older media type, a document that is at fault is answered with 200 (sections 6.4.1, 6.4.2)."""
    code = RefusalCode(answer.code or RefusalCode.INTERNAL)
    return 200 if media == "application/json" and code in _OF_DOCUMENTS else _STATUSES.get(code, 400)
