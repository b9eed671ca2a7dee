"""/graph/products and the like: the picture of a list, under the parameters of the list: what it selects, and
what that is related to.
"""

from collections import Counter
from collections.abc import Iterable

from hub.web.pages.graph_page import of_picture
from hub.web.pages.page import NothingFound, Page, PageValues, partial, stored_for
from hub.web.pages.parameters import chosen_predicates
from hub.web.pictures.graph_pictures import MOST_DRAWN, GraphPicture, PicturedThing, PictureLinks, picture
from hub.web.rendering import record_path
from hub.web.selections import Selection, selected
from hub.web.visits import Visit
from schema.kinds import KINDS, Kind

LISTED, EACH = 60, 12
"""Things of the list that are drawn, and relations of each."""


def pages() -> tuple[Page, ...]:
    """The picture of the list of each kind."""
    return tuple(_page(kind) for kind in KINDS)


def name_of(kind: Kind) -> str:
    """The name of the page of a kind."""
    return f"graph of {kind.plural}"


def _page(kind: Kind) -> Page:
    return Page(
        name_of(kind),
        f"/graph/{kind.plural}",
        stored_for("graph_of_list", kind),
        variables=partial(_variables, kind),
        present=partial(_presented, kind),
        template="graph_of_list.html",
    )


def _selection(kind: Kind, visit: Visit) -> Selection:
    """The list; `predicate` narrows its picture alone."""
    return selected(kind, [pair for pair in visit.pairs if pair[0] != "predicate"], visit.today)


def _variables(kind: Kind, visit: Visit) -> PageValues:
    page = _selection(kind, visit).variables(LISTED)
    return {**page, "each": EACH, "predicates": chosen_predicates(visit) or None}


def drawn_list(found: PageValues, visit: Visit) -> GraphPicture:
    """The picture of an answer: what is listed, and what that is related to as far as there is room.

    Raises `NothingFound`.
    """
    in_list = {thing["id"]: thing for thing in found["list"]["nodes"]}
    if not in_list:
        raise NothingFound
    edges = _edges(in_list.values())
    # what several things of the list are related to says most about the list
    ties = Counter(end["id"] for edge in edges for end in (edge["subject"], edge["object"]))
    others = {end["id"]: end for edge in edges for end in (edge["subject"], edge["object"]) if end["id"] not in in_list}
    fitting = sorted(others, key=lambda one: (-ties[one], one))[: MOST_DRAWN - len(in_list)]
    shown = in_list | {one: others[one] for one in fitting}
    within = [edge for edge in edges if edge["subject"]["id"] in shown and edge["object"]["id"] in shown]
    return picture(shown.values(), within, list(in_list), lambda thing: _links(thing, visit))


def _edges(things: Iterable[PicturedThing]) -> list[PageValues]:
    """The relations of the things of a list, each once, however many of its ends are listed."""
    made: dict[tuple[str, str, str], PageValues] = {}
    for thing in things:
        for edge in thing["shown"]["edges"]:
            subject, other = (thing, edge["node"]) if edge["outward"] else (edge["node"], thing)
            made[subject["id"], edge["predicate"], other["id"]] = {**edge, "subject": subject, "object": other}
    return list(made.values())


def _links(thing: PicturedThing, visit: Visit) -> PictureLinks:
    return PictureLinks(visit.link("/graph", of=record_path(thing)[1:]), "")


def _presented(kind: Kind, found: PageValues, visit: Visit) -> PageValues:
    selection, things = _selection(kind, visit), found["list"]["nodes"]
    shown = {
        "kind": kind,
        "total": found["list"]["totalCount"],
        "drawn": len(things),
        "list": visit.link(f"/{kind.plural}", selection.pairs),
        "picture": None,
    }
    if not things:
        return shown
    of_all = of_picture(drawn_list(found, visit), _edges(things), visit)
    # of a list, kinds, networks and years are its own parameters
    return shown | of_all | {"filters": [one for one in of_all["filters"] if one[0] == "predicate"]}
