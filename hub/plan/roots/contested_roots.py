"""The root field that lists what networks contest: each field of an entity on which its records disagree."""

from collections.abc import Callable

from hub.plan.lists.connections import connection_query
from hub.plan.lists.filters import any_condition, check_size
from hub.plan.lists.orders import contested_sort_keys
from hub.plan.lists.row_lists import Condition, FacetSource, RowList, SortKey, list_identity
from hub.plan.lists.vocabulary_words import enum_word
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.provenance import as_columns, conflict_values
from hub.plan.objects.record_objects import field_name
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KINDS


def _conflicts(c: Compiler, field: Selected) -> str:
    row, arguments = c.alias("x"), field.arguments
    contested = f"({' UNION ALL '.join(_of_kind(c, kind.table, kind.name) for kind in KINDS)})"
    rows = RowList(
        f"{contested} {row}",
        ((row, contested, "place"),),
        (*contested_sort_keys(row, arguments.get("orderBy") or ()), SortKey(f"{row}.place")),
        lambda inner: _contested(c, row, inner),
        list_identity("conflicts", arguments),
        facet=lambda name: _facet(c, row, name),
    )
    if (where := arguments.get("where")) is not None:
        check_size(where)
        kinds = [kind.name for kind in KINDS]
        rows.conditions.append(Condition(any_condition(c, f"{row}.entity", kinds, where)))
    if arguments.get("fields") is not None:
        item = c.alias("v")
        columns = c.dialect.items(c.bind(arguments["fields"], "json", as_columns), item)
        rows.conditions.append(Condition(f"{row}.field IN (SELECT {item}.value FROM {columns})", "field"))
    return connection_query(c, rows, field)


def _of_kind(c: Compiler, table: str, kind: str) -> str:
    entity, conflict = c.alias("t"), c.alias("f")
    name = c.dialect.member(f"{conflict}.value", literal("field"))
    return (
        f"SELECT {entity}.id AS entity, {literal(kind)} AS kind, {entity}.conflict_count, {entity}.network_count,"
        f" {entity}.sort_name, {name} AS field, {conflict}.value AS stated, {entity}.id || ' ' || {name} AS place FROM"
        f" {table} {entity} {c.dialect.lateral} {c.dialect.elements(f'{entity}.conflicts', conflict)} WHERE"
        f" {entity}.conflict_count > 0"
    )


def _contested(c: Compiler, row: str, field: Selected) -> str:
    def lower(inner: Selected) -> str:
        if inner.name == "entity":
            return any_entity(c, f"{row}.entity", inner)
        if inner.name == "field":
            return c.dialect.quoted(field_name(c, f"{row}.field"), "text")
        return conflict_values(c, c.dialect.child(f"{row}.stated", literal("values")), inner)

    return c.object(field.only(), lower)


def _facet(c: Compiler, row: str, enum_value: str) -> FacetSource:
    if enum_value == "KIND":
        return FacetSource("kind", enum_word(f"{row}.kind"), "1 = 1")
    return FacetSource("field", field_name(c, f"{row}.field"), "1 = 1")


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {"conflicts": _conflicts}
