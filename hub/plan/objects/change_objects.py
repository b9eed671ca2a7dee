"""Changes, field by field: what a revision did to an entity."""

from collections.abc import Callable
from typing import Any

from hub.plan.lists.row_lists import Condition, RowList, SortKey
from hub.plan.objects.lowering import column, enum_column
from hub.plan.objects.network_objects import moment_of
from hub.plan.objects.provenance import records_of_ids
from hub.plan.objects.record_objects import field_name
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal

EntityOf = Callable[[Compiler, str, Selected], str]
"""(compiler, expression of an id, selected field) → JSON text of the entity with this id; SQL NULL where there is none."""


def change_list(
    c: Compiler,
    conditions: Callable[[str], list[Condition]],
    identity: Any,
    entity_of: EntityOf,
    *,
    newest_first: bool = False,
    nested: bool = False,
) -> RowList:
    """The changes under some conditions, which are made from the alias of their rows. entity_of: lowers what each is about."""
    row = c.alias("h")
    # the key of a change is a triple, which cursors and handles need as one value
    changes = "(SELECT change.*, revision || ':' || entity || ':' || action AS place FROM change)"
    return RowList(
        f"{changes} {row}",
        ((row, changes, "place"),),
        (
            SortKey(f"{row}.revision", "integer", descending=newest_first),
            SortKey(f"{row}.place", descending=newest_first),
        ),
        lambda inner: _change(c, row, inner, entity_of),
        identity,
        conditions(row),
        nested=nested,
        is_sorted=not nested,
    )


def _change(c: Compiler, row: str, field: Selected, entity_of: EntityOf) -> str:
    def lower(inner: Selected) -> str:
        if inner.name == "entity":
            found = f"(SELECT {entity_of(c, 'r.entity', inner)} FROM record r WHERE r.id = {row}.entity)"
            return f"coalesce({found}, 'null')"
        return _CHANGE[inner.name](c, row, inner)

    return c.object(field.only(), lower)


def _changed_fields(c: Compiler, alias: str, field: Selected) -> str:
    """The fields that a change names, in the order of the kind."""
    change = c.alias("f")

    def lower(inner: Selected) -> str:
        if inner.name == "records":
            return records_of_ids(c, c.dialect.child(f"{change}.value", literal("records")), inner)
        value = c.dialect.member(f"{change}.value", literal(inner.name))
        return c.dialect.quoted(field_name(c, value) if inner.name == "field" else value, "text")

    rows = c.dialect.elements(f"{alias}.fields", change)
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {rows} ORDER BY {change}.key")


_CHANGE = {
    "revision": column("revision", "integer"),
    "at": moment_of("revision"),
    "action": enum_column("action"),
    "kind": enum_column("kind"),
    "entityId": column("entity"),
    "name": column("name"),
    "otherId": column("other"),
    "fields": _changed_fields,
}
