"""/search: words looked for in all kinds."""

from typing import Any

from hub.web.pages.page import Page, PageValues, stored
from hub.web.pages.parameters import KIND_NAMES, chosen_kinds, cursors, listed, page_links
from hub.web.selections import check_parameters
from hub.web.visits import Visit

_PARAMETERS = ("q", "kind", "network", "after", "before")


def page() -> Page:
    """The page of search results."""
    return Page("search", "/search", stored("search"), variables=_variables, present=_presented)


def _variables(visit: Visit) -> PageValues:
    check_parameters(visit.pairs, _PARAMETERS)
    return {
        "query": visit.value("q"),
        "kinds": chosen_kinds(visit) or None,
        "networks": listed(visit, "network") or None,
        **cursors(visit),
    }


def _presented(answer: PageValues, visit: Visit) -> PageValues:
    facets: dict[str, Any] = {facet["field"]: facet for facet in answer["search"]["facets"]}
    counts = {bucket["value"]: bucket["count"] for bucket in facets["kind"]["buckets"]}
    kinds = [_tab(visit, plural, counts.get(name, 0)) for plural, name in KIND_NAMES.items()]
    return {
        "found": answer["search"],
        "words": visit.value("q"),
        "tabs": [_tab(visit, "", None), *kinds],
        **page_links(visit, answer["search"]["pageInfo"]),
    }


def _tab(visit: Visit, plural: str, count: int | None) -> PageValues:
    pairs = [pair for pair in visit.pairs if pair[0] not in {"kind", "after", "before"}]
    return {
        "kind": KIND_NAMES.get(plural, ""),
        "count": count,
        "address": visit.link(visit.path, pairs, kind=plural),
        "is_chosen": visit.value("kind") == plural,
    }
