"""What edges say of relations: their merged facts, the statements behind them, and the ends that are not resolved."""

from collections.abc import Callable, Sequence

from hub.plan.lists.connections import connection
from hub.plan.lists.counted_fields import word_source, year_source
from hub.plan.lists.row_lists import Condition, FacetSource, RowList, SortKey, list_identity
from hub.plan.lists.value_conditions import role_among
from hub.plan.objects.lowering import FieldLowering, column, enum_column, enum_text
from hub.plan.objects.network_objects import network
from hub.plan.objects.provenance import identifier_object
from hub.plan.objects.record_objects import record
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler


def edge_field(c: Compiler, relation: str, outward: str, field: Selected) -> str:
    """A fact of an edge, its row at an alias.

    outward: 1 where the list's owner is the subject, as an SQL expression.
    """
    if field.name == "outward":
        return _truth(outward)
    if field.name == "predicate":
        return enum_text(c, f"{relation}.predicate")
    if field.name == "statements":
        return statements(c, "relation", f"{relation}.id", outward, field)
    if field.name == "networks":
        slug, row = c.alias("v"), c.alias("n")
        rows = f"{c.dialect.items(f'{relation}.networks', slug)} JOIN network {row} ON {row}.slug = {slug}.value"
        return c.dialect.array(f"SELECT {network(c, row, field)} AS j FROM {rows} ORDER BY {row}.slug")
    if field.name in {"confidence", "roles"}:
        return c.dialect.quoted(f"{relation}.{field.name}", "json" if field.name == "roles" else "number")
    return c.dialect.quoted(f"{relation}.{field.name}", "text")


def edge(c: Compiler, relation: str, outward: str) -> Callable[[Selected, tuple[SortKey, ...]], str]:
    """Lowers the facts of an edge in a list."""
    return lambda field, _: edge_field(c, relation, outward, field)


def statements(c: Compiler, place: str, identity: str, outward: str, field: Selected) -> str:
    """What records say of one edge or unresolved end. place: the column that leads to it; identity: its id."""
    said, row = c.alias("k"), c.alias("s")

    def lower(inner: Selected) -> str:
        if inner.name == "record":
            return record(c, row, inner)
        if inner.name == "label":
            return c.dialect.quoted(_other_label(said, outward), "text")
        return _STATEMENT[inner.name](c, said, inner)

    rows = f"statement {said} JOIN record {row} ON {row}.id = {said}.record WHERE {said}.{place} = {identity}"
    body = c.object(field.only(), lower)
    return c.dialect.array(f"SELECT {body} AS j FROM {rows} ORDER BY {row}.network, {row}.id, {said}.id")


def _other_label(said: str, outward: str) -> str:
    if outward in {"0", "1"}:
        return f"{said}.{'object' if outward == '1' else 'subject'}_label"
    return f"CASE {outward} WHEN 1 THEN {said}.object_label ELSE {said}.subject_label END"


def _truth(outward: str) -> str:
    return f"CASE {outward} WHEN 1 THEN 'true' ELSE 'false' END"


def unresolved(
    c: Compiler, conditions: Sequence[str], owner_list: str, arguments: dict[str, object], field: Selected
) -> str:
    """The ends that are not resolved of a list of relations.

    conditions: on the row `unresolved`, spelled with `{0}` for its alias.
    """
    row = c.alias("u")
    rows = RowList(
        f"unresolved {row}",
        ((row, "unresolved", "id"),),
        (SortKey(f"{row}.sort_name"), SortKey(f"{row}.id")),
        lambda inner: c.object(inner.only(), lambda part: _unresolved_field(c, row, part)),
        list_identity(f"{owner_list}.unresolved", {"roles": arguments.get("roles"), **field.arguments}),
        [Condition(condition.replace("{0}", row)) for condition in conditions],
        grouping=lambda _: word_source("predicate", f"{row}.predicate"),
        nested=True,
    )
    if (roles := arguments.get("roles")) is not None:
        said = c.alias("k")
        wanted = role_among(c, f"{said}.role_key", roles)
        rows.conditions.append(
            Condition(f"EXISTS (SELECT 1 FROM statement {said} WHERE {said}.unresolved = {row}.id AND {wanted})")
        )
    return connection(c, rows, field)


def _unresolved_field(c: Compiler, row: str, field: Selected) -> str:
    if field.name == "outward":
        return _truth(f"{row}.outward")
    if field.name == "statements":
        return statements(c, "unresolved", f"{row}.id", f"{row}.outward", field)
    if field.name == "predicate":
        return enum_text(c, f"{row}.predicate")
    if field.name == "identifiers":
        return _identifiers(c, f"{row}.identifiers", field)
    return c.dialect.quoted(f"{row}.{field.name}", "text")


def _identifiers(c: Compiler, pairs: str, field: Selected) -> str:
    item = c.alias("i")
    scheme, value = c.dialect.at(f"{item}.value", 0), c.dialect.at(f"{item}.value", 1)
    rows = f"{c.dialect.elements(pairs, item)} ORDER BY {item}.key"
    return c.dialect.array(f"SELECT {identifier_object(c, scheme, value, field)} AS j FROM {rows}")


def edge_source(c: Compiler, relation: str, enum_value: str) -> FacetSource | None:
    """What edges can be counted by for themselves, their row at an alias.

    None for what is true of the entity at their other end.
    """
    if enum_value == "ROLES":
        return _roles_source(c, relation)
    if enum_value == "SINCE_YEAR":
        return year_source("since", f"{relation}.since")
    return word_source("predicate", f"{relation}.predicate") if enum_value == "PREDICATE" else None


def _roles_source(c: Compiler, relation: str) -> FacetSource:
    key = c.alias("k")
    rows = c.dialect.items(f"{relation}.role_keys", key)
    present = f"EXISTS (SELECT 1 FROM {rows})"
    return FacetSource("roles", c.dialect.by_code_point(f"{key}.value"), present, join=f" CROSS JOIN {rows}")


_STATEMENT: dict[str, FieldLowering] = {
    "role": column("role"),
    "how": enum_column("how"),
    "field": column("field"),
    "start": column("start", "integer"),
    "end": column('"end"', "integer"),
    "since": column("since"),
    "until": column("until"),
    "confidence": column("confidence", "number"),
}
