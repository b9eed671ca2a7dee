"""Things at the other ends of a predicate as joins: how many there are, which they are, and which
countries they belong to.
"""

from hub.plan.lists.row_lists import FacetSource
from hub.plan.sql.compiler import Compiler, literal
from schema.graphql.graphql_names import enum_name
from schema.kinds import KIND_BY_NAME
from schema.relations import End, ends_of


def end_of_count(kind: str, enum_value: str) -> End | None:
    """The relation field that USERS_COUNT and its like count."""
    return next((end for end in ends_of(kind).values() if f"{enum_name(end.field)}_COUNT" == enum_value), None)


def counts(end: End) -> str:
    """A SELECT of how many things an end has: owner and n. Grouped once for a list, never per row of it."""
    here, _ = end.sides
    return f"SELECT {here} AS owner, count(*) AS n FROM relation WHERE {_of_predicate(end)} GROUP BY {here}"


def end_source(c: Compiler, end: End, identity: str) -> FacetSource:
    """Count by the things at an end, each once, by their ids and labelled by their names."""
    alias = c.alias("d")
    here, there = end.sides
    others = f"SELECT {here} AS owner, {there} AS v FROM relation WHERE {_of_predicate(end)}"
    present = f"EXISTS (SELECT 1 FROM relation WHERE {here} = {identity} AND {_of_predicate(end)})"
    names = " UNION ALL ".join(f"SELECT name FROM {KIND_BY_NAME[kind].table} WHERE id = {{0}}" for kind in end.others)
    join = f" JOIN ({others}) {alias} ON {alias}.owner = {identity}"
    return FacetSource(
        end.field, f"{alias}.v", present, f"(SELECT min(name) FROM ({names}) x)".format, join, is_entity=True
    )


def country_source(c: Compiler, end: End, identity: str, label: FacetSource) -> FacetSource:
    """Count by the countries of the things at an end, each country once however many of them it has.

    label: how countries are.
    """
    alias = c.alias("d")
    here, there = end.sides
    held = (
        f"FROM relation JOIN term ON term.entity = relation.{there} AND term.field = 'countries' WHERE"
        f" {_of_predicate(end)}"
    )
    join = f" JOIN (SELECT DISTINCT {here} AS owner, value AS v {held}) {alias} ON {alias}.owner = {identity}"
    present = f"EXISTS (SELECT 1 {held} AND {here} = {identity})"
    return FacetSource(f"{end.field}Countries", f"{alias}.v", present, label.label, join)


def _of_predicate(end: End) -> str:
    # there is one edge for a predicate and two things, so that nothing is counted twice
    return f"predicate = {literal(end.predicate.name)}"
