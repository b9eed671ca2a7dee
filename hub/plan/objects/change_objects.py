"""Changes: what revisions did to entities, field by field."""

from collections.abc import Sequence

from hub.plan.lists.cursors import NESTED_PAGE, page_size
from hub.plan.lists.row_lists import LARGEST
from hub.plan.objects.lowering import FieldLowering, column, enum_column, row_object
from hub.plan.objects.network_objects import load_moment
from hub.plan.objects.provenance import as_columns, records_of_ids
from hub.plan.objects.record_objects import field_name
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal


def change(c: Compiler, alias: str, fields: Sequence[Selected], entity: FieldLowering, chosen: str = "") -> str:
    """A change, its row at an alias.

    entity: how the entity that it is part of today is built; chosen: SELECT of the columns to show.
    """

    def changed(_: Compiler, row: str, field: Selected) -> str:
        return _changed_fields(c, row, field, chosen)

    return row_object(c, {**_CHANGE, "fields": changed, "entity": entity}, alias, fields)


def columns_of(c: Compiler, names: object) -> str:
    """A SELECT of the columns of fields that are named as GraphQL spells them.

    Raises BAD_USER_INPUT for one that no kind has.
    """
    item = c.alias("v")
    return f"SELECT {item}.value FROM {c.dialect.items(c.bind(names, 'json', as_columns), item)}"


def changes_any(c: Compiler, alias: str, chosen: str) -> str:
    """Whether a change is of one of the chosen columns."""
    one = c.alias("f")
    name = c.dialect.member(f"{one}.value", literal("field"))
    return f"EXISTS (SELECT 1 FROM {c.dialect.elements(f'{alias}.fields', one)} WHERE {name} IN ({chosen}))"


def history(entity: FieldLowering) -> FieldLowering:
    """The changes of an entity and of those that have become part of it, the last first.

    entity: how the entity that a change is part of today is built.
    """

    def lower(c: Compiler, alias: str, field: Selected) -> str:
        row, names = c.alias("h"), field.arguments.get("fields")
        chosen = "" if names is None else columns_of(c, names)
        among = f" AND {changes_any(c, row, chosen)}" if chosen else ""
        size = c.bind(
            [field.arguments.get("first"), LARGEST], "integer", page_size("history(first:)", default=NESTED_PAGE)
        )
        rows = (
            f"change {row} WHERE ({row}.entity = {alias}.id OR {row}.other = {alias}.id){among} ORDER BY {row}.revision"
            f" DESC, {row}.action DESC"
        )
        body = change(c, row, field.only(), entity, chosen)
        return c.dialect.array(f"SELECT {body} AS j FROM {rows} LIMIT {size}")

    return lower


def _changed_fields(c: Compiler, alias: str, field: Selected, chosen: str) -> str:
    """The fields that a change names, in the order of the kind.

    chosen: SELECT of the columns to show; all without one.
    """
    one = c.alias("f")

    def lower(inner: Selected) -> str:
        if inner.name == "records":
            return records_of_ids(c, c.dialect.child(f"{one}.value", literal("records")), inner)
        value = c.dialect.member(f"{one}.value", literal(inner.name))
        return c.dialect.quoted(field_name(c, value) if inner.name == "field" else value, "text")

    rows = c.dialect.elements(f"{alias}.fields", one)
    among = f" WHERE {c.dialect.member(f'{one}.value', literal('field'))} IN ({chosen})" if chosen else ""
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {rows}{among} ORDER BY {one}.key")


_CHANGE: dict[str, FieldLowering] = {
    "revision": column("revision", "integer"),
    "at": load_moment("revision"),
    "action": enum_column("action"),
    "kind": enum_column("kind"),
    "entityId": column("entity"),
    "name": column("name"),
    "otherId": column("other"),
}
