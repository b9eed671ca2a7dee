"""/oai: OAI-PMH 2.0, the cheap way in for national portals: Dublin Core and RDF of everything, page by
page, deletions for ever.

Identifiers are the addresses of things, sets are kinds. Membership of networks is no set, as a thing that loses a
network would have to be deleted from one set alone, which the protocol cannot say.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hub.clock import now, stamp
from hub.errors import HubError
from hub.exports import Editions, ExportSelection
from hub.exports.described_entities import DescribedRow
from hub.exports.markup import xml_text
from hub.exports.selecting import HeldSnapshot
from hub.exports.standards.oai_formats import OAI_FORMATS
from hub.exports.standards.oai_lists import OaiBounds, earliest, oai_list
from hub.exports.store_tables import StoreTables
from hub.exports.tabular import TITLE_OF_THE_HUB, Head, RowTable
from hub.plan.refusals import RequestError
from hub.web.media.oai_requests import (
    ArgumentPair,
    OaiError,
    OaiPage,
    checked_arguments,
    identity_of,
    page_of,
    prefix_of,
)
from hub.web.request_bodies import body_of
from schema.kinds import KIND_BY_NAME, KINDS, Kind

PATH = "/oai"
PAGE = 100
"""Things on a page."""
_LARGEST_BODY = 8192
_NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
ThingRow = Mapping[str, Any]
"""A row of `harvested`."""


class OaiProvider:
    """Answers harvesters. address: of the hub; root: of the addresses of its things; contact: who answers for it."""

    def __init__(self, editions: Editions, address: str, root: str, contact: str | None) -> None:
        self._editions = editions
        self._address = address
        self._root = root
        self._contact = contact
        self._verbs: Mapping[str, Callable[[Mapping[str, str]], Awaitable[str]]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._formats,
            "ListSets": self._sets,
            "ListIdentifiers": self._headers,
            "ListRecords": self._records,
            "GetRecord": self._record,
        }

    def route(self) -> Route:
        """The route of this module; the protocol knows GET and POST."""
        return Route(PATH, self._answer, methods=["GET", "POST"])

    async def _answer(self, request: Request) -> Response:
        try:
            pairs = await _pairs(request)
        except RequestError as error:
            # of HTTP, as the protocol has no error for it
            return PlainTextResponse(f"{error.message}\n", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        shown: Mapping[str, str] = {}
        try:
            arguments = checked_arguments(pairs)
            shown = arguments
            body = f"<{arguments['verb']}>{await self._verbs[arguments['verb']](arguments)}</{arguments['verb']}>"
        except OaiError as error:
            shown = {} if error.code in {"badVerb", "badArgument"} else shown
            body = f'<error code="{error.code}">{xml_text(error)}</error>'
        except HubError:
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"retry-after": "60"})
        return Response(self._document(shown, body), headers={"cache-control": "no-cache"}, media_type="text/xml")

    def _document(self, shown: Mapping[str, str], body: str) -> str:
        """A response of the protocol. shown: the arguments that it repeats."""
        at = stamp(now)
        attributes = "".join(f' {name}="{xml_text(value)}"' for name, value in shown.items())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_NAMESPACE}" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'xsi:schemaLocation="{_NAMESPACE} {_NAMESPACE}OAI-PMH.xsd"><responseDate>{at}</responseDate>'
            f"<request{attributes}>{xml_text(self._address)}{PATH}</request>{body}</OAI-PMH>\n"
        )

    async def _identify(self, _: Mapping[str, str]) -> str:
        async with self._editions.snapshot() as snapshot:
            first = await _first(snapshot, earliest)
        begun = first[0]["finished_at"] if first else "1970-01-01T00:00:00Z"
        mail = (
            self._contact
            if self._contact and "@" in self._contact
            else f"postmaster@{urlsplit(self._address).hostname}"
        )
        return (
            f"<repositoryName>{TITLE_OF_THE_HUB}</repositoryName>"
            f"<baseURL>{xml_text(self._address)}{PATH}</baseURL><protocolVersion>2.0</protocolVersion>"
            f"<adminEmail>{xml_text(mail)}</adminEmail><earliestDatestamp>{begun}</earliestDatestamp>"
            "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
        )

    async def _formats(self, arguments: Mapping[str, str]) -> str:
        if "identifier" in arguments:
            async with self._editions.snapshot() as snapshot:
                await self._thing(snapshot, arguments["identifier"])
        return "".join(
            f"<metadataFormat><metadataPrefix>{format_.prefix}</metadataPrefix><schema>{format_.schema}</schema>"
            f"<metadataNamespace>{format_.namespace}</metadataNamespace></metadataFormat>"
            for format_ in OAI_FORMATS.values()
        )

    async def _sets(self, arguments: Mapping[str, str]) -> str:
        if "resumptionToken" in arguments:
            raise OaiError("badResumptionToken", "All sets are on one page.")
        return "".join(
            f"<set><setSpec>{kind.name}</setSpec><setName>{kind.plural.capitalize()}</setName></set>" for kind in KINDS
        )

    async def _headers(self, arguments: Mapping[str, str]) -> str:
        page = page_of(arguments)
        async with self._editions.snapshot() as snapshot:
            things = await _first(snapshot, _within(page.bounds))
        return "".join(map(self._header, things[:PAGE])) + _resumption(page, things)

    async def _records(self, arguments: Mapping[str, str]) -> str:
        page = page_of(arguments)
        async with self._editions.snapshot() as snapshot:
            things = await _first(snapshot, _within(page.bounds))
            written = await self._written(snapshot, page.prefix, things[:PAGE])
        return "".join(map(self._entry, things[:PAGE], written)) + _resumption(page, things)

    async def _record(self, arguments: Mapping[str, str]) -> str:
        prefix = prefix_of(arguments)
        async with self._editions.snapshot() as snapshot:
            thing = await self._thing(snapshot, arguments["identifier"])
            return self._entry(thing, (await self._written(snapshot, prefix, [thing]))[0])

    async def _thing(self, snapshot: HeldSnapshot, uri: str) -> ThingRow:
        things = await _first(snapshot, _within(OaiBounds(identity=identity_of(uri, self._root))))
        if not things:
            raise OaiError("idDoesNotExist", "The hub has never had it.")
        return things[0]

    async def _written(self, snapshot: HeldSnapshot, prefix: str, things: list[ThingRow]) -> list[str]:
        """The metadata of things in a format, in their order; empty for what is gone."""
        by_id: dict[str, str] = {}
        for name in dict.fromkeys(thing["kind"] for thing in things):
            kind = KIND_BY_NAME[name]
            ids = [thing["id"] for thing in things if thing["kind"] == name and not thing["is_gone"]]
            selection = ExportSelection(kind, {"where": {"id": {"in": ids}}})
            edition = await snapshot.selection(selection, await self._editions.chosen(selection))
            rows: list[DescribedRow] = (
                [row async for row in edition.descriptions.rows()] if ids and edition.descriptions else []
            )
            # RDF takes some milliseconds a thing, in which others are to be answered
            by_id |= await asyncio.to_thread(_metadata, prefix, kind, rows, edition.head)
        return [by_id.get(thing["id"], "") for thing in things]

    def _header(self, thing: ThingRow) -> str:
        status = ' status="deleted"' if thing["is_gone"] else ""
        return (
            f"<header{status}><identifier>{xml_text(self._root)}{thing['id']}</identifier>"
            f"<datestamp>{thing['at']}</datestamp><setSpec>{thing['kind']}</setSpec></header>"
        )

    def _entry(self, thing: ThingRow, metadata: str) -> str:
        return f"<record>{self._header(thing)}{metadata and f'<metadata>{metadata}</metadata>'}</record>"


def _metadata(prefix: str, kind: Kind, rows: list[DescribedRow], head: Head) -> dict[str, str]:
    """Things of a kind in a format, by id."""
    return {row["id"]: OAI_FORMATS[prefix].written(kind, row, head) for row in rows}


async def _pairs(request: Request) -> list[ArgumentPair]:
    """The arguments, from the address or from a form in the body. Raises `RequestError` TOO_LARGE."""
    if request.method != "POST":
        return request.query_params.multi_items()
    body = await body_of(request, _LARGEST_BODY)
    return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)


async def _first(snapshot: HeldSnapshot, table: Callable[[StoreTables], RowTable]) -> list[ThingRow]:
    """The first rows of a table, one more than a page has where there are more."""
    things: list[ThingRow] = []
    edition = await snapshot.book("oai", table)
    async with aclosing(edition.main.rows()) as rows:
        async for row in rows:
            things.append(row)
            if len(things) > PAGE:
                break
    return things


def _within(bounds: OaiBounds) -> Callable[[StoreTables], RowTable]:
    return lambda tables: oai_list(tables, bounds)


def _resumption(page: OaiPage, things: list[ThingRow]) -> str:
    """What stands at the end of a page; the last of several has an empty token."""
    if not things:
        raise OaiError("noRecordsMatch", "Nothing changed within these bounds.")
    cursor = f' cursor="{page.met}"'
    if len(things) > PAGE:
        last = things[PAGE - 1]
        following = page.following(last["revision"], last["id"], PAGE)
        return f"<resumptionToken{cursor}>{following.token()}</resumptionToken>"
    return f"<resumptionToken{cursor}/>" if page.met else ""
