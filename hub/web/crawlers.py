"""What crawlers and language models look for first: robots.txt, sitemap.xml with the last change of each
thing, llms.txt, the icon.
"""

from collections.abc import AsyncIterator
from xml.sax.saxutils import escape

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from hub.plan.execution import Executor, Operation
from hub.web.compression import COMPRESSED
from schema.kinds import KINDS, Kind

_XML = "application/xml"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PAGE = 1000
"""Things asked for at a time.

A sitemap may have 50,000 (https://www.sitemaps.org/protocol.html); there is one for each kind.
"""
_LLMS = """# Public-sector open source hub

> Organisations, open source programme offices (OSPOs), products, events and news of public-sector open source, joined from what several
> networks publish. Every value says which network states it, in which file and line.

## For programs

- [The graph]({root}/graphql): GraphQL over HTTP; one request answers most questions
- [The catalogue]({root}/catalog.ttl): DCAT-AP 3; [OAI-PMH]({root}/oai?verb=Identify) has every thing in Dublin Core and RDF
- [Its schema]({root}/schema.graphql): every type, field and argument with a description
- [Snapshots]({root}/snapshots/): the whole as files with checksums; {root}/snapshots/latest leads to the latest

## Lists, one page for each thing

{lists}
- [Search]({root}/search?q=): all kinds; `q` has the words

Lists take `q`, `country` (ISO 3166), `network`, `topic`, `year` and more; each page names its query.
"""


def routes(executor: Executor, root: str) -> list[Route]:
    """The routes of this module. root: the hub's public address."""

    async def robots(_: Request) -> Response:
        return PlainTextResponse(
            f"User-agent: *\nDisallow: /graphql\nDisallow: /graphiql\nSitemap: {root}/sitemap.xml\n"
        )

    async def llms(_: Request) -> Response:
        lists = "\n".join(
            f"- [{kind.plural}]({root}/{kind.plural}): {kind.description.splitlines()[0]}" for kind in KINDS
        )
        return PlainTextResponse(_LLMS.format(root=root, lists=lists), media_type="text/markdown")

    async def index(_: Request) -> Response:
        maps = "".join(f"<sitemap><loc>{escape(root)}/sitemaps/{kind.plural}.xml</loc></sitemap>" for kind in KINDS)
        return Response(f"<sitemapindex {_NAMESPACE}>{maps}</sitemapindex>", media_type=_XML)

    async def icon(_: Request) -> Response:
        return RedirectResponse("/static/icon.svg", 301)

    def of_kind(kind: Kind) -> Route:
        async def sitemap(_: Request) -> Response:
            return StreamingResponse(_sitemap(executor, kind, root), media_type=_XML)

        return Route(f"/sitemaps/{kind.plural}.xml", sitemap, middleware=COMPRESSED)

    return [
        Route("/robots.txt", robots),
        Route("/llms.txt", llms),
        Route("/sitemap.xml", index),
        Route("/favicon.ico", icon),
        *map(of_kind, KINDS),
    ]


async def _sitemap(executor: Executor, kind: Kind, root: str) -> AsyncIterator[str]:
    document = f"""query Sitemap($first: Int, $after: String) {{ list: {kind.plural}(first: $first, after: $after) {{
        nodes {{ slug updatedAt }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    yield f"<urlset {_NAMESPACE}>"
    after: str | None = ""
    while after is not None:
        variables = {"first": _PAGE, "after": after or None}
        answer = await executor.execute(Operation(document, variables=variables, bulk=True))
        found = orjson.loads(answer.body)["data"]["list"]
        for node in found["nodes"]:
            address = escape(f"{root}/{kind.plural}/{node['slug']}")
            yield f"<url><loc>{address}</loc><lastmod>{node['updatedAt']}</lastmod></url>"
        after = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
    yield "</urlset>"
