"""Lists: one page for each kind, whose address is the whole selection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from hub.web.media_links import media_links
from hub.web.pages.page import Page, PageValues, partial, stored_for
from hub.web.rendering import local_day
from hub.web.selections import (
    FacetParameter,
    Selection,
    dated,
    facet_parameters,
    kebab,
    selected,
    with_a_date,
)
from hub.web.visits import Visit
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.relations import ends_of

_MOST_NAMED = 100
"""Things whose names a page asks for at once, as many as a lookup takes."""
SHOWN = 8
"""Values of a facet that are shown at once; the others unfold."""
_SORTS = {
    "organisation": ("-network-count", "name", "-used-products-count", "-created-at"),
    "ospo": ("-network-count", "name", "-founded", "-created-at"),
    "product": ("-network-count", "-users-count", "name", "-last-activity", "-created-at"),
    "event": ("-starts-at", "next-occurrence", "name", "-created-at"),
    "news-item": ("-published", "published", "name", "-created-at"),
}
_RELATED = {
    "organisation": ("ospos", "used-products", "memberships"),
    "product": ("users", "suppliers", "mentioned-in"),
    "event": ("organisers",),
    "news-item": ("mentions",),
}
"""The relations by which a list offers to narrow: what has at least one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a list, as a link that chooses or drops it.

    count: how many there are; None where it is not counted.
    """

    parameter: str
    value: str
    label: str
    count: int | None
    address: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list can be narrowed by in one respect.

    field: as the graph spells it; other_count: in values that are not listed.
    """

    field: str
    choices: list[Choice]
    other_count: int = 0

    @property
    def chosen(self) -> list[Choice]:
        """Those in force."""
        return [choice for choice in self.choices if choice.is_chosen]


@dataclass(frozen=True, slots=True)
class Pivot:
    """A list of another kind that a selection leads to, such as the users of these products."""

    field: str
    address: str


def pages() -> tuple[Page, ...]:
    """The list of each kind."""
    return tuple(_page(kind) for kind in KINDS)


def _page(kind: Kind) -> Page:
    return Page(
        f"list of {kind.plural}",
        f"/{kind.plural}",
        stored_for("list", kind),
        variables=partial(_variables, kind),
        present=partial(_presented, kind),
        template="list.html",
    )


def _variables(kind: Kind, visit: Visit) -> PageValues:
    selection = selected(kind, visit.pairs, visit.today)
    column = dated(kind)
    with_year = with_a_date(column) if column else {}
    return {
        **selection.variables(),
        "ofYears": with_year | selection.dropping("year").where(),
        "named": [{"slug": slug} for slug in selection.named[:_MOST_NAMED]],
        "isNamed": bool(selection.named),
        "ofNetwork": any(name.rpartition(".")[2] == "network" for name, _ in selection.chosen),
    }


def _presented(kind: Kind, answer: PageValues, visit: Visit) -> PageValues:
    selection = selected(kind, visit.pairs, visit.today)
    links = _Links(selection, visit)
    listed = answer["list"]
    groups = [*links.related(), *links.facets(listed["facets"]), *links.years(answer.get("ofYears"))]
    return {
        "kind": kind,
        "found": listed,
        "sections": _by_month(kind, listed["nodes"], selection),
        "selection": selection,
        "groups": groups,
        "chosen": links.chosen(groups, _names(answer)),
        "sorts": links.sorts(),
        "before": links.page("before", listed["pageInfo"], "hasPreviousPage", "startCursor"),
        "after": links.page("after", listed["pageInfo"], "hasNextPage", "endCursor"),
        "pivots": links.pivots(),
        "media": media_links(kind, selection.pairs),
        "shown": SHOWN,
    }


class _Links:
    """The links by which a list's page changes its selection."""

    def __init__(self, selection: Selection, visit: Visit) -> None:
        self._selection = selection
        self._visit = visit
        self._kind = selection.kind
        self._chosen = frozenset(selection.chosen)
        narrowed = (("q", selection.search), *selection.chosen)
        self._choosing = visit.links_by(visit.path, narrowed, [("sort", selection.sort)])

    def _to(self, selection: Selection, **more: str) -> str:
        return self._visit.link(self._visit.path, selection.pairs, **more)

    def _choice(self, parameter: str, value: str, label: str, count: int | None = None) -> Choice:
        if (parameter, value) in self._chosen:
            without = self._to(self._selection.dropping(parameter, value))
            return Choice(parameter, value, label, count, without, is_chosen=True)
        return Choice(parameter, value, label, count, self._choosing(parameter, value))

    def related(self) -> list[Choices]:
        """Narrowing to what has a relation; not counted, as each count would be a query of its own."""
        offered = _RELATED.get(self._kind.name, ())
        has = [self._choice("has", name, name) for name in offered]
        return [Choices("has", has)] if has else []

    def facets(self, facets: Iterable[Mapping[str, Any]]) -> list[Choices]:
        """The facets that have values."""
        by_field = {parameter.field: parameter for parameter in facet_parameters(self._kind).values()}
        return [self._facet(by_field[facet["field"]], facet) for facet in facets if facet["buckets"]]

    def _facet(self, parameter: FacetParameter, facet: Mapping[str, Any]) -> Choices:
        choices = [
            self._choice(parameter.name, parameter.value(bucket["value"]), bucket["label"], bucket["count"])
            for bucket in facet["buckets"]
        ]
        return Choices(parameter.field, choices, facet["otherCount"])

    def years(self, found: PageValues | None) -> list[Choices]:
        """The years in which something is there."""
        grouping: PageValues = found["groupBy"] if found else {"groups": [], "otherCount": 0}
        years = [(group["keys"][0]["value"], group["count"]) for group in grouping["groups"]]
        choices = [self._choice("year", year, year, count) for year, count in years]
        return [Choices("year", choices, grouping["otherCount"])] if choices else []

    def chosen(self, groups: Iterable[Choices], names: Mapping[str, str]) -> list[Choice]:
        """Everything that narrows the list, each with the link that drops it, whether or not a facet lists it.

        names: by slug.
        """
        listed = {(choice.parameter, choice.value): choice for group in groups for choice in group.chosen}
        search = self._selection.search
        without = self._visit.link(self._visit.path, self._selection.chosen)
        words = [Choice("q", search, search, None, without, is_chosen=True)]
        rest = [
            listed.get(pair) or self._choice(*pair, label=names.get(pair[1], pair[1]))
            for pair in self._selection.chosen
        ]
        return [*(words if search else []), *rest]

    def sorts(self) -> list[Choice]:
        """The orders that the page offers, the one in force chosen."""
        selection = self._selection
        offered = (
            *(("-relevance",) if selection.search else ()),
            *_SORTS.get(self._kind.name, ("-network-count", "name")),
        )
        stated = selection.sort or ("-relevance" if selection.search else selection.usual_sort)
        ordered = self._visit.link
        rest = [pair for pair in selection.pairs if pair[0] != "sort"]
        return [
            Choice("sort", name, name, None, ordered(self._visit.path, rest, sort=name), name == stated)
            for name in offered
        ]

    def page(self, name: str, info: Mapping[str, Any], flag: str, cursor: str) -> str | None:
        """The address of the page before or after this one."""
        return self._to(self._selection, **{name: info[cursor]}) if info[flag] else None

    def pivots(self) -> list[Pivot]:
        """Lists of other things that what is chosen here leads to."""
        shared = [pair for pair in self._selection.chosen if pair[0] in {"network", "country", "topic"}]
        offered = _RELATED.get(self._kind.name, ())
        found = []
        for end in ends_of(self._kind.name).values() if shared else ():
            other = KIND_BY_NAME[end.others[0]]
            inverse = end.predicate.inverse if end.outward else end.predicate.forward
            if kebab(end.field) in offered and inverse in ends_of(other.name):
                pairs = [(f"{kebab(inverse)}.{name}", value) for name, value in shared]
                found.append(Pivot(end.field, self._visit.link(f"/{other.plural}", pairs)))
        return found


def _names(found: PageValues) -> dict[str, str]:
    """The names of the things and networks that an address names, by slug.

    Those of nothing that there is are lacking.
    """
    things = {thing["slug"]: thing["name"] for thing in found.get("named", []) if thing}
    return things | {network["slug"]: network["title"] for network in found.get("networks", {"nodes": []})["nodes"]}


def _by_month(kind: Kind, nodes: list[PageValues], selection: Selection) -> list[tuple[str, bool, list[PageValues]]]:
    """What stands under one heading: the month and whether it is to come, of events; all in one of other kinds."""
    order = (selection.sort or selection.usual_sort).lstrip("-")
    if kind.name != "event" or selection.search or order not in {"starts-at", "next-occurrence"}:
        return [("", False, nodes)]
    today = selection.today.isoformat()

    def month(event: PageValues, start: str) -> str:
        return local_day(start, event["startsAtPrecision"], event["timeZone"])[:7]

    def heading(event: PageValues) -> tuple[str, bool]:
        if order == "next-occurrence" and event["next"]:
            return month(event, event["next"][0]["startsAt"]), True
        return month(event, event["startsAt"] or ""), (event["endsAt"] or event["startsAt"] or "") >= today

    return [(*key, list(events)) for key, events in groupby(nodes, heading)]
