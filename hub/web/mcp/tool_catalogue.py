"""The tools that assistants get: what each takes, the operation that it asks, and how its answer is shaped.

All of them read.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.web.mcp.schema_search import found_in_schema
from hub.web.mcp.tool_answers import LARGEST, USUAL, JsonObject, ToolFault, placed, without_nothing
from schema.kinds import KINDS
from schema.relations import PREDICATES

HERE = Path(__file__).parent
Ask = Callable[[str, Mapping[str, Any]], Awaitable[JsonObject]]
"""Asks the graph: a document and its variables in, its data out. Raises `ToolFault`."""
SECTIONS = ("records", "conflicts", "evidence", "history", "assessments", "passages")
"""What `get` adds when it is asked for it."""
_TEXT: JsonObject = {"type": "string"}
_BYTES = {
    "type": "integer",
    "minimum": 2_000,
    "maximum": LARGEST,
    "default": USUAL,
    "description": (
        "Largest answer in bytes. What does not fit is left out, and `next` or `left_out` says how to get it."
    ),
}
_PAGE = {
    "first": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20, "description": "How many items at most."},
    "after": _TEXT | {"description": "`next` of the answer before, for the items that follow it."},
}
_KINDS = {
    "type": "array",
    "items": {"enum": [kind.name for kind in KINDS]},
    "description": "Only things of these kinds.",
}
_NETWORKS = {
    "type": "array",
    "items": _TEXT,
    "description": "Short names of networks, such as os2; the resource hub://networks lists them.",
}
_WHICH = {
    "id": _TEXT | {"description": "Its id, as answers have it."},
    "slug": _TEXT | {"description": "Its readable id, such as organisations/aarhus-kommune."},
    "url": _TEXT | {"description": "Its own page or repository."},
}


@dataclass(frozen=True, slots=True)
class HubTool:
    """A tool. parameters: JSON Schemas by name; call: answers it, from its arguments and what asks the graph."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, JsonObject]
    required: tuple[str, ...]
    call: Callable[[JsonObject, Ask], Awaitable[JsonObject]]

    @property
    def input_schema(self) -> JsonObject:
        """The JSON Schema of all its arguments."""
        properties = {**self.parameters, "most_bytes": _BYTES}
        return {
            "type": "object",
            "properties": properties,
            "required": list(self.required),
            "additionalProperties": False,
        }


def document(name: str) -> str:
    """The text of an operation beside this module."""
    return (HERE / f"{name}.graphql").read_text(encoding="utf-8")


async def _search(arguments: JsonObject, ask: Ask) -> JsonObject:
    variables = {
        "query": arguments["query"],
        "kinds": _words(arguments.get("kinds")),
        "networks": arguments.get("networks"),
        **_page(arguments),
    }
    answer = (await ask(document("search"), variables))["found"]
    items = [
        {"cursor": edge["cursor"], **_known(edge["node"]), "excerpt": (edge["excerpt"] or {}).get("text")}
        for edge in answer["edges"]
    ]
    return _listed(answer, items)


async def _get(arguments: JsonObject, ask: Ask) -> JsonObject:
    wanted = set(arguments.get("sections") or ())
    variables = {"by": [_which(arguments)], **{section: section in wanted for section in SECTIONS}}
    found = _one(await ask(document("get"), variables), arguments)
    provenance = found.pop("provenance")
    relations = found.pop("related")["totalCount"]
    values = [_value(stated) for stated in provenance if stated["won"]]
    return dict(placed(without_nothing({**found, "relations": relations, "values": values})))


def _value(stated: JsonObject) -> JsonObject:
    """A value with who states it, or what it follows from."""
    about = {"field": stated["field"], "value": stated["value"]}
    if stated["network"] is None:
        return about | {"derived_from": [f"{one['name']}: {one['field']}" for one in stated["derivedFrom"]]}
    return about | {key: stated[key] for key in ("network", "path", "line")}


async def _relations(arguments: JsonObject, ask: Ask) -> JsonObject:
    variables = {
        "by": [_which(arguments)],
        "predicates": _words(arguments.get("predicates")),
        "kinds": _words(arguments.get("kinds")),
        **_page(arguments),
    }
    answer = _one(await ask(document("relations"), variables), arguments)
    related = answer.pop("related")
    items = [
        {
            "cursor": edge["cursor"],
            "predicate": edge["predicate"],
            "direction": "outward" if edge["outward"] else "inward",
            **{key: edge[key] for key in ("roles", "since", "until", "confidence")},
            "other": edge["node"],
            "stated": [statement["record"] for statement in edge["statements"]],
        }
        for edge in related["edges"]
    ]
    return {"of": answer, **_listed(related, items)}


async def _overlap(arguments: JsonObject, ask: Ask) -> JsonObject:
    variables = {
        "networks": arguments.get("networks"),
        "kinds": _words(arguments.get("kinds")),
        **_page(arguments),
    }
    answer = (await ask(document("overlap"), variables))["found"]
    items = [{"cursor": edge["cursor"], **_known(edge["node"])} for edge in answer["entities"]["edges"]]
    listed = _listed(answer["entities"], items)
    if arguments.get("after"):
        return listed
    matrix = [cell | {end: cell[end]["slug"] for end in ("left", "right")} for cell in answer["matrix"]]
    return {"matrix": matrix, **listed}


async def _explain(arguments: JsonObject, ask: Ask) -> JsonObject:
    answer = (await ask(document("explain"), {"a": arguments["a"], "b": arguments["b"]}))["found"]
    if answer is None:
        message = "One of the two ids is not known. Use `search` to find ids."
        raise ToolFault(message)
    return dict(placed(without_nothing(answer)))


async def _query(arguments: JsonObject, ask: Ask) -> JsonObject:
    return {"data": await ask(arguments["document"], arguments.get("variables") or {})}


async def _schema(arguments: JsonObject, _: Ask) -> JsonObject:
    return {"items": found_in_schema(arguments.get("words", ""))}


def _page(arguments: JsonObject) -> JsonObject:
    return {"first": arguments.get("first", 20), "after": arguments.get("after")}


def _words(stated: list[str] | None) -> list[str] | None:
    """Words of a closed set as GraphQL spells them."""
    return [word.upper().replace("-", "_") for word in stated] if stated else None


def _which(arguments: JsonObject) -> JsonObject:
    """The one way that is stated to find a thing. Raises `ToolFault`."""
    stated = {way: arguments[way] for way in _WHICH if arguments.get(way)}
    if len(stated) != 1:
        message = "State exactly one of id, slug and url. Use `search` to find ids."
        raise ToolFault(message)
    return stated


def _one(data: JsonObject, arguments: JsonObject) -> JsonObject:
    [found] = data["found"]
    if found is None:
        [(way, value)] = _which(arguments).items()
        message = f"There is nothing with the {way} {value[:200]}. Use `search` to find ids."
        raise ToolFault(message)
    return dict(found)


def _known(node: JsonObject) -> JsonObject:
    """What lists say of a thing."""
    return {**{key: value for key, value in node.items() if key != "records"}, "stated": node["records"]}


def _listed(answer: JsonObject, items: list[JsonObject]) -> JsonObject:
    page = answer["pageInfo"]
    after = page["endCursor"] if page["hasNextPage"] else None
    shown = placed([without_nothing(item) for item in items])
    return {"total": answer["totalCount"], "items": shown, "next": after}


TOOLS = (
    HubTool(
        "search",
        "Search the hub",
        "Find organisations, OSPOs, products, events and news by words of their names and texts, best first. "
        "Each item has the id that the other tools take, and the file and line of each network that states it.",
        {
            "query": _TEXT | {"description": "Words to find; all must occur."},
            "kinds": _KINDS,
            "networks": _NETWORKS,
            **_PAGE,
        },
        ("query",),
        _search,
    ),
    HubTool(
        "get",
        "Get one thing",
        "All values of one organisation, OSPO, product, event or news item, each with the network, file and line that"
        " states it. Sections add what is known besides.",
        {
            **_WHICH,
            "sections": {
                "type": "array",
                "items": {"enum": list(SECTIONS)},
                "description": (
                    "records: what each network states, with its page; conflicts: on what they disagree; evidence: why"
                    " they are one thing, and what may be the same; history; assessments, with figures; passages: texts"
                    " about it."
                ),
            },
        },
        (),
        _get,
    ),
    HubTool(
        "relations",
        "List relations of a thing",
        "What is related to a thing and how: members, users, suppliers, owners, OSPOs, events, mentions. Each with who"
        " states it.",
        {
            **_WHICH,
            "predicates": {
                "type": "array",
                "items": {"enum": [predicate.name for predicate in PREDICATES]},
                "description": "Only relations of these types.",
            },
            "kinds": _KINDS,
            **_PAGE,
        },
        (),
        _relations,
    ),
    HubTool(
        "overlap",
        "What networks share",
        "What at least two of some networks state: counts by pair of networks and kind, and the things, those in the"
        " most networks first.",
        {"networks": _NETWORKS, "kinds": _KINDS, **_PAGE},
        (),
        _overlap,
    ),
    HubTool(
        "explain",
        "Explain whether two are one",
        "Why two things or records are one, are not, or wait for a person to decide: the matches with their evidence"
        " and weights.",
        {"a": _TEXT | {"description": "Id of the first."}, "b": _TEXT | {"description": "Id of the second."}},
        ("a", "b"),
        _explain,
    ),
    HubTool(
        "schema",
        "Search the schema",
        "Find types and fields of the GraphQL schema by words, or show a type by its name, to write documents for"
        " `query`. Without words: what can be asked at the root.",
        {
            "words": (
                _TEXT
                | {
                    "description": (
                        "Words such as 'municipality members since', or the name of a type such as ProductWhere."
                    )
                }
            )
        },
        (),
        _schema,
    ),
    HubTool(
        "query",
        "Ask the graph",
        "Answer a GraphQL query: lists with filters, facets, groups, paths, changes. Ask `schema` for names first. "
        "Select `records { network { slug } path line }` or `provenance` to have sources.",
        {
            "document": _TEXT | {"description": "One GraphQL query."},
            "variables": {"type": "object", "description": "Values of its variables."},
        },
        ("document",),
        _query,
    ),
)
"""All tools, in the order in which they are listed."""
