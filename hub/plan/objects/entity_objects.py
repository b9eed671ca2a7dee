"""How each field of each GraphQL type is built in SQL: entities by their declared facts, the rest by small tables."""

from hub.plan.lists.connections import connection
from hub.plan.lists.cursors import page_size
from hub.plan.lists.listings import LARGEST
from hub.plan.objects import provenance
from hub.plan.objects.hub_objects import Lowering, by_table, column, moment_of, named, network
from hub.plan.objects.match_objects import evidence_of_entity
from hub.plan.objects.related import Lowered, relation_listing
from hub.plan.selection import Selected
from hub.plan.sql.compiler import NULL, Compiler, literal
from hub.plan.sql.localised import localised
from schema.graphql.fields import camel, enum_name
from schema.kinds import KINDS, Kind
from schema.relations import ends_of


def entity(c: Compiler, kind: Kind, alias: str, found: Selected) -> str:
    """An entity of a known kind, its row at an alias."""
    return c.object(found.children[kind.graphql], lambda field: _entity_field(c, kind, alias, field))


def any_entity(c: Compiler, identity: str, found: Selected) -> str:
    """An entity whose kind is known only per row; null where there is none."""
    return f"coalesce({_known_entity(c, identity, found)}, {NULL})"


def _known_entity(c: Compiler, identity: str, found: Selected) -> str:
    """An entity of any kind, looked up in each table as ids are unique; NULL where there is none."""
    by_id = [_by_id(c, kind, identity, found) for kind in KINDS if kind.graphql in found.children]
    return f"({' UNION ALL '.join(by_id)})" if by_id else "NULL"


def _by_id(c: Compiler, kind: Kind, identity: str, found: Selected) -> str:
    alias = c.alias("t")
    return f"SELECT {entity(c, kind, alias, found)} FROM {kind.table} {alias} WHERE {alias}.id = {identity}"


def _entity_field(c: Compiler, kind: Kind, alias: str, found: Selected) -> str:
    if found.name == "__typename":
        return literal(f'"{kind.graphql}"')
    if found.name == "kind":
        return literal(f'"{enum_name(kind.name)}"')
    ends = ends_of(kind.name)
    if found.name in ends:
        end = ends[found.name]
        return connection(c, relation_listing(c, _LOWERED, alias, found, end), found)
    lowering = _ENTITY.get(found.name)
    return lowering(c, alias, found) if lowering else _fact(c, kind, alias, found)


def _fact(c: Compiler, kind: Kind, alias: str, found: Selected) -> str:
    column, stated = next((name, fact) for name, fact in kind.facts.items() if camel(name) == found.name)
    expression = f"{alias}.{column}"
    if stated.value.scalar == "LocalisedText":
        return localised(c, expression, found)
    if stated.many:
        return c.dialect.quoted(f"coalesce({expression}, '[]')", "json")
    return c.dialect.quoted(expression, stated.value.storage)


def _uri(c: Compiler, alias: str, _: Selected) -> str:
    return c.dialect.quoted(f"{c.bind(c.base_uri)} || {alias}.id", "text")


def _networks(c: Compiler, alias: str, found: Selected) -> str:
    term, row = c.alias("m"), c.alias("n")
    return c.dialect.array(
        f"SELECT {network(c, row, found)} AS j FROM term {term} JOIN network {row} ON {row}.slug = {term}.value "
        f"WHERE {term}.entity = {alias}.id AND {term}.field = 'networks' ORDER BY {row}.slug"
    )


def _related(c: Compiler, alias: str, found: Selected) -> str:
    return connection(c, relation_listing(c, _LOWERED, alias, found, None), found)


def _occurrences(c: Compiler, alias: str, found: Selected) -> str:
    row = c.alias("o")
    bounds = "".join(
        f" AND {row}.starts_at {sign} {c.bind(found.arguments[name])}"
        for name, sign in (("from", ">="), ("to", "<"))
        if found.arguments.get(name) is not None
    )
    size = c.bind([found.arguments.get("first"), LARGEST], "integer", page_size("occurrences(first:)"))
    body = by_table(c, _OCCURRENCE, row, found)
    return c.dialect.array(
        f"SELECT {body} AS j FROM occurrence {row} WHERE {row}.event = {alias}.id{bounds} ORDER BY {row}.starts_at LIMIT {size}"
    )


_LOWERED = Lowered(entity, _known_entity)
_ENTITY: dict[str, Lowering] = {
    "id": column("id"),
    "uri": _uri,
    "slug": column("slug"),
    "networks": _networks,
    "networkCount": column("network_count", "integer"),
    "identifiers": provenance.identifiers,
    "records": provenance.records_of_entity,
    "provenance": provenance.provenance,
    "conflicts": provenance.conflicts,
    "evidence": evidence_of_entity,
    "related": _related,
    "occurrences": _occurrences,
    "createdAt": moment_of("created_revision"),
    "updatedAt": moment_of("updated_revision"),
}
_OCCURRENCE: dict[str, Lowering] = {
    "__typename": named("Occurrence"),
    "startsAt": column("starts_at"),
    "endsAt": column("ends_at"),
}
