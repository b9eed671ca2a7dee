"""/graph.svg, /path.svg, /graph/products.graphml and the like: the picture of an address as files.

Each asks what the page asks.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from xml.etree import ElementTree as ET

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.refusals import RequestError
from hub.web.compression import COMPRESSED
from hub.web.pages.explorer import Explorer, problem, refusal
from hub.web.pages.graph_of_list_pages import drawn_list, name_of
from hub.web.pages.graph_page import drawn
from hub.web.pages.page import NothingFound, PageValues
from hub.web.pages.path_page import drawn_path
from hub.web.pictures.graph_pictures import GraphPicture
from hub.web.rendering import environment
from hub.web.visits import Visit, visit
from schema.kinds import KINDS

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = {"name": "node", "kind": "node", "predicate": "edge", "since": "edge", "until": "edge"}
Writes = Callable[[GraphPicture, Visit], bytes]
Draws = Callable[[PageValues, Visit], GraphPicture]


def svg(picture: GraphPicture, reader: Visit) -> bytes:
    """The drawing with colours of its own, and links that work from anywhere."""
    macros = environment(reader.language).get_template("graph_drawing.html").make_module()
    text = str(macros.drawing(picture, picture.nodes[0].thing["name"]))  # type: ignore[attr-defined]
    here = escape(f"{reader.root}{reader.link(reader.path.removesuffix('.svg'), reader.pairs)}")
    return text.replace('href="/', f'href="{reader.root}/').replace('href="#', f'href="{here}#').encode()


def graphml(picture: GraphPicture, _: Visit) -> bytes:
    """The picture in GraphML (http://graphml.graphdrawing.org/specification.html), which
    Gephi, yEd and networkx read.
    """
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for name, owner in _KEYS.items():
        ET.SubElement(root, "key", {"id": name, "for": owner, "attr.name": name, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    for node in picture.nodes:
        thing = node.thing
        _with_data(ET.SubElement(graph, "node", id=thing["id"]), {"name": thing["name"], "kind": thing["kind"]})
    for one in picture.edges:
        element = ET.SubElement(graph, "edge", source=one.subject.thing["id"], target=one.object.thing["id"])
        _with_data(element, {name: one.edge[name] for name in ("predicate", "since", "until")})
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _with_data(element: ET.Element, values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(element, "data", key=name).text = value


def graph_files(explorer: Explorer, root: str) -> list[BaseRoute]:
    """The routes. root: the hub's public address."""
    written: dict[str, tuple[Writes, str]] = {
        "svg": (svg, "image/svg+xml"),
        "graphml": (graphml, "application/graphml+xml"),
    }
    pages: dict[str, tuple[str, Draws]] = {
        "/graph": ("graph", _drawn_around),
        "/path": ("path", drawn_path),
        **{f"/graph/{kind.plural}": (name_of(kind), drawn_list) for kind in KINDS},
    }
    return [
        Route(f"{path}.{ending}", _endpoint(explorer, root, page, *how), middleware=COMPRESSED)
        for path, page in pages.items()
        for ending, how in written.items()
    ]


def _drawn_around(found: PageValues, reader: Visit) -> GraphPicture:
    if "neighbours" not in found:
        raise NothingFound
    return drawn(found, reader)


def _endpoint(
    explorer: Explorer, root: str, page: tuple[str, Draws], write: Writes, media: str
) -> Callable[[Request], Awaitable[Response]]:
    name, draw = page

    async def answer(request: Request) -> Response:
        reader = visit(request, root)
        try:
            picture = draw(await explorer.answer(name, reader), reader)
        except NothingFound:
            hint = "Name it as the page does, such as ?of=organisations/aarhus-kommune."
            return problem(request, reader, HTTPStatus.NOT_FOUND, "The address does not name a thing to draw.", hint)
        except (RequestError, HubError) as error:
            return refusal(request, reader, error)
        return Response(write(picture, reader), media_type=media, headers={"cache-control": "no-cache"})

    return answer
