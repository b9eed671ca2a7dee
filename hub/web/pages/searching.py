"""/search: words looked for in all kinds."""

from typing import Any

from hub.plan.suggestions import checked
from hub.web.pages.page import Page, Values, stored
from hub.web.selections import PAGE_SIZE
from hub.web.visits import Visit
from schema.graphql.graphql_names import enum_name
from schema.kinds import KINDS

_PARAMETERS = ("q", "kind", "network", "after", "before")
_KINDS = {kind.plural: enum_name(kind.name) for kind in KINDS}


def page() -> Page:
    """The page of search results."""
    return Page("search", "/search", stored("search"), variables=_variables, present=_presented)


def _variables(visit: Visit) -> Values:
    checked("parameter", (name for name, _ in visit.pairs), _PARAMETERS)
    kinds = [value for name, value in visit.pairs if name == "kind" and value]
    checked("kind", kinds, _KINDS)
    networks = [value for name, value in visit.pairs if name == "network" and value]
    before, after = visit.value("before"), visit.value("after")
    page = {"last": PAGE_SIZE, "before": before} if before else {"first": PAGE_SIZE, "after": after or None}
    return {
        "query": visit.value("q"),
        "kinds": [_KINDS[kind] for kind in kinds] or None,
        "networks": networks or None,
        **page,
    }


def _presented(found: Values, visit: Visit) -> Values:
    facets: dict[str, Any] = {facet["field"]: facet for facet in found["search"]["facets"]}
    counts = {bucket["value"]: bucket["count"] for bucket in facets["kind"]["buckets"]}
    info = found["search"]["pageInfo"]
    return {
        "found": found["search"],
        "words": visit.value("q"),
        "tabs": [_tab(visit, "", None), *(_tab(visit, kind, counts.get(_KINDS[kind], 0)) for kind in _KINDS)],
        "before": _page(visit, before=info["startCursor"]) if info["hasPreviousPage"] else None,
        "after": _page(visit, after=info["endCursor"]) if info["hasNextPage"] else None,
    }


def _tab(visit: Visit, plural: str, count: int | None) -> Values:
    pairs = [pair for pair in visit.pairs if pair[0] not in {"kind", "after", "before"}]
    address = visit.link(visit.path, pairs, kind=plural)
    return {
        "kind": _KINDS.get(plural, ""),
        "count": count,
        "address": address,
        "is_chosen": visit.value("kind") == plural,
    }


def _page(visit: Visit, **cursor: str) -> str:
    return visit.link(visit.path, [pair for pair in visit.pairs if pair[0] not in {"after", "before"}], **cursor)
