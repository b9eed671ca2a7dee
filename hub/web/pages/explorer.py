"""Serving pages: one request is one operation on the graph, one template, and an ETag of the revision."""

import hashlib
import logging
from collections import OrderedDict
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.accepted_types import HTML, accepted_types
from hub.web.compression import COMPRESSED, compressed, sent
from hub.web.operations.graphql import status_of
from hub.web.pages.page import Elsewhere, NothingFound, Page, PageValues
from hub.web.rendering import fingerprint
from hub.web.rendering import page as rendered
from hub.web.visits import Visit, visit

_LOG = logging.getLogger("hub.web")
_MOST_KEPT = 400
"""Names of pages that are kept, compressed so that it is done once; each page has two or more, and 3 to 20 kB."""
VARY = "accept, accept-language"
"""What an answer depends on beside its address."""
_OF_ANY_PAGE = (RefusalCode.TIMEOUT, RefusalCode.STORE_UNAVAILABLE, RefusalCode.INTERNAL, RefusalCode.TOO_LARGE)
"""Refusals that have their own status on every page; that of all others is the page's to say."""
_FOR_READERS = {
    RefusalCode.INVALID_CURSOR: (
        "The list has no such page.",
        "Begin at its first page: leave after= and before= out of the address.",
    )
}
"""Message and hint of refusals that the graph words for those who write queries."""


class Explorer:
    """Serves pages from the graph. root: the hub's public address. contact: who answers for the hub, if stated."""

    def __init__(self, executor: Executor, pages: tuple[Page, ...], root: str, contact: str | None = None) -> None:
        self._executor = executor
        self._contact = contact
        self._root = root
        self._fingerprint = fingerprint()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._routes = [(Route(page.path, self._endpoint(page), middleware=COMPRESSED), page) for page in pages]

    def routes(self) -> list[BaseRoute]:
        """The routes of all pages."""
        return [route for route, _ in self._routes]

    def question(self, request: Request, path: str) -> Operation | None:
        """The operation behind the page at a path of the hub, as a visit of the same reader asks it.

        None where there is no page.
        """
        address, _, query = path.partition("?")
        scope = {**request.scope, "path": address, "query_string": query.encode(errors="replace"), "method": "GET"}
        for route, page in self._routes:
            match, more = route.matches(scope)
            if match is Match.FULL:
                return self._operation(page, visit(Request({**scope, **more}), self._root))
        return None

    async def answer(self, name: str, reader: Visit) -> PageValues:
        """What the operation behind a page answers, for other forms of the same page. Raises `RequestError`."""
        page = next(page for _, page in self._routes if page.name == name)
        return await self._asked(page, reader, await self._executor.revision())

    def _endpoint(self, page: Page) -> Any:
        async def answer(request: Request) -> Response:
            reader = visit(request, self._root)
            try:
                return await self._answered(page, reader, request)
            except Elsewhere as elsewhere:
                status = HTTPStatus.MOVED_PERMANENTLY if elsewhere.is_for_good else HTTPStatus.FOUND
                return RedirectResponse(reader.link(elsewhere.path, elsewhere.pairs), status)
            except NothingFound:
                message, hint = _UNROUTED[HTTPStatus.NOT_FOUND]
                return problem(request, reader, HTTPStatus.NOT_FOUND, message.format(reader.path), hint)
            except (RequestError, HubError) as error:
                return refusal(request, reader, error, page.refused)
            except Exception:  # noqa: BLE001 - a damaged store fails in many ways; all mean the same to a visitor
                _LOG.exception("the page %s could not be made", page.name)
                hint = "The log of the hub says why; tell its operator."
                return problem(
                    request, reader, HTTPStatus.SERVICE_UNAVAILABLE, "The hub could not make this page.", hint
                )

        return answer

    async def _answered(self, page: Page, reader: Visit, request: Request) -> Response:
        revision = await self._executor.revision()
        headers = {"etag": self._tag(reader, revision), "cache-control": "no-cache", "vary": VARY}
        if is_known(request.headers.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if headers["etag"] in self._kept:
            return _answer_with(self._kept[headers["etag"]], request, headers)
        answer = (await self._executor.execute(self._operation(page, reader, revision))).body
        same = _name_by_content(page, reader, answer)
        if same not in self._kept:
            made = await self._made(page, reader, answer, request)
            if made.status_code != HTTPStatus.OK:
                return made
            self._keep(same, compressed(bytes(made.body)))
        self._keep(headers["etag"], self._kept[same])
        return _answer_with(self._kept[same], request, headers)

    async def _made(self, page: Page, reader: Visit, answer: bytes, request: Request) -> Response:
        """The page that an answer makes, or what there is in its place."""
        try:
            values = page.present(data_in(answer), reader)
        except NothingFound:
            if page.otherwise is None:
                raise
            page = page.otherwise
            values = page.present(await self._asked(page, reader, await self._executor.revision()), reader)
        status = values.get("status", HTTPStatus.OK)
        if status != HTTPStatus.OK and not wants_html(request):
            return JSONResponse({"message": values["message"], "hint": values["hint"]}, status, {"vary": VARY})
        shown = {**values, "visit": reader, "contact": self._contact, "is_whole": True}
        return rendered(
            page.template,
            shown,
            language=reader.language,
            status=status,
            headers={"vary": VARY, "cache-control": "no-cache"},
        )

    def _keep(self, tag: str, body: bytes) -> None:
        """Keep a compressed page by a name of all that it depends on, so that it never has to be taken back."""
        self._kept[tag] = body
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)

    async def _asked(self, page: Page, reader: Visit, revision: int) -> PageValues:
        return await data_of(self._executor, self._operation(page, reader, revision))

    def _operation(self, page: Page, reader: Visit, revision: int | None = None) -> Operation:
        variables = page.asked(reader)
        return Operation(page.document, variables=variables, languages=reader.languages, revision=revision)

    def _tag(self, reader: Visit, revision: int) -> str:
        """Of all that a page depends on: the graph, the code, the address, the reader's languages and the day."""
        parts = orjson.dumps([reader.here, reader.chosen, reader.wanted, reader.today])
        return f'W/"{revision}-{self._fingerprint}-{hashlib.sha256(parts).hexdigest()[:12]}"'


def _answer_with(page: bytes, request: Request, headers: dict[str, str]) -> Response:
    body, packed = sent(page, request.headers)
    vary = f"{VARY}, accept-encoding" if packed else VARY  # the middleware adds it to what it could have packed
    return HTMLResponse(body, headers={**headers, **packed, "vary": vary})


def _name_by_content(page: Page, reader: Visit, answer: bytes) -> str:
    """A name of the page that an answer makes: readers whose browsers state their languages otherwise
    mostly get the same answer.
    """
    parts = orjson.dumps([page.name, reader.here, reader.chosen, reader.language, reader.today])
    return hashlib.sha256(parts + answer).hexdigest()


async def data_of(executor: Executor, operation: Operation) -> PageValues:
    """What an operation answers. Raises `RequestError` for the first error of its answer."""
    return data_in((await executor.execute(operation)).body)


def data_in(answer: bytes) -> PageValues:
    """What an answer says. Raises `RequestError` for its first error."""
    body = orjson.loads(answer)
    if "errors" in body:
        first = body["errors"][0]
        code, hint = first["extensions"]["code"], first["extensions"].get("hint")
        raise RequestError(RefusalCode(code), first["message"], hint)
    return dict(body["data"])


def refusal(
    request: Request, reader: Visit, error: RequestError | HubError, status: HTTPStatus = HTTPStatus.BAD_REQUEST
) -> Response:
    """What there is in place of a page that was refused. status: where the reader can correct it."""
    if isinstance(error, HubError):
        return problem(request, reader, HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.hint)
    message, hint = _FOR_READERS.get(error.code, (error.message, str((error.extensions or {})["hint"])))
    return problem(request, reader, status_of(error.code) if error.code in _OF_ANY_PAGE else status, message, hint)


def problem(request: Request, reader: Visit, status: int, message: str, hint: str) -> Response:
    """What there is in place of a page: a page for people, JSON for programs. message, hint: whole sentences."""
    passing = {"cache-control": "no-store", "retry-after": "30"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    headers = {"vary": VARY, **passing}
    if not wants_html(request):
        return JSONResponse({"message": message, "hint": hint}, status, headers)
    values = {"visit": reader, "status": int(status), "message": message, "hint": hint}
    return rendered("problem.html", values, language=reader.language, status=status, headers=headers)


def wants_html(request: Request) -> bool:
    """Whether the client is a browser: those name text/html, programs at most `*/*`."""
    return accepted_types(request.headers.get("accept", "")).get(HTML, 0.0) > 0


def is_known(known: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (RFC 9110, 13.1.2: weak comparison)."""
    tags = {part.strip().removeprefix("W/") for part in known.split(",")}
    return bool(tags & {tag.removeprefix("W/"), "*"})


def problems() -> dict[Any, Any]:
    """What the application answers where no route does: handlers by status."""

    async def answer(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", HTTPStatus.NOT_FOUND)
        message, hint = _UNROUTED.get(status, _UNROUTED[HTTPStatus.NOT_FOUND])
        headers = getattr(error, "headers", None) or {}
        methods = " or ".join(sorted({*headers.get("Allow", "GET").split(", ")} - {"HEAD"}))
        answered = problem(request, visit(request), status, message.format(request.url.path), hint.format(methods))
        answered.headers.update(headers)
        return answered

    return dict.fromkeys(_UNROUTED, answer)


_UNROUTED = {
    HTTPStatus.NOT_FOUND: ("There is no page {}.", "Look for what you seek on /search."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("{} does not answer this method.", "Send {}."),
}
