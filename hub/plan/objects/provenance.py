"""Who says so: records, provenance, conflicts and identifiers of an entity."""

import orjson

from hub.plan.objects.lowering import column, enum_text
from hub.plan.objects.network_objects import load_at, network_of_row
from hub.plan.objects.record_objects import field_name, last_seen, record
from hub.plan.selection import Selected
from hub.plan.sql.compiler import NULL, Compiler, literal
from hub.plan.suggestions import checked
from schema.derivations import RULE
from schema.graphql.graphql_names import camel, enum_name
from schema.identifiers import SCHEMES
from schema.kinds import KINDS

_COLUMNS = {camel(name): name for kind in KINDS for name in kind.facts}
_URIS = orjson.dumps({scheme.name: scheme.uri for scheme in SCHEMES if scheme.uri}).decode()
_OF_RECORD = {
    "record": record,
    "network": network_of_row,
    "firstSeen": load_at("first_revision"),
    "lastSeen": last_seen,
    "path": column("path"),
    "line": column("line", "integer"),
    "url": column("url"),
}


def records_of_entity(c: Compiler, alias: str, field: Selected) -> str:
    """The records in force of an entity."""
    row = c.alias("s")
    rows = (
        f"FROM record {row} WHERE {row}.entity = {alias}.id AND {row}.withdrawn_revision IS NULL ORDER BY"
        f" {row}.network, {row}.id"
    )
    return c.dialect.array(f"SELECT {record(c, row, field)} AS j {rows}")


def provenance(c: Compiler, alias: str, field: Selected) -> str:
    """Every value that a record of the entity states: where, since when, and whether it won."""
    row, entry, winner = c.alias("s"), c.alias("e"), c.alias("w")
    winners = c.dialect.items(c.dialect.child(f"{alias}.origins", f"{entry}.key", "'records'"), winner)
    won = f"EXISTS (SELECT 1 FROM {winners} WHERE {winner}.value = {row}.id)"
    rule = c.dialect.member(c.dialect.child(f"{alias}.origins", f"{entry}.key"), "'rule'")

    def lower(inner: Selected) -> str:
        if inner.name in _OF_RECORD:
            return _OF_RECORD[inner.name](c, row, inner)
        if inner.name == "won":
            return f"CASE WHEN {won} THEN 'true' ELSE 'false' END"
        if inner.name == "derivedFrom":
            return literal("[]")
        if inner.name == "rule":
            return enum_text(c, f"CASE WHEN {won} THEN {rule} ELSE 'lost' END")
        key = f"{entry}.key"
        return c.dialect.quoted(field_name(c, key) if inner.name == "field" else c.dialect.entry_value(entry), "text")

    body, chosen = c.object(field.only(), lower), ""
    if (fields := field.arguments.get("fields")) is not None:
        item = c.alias("v")
        columns = c.dialect.items(c.bind(fields, "json", as_columns), item)
        chosen = f" AND {{}}.key IN (SELECT {item}.value FROM {columns})"
    stated = (
        f"SELECT {body} AS j, {entry}.key AS place, CASE WHEN {won} THEN 0 ELSE 1 END AS lost, {row}.network AS"
        f" network, {row}.id AS id FROM record {row} {c.dialect.lateral} {c.dialect.entries(f'{row}.stated', entry)} WHERE"
        f" {row}.entity = {alias}.id AND {row}.withdrawn_revision IS NULL AND {entry}.value IS NOT"
        f" NULL{chosen.format(entry)}"
    )
    return c.dialect.array(
        f"SELECT j FROM ({stated} UNION ALL {_derived(c, alias, field, chosen)}) p ORDER BY place, lost, network, id"
    )


def _derived(c: Compiler, alias: str, field: Selected, chosen: str) -> str:
    """The values that no record states, as rows beside those that one does.

    chosen: the condition on their key, with {} for the alias.
    """
    entry = c.alias("d")
    parts = c.dialect.nested(entry)

    def lower(inner: Selected) -> str:
        if inner.name == "field":
            return c.dialect.quoted(field_name(c, f"{entry}.key"), "text")
        if inner.name == "value":
            # || takes from the value that SQLite knows it to be JSON: a list is shown as text, as a stated one is
            return c.dialect.quoted(f"{c.dialect.member(parts, literal('value'))} || ''", "text")
        if inner.name == "derivedFrom":
            return _origins(c, c.dialect.child(parts, "'from'"), inner)
        return {"won": literal("true"), "rule": literal(f'"{enum_name(RULE)}"')}.get(inner.name, NULL)

    body = c.object(field.only(), lower)
    entries = c.dialect.entries(f"coalesce({alias}.derived, '{{}}')", entry)
    return f"SELECT {body}, {entry}.key, 0, '', '' FROM {entries} WHERE true{chosen.format(entry)}"


def _origins(c: Compiler, origins: str, field: Selected) -> str:
    """What a derived value follows from: pairs of an id and a field."""
    item = c.alias("o")
    identity, name = (c.dialect.at(c.dialect.nested(item), place) for place in (0, 1))
    named = " UNION ALL ".join(f"SELECT e.name FROM {kind.table} e WHERE e.id = {identity}" for kind in KINDS)
    network = f"SELECT n.title FROM network n WHERE 'net_' || n.slug = {identity}"
    expressions = {
        "id": c.dialect.quoted(identity, "text"),
        "field": c.dialect.quoted(field_name(c, name), "text"),
        "name": c.dialect.quoted(f"(SELECT x.name FROM ({named} UNION ALL {network}) x LIMIT 1)", "text"),
    }
    rows = c.dialect.elements(origins, item)
    return c.dialect.array(f"SELECT {c.object_of(field.only(), expressions)} AS j FROM {rows} ORDER BY {item}.key")


def as_columns(fields: list[str]) -> str:
    """Field names as GraphQL spells them, as the JSON list of their columns.

    Raises BAD_USER_INPUT for a name that no kind has.
    """
    checked("field with provenance", fields, _COLUMNS)
    return orjson.dumps([_COLUMNS[name] for name in fields]).decode()


def conflicts(c: Compiler, alias: str, field: Selected) -> str:
    """The fields on which the records of an entity disagree, or (`variants`) which they only spell differently."""
    conflict = c.alias("x")
    value = f"{conflict}.value"

    def lower(inner: Selected) -> str:
        if inner.name == "field":
            return c.dialect.quoted(field_name(c, c.dialect.member(value, "'field'")), "text")
        return conflict_values(c, c.dialect.child(value, "'values'"), inner)

    rows = c.dialect.elements(f"{alias}.{field.name}", conflict)
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {rows} ORDER BY {conflict}.key")


def conflict_values(c: Compiler, values: str, field: Selected) -> str:
    """What records state for a contested field, each value with the records that state it."""
    item = c.alias("y")

    def lower(inner: Selected) -> str:
        if inner.name == "value":
            # || '' makes text of numbers and lists alike
            return c.dialect.quoted(f"{c.dialect.member(f'{item}.value', literal('value'))} || ''", "text")
        return records_of_ids(c, c.dialect.child(f"{item}.value", "'records'"), inner)

    rows = c.dialect.elements(values, item)
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {rows} ORDER BY {item}.key")


def records_of_ids(c: Compiler, ids: str, field: Selected) -> str:
    """The records that a JSON array of ids names, in its order."""
    identity, row = c.alias("v"), c.alias("s")
    rows = (
        f"FROM {c.dialect.items(ids, identity)} JOIN record {row} ON {row}.id = {identity}.value ORDER BY"
        f" {identity}.key"
    )
    return c.dialect.array(f"SELECT {record(c, row, field)} AS j {rows}")


def identifiers(c: Compiler, alias: str, field: Selected) -> str:
    """The distinct outside ids of an entity."""
    row = c.alias("i")
    body = identifier_object(c, f"{row}.scheme", f"{row}.value", field)
    rows = f"(SELECT DISTINCT d.scheme AS scheme, d.value AS value FROM identifier d WHERE d.entity = {alias}.id) {row}"
    return c.dialect.array(f"SELECT {body} AS j FROM {rows} ORDER BY {row}.scheme, {row}.value")


def identifier_object(c: Compiler, scheme: str, value: str, field: Selected) -> str:
    """An outside id as an object, by the expressions of its parts."""
    uri = c.dialect.member(c.bind(_URIS, "json"), scheme)
    expressions = {
        "scheme": c.dialect.quoted(scheme, "text"),
        "value": c.dialect.quoted(value, "text"),
        "uri": c.dialect.quoted(f"replace({uri}, '{{}}', {value})", "text"),
    }
    return c.object_of(field.only(), expressions)
