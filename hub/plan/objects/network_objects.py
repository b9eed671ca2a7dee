"""Networks with their figures and counts, and loads, field by field."""

from hub.plan.lists.term_ranges import ANY, known_count
from hub.plan.objects.harvest_objects import live_sources
from hub.plan.objects.lowering import FieldLowering, column, enum_column, row_object
from hub.plan.selection import Selected
from hub.plan.sql.compiler import COMMA, NULL, Compiler, literal
from hub.plan.sql.localised import localised
from hub.store.revision_moments import moment_of
from schema.graphql.graphql_names import enum_name
from schema.kinds import KINDS, Kind


def network(c: Compiler, alias: str, field: Selected) -> str:
    """A network, its row at an alias."""
    return row_object(c, _NETWORK, alias, field.children["Network"])


def network_by_slug(c: Compiler, slug: str, field: Selected) -> str:
    """The network that an expression names by its slug; null if there is none."""
    row = c.alias("n")
    return f"coalesce((SELECT {network(c, row, field)} FROM network {row} WHERE {row}.slug = {slug}), 'null')"


def network_of_row(c: Compiler, alias: str, field: Selected) -> str:
    """The network that the column `network` names by its slug."""
    return network_by_slug(c, f"{alias}.network", field)


def load(c: Compiler, alias: str, field: Selected) -> str:
    """A load, its row at an alias."""
    return row_object(c, _LOAD, alias, field.children["Load"])


def issue(c: Compiler, alias: str, field: Selected) -> str:
    """An issue, its row at an alias."""
    return row_object(c, _ISSUE, alias, field.children["Issue"])


def load_of_revision(c: Compiler, revision: str, field: Selected) -> str:
    """The load that made a revision; null without one."""
    row = c.alias("l")
    return f"coalesce((SELECT {load(c, row, field)} FROM load {row} WHERE {row}.revision = {revision}), 'null')"


def load_at(column_name: str) -> FieldLowering:
    """The load that a column names by its revision."""
    return lambda c, alias, field: load_of_revision(c, f"{alias}.{column_name}", field)


def load_moment(column_name: str) -> FieldLowering:
    """When the load ended whose revision a column holds."""
    return lambda c, alias, _: c.dialect.quoted(moment_of(f"{alias}.{column_name}"), "text")


def kind_counts(c: Compiler, field: Selected, network_slug: str | None = None) -> str:
    """Counts by kind, of one network or of the whole hub."""
    counts = [c.object_of(field.only(), _counts_of(c, kind, network_slug)) for kind in KINDS]
    return f"'[' || {COMMA.join(counts)} || ']'"


def _counts_of(c: Compiler, kind: Kind, network_slug: str | None) -> dict[str, str]:
    slug, row = c.alias("s"), c.alias("n")
    held = c.dialect.member(f"{row}.counts", literal(kind.name))
    of_network, among = "", ""
    if network_slug:
        of_network = f" WHERE {row}.slug = {network_slug}"
        among = (
            f" AND EXISTS (SELECT 1 FROM {c.dialect.items(c.dialect.nested('k'), slug)} WHERE {slug}.value ="
            f" {network_slug})"
        )
    records = f"SELECT sum(CAST({held} AS integer)) FROM network {row}{of_network}"
    shared = (
        f"SELECT sum(total) FROM value_count k WHERE kind = {literal(kind.name)} AND field = 'shared' AND value <>"
        f" ''{among}"
    )
    return {
        "kind": literal(f'"{enum_name(kind.name)}"'),
        "records": f"CAST(coalesce(({records}), 0) AS text)",
        "entities": f"CAST({known_count(c, kind.name, 'networks', network_slug or ANY)} AS text)",
        "shared": f"CAST(coalesce(({shared}), 0) AS text)",
    }


def _load_counts(c: Compiler, alias: str, field: Selected) -> str:
    entry = c.alias("e")

    def lower(inner: Selected) -> str:
        if inner.name == "kind":
            return c.dialect.quoted(f"{entry}.key", "text")
        return f"coalesce(CAST({c.dialect.member(c.dialect.nested(entry), literal(inner.name))} AS text), '0')"

    rows = c.dialect.entries(f"{alias}.counts", entry)
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {rows} ORDER BY {entry}.key")


def _figures(c: Compiler, alias: str, field: Selected) -> str:
    row = c.alias("g")
    figures = f"figure {row} WHERE {row}.network = {alias}.slug ORDER BY {row}.name, {row}.as_of, {row}.id"
    return c.dialect.array(f"SELECT {row_object(c, _FIGURE, row, field.only())} AS j FROM {figures}")


def _hubs(_: Compiler, alias: str, __: Selected) -> str:
    return f"coalesce((SELECT CAST(w.hubs AS text) FROM carried_network w WHERE w.network = {alias}.slug), '[]')"


def _stated_at(c: Compiler, alias: str, _: Selected) -> str:
    origin = f"(SELECT w.stated_at FROM carried_network w WHERE w.network = {alias}.slug)"
    return c.dialect.quoted(f"coalesce({origin}, {moment_of(f'{alias}.revision')})", "text")


def _publisher(c: Compiler, alias: str, field: Selected) -> str:
    row, record = c.alias("o"), c.alias("r")
    body = row_object(c, {name: column(name) for name in ("id", "slug", "name")}, row, field.only())
    known = f"{record}.id = {alias}.publisher_record AND {record}.withdrawn_revision IS NULL"
    found = f"FROM record {record} JOIN organisation {row} ON {row}.id = {record}.entity WHERE {known}"
    return f"coalesce((SELECT {body} {found}), {NULL})"


_NETWORK: dict[str, FieldLowering] = {
    "id": lambda c, alias, _: c.dialect.quoted(f"'net_' || {alias}.slug", "text"),
    "slug": column("slug"),
    "title": column("title"),
    "description": lambda c, alias, field: localised(c, f"{alias}.description", field),
    "url": column("homepage"),
    "publisher": column("publisher_name"),
    "publisherUrl": column("publisher_url"),
    "publisherOrganisation": _publisher,
    "licence": column("licence"),
    "attribution": column("attribution"),
    "precedence": column("precedence", "integer"),
    "authority": column("authority", "json"),
    "figures": _figures,
    "counts": lambda c, alias, field: kind_counts(c, field, f"{alias}.slug"),
    "lastLoad": load_at("revision"),
    "sources": live_sources,
    "issueCount": lambda _, alias, __: f"(SELECT CAST(count(*) AS text) FROM issue i WHERE i.network = {alias}.slug)",
    "hubs": _hubs,
    "statedAt": _stated_at,
}
_LOAD: dict[str, FieldLowering] = {
    "id": lambda c, alias, _: c.dialect.quoted(f"'load_' || {alias}.revision", "text"),
    "revision": column("revision", "integer"),
    "network": network_of_row,
    "status": enum_column("status"),
    "startedAt": column("started_at"),
    "finishedAt": column("finished_at"),
    "counts": _load_counts,
}
_ISSUE: dict[str, FieldLowering] = {
    "id": column("id"),
    "network": network_of_row,
    "code": enum_column("code"),
    "severity": enum_column("severity"),
    "path": column("path"),
    "line": column("line", "integer"),
    "column": column("column", "integer"),
    "field": column("field"),
    "value": column("value"),
    "message": column("message"),
    "hint": column("hint"),
    "revision": column("revision", "integer"),
}
_FIGURE: dict[str, FieldLowering] = {
    "name": column("name"),
    "value": column("value", "number"),
    "unit": column("unit"),
    "asOf": column("as_of"),
    "note": column("note"),
    "path": column("path"),
    "line": column("line", "integer"),
    "url": column("url"),
}
