"""/embed/…, /oembed and /badge/….svg: what other sites show of the hub.

oEmbed 1.0 (https://oembed.com) makes a frame of the address of a list or thing; a badge says how
many networks know a thing.
"""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.web.embedding.embedded_pages import PATH, pages
from hub.web.embedding.framing import Framed
from hub.web.pages.explorer import Explorer, data_of, is_known, problem, refusal
from hub.web.rendering import environment, fingerprint
from hub.web.visits import visit
from hub.web.wording import LANGUAGES
from schema.kinds import KINDS

BADGES = "/badge"
_LONGEST_ADDRESS = 2000
_WIDTHS = {"thing": (480, 260), "list": (600, 640)}
"""Width and height of a frame in pixels, where the one who asks sets no bounds."""
_LEAST = 200
_DAY = 24 * 60 * 60
_BY_ID = "query Badge($id: ID!) { thing: node(id: $id) { ... on Entity { networks { slug } } } }"
_BY_SLUG = {
    kind.plural: (
        f"query Badge($slug: String!) {{ thing: {kind.singular}(by: {{slug: $slug}}) {{ networks {{ slug }} }} }}"
    )
    for kind in KINDS
}
Handler = Callable[[Request], Awaitable[Response]]


class Embedding:
    """Serves what other sites show. executor: reads the graph; address: of the hub."""

    def __init__(self, executor: Executor, address: str) -> None:
        self._executor = executor
        self._address = address
        self._pages = Explorer(executor, pages(), address)
        self._fingerprint = fingerprint()

    def routes(self) -> list[BaseRoute]:
        """The routes; frames and badges alone may be shown elsewhere."""
        frames = [Route(route.path, Framed(route.app)) for route in self._pages.routes() if isinstance(route, Route)]
        badges = [
            Route(f"{BADGES}/entity/{{id}}.svg", Framed(Route("/", self._badge_of(_BY_ID)).app)),
            *(
                Route(f"{BADGES}/{plural}/{{slug}}.svg", Framed(Route("/", self._badge_of(document)).app))
                for plural, document in _BY_SLUG.items()
            ),
        ]
        return [*frames, *badges, Route("/oembed", self._oembed)]

    def _badge_of(self, document: str) -> Handler:
        """An endpoint that draws the badge of the thing that an operation finds."""

        async def badge(request: Request) -> Response:
            reader = visit(request, self._address)
            try:
                tag = f'W/"{await self._executor.revision()}-{self._fingerprint}-{reader.language}"'
                headers = {"etag": tag, "cache-control": "public, max-age=3600", "vary": "accept-language"}
                if is_known(request.headers.get("if-none-match", ""), tag):
                    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
                thing = (await data_of(self._executor, Operation(document, variables=reader.parts)))["thing"]
            except (RequestError, HubError) as error:
                return refusal(request, reader, error)
            networks = len(thing["networks"]) if thing and "networks" in thing else 0
            status = HTTPStatus.OK if networks else HTTPStatus.NOT_FOUND
            return Response(drawn_badge(networks, reader.language), status, headers, "image/svg+xml")

        return badge

    async def _oembed(self, request: Request) -> Response:
        """What an oEmbed consumer asks: the frame for an address of the hub."""
        reader = visit(request, self._address)
        address = reader.value("url").partition("#")[0]
        if reader.value("format") not in {"", "json"}:
            hint = "Leave format out, or ask for json."
            return problem(request, reader, HTTPStatus.NOT_IMPLEMENTED, "oEmbed is answered only as JSON.", hint)
        path = address.removeprefix(self._address)
        framed = f"{PATH}{path}"
        is_here = path != address and path.startswith("/") and len(address) <= _LONGEST_ADDRESS
        try:
            asked = self._pages.question(request, framed) if is_here else None
            found = await data_of(self._executor, asked) if asked else {}
        except (RequestError, HubError) as error:
            return refusal(request, reader, error)
        if not found.get("list") and "name" not in (found.get("thing") or {}):
            hint = f"Give the address of a list or a thing, such as {self._address}/organisations."
            return problem(request, reader, HTTPStatus.NOT_FOUND, "There is nothing to embed at this address.", hint)
        title = _title(framed, found, reader.language)
        return JSONResponse(self._document(framed, title, found, request), headers={"cache-control": "no-cache"})

    def _document(self, framed: str, title: str, found: Mapping[str, Any], request: Request) -> dict[str, Any]:
        """The answer of oEmbed, of the type rich. framed: the path of the frame."""
        width, height = (
            _bounded(most, request.query_params.get(name, ""))
            for name, most in zip(
                ("maxwidth", "maxheight"), _WIDTHS["list" if "list" in found else "thing"], strict=True
            )
        )
        source = escape(f"{self._address}{framed}")
        return {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": "Hub of public-sector open source",
            "provider_url": self._address,
            "cache_age": _DAY,
            "width": width,
            "height": height,
            "html": (
                f'<iframe src="{source}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy"'
                ' sandbox="allow-popups allow-popups-to-escape-sandbox allow-same-origin"></iframe>'
            ),
        }


def _title(framed: str, found: Mapping[str, Any], language: str) -> str:
    """What a frame shows: the name of a thing, or a kind in the language of the frame.

    language: where its address names none.
    """
    if "thing" in found:
        return str(found["thing"]["name"])
    path, _, query = framed.partition("?")
    stated = dict(parse_qsl(query)).get("lang", "")
    kind = next(kind for kind in KINDS if kind.plural == path.rpartition("/")[2])
    return str(environment(stated if stated in LANGUAGES else language).filters["kind_name"](kind.name))


def _bounded(usual: int, stated: str) -> int:
    most = (
        int(stated)
        if stated.isascii() and stated.isdecimal() and len(stated) < len(str(_LONGEST_ADDRESS)) + 1
        else usual
    )
    return min(usual, max(_LEAST, most))


def drawn_badge(networks: int, language: str) -> str:
    """A badge that says in how many networks a thing is; 0 for what the hub does not have.

    language: a tag of `LANGUAGES`.
    """
    drawing = environment(language).get_template("badge_drawing.html").render(networks=networks)
    return drawing.strip()
