"""Downloads: `/<plural>.<suffix>` is the selection of the list page at `/<plural>` in another medium; also by Accept.

`/products.csv?country=DK` has the entities, `/products.edges.csv` their relations, `/products.statements.csv`
what records say of them; `/changes.jsonl?since=12` what became of all entities after a revision;
`/exchange.jsonl` is for other hubs, with or without `since`; `/hub.xlsx` is the whole hub as one document.
Besides the parameters of the page there are `where` and `orderBy`, JSON as GraphQL has them, `asOf`, a moment of
the past, and `bom=1`, CSV with a byte order mark.

`/products/os2mo.jsonld` is one thing in a medium; `/products/os2mo/publiccode.yml` likewise, where a medium has a
name of its own for that.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.exports import STANDARDS, Edition, Editions, ExportSelection, Medium
from hub.exports.entity_tables import changes
from hub.exports.exchange import EXCHANGE
from hub.exports.json_media import JSON
from hub.json_faults import FAULTS, json_fault
from hub.plan.answers import refused
from hub.plan.documents import RefusedError
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked
from hub.web.budgets import Budgets, retry_after, unlimited
from hub.web.media.negotiated_media import ALL_MEDIA, BY_SUFFIX, FileRoute, NegotiatedRoute, accepted, medium_of, usable
from hub.web.media.streams import Stream, span_of
from hub.web.pages.explorer import VARY, is_known, problem, wants_html
from hub.web.selections import ParameterPair, selected
from hub.web.visits import Visit, visit
from schema.kinds import KINDS, Kind

PATIENCE = 30
"""Seconds without progress after which a download is cut: as long as it is open, the store
cannot clean up behind it.
"""
_LONGEST_NUMBER = 15
STABLE = frozenset({"csv", "jsonl", "json"})
"""Media whose bytes follow from the store alone, whatever the versions of libraries are: parts
of them can be asked for.
"""
_JSON_PARAMETERS = ("where", "orderBy")
_STATUS = {
    RefusalCode.RATE_LIMITED: HTTPStatus.TOO_MANY_REQUESTS,
    RefusalCode.TIMEOUT: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Of refusals that are not the client's fault."""
PastEditions = Callable[[str], AbstractAsyncContextManager[Editions]]
"""Makes editions of a moment of the past, within a block. Raises `RequestError`."""
_LOG = logging.getLogger("hub.web")


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What another hub asks for: networks that changed after a revision."""

    since: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an address asks for. asked: a selection, the revision after which changes are wanted, what another hub
    wants, or None for the whole hub.

    slug: of the one thing that is wanted, if it is one. moment: of the past; "" for the present.
    """

    medium: Medium
    asked: ExportSelection | _Exchange | int | None
    tag: str
    slug: str | None = None
    moment: str = ""


class Downloads:
    """Serves editions. address: of the hub; at_once: downloads that may hold a state of the store at a time;
    budgets: how many of one client.

    past: what makes editions of a moment of the past; without it there is only the present.
    """

    def __init__(
        self,
        editions: Editions,
        address: str,
        at_once: int,
        patience: float = PATIENCE,
        budgets: Budgets | None = None,
        past: PastEditions | None = None,
    ) -> None:
        self._editions = editions
        self._past = past
        self._address = address
        self._free = at_once
        self._patience = patience
        self._budgets = budgets or unlimited()

    def routes(self) -> list[BaseRoute]:
        """By suffix and, for programs that name a medium, at the address of the list itself.

        They stand before those of the pages.
        """
        books = [
            Route("/changes.{form}", self._changes),
            Route(f"/{EXCHANGE.name}.{EXCHANGE.suffix}", self._exchange),
            Route("/hub.{form}", self._whole),
        ]
        return [*books, *(route for kind in KINDS for route in self._routes_of(kind))]

    def _routes_of(self, kind: Kind) -> list[BaseRoute]:
        async def by_suffix(request: Request) -> Response:
            return await self._answered(request, lambda: self._wanted(request, kind, request.path_params["form"]))

        async def by_accept(request: Request) -> Response:
            medium = accepted(request.headers.get("accept", ""), kind) or JSON
            return await self._answered(request, lambda: self._wanted(request, kind, medium.suffix))

        async def single(request: Request) -> Response:
            slug, _, suffix = request.path_params["file"].partition(".")
            return await self._answered(request, lambda: self._wanted_thing(request, kind, suffix, slug))

        async def single_by_accept(request: Request) -> Response:
            medium, slug = accepted(request.headers.get("accept", ""), kind) or JSON, request.path_params["slug"]
            return await self._answered(request, lambda: self._wanted_thing(request, kind, medium.suffix, slug))

        def document(medium: Medium) -> Route:
            async def of_thing(request: Request) -> Response:
                slug = request.path_params["slug"]
                return await self._answered(request, lambda: self._wanted_thing(request, kind, medium.suffix, slug))

            return Route(f"/{kind.plural}/{{slug}}/{medium.document}", of_thing)

        return [
            Route(f"/{kind.plural}.{{form}}", by_suffix),
            NegotiatedRoute(f"/{kind.plural}", kind, by_accept),
            FileRoute(f"/{kind.plural}/{{file}}", single),
            NegotiatedRoute(f"/{kind.plural}/{{slug}}", kind, single_by_accept, left=JSON),
            *(document(medium) for medium in STANDARDS if medium.document and medium.can_write(kind)),
        ]

    async def _changes(self, request: Request) -> Response:
        """What changed after a revision."""
        return await self._answered(request, lambda: self._wanted_changes(request, request.path_params["form"]))

    async def _exchange(self, request: Request) -> Response:
        """What another hub reads."""
        return await self._answered(request, lambda: self._wanted_exchange(request))

    async def _whole(self, request: Request) -> Response:
        """The whole hub."""
        return await self._answered(request, lambda: self._wanted_whole(request, request.path_params["form"]))

    async def _answered(self, request: Request, understood: Callable[[], Awaitable[_Wanted]]) -> Response:
        """The download, or what is wrong with its address as GraphQL would say it.

        understood: what the address asks for.
        """
        try:
            wanted = await understood()
            if is_known(request.headers.get("if-none-match", ""), wanted.tag):
                return Response(status_code=304, headers=_validity(wanted))
            return await self._started(request, wanted)
        except RequestError as error:
            after = retry_after(error) if error.code is RefusalCode.RATE_LIMITED else None
            return _refusal(request, [error], _STATUS.get(error.code, HTTPStatus.BAD_REQUEST), after)
        except RefusedError as error:
            return _refusal(request, error.errors)
        except TimeoutError:
            message = f"The download did not begin within {self._patience:g} s."
            late = RequestError(RefusalCode.TIMEOUT, message, "Select less, or try again in a minute.")
            return _refusal(request, [late], HTTPStatus.SERVICE_UNAVAILABLE)
        except HubError as error:
            _LOG.error("store: %s", error)
            unavailable = RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.")
            return _refusal(request, [unavailable], HTTPStatus.SERVICE_UNAVAILABLE)

    async def _wanted_thing(self, request: Request, kind: Kind, form: str, slug: str) -> _Wanted:
        medium, reader = medium_of(kind, "", form), visit(request)
        checked("parameter", (name for name, _ in reader.pairs), ())
        here, page = (f"{self._address}{path}" for path in (reader.here, f"/{kind.plural}/{slug}"))
        asked = ExportSelection(kind, {"where": {"slug": {"eq": slug}}}, "", here, page)
        return _Wanted(medium, asked, await self._tag(reader, form, medium), slug=slug)

    async def _wanted_changes(self, request: Request, form: str) -> _Wanted:
        reader = visit(request)
        since, medium = _since(reader), medium_of(None, "", form)
        return _Wanted(medium, since, await self._tag(reader, form, medium))

    async def _wanted_exchange(self, request: Request) -> _Wanted:
        reader = visit(request)
        # not of the day, as other downloads: whoever asks every hour has it whole only when something changed
        tag = f'"{await self._editions.revision()}-{await self._editions.moment()}"'
        return _Wanted(EXCHANGE, _Exchange(_since(reader)), tag)

    async def _wanted_whole(self, request: Request, form: str) -> _Wanted:
        reader = visit(request)
        checked("parameter", (name for name, _ in reader.pairs), ())
        checked("format", [form], [medium.suffix for medium in ALL_MEDIA if medium.writes_whole])
        medium = usable(BY_SUFFIX[form])
        return _Wanted(medium, None, await self._tag(reader, form, medium))

    async def _tag(self, reader: Visit, form: str, medium: Medium) -> str:
        """Of all that a download depends on: the store, the address and the day."""
        stated = orjson.dumps([reader.here, form, str(reader.today)])
        tag = f'"{await self._editions.revision()}-{hashlib.sha256(stated).hexdigest()[:12]}"'
        return tag if medium.name in STABLE else f"W/{tag}"

    async def _wanted(self, request: Request, kind: Kind, form: str) -> _Wanted:
        part, _, suffix = ("", "", form) if form in BY_SUFFIX else form.rpartition(".")
        medium = medium_of(kind, part, suffix)
        reader = visit(request)
        own = {*_JSON_PARAMETERS, "bom", *(("asOf",) if self._past else ())}
        special = {name: value for name, value in reader.pairs if name in own}
        pairs = tuple(pair for pair in reader.pairs if pair[0] not in special)
        asked = ExportSelection(
            kind,
            _variables(kind, pairs, special, reader.today),
            part,
            f"{self._address}{reader.here}",
            f"{self._address}/{kind.plural}{'?' if pairs else ''}{urlencode(pairs)}",
            with_bom=special.get("bom", "") not in {"", "0"},
        )
        return _Wanted(medium, asked, await self._tag(reader, form, medium), moment=special.get("asOf", ""))

    async def _started(self, request: Request, wanted: _Wanted) -> Response:
        """The response of which the head is known; whatever is wrong with the selection shows before that."""
        if not self._free:
            busy = RequestError(
                RefusalCode.STORE_UNAVAILABLE, "Too many downloads are running.", "Try again in a minute."
            )
            return _refusal(request, [busy], HTTPStatus.SERVICE_UNAVAILABLE)
        client = self._budgets.client(request.client.host if request.client else None)
        async with AsyncExitStack() as stack:
            stack.enter_context(self._budgets.downloads.one(client))
            self._free -= 1
            stack.callback(self._give_back)
            async with asyncio.timeout(self._patience):
                edition = await self._edition(wanted, stack)
                if wanted.slug is not None and not edition.head.count:
                    return _missing(request, edition)
                is_same = request.headers.get("if-range", wanted.tag) == wanted.tag
                may_cut = wanted.medium.name in STABLE and is_same and request.method == "GET"
                span = await span_of(request.headers.get("range", ""), wanted.medium, edition) if may_cut else None
            headers = _headers(wanted, edition)
            if request.method == "HEAD":
                return _head_alone(headers)
            return Stream(wanted.medium.written(edition), headers, span, stack.pop_all(), self._patience)
        raise AssertionError  # the stack swallows nothing

    async def _edition(self, wanted: _Wanted, stack: AsyncExitStack) -> Edition:
        """The edition, of a snapshot that is held as long as the stack is open."""
        asked = wanted.asked
        if asked is None:
            kinds = await self._editions.all_kinds()
            snapshot = await stack.enter_async_context(self._editions.snapshot())
            return await snapshot.whole(kinds, f"{self._address}/hub.{wanted.medium.suffix}", f"{self._address}/")
        if isinstance(asked, _Exchange):
            snapshot = await stack.enter_async_context(self._editions.snapshot())
            return await snapshot.exchange(asked.since)
        if isinstance(asked, int):
            snapshot = await stack.enter_async_context(self._editions.snapshot())
            return await snapshot.book("changes", lambda tables: changes(tables, asked))
        editions = self._editions
        if wanted.moment and self._past:
            editions = await stack.enter_async_context(self._past(wanted.moment))
        chosen = await editions.chosen(asked)
        snapshot = await stack.enter_async_context(editions.snapshot())
        return await snapshot.selection(asked, chosen)

    def _give_back(self) -> None:
        self._free += 1


def _since(reader: Visit) -> int:
    """The revision after which something is asked for. Raises BAD_USER_INPUT."""
    checked("parameter", (name for name, _ in reader.pairs), ["since"])
    since = reader.value("since") or "0"
    if not since.isdecimal() or len(since) > _LONGEST_NUMBER:
        hint = "Give the revision of what you have; the header hub-revision states it."
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"{since[:60]!r} is not a revision.", hint)
    return int(since)


def _head_alone(headers: Mapping[str, str]) -> Response:
    """What HEAD gets. How long the body would be is not known before it is written.

    To say 0 would be wrong (RFC 9110, 8.6).
    """
    response = Response(headers=headers)
    del response.headers["content-length"]
    return response


def _missing(request: Request, edition: Edition) -> Response:
    """What there is in place of a thing that the hub does not have."""
    hint = f"{edition.head.list_address} tells what became of it, or which things have similar names."
    absent = RequestError(RefusalCode.BAD_USER_INPUT, "There is nothing of this name.", hint)
    return _refusal(request, [absent], HTTPStatus.NOT_FOUND)


def _variables(kind: Kind, pairs: tuple[ParameterPair, ...], special: Mapping[str, str], today: Any) -> dict[str, Any]:
    """The arguments of the list: those of the page's address, and those stated as JSON.

    Conditions of both must hold.
    """
    selection = selected(kind, pairs, today)
    stated = {name: _parsed(name, special[name]) for name in _JSON_PARAMETERS if name in special}
    variables = selection.variables()
    both = [where for where in (variables["where"], stated.get("where")) if where]
    order = stated.get("orderBy") or (variables["orderBy"] if selection.sort else None)
    return {
        "where": {"and": both} if len(both) > 1 else both[0] if both else {},
        "search": variables["search"],
        "orderBy": order,
    }


def _parsed(name: str, text: str) -> Any:
    try:
        return orjson.loads(text)
    except FAULTS as error:
        hint = 'Write it as {"countries": {"eq": "DK"}}.'
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"{name} is not JSON: {json_fault(error)}.", hint) from error


def _validity(wanted: _Wanted) -> dict[str, str]:
    """What caches are told, also where nothing has changed (RFC 9110, 15.4.5)."""
    return {"etag": wanted.tag, "cache-control": "no-cache", "vary": "accept"}


def _headers(wanted: _Wanted, edition: Edition) -> dict[str, str]:
    head, medium = edition.head, wanted.medium
    part = f".{wanted.asked.part}" if isinstance(wanted.asked, ExportSelection) and wanted.asked.part else ""
    is_text = medium.media_type.startswith("text/")
    name = f"{wanted.slug or head.title}{part}.{medium.suffix}"
    headers = {
        "content-type": f"{medium.media_type}; charset=utf-8" if is_text else medium.media_type,
        "content-disposition": f'inline; filename="{name}"',
        **_validity(wanted),
        "hub-revision": str(head.revision),
        "hub-count": str(head.count),
        # licences may be whole sentences in any language, and headers are ASCII
        "hub-sources": ", ".join(f"{one.network} ({quote(one.licence, safe=' ()/.;:')})" for one in head.sources),
        "link": f'<{head.list_address}>; rel="alternate"; type="text/html"',
        # other sites may read it: nothing here is anyone's alone
        "cross-origin-resource-policy": "cross-origin",
    }
    return headers | ({"accept-ranges": "bytes"} if medium.name in STABLE else {})


def _refusal(
    request: Request,
    errors: Sequence[GraphQLError],
    status: HTTPStatus = HTTPStatus.BAD_REQUEST,
    after: int | None = None,
) -> Response:
    """Errors as GraphQL has them; a page for people, who came by a link.

    after: seconds after which it makes sense to ask again.
    """
    after = 60 if status is HTTPStatus.SERVICE_UNAVAILABLE else after
    headers = {"cache-control": "no-store", **({"retry-after": str(after)} if after else {})}
    if not wants_html(request):
        return Response(refused(errors).body, status, {**headers, "vary": VARY}, "application/json")
    answer = problem(request, visit(request), status, errors[0].message, str((errors[0].extensions or {})["hint"]))
    answer.headers.update(headers)
    return answer
