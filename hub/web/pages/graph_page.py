"""/graph: what surrounds a thing, as a picture made on the server and as an equal table, narrowed by the address."""

from collections.abc import Iterable, Mapping
from typing import Any

from hub.plan.suggestions import checked
from hub.web.assets import is_bundled
from hub.web.pages.page import Elsewhere, NothingFound, Page, PageValues, stored
from hub.web.pages.parameters import (
    KIND_NAMES,
    PREDICATE_NAMES,
    boxed,
    chosen_kinds,
    chosen_predicates,
    listed,
    meant_by,
    thing_named,
)
from hub.web.pictures.graph_pictures import MOST_DRAWN, GraphPicture, PictureLinks, picture
from hub.web.rendering import record_path
from hub.web.selections import check_parameters
from hub.web.visits import Visit

_PARAMETERS = ("of", "depth", "open", "most", "kind", "predicate", "network", "year")
_DEPTHS = ("1", "2", "3")
_SIZES = (str(MOST_DRAWN), "2000")
"""How many things a picture has at most: as many as SVG draws well, and as many as WebGL does."""
GraphThing = Mapping[str, Any]


def page() -> Page:
    """The page of pictures."""
    return Page("graph", "/graph", stored("graph"), variables=graph_variables, present=_presented)


def graph_variables(visit: Visit) -> PageValues:
    """The variables of the operation. Raises `RequestError`."""
    check_parameters(visit.pairs, _PARAMETERS)
    depth, of = visit.value("depth") or "1", thing_named(visit.value("of"))
    most = visit.value("most") or _SIZES[0]
    checked("depth", [depth], _DEPTHS)
    checked("size", [most], _SIZES)
    opened = [thing_named(value) for value in listed(visit, "open")]
    return {
        "isWhole": of is not None,
        **({"of": of} if of else {}),
        "expanded": [by for by in opened if by] or None,
        "depth": int(depth),
        "most": int(most) - 1,  # the thing in the middle is one of them
        "predicates": chosen_predicates(visit) or None,
        "kinds": chosen_kinds(visit) or None,
        "words": "" if of else visit.value("of"),
    }


def drawn(found: PageValues, visit: Visit) -> GraphPicture:
    """The picture of an answer. Raises `NothingFound`."""
    centre = next(iter(found["centre"]), None)
    if centre is None:
        raise NothingFound
    edges = [edge for edge in found["neighbours"]["edges"] if is_wanted(edge, visit)]
    linked = {edge[end]["id"] for edge in edges for end in ("subject", "object")}
    is_narrowed = bool(visit.value("network") or visit.value("year"))
    around = [one["node"] for one in found["neighbours"]["nodes"]]
    things = [centre, *(thing for thing in around if not is_narrowed or thing["id"] in linked)]
    return picture(things, edges, [centre["id"]], lambda thing: links(thing, visit, centre["id"]))


def is_wanted(edge: GraphThing, visit: Visit) -> bool:
    """Whether a relation is stated by one of the networks chosen, and held in the year chosen as far as is known."""
    networks, year = listed(visit, "network"), visit.value("year")
    if networks and not any(network["slug"] in networks for network in edge["networks"]):
        return False
    return not year or ((edge["since"] or year)[:4] <= year <= (edge["until"] or year)[:4])


def links(thing: GraphThing, visit: Visit, centre: str) -> PictureLinks:
    """Where a thing of the picture leads; its middle and what is expanded cannot be expanded."""
    name = record_path(thing)[1:]
    is_open = thing["id"] == centre or name in listed(visit, "open")
    return PictureLinks(_around(thing, visit), "" if is_open else visit.link("/graph", visit.pairs, open=name))


def _around(thing: GraphThing, visit: Visit) -> str:
    others = [pair for pair in visit.pairs if pair[0] not in {"of", "open"}]
    return visit.link("/graph", others, of=record_path(thing)[1:])


def _presented(answer: PageValues, visit: Visit) -> PageValues:
    if certain := meant_by(visit.value("of"), answer["found"]["nodes"]):
        raise Elsewhere(visit.path, visit.other_pairs(of=record_path(certain)[1:]), is_for_good=False)
    choices: list[tuple[GraphThing, str]] = [(thing, _around(thing, visit)) for thing in answer["found"]["nodes"]]
    shown: PageValues = {"of": visit.value("of"), "choices": choices, "picture": None, "depths": _DEPTHS}
    if "neighbours" not in answer:
        return shown
    around = answer["neighbours"]
    whole = drawn(answer, visit)
    missing = around["totalCount"] - len(around["nodes"])
    return {
        **shown,
        "of": boxed(answer["centre"][0]),
        **of_picture(whole, around["edges"], visit),
        "missing": missing,
        "larger": _larger(visit) if missing else None,
        "opened": [(name, _without(visit, "open", name)) for name in listed(visit, "open")],
        "depth": visit.value("depth") or "1",
    }


def of_picture(whole: GraphPicture, edges: Iterable[GraphThing], visit: Visit) -> PageValues:
    """What every page of a picture shows. edges: those that it can be narrowed by."""
    return {
        "picture": whole,
        "has_webgl": is_bundled(),
        "filters": _filters(edges, visit),
        "files": picture_files(visit),
    }


def picture_files(visit: Visit) -> dict[str, str]:
    """The addresses of a picture's files by their suffix, the drawing first."""
    return {suffix: visit.link(f"{visit.path}.{suffix}", visit.pairs) for suffix in ("svg", "graphml")}


def _larger(visit: Visit) -> str | None:
    """The address of the picture with as many things as WebGL draws; None where it is that already."""
    if visit.value("most") == _SIZES[-1]:
        return None
    return visit.link("/graph", [pair for pair in visit.pairs if pair[0] != "most"], most=_SIZES[-1])


def _without(visit: Visit, name: str, value: str) -> str:
    return visit.link(visit.path, [pair for pair in visit.pairs if pair != (name, value)])


def _filters(edges: Iterable[GraphThing], visit: Visit) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """What the picture can be narrowed by: parameters with their values, the link for each,
    and whether it is chosen.
    """
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
    return value, visit.link(visit.path, pairs if is_chosen else [*pairs, (name, value)]), is_chosen
