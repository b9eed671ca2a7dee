"""Facets of a list: how many of its rows have each value of a field, in one query with the list."""

from typing import Any

from hub.plan.lists.cursors import page_size
from hub.plan.lists.row_lists import LARGEST, FacetSource, RowList
from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, Compiler, literal

FACET_SIZE = 20


def facets(c: Compiler, rows: RowList, field: Selected) -> str:
    """The counts that a list is asked for, as a JSON array."""
    facet_of: Any = rows.facet
    size = c.bind([field.arguments.get("first"), LARGEST], "integer", facet_size)
    names = dict.fromkeys(name.name for name in field.arguments["fields"])
    counts = [_facet(c, rows, facet_of(name), field, size) for name in names]
    return f"'[' || {COMMA.join(counts)} || ']'" if counts else "'[]'"


def facet_size(arguments: Any) -> int:
    """How many buckets a facet lists, from [first, largest page]. Raises INVALID_PAGE."""
    return FACET_SIZE if arguments[0] is None else page_size("facets(first:)")(arguments)


def _facet(c: Compiler, rows: RowList, source: FacetSource, field: Selected, size: str) -> str:
    """One facet as JSON: counts by value under all conditions but those on its own field. size: how many buckets, as SQL."""
    name, value = c.alias("facet"), source.value
    where = rows.where(without=source.field, more=[f"{value} IS NOT NULL"])
    grouped = f"SELECT {value} AS v, count(*) AS n FROM {rows.source}{source.join}{where} GROUP BY {value}"
    top = f"SELECT v, n FROM {name} ORDER BY n DESC, v LIMIT {size}"

    def lower(inner: Selected) -> str:
        if inner.name == "field":
            return literal(f'"{source.field}"')
        if inner.name == "missing":
            absent = rows.where(without=source.field, more=[f"NOT ({source.present})"])
            return f"(SELECT CAST(count(*) AS text) FROM {rows.source}{absent})"
        if inner.name == "otherCount":
            listed = f"SELECT sum(n) FROM ({top}) t"
            return f"CAST(coalesce((SELECT sum(n) FROM {name}), 0) - coalesce(({listed}), 0) AS text)"
        bucket = c.object(inner.only(), lambda part: _bucket_field(c, source, part.name))
        return c.dialect.array(f"SELECT {bucket} AS j FROM ({top}) b ORDER BY n DESC, v")

    return f"(WITH {name} AS ({grouped}) SELECT {c.object(field.only(), lower)})"


def _bucket_field(c: Compiler, source: FacetSource, name: str) -> str:
    if name == "count":
        return "CAST(n AS text)"
    return c.dialect.quoted(source.label("v") if name == "label" else "CAST(v AS text)", "text")
