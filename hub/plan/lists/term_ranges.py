"""Lists of a kind by its read models: what has one value of a field is one range of `term`, and `value_count`
knows how many there are.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hub.plan.lists.fact_expressions import stated_terms
from hub.plan.lists.filters import term_of
from hub.plan.lists.row_lists import Condition, RowList, Term
from hub.plan.lists.value_conditions import in_list, scalar
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KIND_BY_NAME, KINDS, Kind
from schema.relations import End

ANY = "''"
"""The value under which `value_count` keeps how many entities have a field at all."""
_AT_LEAST_ONE = {"gte": 1, "gt": 0, "eq": 1}
"""Per operator the least number by which a count meets it only if there is something."""
EVERY_KIND = ", ".join(literal(kind.name) for kind in KINDS)
"""For what is asked of all kinds: with them the key of `value_count` is used, without them all of it is read."""


def narrowed(c: Compiler, rows: RowList, *, without: str | None = None) -> RowList:
    """The list read from the range of one of its conditions, in the order of names, instead of from the whole kind.

    Of several such conditions the first is taken, the others are asked of each row. Where there is none, a
    condition on relations can tell
    from which things to come: from what it names at their other ends, else from all that have such relations. without:
    a field whose conditions do not count.
    """
    ranges = (one for one in rows.conditions if one.term and not one.term.is_several and one.field != without)
    chosen = next(ranges, None)
    if rows.kind is None:
        return rows
    if chosen is None or chosen.term is None:
        related = [one.related for one in rows.conditions_without(without) if one.related]
        named = (_related_to_named(c, end, value.get("some")) for end, value in related)
        anything = (_related(c, rows.kind, end, value) for end, value in related)
        return _come_from(c, rows, next(filter(None, (*named, *anything)), None))
    terms, row = c.alias("m"), rows.handles[0][0]
    joined = Condition(f"{_met(c, rows.kind, chosen.term, terms)} AND {row}.id = {terms}.entity")
    in_range = {f"{row}.sort_name": f"{terms}.sort_name", f"{row}.id": f"{terms}.entity"}
    keys = tuple(replace(key, expression=in_range.get(key.expression, key.expression)) for key in rows.keys)
    # CROSS JOIN binds SQLite to this order
    source, others = f"term {terms} CROSS JOIN {rows.source}", [one for one in rows.conditions if one is not chosen]
    is_sorted = rows.is_sorted and keys[0].expression == f"{terms}.sort_name"  # the range has no other order
    return replace(rows, source=source, keys=keys, conditions=[joined, *others], is_sorted=is_sorted)


def _come_from(c: Compiler, rows: RowList, ids: str | None) -> RowList:
    """The list read by ids, among which all of its rows are; in no order then."""
    if ids is None:
        return rows
    came, row = c.alias("b"), rows.handles[0][0]
    joined = Condition(f"{row}.id = {came}.id")
    # CROSS JOIN binds SQLite to this order
    source = f"({ids}) {came} CROSS JOIN {rows.source}"
    return replace(rows, source=source, conditions=[joined, *rows.conditions], is_sorted=False)


def _related(c: Compiler, kind: str, end: End, value: Mapping[str, Any]) -> str | None:
    """A SELECT of the things that have a relation of an end at all, if only those can meet what is said of it."""
    related = (
        f"SELECT DISTINCT r.{end.sides[0]} AS id FROM relation r WHERE r.predicate = {literal(end.predicate.name)}"
    )
    if value.get("some") is not None:
        return related
    for operator, number in (value.get("count") or {}).items():
        if operator in _AT_LEAST_ONE and number is not None:
            bound, least = c.bind(number, "integer"), _AT_LEAST_ONE[operator]
            # the number is known only when a request comes: of one that none pass, all of the kind
            return (
                f"{related} AND {bound} >= {least} UNION ALL SELECT t.id FROM {KIND_BY_NAME[kind].table} t WHERE"
                f" {bound} < {least}"
            )
    return None


def _related_to_named(c: Compiler, end: End, where: Mapping[str, Any] | None) -> str | None:
    """A SELECT of the things whose relations lead to what has a term, an id or a slug that conditions name.

    None where they name none.
    """
    if not where:
        return None
    starts = [_named(c, KIND_BY_NAME[kind], where) for kind in end.others]
    if not all(starts):
        return None
    here, there = end.sides
    related = f"r.{there} = s.id AND r.predicate = {literal(end.predicate.name)}"
    return (
        f"SELECT DISTINCT r.{here} AS id FROM ({' UNION ALL '.join(map(str, starts))}) s CROSS JOIN relation r WHERE"
        f" {related}"
    )


def _named(c: Compiler, kind: Kind, where: Mapping[str, Any]) -> str | None:
    """A SELECT of the entities of a kind that have what the first condition that an index answers asks for.

    None without one.
    """
    for name, value in where.items():
        if name in {"id", "slug"} and value and value.keys() <= {"eq", "in"}:
            return f"SELECT t.id FROM {kind.table} t WHERE {scalar(c, f't.{name}', 'text', name, value)}"
        if term := value and term_of(kind, name, value):
            return f"SELECT m.entity AS id FROM term m WHERE {_met(c, kind.name, term, 'm')}"
    return None


def _met(c: Compiler, kind: str, term: Term, row: str) -> str:
    """The condition on rows of `term` that are of a kind and have a term."""
    of_field = f"{row}.kind = {literal(kind)} AND {row}.field = {literal(term.field)}"
    is_value = in_list(c, f"{row}.value", term.value) if term.is_several else f"{row}.value = {c.bind(term.value)}"
    return f"{of_field} AND {is_value}{stated_terms(c, row)}"


def known_count(c: Compiler, kind: str, field: str, value: str) -> str:
    """How many entities of a kind have a value of a field, as an expression."""
    wanted = f"kind = {literal(kind)} AND field = {literal(field)} AND value = {value}"
    return f"coalesce((SELECT {_column(c)} FROM value_count WHERE {wanted}), 0)"


def known_total(c: Compiler, rows: RowList, *, without: str | None = None) -> str | None:
    """How many rows a list has, as an expression, where the load has counted them.

    without: a field whose conditions do not count.
    """
    left = rows.conditions_without(without)
    if rows.kind is None or len(left) > 1 or (left and left[0].term is None):
        return None
    if left and (term := left[0].term) is not None:
        if term.is_several:  # an entity may have several of the values
            return f"(SELECT count(DISTINCT m.entity) FROM term m WHERE {_met(c, rows.kind, term, 'm')})"
        return known_count(c, rows.kind, term.field, f"nullif({c.bind(term.value)}, {ANY})")
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
