"""/map and /countries/<code>: what there is in each country, each figure a link to the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.plan.suggestions import checked
from hub.web.pages.page import Elsewhere, NothingFound, Page, PageValues, stored
from hub.web.pictures.map_tints import SHEETS, drawn, tinted, tints
from hub.web.selections import check_parameters
from hub.web.visits import Visit
from schema.kinds import KINDS
from schema.values.countries import code_of


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How many there are of a kind, by its name, in a country, and the address of their list."""

    kind: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country with what is counted in it, kind by kind."""

    code: str
    counts: list[CountryCount]


def pages() -> tuple[Page, ...]:
    """The map, and the page of each country."""
    return (
        Page("map", "/map", stored("map", kinds=KINDS), variables=_of_map, present=_map),
        Page("countries", "/countries", stored("guide"), present=_to_map),
        Page("country", "/countries/{code}", stored("country"), variables=_of_country, present=_country),
    )


def _of_map(visit: Visit) -> PageValues:
    check_parameters(visit.pairs, ("count",))
    checked("count", [visit.value("count")] if visit.value("count") else [], [kind.plural for kind in KINDS])
    return {}


def _to_map(_: PageValues, __: Visit) -> PageValues:
    """Where somebody is led who cuts the code off the address of a country."""
    raise Elsewhere("/map", is_for_good=False)


def _map(answer: PageValues, visit: Visit) -> PageValues:
    chosen = visit.value("count") or KINDS[0].plural
    facets = {kind.plural: answer[kind.plural]["facets"][0] for kind in KINDS}
    by_country: dict[str, dict[str, int]] = {}
    for plural, facet in facets.items():
        for bucket in facet["buckets"]:
            by_country.setdefault(bucket["value"], {})[plural] = bucket["count"]
    of_chosen = {code: counts.get(chosen, 0) for code, counts in by_country.items()}
    legend = tints(of_chosen.values())
    order = sorted(by_country, key=lambda code: (-of_chosen[code], code))
    return {
        "chosen": chosen,
        "legend": legend,
        "rows": _rows({code: by_country[code] for code in order}, visit),
        "of_chosen": of_chosen,
        "tints": tinted(of_chosen, legend),
        "sheets": {sheet: drawn(sheet) for sheet in SHEETS},
        "others": {plural: (facet["otherCount"], facet["missing"]) for plural, facet in facets.items()},
    }


def _rows(by_country: Mapping[str, Mapping[str, int]], visit: Visit) -> list[CountryRow]:
    lists = [(kind, visit.links_by(f"/{kind.plural}")) for kind in KINDS]
    return [
        CountryRow(
            code, [CountryCount(kind.name, counts.get(kind.plural, 0), link("country", code)) for kind, link in lists]
        )
        for code, counts in by_country.items()
    ]


def _of_country(visit: Visit) -> PageValues:
    stated = visit.parts["code"]
    code = code_of(stated)
    if code is None:
        raise NothingFound
    if code != stated:
        raise Elsewhere(f"/countries/{code}")
    return {"code": code}


def _country(answer: PageValues, visit: Visit) -> PageValues:
    return {**answer, "code": visit.parts["code"]}
