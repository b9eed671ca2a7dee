"""/path: how two things are connected, step by step, with who states each step."""

from dataclasses import dataclass
from typing import Any

from hub.web.pages.graph_page import picture_files
from hub.web.pages.page import Elsewhere, NothingFound, Page, PageValues, stored
from hub.web.pages.parameters import PREDICATE_NAMES, boxed, chosen_predicates, meant_by, thing_named
from hub.web.pictures.graph_pictures import GraphPicture, PictureLinks, chain
from hub.web.rendering import record_path
from hub.web.selections import check_parameters
from hub.web.visits import Visit

ENDS = ("from", "to")


@dataclass(frozen=True, slots=True)
class PathEnd:
    """One of the two boxes.

    name: of its parameter; value: what it holds; meant: what it may mean, each with the link that chooses it.
    is_known: whether it names a thing.
    """

    name: str
    value: str
    meant: list[tuple[dict[str, Any], str]]
    is_known: bool


def page() -> Page:
    """The page of paths."""
    return Page("path", "/path", stored("path"), variables=_variables, present=_presented)


def _variables(visit: Visit) -> PageValues:
    check_parameters(visit.pairs, (*ENDS, "predicate"))
    named = {name: thing_named(visit.value(name)) for name in ENDS}
    # A path takes both ends, so what is still sought is left to the default, which is never asked for.
    is_whole = all(named.values())
    ends = named if is_whole else {}
    words = {f"{name}Words": "" if named[name] else visit.value(name) for name in ENDS}
    alone = [] if is_whole else [end for end in named.values() if end]
    asked = {"isWhole": is_whole, "named": alone, "isNamed": bool(alone)}
    return {**asked, **ends, **words, "predicates": chosen_predicates(visit) or None}


def drawn_path(found: PageValues, visit: Visit) -> GraphPicture:
    """The picture of an answer. Raises `NothingFound`."""
    path = found.get("path")
    if path is None:
        raise NothingFound
    things = [path["start"], *(step["node"] for step in path["steps"])]
    return chain(things, path["steps"], lambda thing: PictureLinks(visit.link(record_path(thing)), ""))


def _presented(answer: PageValues, visit: Visit) -> PageValues:
    found_ends = {name: answer[f"{name}Found"]["nodes"] for name in ENDS}
    certain = {name: thing for name in ENDS if (thing := meant_by(visit.value(name), found_ends[name]))}
    if certain:
        named = {name: record_path(thing)[1:] for name, thing in certain.items()}
        raise Elsewhere(visit.path, visit.other_pairs(**named), is_for_good=False)
    picture = drawn_path(answer, visit) if answer.get("path") else None
    things = [picture.nodes[at].thing for at in (0, -1)] if picture else [one for one in answer.get("named", []) if one]
    addressed = [name for name in ENDS if thing_named(visit.value(name))]
    boxes = dict(zip(addressed, map(boxed, things), strict=False))
    ends = [
        PathEnd(name, boxes.get(name, visit.value(name)), _meant(name, found_ends[name], visit), name in boxes)
        for name in ENDS
    ]
    return {
        "ends": ends,
        "is_asked": "path" in answer,
        "picture": picture,
        "files": picture_files(visit),
        "predicates": PREDICATE_NAMES,
        "chosen_predicates": [value for name, value in visit.pairs if name == "predicate"],
    }


def _meant(name: str, things: list[dict[str, Any]], visit: Visit) -> list[tuple[dict[str, Any], str]]:
    others = [pair for pair in visit.pairs if pair[0] != name]
    return [(thing, visit.link(visit.path, others, **{name: record_path(thing)[1:]})) for thing in things]
