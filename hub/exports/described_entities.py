"""Things with all that hangs on them: what documents about single things are made of, such as a publiccode.yml.

A column for each relation field of the kind has its other ends as a list: those in the hub with `id`, those known by a
label alone without. Each end has its name, web address, type, countries and identifiers, and since and until when; the
columns `identifiers` and `records` have what identifies the thing, and which records state it, where.
"""

from collections.abc import Mapping
from typing import Any

from hub.exports.entity_tables import entity_columns, listed
from hub.exports.store_tables import ColumnExpression, Columns, StoreTables
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import Chosen
from hub.plan.sql.compiler import COMMA, Compiler, literal
from hub.store.revision_moments import moment_of
from schema.kinds import KIND_BY_NAME, Kind
from schema.relations import End, ends_of
from schema.values.outcome import Storage

DescribedRow = Mapping[str, Any]
"""A row of the table."""
ExportedMembers = Mapping[str, tuple[str, Storage]]
"""The members of a JSON object: SQL expressions, and how the database stores their values."""


def descriptions(tables: StoreTables, chosen: Chosen, root: str) -> RowTable:
    """What was chosen, in the order of the list, described."""
    columns: Columns = {
        **entity_columns(chosen.kind, root),
        Column("created_at"): lambda _, alias: moment_of(f"{alias}.created_revision"),
        Column("updated_at"): lambda _, alias: moment_of(f"{alias}.updated_revision"),
        Column("identifiers", "json"): lambda c, alias: _identifiers(c, f"{alias}.id"),
        Column("records", "json"): _records,
        **{Column(field, "json"): _ends(end) for field, end in ends_of(chosen.kind.name).items()},
    }

    return tables.table(chosen.kind.name, columns, lambda c: listed(chosen, c))


def _object(c: Compiler, members: ExportedMembers) -> str:
    """A JSON object as SQL text."""
    texts = (literal(f'"{name}":') + " || " + c.dialect.quoted(*value) for name, value in members.items())
    return f"'{{' || {COMMA.join(texts)} || '}}'"


def _identifiers(c: Compiler, entity: str) -> str:
    """A JSON list of the identifiers of an entity; those that several records state stand once."""
    identifier = _object(c, {"scheme": ("i.scheme", "text"), "value": ("i.value", "text")})
    distinct = f"SELECT DISTINCT i.scheme, i.value FROM identifier i WHERE i.entity = {entity}"
    return c.dialect.array(f"SELECT {identifier} AS j FROM ({distinct}) i ORDER BY i.scheme, i.value")


def _records(c: Compiler, alias: str) -> str:
    """A JSON list of the live records of an entity: where each stands, and when it changed last."""
    record = _object(
        c,
        {
            **{name: (f"r.{name}", "text") for name in ("id", "network", "path", "url")},
            "line": ("r.line", "integer"),
            "at": (moment_of("r.changed_revision"), "text"),
        },
    )
    live = f"r.entity = {alias}.id AND r.withdrawn_revision IS NULL"
    return c.dialect.array(f"SELECT {record} AS j FROM record r WHERE {live} ORDER BY r.id")


def _ends(end: End) -> ColumnExpression:
    """The other ends of a relation: first those that are in the hub, by name."""

    def expression(c: Compiler, alias: str) -> str:
        near, far = end.sides
        of_edges = (
            f"SELECT 0 AS known, o.sort_name AS name, o.id AS tie, {_resolved(c, KIND_BY_NAME[other])} AS j FROM"
            f" relation r JOIN {KIND_BY_NAME[other].table} o ON o.id = r.{far} WHERE r.{near} = {alias}.id AND"
            f" r.predicate = {literal(end.predicate.name)}"
            for other in end.others
        )
        labels = (
            f"SELECT 1 AS known, u.sort_name AS name, u.id AS tie, {_unresolved(c)} AS j FROM unresolved u WHERE"
            f" u.owner = {alias}.id AND u.predicate = {literal(end.predicate.name)} AND u.outward = {int(end.outward)}"
        )
        every = " UNION ALL ".join([*of_edges, labels])
        return c.dialect.array(f"SELECT e.j FROM ({every}) e ORDER BY e.known, e.name, e.tie")

    return expression


def _resolved(c: Compiler, kind: Kind) -> str:
    """An end in the hub, of the kind's table o, by the edge r."""
    members: dict[str, tuple[str, Storage]] = {
        "id": ("o.id", "text"),
        "kind": (f"CAST({literal(kind.name)} AS text)", "text"),  # PostgreSQL gives a bare literal no type
        **{name: (f"o.{name}", "text") for name in ("name", "url", *_OF_KIND.get(kind.name, ()))},
        "countries": ("o.countries", "json"),
        "identifiers": (_identifiers(c, "o.id"), "json"),
        "roles": ("r.roles", "json"),
        "since": ("r.since", "text"),
        "until": ("r.until", "text"),
    }
    return _object(c, members)


_OF_KIND = {"organisation": ("type", "city"), "product": ("repository",)}
"""What else is said of an end, by its kind."""


def _unresolved(c: Compiler) -> str:
    """An end that is known by a label alone; like an edge it is over when all statements say so."""
    over = (
        "(SELECT CASE WHEN count(*) = count(s.until) THEN max(s.until) END FROM statement s WHERE s.unresolved = u.id)"
    )
    members: dict[str, tuple[str, Storage]] = {
        "name": ("u.label", "text"),
        "key": ("u.key", "text"),
        "stated": ("u.identifiers", "json"),
        "since": ("(SELECT min(s.since) FROM statement s WHERE s.unresolved = u.id)", "text"),
        "until": (over, "text"),
    }
    return _object(c, members)
