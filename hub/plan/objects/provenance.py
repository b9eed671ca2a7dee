"""Who says so: records, provenance, conflicts and identifiers of an entity or an edge."""

from typing import Any

import orjson

from hub.plan.objects.hub_objects import Lowering, column, last_seen, load_at, named, network_of, record, spelling
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.graphql.fields import camel
from schema.identifiers import SCHEMES
from schema.kinds import KINDS

_NETWORK, _FIRST = network_of("network"), load_at("first_revision")
_COLUMNS = {camel(name): name for kind in KINDS for name in kind.facts}
_URIS = orjson.dumps({scheme.name: scheme.uri for scheme in SCHEMES if scheme.uri}).decode()


def records_of_entity(c: Compiler, alias: str, found: Selected) -> str:
    """The records in force of an entity."""
    row = c.alias("s")
    rows = f"FROM record {row} WHERE {row}.entity = {alias}.id AND {row}.withdrawn_revision IS NULL ORDER BY {row}.network, {row}.id"
    return c.dialect.array(f"SELECT {record(c, row, found)} AS j {rows}")


def records_of_relation(c: Compiler, alias: str, found: Selected) -> str:
    """The records that state an edge."""
    row, link = c.alias("s"), c.alias("k")
    rows = (
        f"FROM relation_record {link} JOIN record {row} ON {row}.id = {link}.record WHERE {link}.relation = {alias}.id"
    )
    return c.dialect.array(f"SELECT {record(c, row, found)} AS j {rows} ORDER BY {row}.network, {row}.id")


def statements_of_relation(c: Compiler, alias: str, found: Selected) -> str:
    """How each record states an edge; of mentions where in the text."""
    link, row = c.alias("k"), c.alias("s")
    body = c.object(
        found.only(),
        lambda field: record(c, row, field) if field.name == "record" else _STATEMENT[field.name](c, link, field),
    )
    rows = (
        f"FROM relation_record {link} JOIN record {row} ON {row}.id = {link}.record WHERE {link}.relation = {alias}.id"
    )
    return c.dialect.array(f"SELECT {body} AS j {rows} ORDER BY {row}.network, {row}.id")


def provenance(c: Compiler, alias: str, found: Selected) -> str:
    """Every value that a record of the entity states: where, since when, and whether it won."""
    row, entry, winner = c.alias("s"), c.alias("e"), c.alias("w")
    winners = c.dialect.items(c.dialect.child(f"{alias}.origins", f"{entry}.key", "'records'"), winner)
    won = f"EXISTS (SELECT 1 FROM {winners} WHERE {winner}.value = {row}.id)"
    rule = c.dialect.member(c.dialect.child(f"{alias}.origins", f"{entry}.key"), "'rule'")
    fields: dict[str, Any] = {
        "__typename": lambda _: literal('"Provenance"'),
        "field": lambda _: c.dialect.quoted(spelling(c, f"{entry}.key"), "text"),
        "value": lambda _: c.dialect.quoted(c.dialect.entry_value(entry), "text"),
        "won": lambda _: f"CASE WHEN {won} THEN 'true' ELSE 'false' END",
        "rule": lambda _: c.dialect.quoted(f"CASE WHEN {won} THEN {rule} ELSE 'lost' END", "text"),
        "record": lambda field: record(c, row, field),
        "network": lambda field: _NETWORK(c, row, field),
        "firstSeen": lambda field: _FIRST(c, row, field),
        "lastSeen": lambda field: last_seen(c, row, field),
        "path": lambda _: c.dialect.quoted(f"{row}.path", "text"),
        "line": lambda _: c.dialect.quoted(f"{row}.line", "integer"),
        "url": lambda _: c.dialect.quoted(f"{row}.url", "text"),
    }
    body = c.object(found.only(), lambda field: fields[field.name](field))
    chosen = _chosen(c, entry, found.arguments.get("fields"))
    join = "JOIN" if c.dialect.name == "sqlite" else "CROSS JOIN LATERAL"
    return c.dialect.array(
        f"SELECT {body} AS j, CASE WHEN {won} THEN 0 ELSE 1 END AS lost FROM record {row} {join} {c.dialect.entries(f'{row}.stated', entry)} "
        f"WHERE {row}.entity = {alias}.id AND {row}.withdrawn_revision IS NULL AND {entry}.value IS NOT NULL{chosen} "
        f"ORDER BY {entry}.key, lost, {row}.network, {row}.id"
    )


def _chosen(c: Compiler, entry: str, fields: Any) -> str:
    if fields is None:
        return ""
    item = c.alias("v")
    bound = c.bind(fields, "json", as_columns)
    return f" AND {entry}.key IN (SELECT {item}.value FROM {c.dialect.items(bound, item)})"


def as_columns(fields: list[str]) -> str:
    """Field names as GraphQL spells them, as the JSON list of their columns. Raises BAD_USER_INPUT for a name that no kind has."""
    if unknown := [name for name in fields if name not in _COLUMNS]:
        raise RequestError(
            ErrorCode.BAD_USER_INPUT,
            f"No kind has a field {unknown[0]!r} with provenance.",
            f"Use some of: {', '.join(_COLUMNS)}.",
        )
    return orjson.dumps([_COLUMNS[name] for name in fields]).decode()


def conflicts(c: Compiler, alias: str, found: Selected) -> str:
    """The fields on which the records of an entity disagree."""
    item = c.alias("x")

    def lowered(field: Selected) -> str:
        if field.name == "field":
            return c.dialect.quoted(spelling(c, c.dialect.member(f"{item}.value", "'field'")), "text")
        return _conflict_values(c, item, field) if field.name == "values" else literal('"Conflict"')

    rows = c.dialect.elements(f"{alias}.conflicts", item)
    return c.dialect.array(f"SELECT {c.object(found.only(), lowered)} AS j FROM {rows} ORDER BY {item}.key")


def _conflict_values(c: Compiler, outer: str, found: Selected) -> str:
    item = c.alias("y")

    def lowered(field: Selected) -> str:
        if field.name == "value":
            return c.dialect.quoted(f"{c.dialect.member(f'{item}.value', literal('value'))} || ''", "text")
        return _conflict_records(c, item, field) if field.name == "records" else literal('"ConflictValue"')

    rows = c.dialect.elements(c.dialect.child(f"{outer}.value", "'values'"), item)
    return c.dialect.array(f"SELECT {c.object(found.only(), lowered)} AS j FROM {rows} ORDER BY {item}.key")


def _conflict_records(c: Compiler, outer: str, found: Selected) -> str:
    item, row = c.alias("v"), c.alias("s")
    ids = c.dialect.items(c.dialect.child(f"{outer}.value", "'records'"), item)
    rows = f"FROM {ids} JOIN record {row} ON {row}.id = {item}.value ORDER BY {item}.key"
    return c.dialect.array(f"SELECT {record(c, row, found)} AS j {rows}")


def identifiers(c: Compiler, alias: str, found: Selected) -> str:
    """The distinct outside ids of an entity."""
    row = c.alias("i")
    uri = c.dialect.member(c.bind(_URIS, "json"), f"{row}.scheme")
    fields = {
        "scheme": c.dialect.quoted(f"{row}.scheme", "text"),
        "value": c.dialect.quoted(f"{row}.value", "text"),
        "uri": c.dialect.quoted(f"replace({uri}, '{{}}', {row}.value)", "text"),
        "__typename": literal('"Identifier"'),
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    rows = f"(SELECT DISTINCT d.scheme AS scheme, d.value AS value FROM identifier d WHERE d.entity = {alias}.id) {row}"
    return c.dialect.array(f"SELECT {body} AS j FROM {rows} ORDER BY {row}.scheme, {row}.value")


_STATEMENT: dict[str, Lowering] = {
    "__typename": named("EdgeStatement"),
    "how": column("how"),
    "field": column("field"),
    "start": column("start", "integer"),
    "end": column('"end"', "integer"),
    "since": column("since"),
    "until": column("until"),
    "confidence": column("confidence", "number"),
}
