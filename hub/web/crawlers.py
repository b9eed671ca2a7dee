"""What crawlers and language models look for first: robots.txt, sitemap.xml with the last change of each
thing, llms.txt, the icon.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from xml.sax.saxutils import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.web.compression import COMPRESSED
from hub.web.pages.explorer import data_of, refusal
from hub.web.pages.page import PageValues
from hub.web.visits import visit
from schema.kinds import KINDS, Kind

_XML = "application/xml"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PAGE = 1000
"""Things asked for at a time."""
_MOST = 50_000
"""Things of a sitemap (https://www.sitemaps.org/protocol.html); a kind that has more is listed in several."""
_FURTHER = re.compile(r"[2-9]|[1-9][0-9]{1,5}")
"""The numbers of sitemaps but the first, which has none."""
_LLMS = """# Public-sector open source hub

> Organisations, open source programme offices (OSPOs), products, events and news of public-sector open source, \
joined from what several
> networks publish. Every value says which network states it, in which file and line.

## For programs

- [The graph]({root}/graphql): GraphQL over HTTP; one request answers most questions
- [The catalogue]({root}/catalog.ttl): DCAT-AP 3; \
[OAI-PMH]({root}/oai?verb=Identify) has every thing in Dublin Core and RDF
- [Its schema]({root}/schema.graphql): every type, field and argument with a description
- [Snapshots]({root}/snapshots/): the whole as files with checksums; {root}/snapshots/latest leads to the latest

## Lists, one page for each thing

{lists}
- [Search]({root}/search?q=): all kinds; `q` has the words

Lists take `q`, `country` (ISO 3166), `network`, `topic`, `year` and more; each page names its query.
"""


def routes(executor: Executor, root: str, most: int = _MOST) -> list[BaseRoute]:
    """The routes of this module. root: the hub's public address; most: things of a sitemap."""

    async def robots(_: Request) -> Response:
        return PlainTextResponse(
            f"User-agent: *\nDisallow: /graphql\nDisallow: /graphiql\nSitemap: {root}/sitemap.xml\n"
        )

    async def llms(_: Request) -> Response:
        lists = "\n".join(
            f"- [{kind.plural}]({root}/{kind.plural}): {kind.description.splitlines()[0]}" for kind in KINDS
        )
        return PlainTextResponse(_LLMS.format(root=root, lists=lists), media_type="text/markdown")

    async def icon(_: Request) -> Response:
        return RedirectResponse("/static/icon.svg", 301)

    return [
        Route("/robots.txt", robots),
        Route("/llms.txt", llms),
        Route("/favicon.ico", icon),
        *Sitemaps(executor, root, most).routes(),
    ]


@dataclass(frozen=True, slots=True)
class Sitemaps:
    """The index and the sitemaps that it names: of each kind one, or several where it has more than `most` things."""

    executor: Executor
    root: str
    most: int

    def routes(self) -> list[BaseRoute]:
        """The routes of the index and of all sitemaps."""
        return [Route("/sitemap.xml", self._index), *(route for kind in KINDS for route in self._of_kind(kind))]

    async def _index(self, request: Request) -> Response:
        document = f"query Sitemaps {{ {' '.join(f'{kind.plural} {{ totalCount }}' for kind in KINDS)} }}"
        try:
            counts = await data_of(self.executor, Operation(document, bulk=True))
        except (RequestError, HubError) as error:
            return refusal(request, visit(request), error)
        maps = "".join(
            f"<sitemap><loc>{escape(self.root)}/sitemaps/{kind.plural}{'' if number == 1 else f'-{number}'}.xml</loc>"
            "</sitemap>"
            for kind in KINDS
            for number in range(1, self._number_of(counts[kind.plural]["totalCount"]) + 1)
        )
        return Response(f"<sitemapindex {_NAMESPACE}>{maps}</sitemapindex>", media_type=_XML)

    def _number_of(self, things: int) -> int:
        """How many sitemaps so many things have; one where there are none."""
        return max(1, -(-things // self.most))

    def _of_kind(self, kind: Kind) -> list[BaseRoute]:
        async def first(_: Request) -> Response:
            return StreamingResponse(self._written(kind, ""), media_type=_XML)

        async def further(request: Request) -> Response:
            number = request.path_params["number"]
            try:
                after = await self._end_of(kind, int(number) - 1) if _FURTHER.fullmatch(number) else None
            except (RequestError, HubError) as error:
                return refusal(request, visit(request), error)
            if after is None:
                raise HTTPException(HTTPStatus.NOT_FOUND)
            return StreamingResponse(self._written(kind, after), media_type=_XML)

        return [
            Route(f"/sitemaps/{kind.plural}.xml", first, middleware=COMPRESSED),
            Route(f"/sitemaps/{kind.plural}-{{number}}.xml", further, middleware=COMPRESSED),
        ]

    async def _end_of(self, kind: Kind, number: int) -> str | None:
        """The cursor at which a sitemap ends and the next begins; None where no other follows it."""
        end = None
        # nothing but cursors is read on the way: things have no number by which the graph would find them
        async for listed in self._pages(kind, "", "", number * self.most):
            end = listed["pageInfo"]["endCursor"] if listed["pageInfo"]["hasNextPage"] else None
        return end

    async def _written(self, kind: Kind, after: str) -> AsyncIterator[str]:
        yield f"<urlset {_NAMESPACE}>"
        async for listed in self._pages(kind, "nodes { slug updatedAt }", after, self.most):
            for node in listed["nodes"]:
                address = escape(f"{self.root}/{kind.plural}/{node['slug']}")
                yield f"<url><loc>{address}</loc><lastmod>{node['updatedAt']}</lastmod></url>"
        yield "</urlset>"

    async def _pages(self, kind: Kind, fields: str, after: str, most: int) -> AsyncIterator[PageValues]:
        """The list of a kind behind a cursor, a page at a time, until so many things are read."""
        document = f"""query Sitemap($first: Int, $after: String) {{
            list: {kind.plural}(first: $first, after: $after) {{
            {fields} pageInfo {{ hasNextPage endCursor }} }} }}"""
        while most:
            first = min(_PAGE, most)
            variables = {"first": first, "after": after or None}
            listed = (await data_of(self.executor, Operation(document, variables=variables, bulk=True)))["list"]
            yield listed
            if not listed["pageInfo"]["hasNextPage"]:
                return
            after, most = listed["pageInfo"]["endCursor"], most - first
