"""Lists of a kind by its read models: what has one value of a field is one range of `term`, and `value_count` knows how many there are."""

from dataclasses import replace

from hub.plan.lists.fact_expressions import stated_terms
from hub.plan.lists.row_lists import Condition, RowList
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KINDS

ANY = "''"
"""The value under which `value_count` keeps how many entities have a field at all."""
EVERY_KIND = ", ".join(literal(kind.name) for kind in KINDS)
"""For what is asked of all kinds: with them the key of `value_count` is used, without them all of it is read."""


def narrowed(c: Compiler, rows: RowList, *, without: str | None = None) -> RowList:
    """The list read from the range of one of its conditions, in the order of names, instead of from the whole kind.

    Of several such conditions the first is taken, the others are asked of each row. without: a field whose conditions do not count.
    """
    chosen = next((one for one in rows.conditions if one.term and one.field != without), None)
    if rows.kind is None or chosen is None or chosen.term is None:
        return rows
    terms, row = c.alias("m"), rows.handles[0][0]
    field, value = chosen.term[0], c.bind(chosen.term[1])
    is_there = f"{terms}.kind = {literal(rows.kind)} AND {terms}.field = {literal(field)} AND {terms}.value = {value}"
    joined = Condition(f"{is_there}{stated_terms(c, terms)} AND {row}.id = {terms}.entity")
    in_range = {f"{row}.sort_name": f"{terms}.sort_name", f"{row}.id": f"{terms}.entity"}
    keys = tuple(replace(key, expression=in_range.get(key.expression, key.expression)) for key in rows.keys)
    others = [one for one in rows.conditions if one is not chosen]
    # CROSS JOIN binds SQLite to this order
    return replace(rows, source=f"term {terms} CROSS JOIN {rows.source}", keys=keys, conditions=[joined, *others])


def known_count(c: Compiler, kind: str, field: str, value: str) -> str:
    """How many entities of a kind have a value of a field, as an expression."""
    wanted = f"kind = {literal(kind)} AND field = {literal(field)} AND value = {value}"
    return f"coalesce((SELECT {_column(c)} FROM value_count WHERE {wanted}), 0)"


def known_total(c: Compiler, rows: RowList, *, without: str | None = None) -> str | None:
    """How many rows a list has, as an expression, where the load has counted them. without: a field whose conditions do not count."""
    left = rows.conditions_without(without)
    if rows.kind is None or len(left) > 1 or (left and left[0].term is None):
        return None
    if left and left[0].term is not None:
        field, value = left[0].term
        return known_count(c, rows.kind, field, f"nullif({c.bind(value)}, {ANY})")
    return known_count(c, rows.kind, "networks", ANY)  # whatever is in the store has a network


def known_missing(c: Compiler, kind: str, field: str) -> str:
    """How many entities of a kind have no value of a field, as an expression."""
    return f"{known_count(c, kind, 'networks', ANY)} - {known_count(c, kind, field, ANY)}"


def known_counts(c: Compiler, kind: str, field: str) -> str:
    """The FROM and WHERE clauses of the counted values of a field: `value`, and how many have it as `n`."""
    column = _column(c)
    counted = f"SELECT value, {column} AS n FROM value_count WHERE kind = {literal(kind)} AND field = {literal(field)}"
    return f"({counted} AND value <> '' AND {column} > 0)"


def _column(c: Compiler) -> str:
    return "total" if c.includes_derived else "stated"
