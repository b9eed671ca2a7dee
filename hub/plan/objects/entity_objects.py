"""Entities: their declared facts, what every kind has, and their relations as lists."""

from hub.plan.lists.arguments import known_predicates
from hub.plan.lists.connections import connection
from hub.plan.lists.cursors import page_size
from hub.plan.lists.filters import any_condition, check_size, conditions, in_list, kind_among
from hub.plan.lists.row_lists import LARGEST, Condition, RowList, SortKey, list_identity
from hub.plan.objects import provenance
from hub.plan.objects.edge_objects import edge
from hub.plan.objects.lowering import Lowering, column, row_object
from hub.plan.objects.match_objects import evidence_of_entity
from hub.plan.objects.network_objects import moment_of, network
from hub.plan.selection import Selected
from hub.plan.sql.compiler import NULL, Compiler, literal
from hub.plan.sql.localised import localised
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import EVENT, KIND_BY_NAME, KINDS, Kind
from schema.relations import End, ends_of


def entity(c: Compiler, kind: Kind, alias: str, field: Selected) -> str:
    """An entity of a known kind, its row at an alias."""
    return c.object(field.children[kind.graphql], lambda inner: _entity_field(c, kind, alias, inner))


def any_entity(c: Compiler, identity: str, field: Selected) -> str:
    """An entity whose kind is known only per row; null where there is none."""
    return f"coalesce({_entity_or_null(c, identity, field)}, {NULL})"


def _entity_or_null(c: Compiler, identity: str, field: Selected) -> str:
    """An entity of any kind, looked up in the table of each kind, as ids are unique over all; SQL NULL where there is none."""
    lookups = []
    for kind in KINDS:
        if kind.graphql in field.children:
            row = c.alias("t")
            lookups.append(f"SELECT {entity(c, kind, row, field)} FROM {kind.table} {row} WHERE {row}.id = {identity}")
    return f"({' UNION ALL '.join(lookups)})" if lookups else "NULL"


def _entity_field(c: Compiler, kind: Kind, alias: str, field: Selected) -> str:
    if field.name == "kind":
        return literal(f'"{enum_name(kind.name)}"')
    if (lowering := _ENTITY.get(field.name)) is not None:
        return lowering(c, alias, field)
    if (end := ends_of(kind.name).get(field.name)) is not None:
        return connection(c, _related_at(c, alias, field, end), field)
    name, fact = next((name, fact) for name, fact in kind.facts.items() if camel(name) == field.name)
    expression = f"{alias}.{name}"
    if fact.value.scalar == "LocalisedText":
        return localised(c, expression, field)
    if fact.many:
        return c.dialect.quoted(f"coalesce({expression}, '[]')", "json")
    return c.dialect.quoted(expression, fact.value.storage)


def _networks(c: Compiler, alias: str, field: Selected) -> str:
    term, row = c.alias("m"), c.alias("n")
    return c.dialect.array(
        f"SELECT {network(c, row, field)} AS j FROM term {term} JOIN network {row} ON {row}.slug = {term}.value "
        f"WHERE {term}.entity = {alias}.id AND {term}.field = 'networks' ORDER BY {row}.slug"
    )


def _occurrences(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("o")
    bounds = "".join(
        f" AND {row}.starts_at {sign} {c.bind(field.arguments[name])}"
        for name, sign in (("from", ">="), ("to", "<"))
        if field.arguments.get(name) is not None
    )
    size = c.bind([field.arguments.get("first"), LARGEST], "integer", page_size("occurrences(first:)"))
    body = occurrence(c, row, alias, field)
    rows = f"occurrence {row} WHERE {row}.event = {alias}.id{bounds} ORDER BY {row}.starts_at LIMIT {size}"
    return c.dialect.array(f"SELECT {body} AS j FROM {rows}")


def occurrence(c: Compiler, row: str, event: str, field: Selected) -> str:
    """One date of an event, by the aliases of both rows."""
    lowerings = {
        "startsAt": column("starts_at"),
        "endsAt": column("ends_at"),
        "event": lambda c, _, inner: entity(c, EVENT, event, inner),
    }
    return row_object(c, lowerings, row, field.only())


def _related_at(c: Compiler, owner: str, field: Selected, end: End) -> RowList:
    """The edges of an entity at one end of a predicate."""
    relation, where = c.alias("r"), field.arguments.get("where")
    here, there = ("subject", "object") if end.outward else ("object", "subject")
    identity = f"{relation}.{there}"
    rows = RowList(
        f"relation {relation}",
        ((relation, "relation", "id"),),
        (SortKey(f"{identity}_label"), SortKey(f"{relation}.id")),
        lambda inner: _entity_or_null(c, identity, inner),
        list_identity(end.field, field.arguments),
        [
            Condition(f"{relation}.{here} = {owner}.id"),
            Condition(f"{relation}.predicate = {literal(end.predicate.name)}"),
        ],
        edge(c, relation, there, literal("true" if end.outward else "false")),
        f"{identity} IS NOT NULL",
        nested=True,
    )
    if (roles := field.arguments.get("roles")) is not None:
        rows.conditions.append(Condition(in_list(c, f"{relation}.role", roles)))
    check_size(where or {})
    if len(end.others) == 1:
        _of_one_kind(c, rows, KIND_BY_NAME[end.others[0]], identity, where)
    elif where is not None:
        rows.conditions.append(Condition(any_condition(c, identity, end.others, where)))
    return rows


def _of_one_kind(c: Compiler, rows: RowList, kind: Kind, identity: str, where: dict[str, object] | None) -> None:
    """Have related entities of one kind read from its table, which is joined once, instead of looked up per node."""
    other = c.alias("t")
    rows.source += f" LEFT JOIN {kind.table} {other} ON {other}.id = {identity}"
    rows.handles = (*rows.handles, (other, kind.table, "id"))
    rows.node = lambda inner: entity(c, kind, other, inner)
    rows.node_present = f"{other}.id IS NOT NULL"
    rows.conditions += conditions(c, kind, other, where or {})


def _related(c: Compiler, owner: str, field: Selected) -> str:
    """All edges of an entity: each relation is read from both of its ends."""
    relation = c.alias("r")
    # the suffix of place keeps the two readings of a relation between an entity and itself apart
    ends = " UNION ALL ".join(
        f"SELECT id, predicate, {there} AS other, {there}_kind AS other_kind, {there}_label AS other_label, {outward} AS outward, "
        f"id || {literal(mark)} AS place, role, since, until, confidence, {here} AS owner FROM relation"
        for here, there, outward, mark in (("subject", "object", "1", ">"), ("object", "subject", "0", "<"))
    )
    owned = [Condition(f"{relation}.owner = {owner}.id")]
    if (predicates := field.arguments.get("predicates")) is not None:
        c.check(predicates, known_predicates)
        owned.append(Condition(in_list(c, f"{relation}.predicate", predicates)))
    if (kinds := field.arguments.get("kinds")) is not None:
        owned.append(Condition(kind_among(c, f"{relation}.other_kind", kinds)))
    rows = RowList(
        f"({ends}) {relation}",
        ((relation, f"({ends})", "place"),),
        (SortKey(f"{relation}.other_label"), SortKey(f"{relation}.place")),
        lambda inner: _entity_or_null(c, f"{relation}.other", inner),
        list_identity("related", field.arguments),
        owned,
        edge(c, relation, "other", f"CASE {relation}.outward WHEN 1 THEN 'true' ELSE 'false' END"),
        f"{relation}.other IS NOT NULL",
        nested=True,
    )
    return connection(c, rows, field)


_ENTITY: dict[str, Lowering] = {
    "id": column("id"),
    "uri": lambda c, alias, _: c.dialect.quoted(f"{c.bind(c.base_uri)} || {alias}.id", "text"),
    "slug": column("slug"),
    "networks": _networks,
    "networkCount": column("network_count", "integer"),
    "identifiers": provenance.identifiers,
    "records": provenance.records_of_entity,
    "provenance": provenance.provenance,
    "conflicts": provenance.conflicts,
    "variants": provenance.conflicts,
    "conflictCount": column("conflict_count", "integer"),
    "evidence": evidence_of_entity,
    "related": _related,
    "occurrences": _occurrences,
    "createdAt": moment_of("created_revision"),
    "updatedAt": moment_of("updated_revision"),
}
