"""Selections: what the address of a list selects. `?country=DK&country=SE&q=mo` is the same list as a
page, a feed or a download.

Declared here once for all kinds. Values of one parameter are alternatives, different parameters must all hold:

    q=…                    words to find country=, network= …   a value of a facet, by the singular of its field; closed
    vocabularies in their own spelling (`case-study`) year=2024              the year of the kind's first dated field;
    from=, to= (days) bound it when=coming | past     of events, as of today has=users              at least one
    relation of this field users=…                the slug of what is at the other end; users.country= and the like are
    conditions on it sort=-published        a field to order by, `-` for the largest first after=, before=        the
    cursor of a page lang=                  the language of the page, which selects nothing
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked
from schema.graphql import SCHEMA
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.kinds.entity import EntityColumns
from schema.kinds.facts import Fact
from schema.kinds.kind import facts_of
from schema.relations import End, ends_of
from schema.suggestions import nearest
from schema.values.outcome import ValueType

ParameterPair = tuple[str, str]
Conditions = dict[str, Any]
PAGE_SIZE = 24
LANGUAGE = "lang"
_DEFAULT_SORTS = {"event": "-starts-at", "news-item": "-published"}
SINGLE = ("q", "sort", "after", "before", LANGUAGE)
"""Parameters that narrow nothing, of which the first value counts."""
_OF_DATES = ("year", "from", "to")
WHEN = ("coming", "past")
_FEW = 8
"""Parameters that a hint lists."""
_DAY = timedelta(days=1)
EARLIEST = "1000-01-01"
"""No source states an earlier date."""
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class FacetParameter:
    """A parameter that narrows a list to values of a facet. facet: in the enum of facets; field: of `where`
    and of the facet's answer.

    value_type: of the values; None of networks, which the graph knows.
    """

    name: str
    facet: str
    field: str
    value_type: ValueType | None = None

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The words that the values are among; empty where they are not of a closed vocabulary."""
        return self.value_type.vocabulary if self.value_type else ()

    def operand(self, stated: str) -> str:
        """The value as filters take it. Raises `RequestError` for what is no such value."""
        if self.vocabulary:
            checked(self.name.replace("-", " "), [stated], self.vocabulary)
            return enum_name(stated)
        if self.value_type is None or self.value_type.scalar not in _CODED:
            return stated
        normal = self.value_type.normalise(stated).value
        if normal is None:
            message = f"There is no {self.name.replace('-', ' ')} {stated[:60]!r}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, _CODED[self.value_type.scalar])
        return str(normal)

    def value(self, operand: str) -> str:
        """The value as addresses have it, from the `value` of a bucket."""
        return next((word for word in self.vocabulary if enum_name(word) == operand), operand)


_CODED = {
    "CountryCode": "Write the code of the country, such as DK.",
    "LanguageTag": "Write the code of the language, such as da.",
}
_NETWORK = FacetParameter("network", "NETWORKS", "networks")


@dataclass(frozen=True, slots=True)
class Selection:
    """What one address selects of a kind.

    chosen: parameters and values that narrow the list; search, sort: "" where not stated.
    """

    kind: Kind
    today: date
    chosen: tuple[ParameterPair, ...] = ()
    search: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""

    @property
    def pairs(self) -> tuple[ParameterPair, ...]:
        """The parameters of the list's address, in one order; without those of the page within it."""
        stated = (("q", self.search), *self.chosen, ("sort", self.sort))
        return tuple((name, value) for name, value in stated if value)

    @property
    def usual_sort(self) -> str:
        """How the list is ordered where its address does not say: what is to come by its next date,
        press and events by date.

        All else by how many networks know it.
        """
        if "coming" in self.values("when"):
            return "next-occurrence"
        return _DEFAULT_SORTS.get(self.kind.name, "-network-count")

    @property
    def named(self) -> tuple[str, ...]:
        """The slugs of the things at the other end of relations that are chosen, each once, with their kind
        where there is only one.
        """
        ends = _ends(self.kind)
        slugs = (
            f"{KIND_BY_NAME[ends[name].others[0]].plural}/{value}" if len(ends[name].others) == 1 else value
            for name, value in self.chosen
            if name in ends
        )
        return tuple(dict.fromkeys(slugs))

    def values(self, parameter: str) -> tuple[str, ...]:
        """What is chosen of a parameter."""
        return tuple(value for name, value in self.chosen if name == parameter)

    def choosing(self, parameter: str, value: str) -> "Selection":
        """The selection with a value besides, from its first page."""
        rest = tuple(pair for pair in self.chosen if pair != (parameter, value))
        return replace(self, chosen=(*rest, (parameter, value)), after="", before="")

    def dropping(self, parameter: str, value: str | None = None) -> "Selection":
        """The selection without a value of a parameter, or without all of them, from its first page."""
        kept = tuple(pair for pair in self.chosen if pair[0] != parameter or value not in {None, pair[1]})
        return replace(self, chosen=kept, after="", before="")

    def variables(self, size: int = PAGE_SIZE) -> dict[str, Any]:
        """The variables of the list's operation: where, search, orderBy and the page. size: items on a page."""
        page = {"last": size, "before": self.before} if self.before else {"first": size, "after": self.after or None}
        return {"where": self.where(), "search": self.search or None, "orderBy": self._order(), **page}

    def where(self) -> Conditions:
        """The conditions. Raises `RequestError` for what is no year or period; filters check all other values."""
        asked: dict[str, list[str]] = {}
        for name, value in self.chosen:
            asked.setdefault(name, []).append(value)
        facets, ends = facet_parameters(self.kind), _ends(self.kind)
        made: Conditions = {
            facets[name].field: _one_of([facets[name].operand(value) for value in values])
            for name, values in asked.items()
            if name in facets
        }
        for name in asked.get("has", ()):
            checked("relation", [name], ends)
            made[ends[name].field] = {"count": {"gte": 1}}
        for end in dict.fromkeys(name.partition(".")[0] for name in asked if name.partition(".")[0] in ends):
            made.setdefault(ends[end].field, {})["some"] = _at_the_end(ends[end], end, asked)
        return made | self._dated(asked)

    def _dated(self, asked: Mapping[str, list[str]]) -> Conditions:
        column = dated(self.kind)
        if column is None:
            return {}
        field, is_moment = camel(column), self.kind.facts[column].value.scalar == "DateTime"
        made: Conditions = (
            {"or": [{field: of_year(year, is_moment)} for year in asked["year"]]} if "year" in asked else {}
        )
        days = {name: _day(asked[name][0]) for name in ("from", "to") if name in asked}
        if not is_moment:
            return made | ({field: {_BOUNDS[name]: day.isoformat() for name, day in days.items()}} if days else {})
        # what occurs ends before `to`; the day itself belongs to it, but for the last that there is
        period = {
            name: (min(day, date.max - _DAY) + _DAY if name == "to" else day).isoformat() for name, day in days.items()
        }
        when, coming = asked.get("when", [""])[0], {"from": self.today.isoformat()}
        made |= {"occurs": coming | period if when == "coming" else period} if period or when == "coming" else {}
        # what has no date is neither past nor to come
        return made | ({"not": {"occurs": coming}, **with_a_date(column)} if when == "past" else {})

    def _orders(self) -> list[str]:
        orders: Any = SCHEMA.type_map[f"{self.kind.graphql}OrderField"]
        return [kebab(name) for name in orders.values]

    def _order(self) -> list[dict[str, str]] | None:
        """By what is stated, else by relevance where words are searched, else as the kind is read; equals by name."""
        sort = self.sort or ("" if self.search else self.usual_sort)
        if not sort:
            return None
        checked("order", [sort.lstrip("-")], self._orders())
        first = {"field": enum_name(sort.lstrip("-")), "direction": "DESC" if sort.startswith("-") else "ASC"}
        return [first] if first["field"] in {"NAME", "RELEVANCE"} else [first, {"field": "NAME", "direction": "ASC"}]


_BOUNDS = {"from": "gte", "to": "lte"}


def selected(kind: Kind, stated: Sequence[ParameterPair], today: date) -> Selection:
    """Read the parameters of an address.

    Raises `RequestError` with the nearest word for a parameter that there is not.
    """
    check_parameters(stated, PARAMETERS[kind.name])
    single = dict.fromkeys(SINGLE, "") | {name: value.strip() for name, value in reversed(stated) if name in SINGLE}
    chosen = dict.fromkeys((name, value) for name, value in stated if name not in SINGLE and value)
    checked("word of when", (value for name, value in chosen if name == "when"), WHEN)
    return Selection(kind, today, tuple(chosen), single["q"], single["sort"], single["after"], single["before"])


def check_parameters(stated: Iterable[ParameterPair], known: Sequence[str]) -> None:
    """Raise `RequestError` for the first parameter that there is not, with the one most like it: a
    list has over a hundred.
    """
    for name, _ in stated:
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near}? " if near else ""
            hint += (
                f"This address takes {', '.join(known)}."
                if len(known) <= _FEW
                else "/docs/pages lists what addresses take."
            )
            raise RequestError(RefusalCode.BAD_USER_INPUT, f"There is no parameter {name[:60]!r}.", hint)


def facet_parameters(kind: Kind) -> Mapping[str, FacetParameter]:
    """The facets of a kind by the parameter that narrows to their values."""
    return _facet_parameters(kind.name)


@cache
def _facet_parameters(name: str) -> Mapping[str, FacetParameter]:
    return {_NETWORK.name: _NETWORK, **_of_facts(KIND_BY_NAME[name].facts)}


def parameters(kind: Kind) -> tuple[str, ...]:
    """All parameters that an address of a list of a kind can have."""
    related = [f"{name}.{of_other}" for name, end in _ends(kind).items() for of_other in _parameters_at(end)]
    of_dates = _OF_DATES if dated(kind) else ()
    of_events = ("when",) if kind.name == "event" else ()
    return (*SINGLE, *of_dates, *of_events, "has", *facet_parameters(kind), *_ends(kind), *related)


def dated(kind: Kind) -> str | None:
    """The column that `year`, `from` and `to` are about: the first with a precision."""
    return next(iter(kind.dated), None)


def kebab(name: str) -> str:
    """A field of GraphQL or a column as addresses spell it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", "-", name).lower()


def _of_facts(facts: Mapping[str, Fact]) -> dict[str, FacetParameter]:
    made = (
        FacetParameter(_singular(name, fact), enum_name(name), camel(name), fact.value)
        for name, fact in facts.items()
        if fact.facet
    )
    return {parameter.name: parameter for parameter in made}


def _singular(column: str, fact: Fact) -> str:
    name = kebab(column)
    if not fact.many:
        return name
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _ends(kind: Kind) -> Mapping[str, End]:
    return _ends_of(kind.name)


@cache
def _ends_of(name: str) -> Mapping[str, End]:
    return {kebab(field): end for field, end in ends_of(name).items()}


def _parameters_at(end: End) -> Mapping[str, FacetParameter]:
    """What can be asked of the other end: the facets of its kind, or those that all kinds share."""
    if len(end.others) == 1:
        return facet_parameters(KIND_BY_NAME[end.others[0]])
    return {_NETWORK.name: _NETWORK, **_of_facts(facts_of(EntityColumns))}


def _at_the_end(end: End, name: str, asked: Mapping[str, Iterable[str]]) -> Conditions:
    known = _parameters_at(end)
    made: Conditions = {"slug": _one_of(list(asked[name]))} if name in asked else {}
    for parameter, values in asked.items():
        head, _, tail = parameter.partition(".")
        if head == name and tail:
            made[known[tail].field] = _one_of([known[tail].operand(value) for value in values])
    return made


def _one_of(values: Sequence[str]) -> Conditions:
    """That a field has one of some values; a single one is a range of an index, a list of them is asked of each row."""
    return {"eq": values[0]} if len(values) == 1 else {"in": list(values)}


def with_a_date(column: str) -> Conditions:
    """That a column has a date, as a condition that an index answers; of some kinds few things have one."""
    return {camel(column): {"gte": EARLIEST}}


def of_year(year: str, is_moment: bool) -> Conditions:  # noqa: FBT001
    """A year as conditions; a date that is only a year is in it, too: `2024` sorts after `2023-12-31`."""
    if not _YEAR.fullmatch(year):
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"{year[:60]!r} is not a year.", "Write it as 2026.")
    if is_moment:
        return {"gte": f"{year}-01-01", "lt": f"{int(year) + 1}-01-01"}
    return {"gt": f"{int(year) - 1}-12-31", "lte": f"{year}-12-31"}


def _day(stated: str) -> date:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        message = f"{stated[:60]!r} is not a day."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Write it as 2026-05-31.") from None


PARAMETERS = {kind.name: parameters(kind) for kind in KINDS}
"""The parameters of each kind, by its name."""
