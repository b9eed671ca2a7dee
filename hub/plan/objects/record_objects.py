"""Records, field by field: what one network states about one thing."""

import orjson

from hub.plan.lists.cursors import NESTED_PAGE, page_size
from hub.plan.lists.row_lists import LARGEST
from hub.plan.lists.vocabulary_words import enum_word
from hub.plan.objects.lowering import FieldLowering, column, row_object
from hub.plan.objects.network_objects import load_at, load_of_revision, network_of_row
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from hub.store.former_tables import ERASED
from schema.graphql.graphql_names import camel
from schema.kinds import KINDS

RECORD_PREFIX = "rec_"
"""What tells the id of a record as `node` answers it from the id of an entity, which is the
id of one of its records.
"""
_SPELLINGS = orjson.dumps({name: camel(name) for kind in KINDS for name in kind.facts}).decode()


def record(c: Compiler, alias: str, field: Selected) -> str:
    """A record, its row at an alias."""
    return row_object(c, _RECORD, alias, field.children["Record"])


def record_id_of(identity: str) -> str:
    """The id under which the store keeps a record, from that or from the id that GraphQL shows."""
    return identity.removeprefix(RECORD_PREFIX)


def last_seen(c: Compiler, alias: str, field: Selected) -> str:
    """The last load that had a record: the one before it was withdrawn or no longer listed, or the network's last."""
    went = f"coalesce({alias}.unlisted_revision, {alias}.withdrawn_revision)"
    before = (
        f"SELECT max(b.revision) FROM load b WHERE b.network = {alias}.network AND b.status = 'accepted' "
        f"AND b.revision < {went}"
    )
    latest = f"SELECT n.revision FROM network n WHERE n.slug = {alias}.network"
    return load_of_revision(c, f"CASE WHEN {went} IS NULL THEN ({latest}) ELSE ({before}) END", field)


def field_name(c: Compiler, column_name: str) -> str:
    """The name of a field as GraphQL spells it, by the expression of its column name."""
    return f"coalesce({c.dialect.member(c.bind(_SPELLINGS, 'json'), column_name)}, {column_name})"


def _values(c: Compiler, alias: str, field: Selected) -> str:
    entry = c.alias("e")

    def lower(inner: Selected) -> str:
        if inner.name == "field":
            return c.dialect.quoted(field_name(c, f"{entry}.key"), "text")
        return c.dialect.quoted(c.dialect.entry_value(entry), "text")

    entries = f"{c.dialect.entries(f'{alias}.stated', entry)} WHERE {entry}.value IS NOT NULL"
    return c.dialect.array(f"SELECT {c.object(field.only(), lower)} AS j FROM {entries} ORDER BY {entry}.key")


def _kind(c: Compiler, alias: str, _: Selected) -> str:
    kind = f"CASE WHEN {alias}.kind <> 'relation' THEN {enum_word(f'{alias}.kind')} END"
    return c.dialect.quoted(kind, "text")


def _history(c: Compiler, alias: str, field: Selected) -> str:
    """What a record states and what later loads replaced, as rows alike.

    Rows that keep no values were moved or withdrawn only.
    """
    row, former = c.alias("v"), c.alias("f")

    def kept(name: str) -> str:
        return c.dialect.member(f"{former}.stated", literal(name))

    texts, numbers, documents = ("name", "path", "url", "digest"), ("since", "withdrawn", "line"), ("stated", "raw")
    columns = {"since": "changed_revision", "withdrawn": "withdrawn_revision"}
    stated = [f"{alias}.{columns.get(name, name)} AS {name}" for name in (*texts, *numbers, *documents)]
    replaced = [
        *map(kept, texts),
        *(f"CAST({kept(columns.get(name, name))} AS integer)" for name in numbers),
        *(c.dialect.child(f"{former}.stated", literal(name)) for name in documents),
    ]
    versions = (
        f"SELECT {', '.join(stated)}, CAST(NULL AS integer) AS until UNION ALL "
        f"SELECT {', '.join(replaced)}, {former}.revision FROM former_row {former} "
        f"WHERE {former}.id = {alias}.id AND {former}.origin = 'record' AND {kept('digest')} IS NOT NULL"
    )
    size = c.bind([field.arguments.get("first"), LARGEST], "integer", page_size("history(first:)", default=NESTED_PAGE))
    order = f"CASE WHEN {row}.until IS NULL THEN 0 ELSE 1 END, {row}.until DESC LIMIT {size}"
    return c.dialect.array(
        f"SELECT {row_object(c, _VERSION, row, field.only())} AS j FROM ({versions}) {row} ORDER BY {order}"
    )


_VERSION: dict[str, FieldLowering] = {
    "since": load_at("since"),
    "until": load_at("until"),
    "withdrawn": load_at("withdrawn"),
    "erased": lambda _, alias, __: f"CASE WHEN {alias}.digest = '{ERASED}' THEN 'true' ELSE 'false' END",
    "name": column("name"),
    "path": column("path"),
    "line": column("line", "integer"),
    "url": column("url"),
    "values": _values,
    "raw": column("raw", "json"),
}
_RECORD: dict[str, FieldLowering] = {
    "id": lambda c, alias, _: c.dialect.quoted(f"'{RECORD_PREFIX}' || {alias}.id", "text"),
    "network": network_of_row,
    "key": column("key"),
    "name": column("name"),
    "kind": _kind,
    "path": column("path"),
    "line": column("line", "integer"),
    "column": column("column", "integer"),
    "url": column("url"),
    "values": _values,
    "raw": column("raw", "json"),
    "firstSeen": load_at("first_revision"),
    "lastChanged": load_at("changed_revision"),
    "lastSeen": last_seen,
    "unlistedSince": load_at("unlisted_revision"),
    "history": _history,
}
