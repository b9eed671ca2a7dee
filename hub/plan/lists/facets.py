"""Facets of a list: how many of its rows have each value of a field, in one query with the list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hub.plan.lists.cursors import page_size
from hub.plan.lists.row_lists import LARGEST, Condition, FacetSource, RowList
from hub.plan.lists.term_ranges import known_counts, known_missing, narrowed
from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, Compiler, literal

FACET_SIZE = 20


def facets(c: Compiler, rows: RowList, field: Selected) -> str:
    """The counts that a list is asked for, as a JSON array."""
    facet_of: Any = rows.facet
    size = c.bind([field.arguments.get("first"), LARGEST], "integer", page_size("facets(first:)", default=FACET_SIZE))
    sources = [facet_of(name) for name in dict.fromkeys(name.name for name in field.arguments["fields"])]
    if not sources:
        return "'[]'"
    clause, matched = _matched_once(c, rows, sources)
    counts = [_facet(c, matched if _is_of_all(rows, source) else rows, source, field, size) for source in sources]
    return f"({clause}SELECT '[' || {COMMA.join(counts)} || ']')"


def _is_of_all(rows: RowList, source: FacetSource) -> bool:
    """Whether a facet is under all conditions of its list: none of them is on its own field."""
    return len(rows.conditions_without(source.field)) == len(rows.conditions)


def _matched_once(c: Compiler, rows: RowList, sources: Sequence[FacetSource]) -> tuple[str, RowList]:
    """A WITH clause that finds the rows of a list once for all its facets, and the list read from what it has found.

    Conditions on relations would else be asked anew of a whole kind for each facet. Facets without conditions read
    what the load has counted.
    """
    if rows.kind is None or not rows.conditions or sum(_is_of_all(rows, source) for source in sources) < 2:  # noqa: PLR2004
        return "", rows
    name, (row, table, key), narrow = c.alias("matched"), rows.handles[0], narrowed(c, rows)
    clause = f"WITH {name} AS MATERIALIZED (SELECT {row}.{key} AS id FROM {narrow.source}{narrow.where()}) "
    # CROSS JOIN binds SQLite to this order
    source = f"{name} CROSS JOIN {table} {row}"
    joined = Condition(f"{row}.{key} = {name}.id")
    return clause, replace(rows, source=source, conditions=[joined], kind=None)


def _facet(c: Compiler, rows: RowList, source: FacetSource, field: Selected, size: str) -> str:
    """One facet as JSON: counts by value under all conditions but those on its own field.

    size: how many buckets, as SQL.
    """
    name = c.alias("facet")
    grouped, missing = _counted(c, rows, source)
    top = f"SELECT v, n FROM {name} ORDER BY n DESC, v LIMIT {size}"

    def lower(inner: Selected) -> str:
        if inner.name == "field":
            return literal(f'"{source.field}"')
        if inner.name == "missing":
            return f"CAST({missing} AS text)"
        if inner.name == "otherCount":
            listed = f"SELECT sum(n) FROM ({top}) t"
            return f"CAST(coalesce((SELECT sum(n) FROM {name}), 0) - coalesce(({listed}), 0) AS text)"
        bucket = c.object(inner.only(), lambda part: _bucket_field(c, source, part.name))
        return c.dialect.array(f"SELECT {bucket} AS j FROM ({top}) b ORDER BY n DESC, v")

    return f"(WITH {name} AS ({grouped}) SELECT {c.object(field.only(), lower)})"


def _counted(c: Compiler, rows: RowList, source: FacetSource) -> tuple[str, str]:
    """A SELECT of the values of a facet (v) with how many rows have them (n), and how many rows
    have none, as an expression.
    """
    if rows.kind and source.term and not rows.conditions_without(source.field):
        values = f"SELECT {source.shown('value')} AS v, n FROM {known_counts(c, rows.kind, source.term)} k"
        return values, f"({known_missing(c, rows.kind, source.term)})"
    rows, value = narrowed(c, rows, without=source.field), source.value
    where = rows.where(without=source.field, more=[f"{value} IS NOT NULL"])
    absent = rows.where(without=source.field, more=[f"NOT ({source.present})"])
    values = f"SELECT {value} AS v, count(*) AS n FROM {rows.source}{rows.joined(source)}{where} GROUP BY {value}"
    return values, f"(SELECT count(*) FROM {rows.source}{absent})"


def _bucket_field(c: Compiler, source: FacetSource, name: str) -> str:
    if name == "count":
        return "CAST(n AS text)"
    return c.dialect.quoted(source.label("v") if name == "label" else "CAST(v AS text)", "text")
