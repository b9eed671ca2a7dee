"""GraphQL over HTTP (draft of the GraphQL Foundation): POST and GET, both media types, ETags, one line of log per error."""

import asyncio
import hashlib
import json
import logging
import re
from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hub.errors import HubError
from hub.plan.answers import Answer, refused
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.bodies import asked, posted
from hub.web.persisted import PersistedQueries

_LOG = logging.getLogger("hub.web")
_GRAPHQL = "application/graphql-response+json"
_WEIGHT = re.compile(r"\bq=([01](?:\.\d{0,3})?)\s*(?:;|$)")
_ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOW = {"allow": ", ".join(_ANSWERED)}
_HEADERS = {
    RefusalCode.METHOD_NOT_ALLOWED: _ALLOW,
    # a cache between must not keep it: the next answer to the same address is another
    RefusalCode.PERSISTED_QUERY_NOT_FOUND: {"cache-control": "private, no-store"},
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


class GraphQL:
    """The endpoint. largest_body: bytes of a request that are read at most. persisted: how many persisted queries are kept."""

    def __init__(self, executor: Executor, *, largest_body: int, persisted: int) -> None:
        self._executor = executor
        self._largest_body = largest_body
        self._persisted = PersistedQueries(persisted)

    def route(self) -> Route:
        """Its route; methods it does not know are answered by itself, with a code and a hint."""
        return Route("/graphql", self.answer, methods=[*_ANSWERED, "PUT", "PATCH", "DELETE"])

    async def answer(self, request: Request) -> Response:
        """Answer one HTTP request."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_ALLOW)
        if _wants_page(request):
            return RedirectResponse(f"/graphiql?{request.url.query}" if request.url.query else "/graphiql", 303)
        try:
            operation = await self._read(request)
            return await self._answered(request, operation)
        except RequestError as error:
            return _response(request, refused([error]), _HEADERS.get(error.code))
        except HubError as error:
            _LOG.error("store: %s", error)
            return _response(
                request, refused([RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.")])
            )
        except Exception:  # noqa: BLE001 - whatever it is, the client gets a coded answer and the log the rest
            _LOG.exception("inside an operation")
            return _response(
                request, refused([RequestError(RefusalCode.INTERNAL, "Something went wrong inside the hub.")])
            )

    async def _read(self, request: Request) -> Operation:
        if request.method == "POST":
            return await posted(request, self._largest_body, self._persisted)
        if request.method not in {"GET", "HEAD"}:
            raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, f"{request.method} is not answered.")
        return asked(request, self._persisted)

    async def _answered(self, request: Request, operation: Operation) -> Response:
        if not self._executor.is_query(operation):
            if request.method != "POST":
                raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, "GET answers queries only.")
            return _response(request, await self._run(request, operation))
        revision = await self._executor.revision()
        tag = _tag(revision, operation, _media(request))
        headers = {"etag": tag, "vary": "accept, accept-language, origin, x-hub-client", "cache-control": "no-cache"}
        if {tag, "*"} & _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        answer = await self._run(request, replace(operation, revision=revision))
        return _response(request, answer, headers if answer.executed else {})

    async def _run(self, request: Request, operation: Operation) -> Answer:
        """Execute, but stop when the client is gone."""
        work = asyncio.ensure_future(self._executor.execute(operation))
        gone = asyncio.ensure_future(_disconnected(request))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                _LOG.info("client went away; operation stopped")
                return refused([RequestError(RefusalCode.BAD_REQUEST, "The client went away.")])
            return work.result()
        finally:
            for task in (work, gone):
                task.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _wants_page(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return request.method == "GET" and "text/html" in accepted and "json" not in accepted


def _media(request: Request) -> str:
    """application/json unless the newer type is accepted (section 6.1): its status codes are what old clients know."""
    stated = (part.partition(";") for part in request.headers.get("accept", "").lower().split(","))
    weights = {media.strip(): _weight(parameters) for media, _, parameters in stated}
    modern = weights.get(_GRAPHQL, 0.0)
    return _GRAPHQL if modern > 0 and modern >= weights.get("application/json", 0.0) else "application/json"


def _weight(parameters: str) -> float:
    found = _WEIGHT.search(parameters)
    return float(found[1]) if found else 1.0


def _tag(revision: int, operation: Operation, media: str) -> str:
    # what is nearest or in force today differs tomorrow, though the store is the same
    today = datetime.now(UTC).date().isoformat()
    stated = json.dumps(
        [today, operation.document, operation.name, operation.variables, operation.languages, operation.bulk, media],
        sort_keys=True,
    )
    return f'"{revision}-{hashlib.sha256(stated.encode()).hexdigest()[:20]}"'


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _response(request: Request, answer: Answer, headers: dict[str, str] | None = None) -> Response:
    media = _media(request)
    if not answer.executed:
        _LOG.info("refused %s: %s", answer.code, answer.body[:300].decode(errors="replace"))
    cost = {"x-graphql-cost": str(answer.cost)} if answer.cost is not None else {}
    return Response(answer.body, _status(answer, media), {**(headers or {}), **cost}, f"{media}; charset=utf-8")


def _status(answer: Answer, media: str) -> int:
    """400 and its like; with the older media type, a document that is at fault is told with 200 (sections 6.4.1, 6.4.2)."""
    if answer.executed:
        return 200
    code = RefusalCode(answer.code or RefusalCode.INTERNAL)
    return 200 if media == "application/json" and code in _OF_DOCUMENTS else _STATUSES.get(code, 400)
