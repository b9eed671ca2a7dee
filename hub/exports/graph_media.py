"""GraphML and GEXF 1.2: what was chosen and what its relations lead to as nodes, the relations as edges."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from hub.exports.edition import Edition, Medium
from hub.exports.markup import xml_text
from hub.exports.tabular import RowTable

_OF_NODES = {
    "name": "string",
    "kind": "string",
    "countries": "string",
    "networks": "string",
    "uri": "string",
    "degree": "int",
}
_OF_EDGES = {
    "predicate": "string",
    "roles": "string",
    "since": "string",
    "until": "string",
    "confidence": "double",
    "networks": "string",
}
WrittenGraph = Callable[[Mapping[str, Any]], str]


async def _graphml(edition: Edition) -> AsyncIterator[bytes]:
    keys = "".join(
        f'<key id="{sort[0]}_{name}" for="{sort}" attr.name="{name}" attr.type="{type_}"/>\n'
        for sort, names in (("node", _OF_NODES), ("edge", _OF_EDGES))
        for name, type_ in names.items()
    )
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'<desc>{_headline(edition)}</desc>\n{keys}<graph id="hub" edgedefault="directed">\n'
    ).encode()
    async for chunk in _parts(
        edition.ends, lambda node: f'<node id="{node["id"]}">{_texts("n", _OF_NODES, node)}</node>\n'
    ):
        yield chunk
    async for chunk in _parts(edition.edges, _graphml_edge):
        yield chunk
    yield b"</graph>\n</graphml>\n"


def _graphml_edge(edge: Mapping[str, Any]) -> str:
    texts = _texts("e", _OF_EDGES, edge)
    return f'<edge id="{edge["id"]}" source="{edge["subject"]}" target="{edge["object"]}">{texts}</edge>\n'


def _texts(letter: str, names: Mapping[str, str], row: Mapping[str, Any]) -> str:
    return "".join(f'<data key="{letter}_{name}">{text}</data>' for name, text in _stated(names, row))


async def _gexf(edition: Edition) -> AsyncIterator[bytes]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        f"<meta><description>{_headline(edition)}</description></meta>\n"
        f'<graph defaultedgetype="directed">\n{_declared("node", _OF_NODES)}{_declared("edge", _OF_EDGES)}<nodes>\n'
    ).encode()
    async for chunk in _parts(edition.ends, _gexf_node):
        yield chunk
    yield b"</nodes>\n<edges>\n"
    async for chunk in _parts(edition.edges, _gexf_edge):
        yield chunk
    yield b"</edges>\n</graph>\n</gexf>\n"


def _declared(sort: str, names: Mapping[str, str]) -> str:
    types = {"int": "integer"}
    declared = "".join(f'<attribute id="{n}" title="{n}" type="{types.get(t, t)}"/>' for n, t in names.items())
    return f'<attributes class="{sort}">{declared}</attributes>\n'


def _gexf_node(node: Mapping[str, Any]) -> str:
    return f'<node id="{node["id"]}" label="{xml_text(node["name"])}">{_values(_OF_NODES, node)}</node>\n'


def _gexf_edge(edge: Mapping[str, Any]) -> str:
    ends = f'source="{edge["subject"]}" target="{edge["object"]}" label="{edge["predicate"]}"'
    return f'<edge id="{edge["id"]}" {ends}>{_values(_OF_EDGES, edge)}</edge>\n'


def _values(names: Mapping[str, str], row: Mapping[str, Any]) -> str:
    values = "".join(f'<attvalue for="{name}" value="{text}"/>' for name, text in _stated(names, row))
    return f"<attvalues>{values}</attvalues>"


def _stated(names: Mapping[str, str], row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values that there are, as escaped text; lists joined by |."""
    return [
        (name, xml_text("|".join(row[name]) if isinstance(row[name], list) else row[name]))
        for name in names
        if row[name] not in (None, [])
    ]


def _headline(edition: Edition) -> str:
    head = edition.head
    sources = "; ".join(f"{source.attribution} ({source.licence})" for source in head.sources)
    return xml_text(f"{head.title}, revision {head.revision}, {head.address}. Sources: {sources}")


async def _parts(table: RowTable | None, written: WrittenGraph) -> AsyncIterator[bytes]:
    if table is not None:
        async for row in table.rows():
            yield written(row).encode()


GRAPHML = Medium("graphml", "graphml", "application/graphml+xml", "GraphML", _graphml)
GEXF = Medium("gexf", "gexf", "application/gexf+xml", "GEXF", _gexf)
