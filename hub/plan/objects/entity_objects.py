"""Entities: their declared facts, what every kind has, and their relations as lists."""

from collections.abc import Callable, Sequence

from hub.plan.lists.connections import connection
from hub.plan.lists.counted_fields import entity_source, facet_source, group_source
from hub.plan.lists.cursors import NESTED_PAGE, page_size
from hub.plan.lists.fact_expressions import fact_value
from hub.plan.lists.filters import any_condition, check_size, conditions, edge_conditions, within
from hub.plan.lists.orders import Others, relation_sort_keys
from hub.plan.lists.row_lists import LARGEST, Condition, FacetSource, RowList, SortKey, list_identity
from hub.plan.lists.value_conditions import in_list, kind_among
from hub.plan.lists.vocabulary_words import enum_word, stored
from hub.plan.objects import provenance
from hub.plan.objects.change_objects import history
from hub.plan.objects.detail_objects import assessments, figures, passages
from hub.plan.objects.edge_objects import edge, edge_source, unresolved
from hub.plan.objects.lowering import FieldLowering, column, row_object
from hub.plan.objects.match_objects import candidates_of_entity, evidence_of_entity
from hub.plan.objects.network_objects import load_moment, network
from hub.plan.selection import Selected
from hub.plan.sql.compiler import NULL, Compiler, literal
from hub.plan.sql.gaps import gap
from hub.plan.sql.kinds_of_ids import is_of_kind
from hub.plan.sql.localised import localised
from schema.graphql.graphql_names import camel, enum_name
from schema.kinds import EVENT, KIND_BY_NAME, KINDS, Kind
from schema.relations import End, ends_of


def entity(c: Compiler, kind: Kind, alias: str, field: Selected) -> str:
    """An entity of a known kind, its row at an alias."""
    return gap(
        c, f"{alias}.id", lambda own, identity: any_entity_or_null(own, identity, field, [kind.name])
    ) or c.object(field.children[kind.graphql], lambda inner: _entity_field(c, kind, alias, inner))


def any_entity(c: Compiler, identity: str, field: Selected) -> str:
    """An entity whose kind is known only per row; null where there is none."""
    return f"coalesce({any_entity_or_null(c, identity, field)}, {NULL})"


def any_entity_or_null(c: Compiler, identity: str, field: Selected, kinds: Sequence[str] = tuple(KIND_BY_NAME)) -> str:
    """An entity of one of some kinds, looked up in the table of its kind, which its id tells.

    SQL NULL where there is none.
    """
    if left := gap(c, identity, lambda own, wanted: any_entity_or_null(own, wanted, field, kinds)):
        return left
    lookups = []
    possible = [kind for kind in KINDS if kind.graphql in field.children and kind.name in kinds]
    for kind in possible:
        row = c.alias("t")
        # asked before the table is read; a CASE around the look-ups would take more of SQLite's parser stack
        is_kind = f" AND {is_of_kind(identity, [kind])}" if len(possible) > 1 else ""
        found = f"FROM {kind.table} {row} WHERE {row}.id = {identity}{is_kind}"
        lookups.append(f"SELECT {entity(c, kind, row, field)} {found}")
    return f"({' UNION ALL '.join(lookups)})" if lookups else "NULL"


def _entity_field(c: Compiler, kind: Kind, alias: str, field: Selected) -> str:
    """One field of an entity as JSON: one that every kind has, a relation, or one that its kind declares."""
    if field.name == "kind":
        return literal(f'"{enum_name(kind.name)}"')
    if (lowering := _ENTITY.get(field.name)) is not None:
        return lowering(c, alias, field)
    if (end := ends_of(kind.name).get(field.name)) is not None:
        return connection(c, _related_at(c, alias, field, end), field)
    name, fact = next((name, fact) for name, fact in kind.facts.items() if camel(name) == field.name)
    expression = fact_value(c, kind, alias, name)
    if fact.value.scalar == "LocalisedText":
        return localised(c, expression, field)
    if fact.many:
        return c.dialect.quoted(f"coalesce({expression}, '[]')", "json")
    word = enum_word(expression, fact.value.vocabulary) if fact.value.vocabulary else expression
    return c.dialect.quoted(word, fact.value.storage)


def _networks(c: Compiler, alias: str, field: Selected) -> str:
    term, row = c.alias("m"), c.alias("n")
    return c.dialect.array(
        f"SELECT {network(c, row, field)} AS j FROM term {term} JOIN network {row} ON {row}.slug = {term}.value "
        f"WHERE {term}.entity = {alias}.id AND {term}.field = 'networks' ORDER BY {row}.slug"
    )


def _occurrences(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("o")
    period = {name: bound for name in ("from", "to") if (bound := field.arguments.get(name)) is not None}
    bounds = f" AND {within(c, row, period)}" if period else ""
    size = c.bind(
        [field.arguments.get("first"), LARGEST], "integer", page_size("occurrences(first:)", default=NESTED_PAGE)
    )
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
    """The edges of an entity at one end of a predicate: one for each other end."""
    relation, arguments = c.alias("r"), field.arguments
    here, there, outward = ("subject", "object", "1") if end.outward else ("object", "subject", "0")
    predicate = literal(end.predicate.name)
    others = Others(relation, f"{relation}.{there}", f"{relation}.{there}_name")
    rows = RowList(
        f"relation {relation}",
        ((relation, "relation", "id"),),
        (*relation_sort_keys(others, arguments.get("orderBy") or ()), SortKey(others.identity)),
        lambda inner: any_entity_or_null(c, others.identity, inner, end.others),
        list_identity(end.field, arguments),
        [
            Condition(f"{relation}.{here} = {owner}.id"),
            Condition(f"{relation}.predicate = {predicate}"),
            *edge_conditions(c, relation, arguments),
        ],
        edge(c, relation, outward),
        entity=lambda identity, inner: any_entity(c, identity, inner),
        nested=True,
        is_sorted=not arguments.get("orderBy"),
    )
    ends = (f"{{0}}.owner = {owner}.id", f"{{0}}.predicate = {predicate}", f"{{0}}.outward = {outward}")
    rows.beside = lambda inner: unresolved(c, ends, end.field, arguments, inner)
    where = arguments.get("where")
    check_size(where or {})
    if len(end.others) == 1:
        _of_one_kind(c, rows, KIND_BY_NAME[end.others[0]], others, where)
        return rows
    rows.facet = _of_several_kinds(c, others, f"{relation}.{there}_kind")
    if where is not None:
        rows.conditions.append(Condition(any_condition(c, others.identity, end.others, where)))
    return rows


def _of_several_kinds(c: Compiler, others: Others, kind: str) -> Callable[[str], FacetSource]:
    """What relations to entities of several kinds are counted by. kind: the expression of the kind of the other end."""
    return lambda name: edge_source(c, others.relation, name) or entity_source(c, others.identity, kind, name)


def _of_one_kind(c: Compiler, rows: RowList, kind: Kind, others: Others, where: dict[str, object] | None) -> None:
    """Have related entities of one kind read from its table, which is joined once, instead of looked up per node."""
    other, relation, identity = c.alias("t"), others.relation, others.identity
    # LEFT, though the entity is always there: where nothing is asked of it, both databases leave such a join out
    rows.source += f" LEFT JOIN {kind.table} {other} ON {other}.id = {identity}"
    rows.handles = (*rows.handles, (other, kind.table, "id"))
    rows.node = lambda inner: entity(c, kind, other, inner)
    rows.conditions += conditions(c, kind, other, where or {})
    rows.facet = lambda name: edge_source(c, relation, name) or facet_source(c, kind, other, name)
    rows.grouping = lambda name: edge_source(c, relation, name) or group_source(c, kind, other, name)


_FACTS = {"predicate", "roles", "since", "until", "confidence", "networks"}
_OF_EDGE = "predicate, roles, role_keys, since, since_day, until, until_day, confidence, networks"


def _related(c: Compiler, owner: str, field: Selected) -> str:
    """All edges of an entity: each relation is read from both of its ends."""
    relation, arguments = c.alias("r"), field.arguments
    # The suffix of place tells the two readings of a relation apart. The owner stands in each
    # arm: asked of the union, SQLite
    # before 3.46 reads every edge of the store to build it.
    ends = " UNION ALL ".join(
        f"SELECT id, {there} AS other, {there}_kind AS other_kind, {there}_name AS other_name, {outward} AS outward, "
        f"id || {literal(mark)} AS place, {_OF_EDGE} FROM relation WHERE {here} = {owner}.id"
        for here, there, outward, mark in (("subject", "object", "1", ">"), ("object", "subject", "0", "<"))
    )
    others = Others(relation, f"{relation}.other", f"{relation}.other_name")
    owned = edge_conditions(c, relation, arguments)
    unresolved_ends = [f"{{0}}.owner = {owner}.id"]
    if (predicates := arguments.get("predicates")) is not None:
        owned.append(Condition(in_list(c, f"{relation}.predicate", stored(predicates))))
        unresolved_ends.append(in_list(c, "{0}.predicate", stored(predicates)))
    if (kinds := arguments.get("kinds")) is not None:
        owned.append(Condition(kind_among(c, f"{relation}.other_kind", kinds), "kind"))
    if (where := arguments.get("where")) is not None:
        check_size(where)
        owned.append(Condition(any_condition(c, others.identity, tuple(kind.name for kind in KINDS), where)))
    rows = RowList(
        f"({ends}) {relation}",
        ((relation, f"({ends})", "place"),),
        (*relation_sort_keys(others, arguments.get("orderBy") or ()), SortKey(f"{relation}.place")),
        lambda inner: any_entity_or_null(c, others.identity, inner),
        list_identity("related", arguments),
        owned,
        edge(c, relation, f"{relation}.outward"),
        facet=_of_several_kinds(c, others, f"{relation}.other_kind"),
        entity=lambda identity, inner: any_entity(c, identity, inner),
        nested=True,
        beside=lambda inner: unresolved(c, unresolved_ends, "related", arguments, inner),
        is_sorted=False,
        carried=("other", "outward", "id", *sorted(_edge_facts(field))),
    )
    return connection(c, rows, field)


def _edge_facts(field: Selected) -> set[str]:
    """The columns of edges that a selection of a list of them shows."""
    return {part.name for inner in field.only() if inner.name == "edges" for part in inner.only()} & _FACTS


def entity_of_change(c: Compiler, alias: str, field: Selected) -> str:
    """The entity that what a change tells of is part of today; null once withdrawn."""
    found = f"(SELECT {any_entity_or_null(c, 'r.entity', field)} FROM record r WHERE r.id = {alias}.entity)"
    return f"coalesce({found}, {NULL})"


_ENTITY: dict[str, FieldLowering] = {
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
    "candidates": candidates_of_entity,
    "assessments": assessments,
    "figures": figures,
    "passages": passages,
    "related": _related,
    "occurrences": _occurrences,
    "history": history(entity_of_change),
    "createdAt": load_moment("created_revision"),
    "updatedAt": load_moment("updated_revision"),
}
