"""Facets of a list: how many of its rows have each value of a field, in one statement with the list."""

from typing import Any

from hub.plan.lists.cursors import page_size
from hub.plan.lists.listings import LARGEST, FacetSource, Listing
from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, Compiler, literal

FACET_SIZE = 20


def facets(c: Compiler, listing: Listing, found: Selected) -> str:
    """The counts that a list is asked for, as a JSON array."""
    facet: Any = listing.facet
    size = c.bind([found.arguments.get("first"), LARGEST], "integer", facet_size)
    counted = [
        _facet(c, listing, facet(chosen.name), found, size) for chosen in dict.fromkeys(found.arguments["fields"])
    ]
    return f"'[' || {COMMA.join(counted)} || ']'" if counted else "'[]'"


def facet_size(given: Any) -> int:
    """How many buckets a facet lists. Raises INVALID_PAGE."""
    return FACET_SIZE if given[0] is None else page_size("facets(first:)")(given)


def _facet(c: Compiler, listing: Listing, source: FacetSource, found: Selected, size: str) -> str:
    name = c.alias("facet")
    where = listing.where(without=source.field, more=[f"{source.value} IS NOT NULL"])
    grouped = (
        f"SELECT {source.value} AS v, count(*) AS n FROM {listing.source}{source.join}{where} GROUP BY {source.value}"
    )
    body = c.object(found.only(), lambda field: _facet_field(c, listing, source, field, name, size))
    return f"(WITH {name} AS ({grouped}) SELECT {body})"


def _facet_field(c: Compiler, listing: Listing, source: FacetSource, found: Selected, name: str, size: str) -> str:
    top = f"SELECT v, n FROM {name} ORDER BY n DESC, v LIMIT {size}"
    if found.name == "field":
        return literal(f'"{source.field}"')
    if found.name == "missing":
        absent = listing.where(without=source.field, more=[f"NOT ({source.present})"])
        return f"(SELECT CAST(count(*) AS text) FROM {listing.source}{absent})"
    if found.name == "otherCount":
        return f"CAST(coalesce((SELECT sum(n) FROM {name}), 0) - coalesce((SELECT sum(n) FROM ({top}) t), 0) AS text)"
    if found.name == "buckets":
        return c.dialect.array(
            f"SELECT {c.object(found.only(), lambda field: _bucket_field(c, source, field))} AS j FROM ({top}) b ORDER BY n DESC, v"
        )
    return literal(f'"{found.parent}"')


def _bucket_field(c: Compiler, source: FacetSource, found: Selected) -> str:
    if found.name == "count":
        return "CAST(n AS text)"
    if found.name == "__typename":
        return literal('"Bucket"')
    return c.dialect.quoted(source.label("v") if found.name == "label" else "CAST(v AS text)", "text")
