"""/map and /countries/<code>: what there is in each country, each figure a link to the list behind it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from hub.plan.suggestions import checked
from hub.web.pages.page import Elsewhere, NothingFound, Page, Values, stored
from hub.web.rendering import STATIC
from hub.web.visits import Visit
from schema.kinds import KINDS
from schema.values.countries import code_of

SHEETS = ("europe", "world")
"""The drawings in static/, made by scripts/country_shapes.py."""
TINTS = 5


@dataclass(frozen=True, slots=True)
class Tint:
    """A tint of the map, from 1, and the counts that it stands for."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class CountryCounts:
    """How many there are of each kind in a country, by the plural of the kind; tint: of the chosen count, 0 for none."""

    code: str
    counts: dict[str, int]
    tint: int


def pages() -> tuple[Page, ...]:
    """The map, and the page of each country."""
    return (
        Page("map", "/map", stored("map", kinds=KINDS), variables=_of_map, present=_map),
        Page("country", "/countries/{code}", stored("country"), variables=_of_country, present=_country),
    )


@cache
def drawn(sheet: str) -> tuple[str, ...]:
    """The codes of the countries on a drawing."""
    return tuple(re.findall(r'<g id="([A-Z]{2})">', (STATIC / f"{sheet}.svg").read_text(encoding="utf-8")))


def tints(counts: Sequence[int]) -> list[Tint]:
    """The tints for some counts: each stands for counts up to a constant times those of the one before."""
    most = max(counts, default=0)
    bounds = sorted({ceil(most ** (step / TINTS)) for step in range(1, TINTS + 1)}) if most else []
    least = [1, *(bound + 1 for bound in bounds)]
    return [Tint(number, low, high) for number, (low, high) in enumerate(zip(least, bounds, strict=False), start=1)]


def _of_map(visit: Visit) -> Values:
    checked("parameter", (name for name, _ in visit.pairs), ("count",))
    checked("count", [visit.value("count")] if visit.value("count") else [], [kind.plural for kind in KINDS])
    return {}


def _map(found: Values, visit: Visit) -> Values:
    chosen = visit.value("count") or KINDS[0].plural
    facets = {kind.plural: found[kind.plural]["facets"][0] for kind in KINDS}
    by_country: dict[str, dict[str, int]] = {}
    for plural, facet in facets.items():
        for bucket in facet["buckets"]:
            by_country.setdefault(bucket["value"], {})[plural] = bucket["count"]
    legend = tints([counts.get(chosen, 0) for counts in by_country.values()])
    bounds = [tint.most for tint in legend]
    rows = [
        CountryCounts(
            code, dict.fromkeys(facets, 0) | counts, bisect_left(bounds, counts[chosen]) + 1 if chosen in counts else 0
        )
        for code, counts in by_country.items()
    ]
    return {
        "chosen": chosen,
        "legend": legend,
        "rows": sorted(rows, key=lambda row: (-row.counts.get(chosen, 0), row.code)),
        "tinted": {row.code: row for row in rows},
        "sheets": {sheet: drawn(sheet) for sheet in SHEETS},
        "others": {plural: (facet["otherCount"], facet["missing"]) for plural, facet in facets.items()},
    }


def _of_country(visit: Visit) -> Values:
    stated = visit.parts["code"]
    code = code_of(stated)
    if code is None:
        raise NothingFound
    if code != stated:
        raise Elsewhere(f"/countries/{code}")
    return {"code": code, "today": visit.today.isoformat()}


def _country(found: Values, visit: Visit) -> Values:
    return {**found, "code": visit.parts["code"]}
