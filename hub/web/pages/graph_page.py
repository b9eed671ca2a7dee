"""/graph: what surrounds a thing, as a picture made on the server and as an equal table, narrowed by the address."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.plan.suggestions import checked
from hub.web.graph_layout import Spot, curve, half_size, layout
from hub.web.pages.page import NothingFound, Page, Values, stored
from hub.web.pages.parameters import (
    KIND_NAMES,
    PREDICATE_NAMES,
    chosen_kinds,
    chosen_predicates,
    listed,
    thing_named,
)
from hub.web.rendering import record_path
from hub.web.visits import Visit

_PARAMETERS = ("of", "depth", "kind", "predicate", "network", "year")
_DEPTHS = ("1", "2", "3")
Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A thing in the picture. address: of the picture around it."""

    thing: Thing
    spot: Spot
    address: str


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A relation in the picture. number: of its row in the table; path: as SVG draws it."""

    number: int
    edge: Thing
    subject: Thing
    object: Thing
    path: str


@dataclass(frozen=True, slots=True)
class GraphPicture:
    """All that is drawn: the centre first, then by steps from it. half: half the side of the square, in pixels."""

    nodes: list[PictureNode]
    edges: list[PictureEdge]
    half: int


def page() -> Page:
    """The page of pictures."""
    return Page("graph", "/graph", stored("graph"), variables=graph_variables, present=_presented)


def graph_variables(visit: Visit) -> Values:
    """The variables of the operation. Raises `RequestError`."""
    checked("parameter", (name for name, _ in visit.pairs), _PARAMETERS)
    depth, of = visit.value("depth") or "1", thing_named(visit.value("of"))
    checked("depth", [depth], _DEPTHS)
    return {
        "isWhole": of is not None,
        **({"of": of} if of else {}),
        "depth": int(depth),
        "predicates": chosen_predicates(visit) or None,
        "kinds": chosen_kinds(visit) or None,
        "words": "" if of else visit.value("of"),
    }


def drawn(found: Values, visit: Visit) -> GraphPicture:
    """The picture of an answer. Raises `NothingFound`."""
    centre = next(iter(found["centre"]), None)
    if centre is None:
        raise NothingFound
    things = {centre["id"]: centre} | {one["node"]["id"]: one["node"] for one in found["neighbours"]["nodes"]}
    edges = [edge for edge in found["neighbours"]["edges"] if _is_wanted(edge, visit)]
    ends = [(edge["subject"]["id"], edge["object"]["id"]) for edge in edges]
    linked = {end for pair in ends for end in pair}
    is_narrowed = bool(visit.value("network") or visit.value("year"))
    rings = {
        one["node"]["id"]: one["distance"]
        for one in sorted(found["neighbours"]["nodes"], key=_in_order)
        if not is_narrowed or one["node"]["id"] in linked
    }
    spots = layout(centre["id"], rings, ends)
    nodes = [PictureNode(things[id_], spots[id_], _around(things[id_], visit)) for id_ in (centre["id"], *rings)]
    return GraphPicture(nodes, _picture_edges(edges, things, spots), half_size(spots.values()))


def _in_order(neighbour: Thing) -> tuple[Any, ...]:
    node = neighbour["node"]
    return neighbour["distance"], node["kind"], node["name"].casefold(), node["id"]


def _is_wanted(edge: Thing, visit: Visit) -> bool:
    """Whether a relation is stated by one of the networks chosen, and held in the year chosen as far as is known."""
    networks, year = listed(visit, "network"), visit.value("year")
    if networks and not any(network["slug"] in networks for network in edge["networks"]):
        return False
    return not year or ((edge["since"] or year)[:4] <= year <= (edge["until"] or year)[:4])


def _picture_edges(edges: Sequence[Thing], things: Mapping[str, Thing], spots: Mapping[str, Spot]) -> list[PictureEdge]:
    made, before = [], Counter[frozenset[str]]()
    for number, edge in enumerate(edges, 1):
        subject, other = edge["subject"]["id"], edge["object"]["id"]
        pair = frozenset((subject, other))
        path = curve(spots[subject], spots[other], before[pair])
        before[pair] += 1
        made.append(PictureEdge(number, edge, things[subject], things[other], path))
    return made


def _around(thing: Thing, visit: Visit) -> str:
    others = [pair for pair in visit.pairs if pair[0] != "of"]
    return visit.link("/graph", others, of=record_path(thing)[1:])


def _presented(found: Values, visit: Visit) -> Values:
    choices: list[tuple[Thing, str]] = [(thing, _around(thing, visit)) for thing in found["found"]["nodes"]]
    shown: Values = {"of": visit.value("of"), "choices": choices, "picture": None, "depths": _DEPTHS}
    if "neighbours" not in found:
        return shown
    around = found["neighbours"]
    return {
        **shown,
        "picture": drawn(found, visit),
        "total": around["totalCount"],
        "missing": around["totalCount"] - len(around["nodes"]),
        "filters": _filters(around["edges"], visit),
        "depth": visit.value("depth") or "1",
        "query": [(name, value) for name, value in visit.pairs],
    }


def _filters(edges: Iterable[Thing], visit: Visit) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What the picture can be narrowed by: parameters with their values, the link for each, and whether it is chosen."""
    edges = list(edges)
    networks = sorted(
        {network["slug"] for edge in edges for network in edge["networks"]} | set(listed(visit, "network"))
    )
    years = sorted(
        {date[:4] for edge in edges for date in (edge["since"], edge["until"]) if date} | set(listed(visit, "year"))
    )
    words = {value: name for name, value in PREDICATE_NAMES.items()}
    predicates = sorted({words[edge["predicate"]] for edge in edges} | set(listed(visit, "predicate")))
    values = {"kind": list(KIND_NAMES), "predicate": predicates, "network": networks, "year": years}
    return [(name, [_choice(name, value, visit) for value in these]) for name, these in values.items() if these]


def _choice(name: str, value: str, visit: Visit) -> tuple[str, str, bool]:
    """A value as a link that chooses or drops it; of years one at a time."""
    is_chosen = (name, value) in visit.pairs
    pairs = [pair for pair in visit.pairs if pair != (name, value) and not (name == pair[0] == "year")]
    return value, visit.link("/graph", pairs if is_chosen else [*pairs, (name, value)]), is_chosen
