"""/timeline: when organisations, OSPOs, products and memberships began and ended, and what happened, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.web.pages.page import Page, PageValues, partial, stored
from hub.web.selections import EARLIEST, check_parameters, of_year
from hub.web.visits import Visit
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import KINDS, Kind

_BESIDE = ("last_activity", "ends_at")
"""Dates that neither begin nor end anything that the dates beside them do not."""


@dataclass(frozen=True, slots=True)
class TimelineColumn:
    """A dated field of a kind. key: its name in the operation, and of its list in the page."""

    kind: Kind
    column: str

    @property
    def key(self) -> str:
        """Such as `OrganisationFounded`."""
        return f"{self.kind.graphql}{self.field[0].upper()}{self.field[1:]}"

    @property
    def field(self) -> str:
        """As the graph spells it."""
        return camel(self.column)

    @property
    def precision(self) -> str:
        """The field that says how exact the date is."""
        return camel(self.kind.facts[self.column].precision or "")

    @property
    def is_moment(self) -> bool:
        """Whether it has a time, in the zone of its event."""
        return self.kind.facts[self.column].value.scalar == "DateTime"

    @property
    def order(self) -> str:
        """The field in the enum of orders."""
        return enum_name(self.column)

    @property
    def group(self) -> str:
        """The field in the enum of groups, by its year."""
        return f"{self.order}_YEAR"

    def within(self, year: str) -> PageValues:
        """The condition that the date lies in a year."""
        return {self.field: of_year(year, self.is_moment)}


@dataclass(frozen=True, slots=True)
class YearCount:
    """How much a column has in a year. share: of the most that it has in any year, in percent."""

    key: str
    count: int
    share: int


def page() -> Page:
    """The page of years; its columns are the dated fields of all kinds."""
    columns = [TimelineColumn(kind, name) for kind in KINDS for name in _dates_of(kind)]
    document = stored("timeline", columns=columns, earliest=EARLIEST)
    variables, present = partial(_variables, columns), partial(_presented, columns)
    return Page("timeline", "/timeline", document, variables=variables, present=present)


def _dates_of(kind: Kind) -> Iterable[str]:
    return (name for name in kind.dated if name not in _BESIDE)


def _variables(columns: list[TimelineColumn], visit: Visit) -> PageValues:
    check_parameters(visit.pairs, ("year",))
    year = visit.value("year")
    if not year:
        return {"isYear": False}
    # what memberships state are days, years or months, and all lie within the year's days
    days = of_year(year, False)  # noqa: FBT003 - a day, not a moment
    edges = {name: {name: days} for name in ("since", "until")}
    members = {
        name: {"memberships": {"count": {"gte": 1}, "edge": edges[date]}}
        for name, date in (("begin", "since"), ("end", "until"))
    }
    return {"isYear": True, **{f"in{one.key}": one.within(year) for one in columns}, **members, **edges}


def _presented(columns: list[TimelineColumn], answer: PageValues, visit: Visit) -> PageValues:
    counts = {one.key: _counts(answer[f"of{one.key}"]["groupBy"]["groups"]) for one in columns}
    shown = [one for one in columns if counts[one.key]]
    years = sorted({year for of_column in counts.values() for year in of_column}, reverse=True)
    return {
        "columns": shown,
        "year": visit.value("year"),
        "rows": [(year, [_year_count(one.key, counts[one.key], year) for one in shown]) for year in years],
        "lists": [(one, answer[f"in{one.key}"]) for one in columns if answer.get(f"in{one.key}", {}).get("nodes")],
        "memberships": [(name, answer[name]) for name in ("begun", "ended") if answer.get(name, {}).get("nodes")],
    }


def _counts(groups: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return {group["keys"][0]["value"]: group["count"] for group in groups if group["keys"][0]["value"]}


def _year_count(key: str, counts: Mapping[str, int], year: str) -> YearCount:
    count = counts.get(year, 0)
    return YearCount(key, count, round(100 * count / max(counts.values(), default=1)))
