"""Networks, loads, records, figures and findings: what the hub knows about its sources, field by field."""

from collections.abc import Callable

import orjson

from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, Compiler, literal
from hub.plan.sql.localised import localised
from schema.graphql.fields import camel, enum_name
from schema.kinds import KINDS, Kind
from schema.values.outcome import Storage

Lowering = Callable[[Compiler, str, Selected], str]
_SPELLINGS = orjson.dumps({name: camel(name) for kind in KINDS for name in kind.facts}).decode()


def network(c: Compiler, alias: str, found: Selected) -> str:
    """A network, its row at an alias."""
    return c.object(found.children["Network"], lambda field: _NETWORK[field.name](c, alias, field))


def by_table(c: Compiler, table: dict[str, Lowering], alias: str, found: Selected) -> str:
    """An object whose fields are lowered by a table."""
    return c.object(found.only(), lambda field: table[field.name](c, alias, field))


def column(name: str, storage: Storage = "text") -> Lowering:
    """A field that is a column."""
    return lambda c, alias, _: c.dialect.quoted(f"{alias}.{name}", storage)


def named(word: str) -> Lowering:
    """__typename."""
    return lambda *_: literal(f'"{word}"')


def upper(name: str) -> Lowering:
    """A column of words as enum names."""
    return lambda c, alias, _: c.dialect.quoted(f"replace(upper({alias}.{name}), '-', '_')", "text")


def moment_of(revision: str) -> Lowering:
    """When the load of a revision ended."""
    return lambda c, alias, _: c.dialect.quoted(
        f"(SELECT l.finished_at FROM load l WHERE l.revision = {alias}.{revision})", "text"
    )


def load_at(revision: str) -> Lowering:
    """The load that a column names by its revision."""

    def lowering(c: Compiler, alias: str, found: Selected) -> str:
        row = c.alias("l")
        return f"coalesce((SELECT {load(c, row, found)} FROM load {row} WHERE {row}.revision = {alias}.{revision}), 'null')"

    return lowering


def load(c: Compiler, alias: str, found: Selected) -> str:
    """A load, its row at an alias."""
    return c.object(found.children["Load"], lambda field: _LOAD[field.name](c, alias, field))


def network_of(name: str) -> Lowering:
    """The network that a column names by its slug."""

    def lowering(c: Compiler, alias: str, found: Selected) -> str:
        row = c.alias("n")
        return (
            f"coalesce((SELECT {network(c, row, found)} FROM network {row} WHERE {row}.slug = {alias}.{name}), 'null')"
        )

    return lowering


def _load_counts(c: Compiler, alias: str, found: Selected) -> str:
    item = c.alias("e")

    def lowered(field: Selected) -> str:
        if field.name == "__typename":
            return literal('"LoadCount"')
        if field.name == "kind":
            return c.dialect.quoted(f"{item}.key", "text")
        return f"coalesce(CAST({c.dialect.member(c.dialect.nested(item), literal(field.name))} AS text), '0')"

    rows = c.dialect.entries(f"{alias}.counts", item)
    return c.dialect.array(f"SELECT {c.object(found.only(), lowered)} AS j FROM {rows} ORDER BY {item}.key")


def _figures(c: Compiler, alias: str, found: Selected) -> str:
    row = c.alias("g")
    body = by_table(c, _FIGURE, row, found)
    return c.dialect.array(
        f"SELECT {body} AS j FROM figure {row} WHERE {row}.network = {alias}.slug ORDER BY {row}.name, {row}.as_of, {row}.id"
    )


def _kind_counts(c: Compiler, alias: str, found: Selected) -> str:
    return kind_counts(c, found, network_slug=f"{alias}.slug")


def kind_counts(c: Compiler, found: Selected, network_slug: str | None) -> str:
    """Counts by kind, of one network or of the whole hub."""
    rows = [c.object(found.only(), lambda field, kind=kind: _kind_count(field, kind, network_slug)) for kind in KINDS]  # type: ignore[misc]
    return f"'[' || {COMMA.join(rows)} || ']'"


def _kind_count(found: Selected, kind: Kind, network_slug: str | None) -> str:
    if found.name == "__typename":
        return literal('"KindCount"')
    if found.name == "kind":
        return literal(f'"{enum_name(kind.name)}"')
    if found.name == "records":
        of_network = f" AND r.network = {network_slug}" if network_slug else ""
        return f"(SELECT CAST(count(*) AS text) FROM record r WHERE r.kind = {literal(kind.name)} AND r.withdrawn_revision IS NULL{of_network})"
    shared = " AND t.network_count > 1" if found.name == "shared" else ""
    if network_slug is None:
        return f"(SELECT CAST(count(*) AS text) FROM {kind.table} t WHERE 1 = 1{shared})"
    terms = f"term m WHERE m.kind = {literal(kind.name)} AND m.field = 'networks' AND m.value = {network_slug}"
    return f"(SELECT CAST(count(*) AS text) FROM {kind.table} t WHERE t.id IN (SELECT m.entity FROM {terms}){shared})"


def _network_id(c: Compiler, alias: str, _: Selected) -> str:
    return c.dialect.quoted(f"'net_' || {alias}.slug", "text")


def _issue_count(_c: Compiler, alias: str, _: Selected) -> str:
    return f"(SELECT CAST(count(*) AS text) FROM issue i WHERE i.network = {alias}.slug)"


def _authority(c: Compiler, alias: str, _: Selected) -> str:
    return c.dialect.quoted(f"{alias}.authority", "json")


def record(c: Compiler, alias: str, found: Selected) -> str:
    """A record, its row at an alias."""
    return c.object(found.children["Record"], lambda field: _RECORD[field.name](c, alias, field))


def last_seen(c: Compiler, alias: str, found: Selected) -> str:
    """The last load that had a record: the one before its withdrawal, or the network's last."""
    row = c.alias("l")
    before = f"SELECT max(b.revision) FROM load b WHERE b.network = {alias}.network AND b.status = 'accepted' AND b.revision < {alias}.withdrawn_revision"
    latest = f"SELECT n.revision FROM network n WHERE n.slug = {alias}.network"
    revision = f"CASE WHEN {alias}.withdrawn_revision IS NULL THEN ({latest}) ELSE ({before}) END"
    return f"coalesce((SELECT {load(c, row, found)} FROM load {row} WHERE {row}.revision = {revision}), 'null')"


def spelling(c: Compiler, column: str) -> str:
    """A field's column name as GraphQL spells it."""
    return f"coalesce({c.dialect.member(c.bind(_SPELLINGS, 'json'), column)}, {column})"


def stated_values(c: Compiler, alias: str, found: Selected) -> str:
    """The normalised values of a record, field by field."""
    entry = c.alias("e")

    def lowered(field: Selected) -> str:
        if field.name == "__typename":
            return literal('"StatedValue"')
        return c.dialect.quoted(
            spelling(c, f"{entry}.key") if field.name == "field" else c.dialect.entry_value(entry), "text"
        )

    rows = c.dialect.entries(f"{alias}.stated", entry)
    return c.dialect.array(
        f"SELECT {c.object(found.only(), lowered)} AS j FROM {rows} WHERE {entry}.value IS NOT NULL ORDER BY {entry}.key"
    )


_NETWORK: dict[str, Lowering] = {
    "__typename": named("Network"),
    "id": _network_id,
    "slug": column("slug"),
    "title": column("title"),
    "description": lambda c, alias, found: localised(c, f"{alias}.description", found),
    "homepage": column("homepage"),
    "publisher": column("publisher_name"),
    "publisherUrl": column("publisher_url"),
    "licence": column("licence"),
    "attribution": column("attribution"),
    "precedence": column("precedence", "integer"),
    "authority": _authority,
    "figures": _figures,
    "counts": _kind_counts,
    "lastLoad": load_at("revision"),
    "issueCount": _issue_count,
}
_LOAD: dict[str, Lowering] = {
    "__typename": named("Load"),
    "revision": column("revision", "integer"),
    "network": network_of("network"),
    "status": column("status"),
    "startedAt": column("started_at"),
    "finishedAt": column("finished_at"),
    "counts": _load_counts,
}
_FIGURE: dict[str, Lowering] = {
    "__typename": named("Figure"),
    "name": column("name"),
    "value": column("value", "number"),
    "unit": column("unit"),
    "asOf": column("as_of"),
    "note": column("note"),
    "path": column("path"),
    "line": column("line", "integer"),
    "url": column("url"),
}
ISSUE: dict[str, Lowering] = {
    "__typename": named("Issue"),
    "id": column("id"),
    "network": column("network"),
    "code": upper("code"),
    "severity": upper("severity"),
    "path": column("path"),
    "line": column("line", "integer"),
    "column": column("column", "integer"),
    "field": column("field"),
    "value": column("value"),
    "message": column("message"),
    "hint": column("hint"),
    "revision": column("revision", "integer"),
}
_RECORD: dict[str, Lowering] = {
    "__typename": named("Record"),
    "id": column("id"),
    "network": network_of("network"),
    "key": column("key"),
    "name": column("name"),
    "kind": lambda c, alias, _: c.dialect.quoted(
        f"CASE WHEN {alias}.kind <> 'relation' THEN replace(upper({alias}.kind), '-', '_') END", "text"
    ),
    "path": column("path"),
    "line": column("line", "integer"),
    "column": column("column", "integer"),
    "url": column("url"),
    "values": stated_values,
    "raw": column("raw", "json"),
    "firstSeen": load_at("first_revision"),
    "lastChanged": load_at("changed_revision"),
    "lastSeen": last_seen,
}
