"""Groups of a list: how many of its rows have each pair of values of one or two fields, in one query with the list."""

from collections.abc import Sequence
from typing import Any

from hub.plan.lists.cursors import page_size
from hub.plan.lists.row_lists import LARGEST, FacetSource, RowList
from hub.plan.lists.term_ranges import known_counts, known_missing, narrowed
from hub.plan.lists.value_conditions import scalar
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, NULL, Compiler, literal

MOST_FIELDS = 2


def groups(c: Compiler, rows: RowList, field: Selected) -> str:
    """The groups that a list is asked for, under all its conditions.

    Raises BAD_USER_INPUT, INVALID_FILTER, INVALID_PAGE.
    """
    source_of: Any = rows.grouping or rows.facet
    names = list(dict.fromkeys(name.name for name in field.arguments["fields"]))
    if not 1 <= len(names) <= MOST_FIELDS:
        message = f"groupBy takes one or two different fields; this operation gives {len(names)}."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Filter by the others, or ask in several operations.")
    sources = [source_of(name) for name in names]
    name, size = (
        c.alias("groups"),
        c.bind([field.arguments.get("first"), LARGEST], "integer", page_size("groupBy(first:)")),
    )
    top = f"SELECT * FROM {name} ORDER BY {_order(field, len(sources))} LIMIT {size}"

    def lower(inner: Selected) -> str:
        if inner.name == "missing":
            return _missing(c, rows, sources)
        if inner.name == "totalCount":
            return f"(SELECT CAST(count(*) AS text) FROM {name})"
        if inner.name == "otherCount":
            whole, listed = (f"coalesce((SELECT sum(n) FROM {part}), 0)" for part in (name, f"({top}) t"))
            return f"CAST({whole} - {listed} AS text)"
        group = c.object(inner.only(), lambda part: _group_field(c, rows, sources, part))
        return c.dialect.array(f"SELECT {group} AS j FROM ({top}) b ORDER BY {_order(field, len(sources))}")

    return f"(WITH {name} AS ({_counted(c, rows, sources, field)}) SELECT {c.object(field.only(), lower)})"


def _missing(c: Compiler, rows: RowList, sources: Sequence[FacetSource]) -> str:
    """How many rows lack one of the values by which they are grouped."""
    if rows.kind and not rows.conditions and len(sources) == 1 and sources[0].term:
        return f"CAST({known_missing(c, rows.kind, sources[0].term)} AS text)"
    present = " AND ".join(source.present for source in sources)
    chosen = narrowed(c, rows)
    absent = chosen.where(more=[f"NOT ({present})"])
    return f"(SELECT CAST(count(*) AS text) FROM {chosen.source}{absent})"


def _counted(c: Compiler, rows: RowList, sources: Sequence[FacetSource], field: Selected) -> str:
    having = field.arguments.get("having")
    source = sources[0]
    if rows.kind and source.term and not rows.conditions and len(sources) == 1:
        counts = f"SELECT {source.shown('value')} AS v0, n FROM {known_counts(c, rows.kind, source.term)} k"
        return counts if having is None else f"{counts} WHERE {scalar(c, 'n', 'integer', 'having', having)}"
    rows = narrowed(c, rows)
    met = "" if having is None else f" HAVING {scalar(c, 'count(*)', 'integer', 'having', having)}"
    values = ", ".join(source.value for source in sources)
    named = ", ".join(f"{source.value} AS v{i}" for i, source in enumerate(sources))
    where = rows.where(more=[f"{source.value} IS NOT NULL" for source in sources])
    joins = "".join(map(rows.joined, sources))
    return f"SELECT {named}, count(*) AS n FROM {rows.source}{joins}{where} GROUP BY {values}{met}"


def _order(field: Selected, fields: int) -> str:
    """By count, the largest first, unless asked otherwise; ties by the values, which are unique together."""
    by = field.arguments.get("orderBy") or {}
    chosen, direction = by.get("field"), by.get("direction")
    is_count = chosen is None or chosen.name == "COUNT"
    # the default of a direction is ASC everywhere; only where no order is asked for do the largest come first
    falls = is_count if not by else direction is not None and direction.name == "DESC"
    way = " DESC" if falls else ""
    values = [f"v{i}" for i in range(fields)]
    if is_count:
        return ", ".join([f"n{way}", *values])
    return ", ".join([*(f"{value}{way}" for value in values), "n"])


def _group_field(c: Compiler, rows: RowList, sources: Sequence[FacetSource], field: Selected) -> str:
    if field.name == "count":
        return "CAST(n AS text)"
    keys = [
        c.object(field.only(), lambda part, at=f"v{i}", source=source: _key_field(c, rows, source, at, part))  # type: ignore[misc]
        for i, source in enumerate(sources)
    ]
    return f"'[' || {COMMA.join(keys)} || ']'"


def _key_field(c: Compiler, rows: RowList, source: FacetSource, value: str, field: Selected) -> str:
    if field.name == "field":
        return literal(f'"{source.field}"')
    if field.name == "entity":
        # of a list whose values are no entities there is nothing to look up
        return rows.entity(value, field) if rows.entity and source.is_entity else NULL
    return c.dialect.quoted(source.label(value) if field.name == "label" else f"CAST({value} AS text)", "text")
