"""The tables of a selection: its entities, their relations, what records say of them, and what feeds need."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import orjson

from hub.exports.store_tables import NETWORKS, ColumnExpression, Columns, StoreTables, plain_column
from hub.exports.tabular import Column, RowTable
from hub.plan.bulk_reading import BulkRows, Chosen
from hub.plan.lists.fact_expressions import fact_value
from hub.plan.lists.row_lists import SortKey
from hub.plan.sql.compiler import Compiler, literal
from hub.store.reading import Rows
from hub.store.revision_moments import moment_of
from schema.kinds import KINDS, Kind

Ids = Callable[[Compiler], str]
"""A SELECT of the ids of what was chosen."""
_FIRST = ("name", "url", "countries")
_LAST = ("alternate_names", "topics", "description")
_DETAILS = ("origins", "derived", "conflicts")


def entity_columns(kind: Kind, root: str) -> dict[Column, ColumnExpression]:
    """The columns of a kind: what a person looks for comes first. root: of the addresses of entities."""
    own = [name for name in kind.facts if name not in (*_FIRST, *_LAST)]
    columns: dict[Column, ColumnExpression] = {Column(name): plain_column(name) for name in ("id", "slug")}
    for name in (*_FIRST, *own, *_LAST):
        fact = kind.facts[name]
        columns[Column(name, "json" if fact.many else fact.value.storage, fact.many)] = _fact(kind, name)
    columns[NETWORKS] = plain_column("networks")
    columns[Column("uri")] = lambda _, alias: f"{literal(root)} || {alias}.id"
    columns |= {Column(name, "json", is_detail=True): plain_column(name) for name in _DETAILS}
    return columns


def _fact(kind: Kind, name: str) -> ColumnExpression:
    return lambda c, alias: fact_value(c, kind, alias, name)


def entities(tables: StoreTables, chosen: Chosen, root: str) -> RowTable:
    """What was chosen, in the order of the list."""
    return tables.table(chosen.kind.name, entity_columns(chosen.kind, root), lambda c: listed(chosen, c))


def listed(chosen: Chosen, c: Compiler) -> tuple[str, BulkRows]:
    """The alias of the rows of a list, and where they are."""
    rows = chosen.rows(c)
    [(alias, _, _)] = rows.handles
    conditions = tuple(condition.sql for condition in rows.conditions)
    return alias, BulkRows((), rows.source, rows.keys, conditions)


def latest(tables: StoreTables, chosen: Chosen, root: str) -> RowTable:
    """What was chosen, with the moments of its last change and how often it was changed.

    Press by publication, else by change.
    """
    kind = chosen.kind
    columns = entity_columns(kind, root) | {
        Column("updated_at"): lambda _, alias: moment_of(f"{alias}.updated_revision"),
        Column("created_at"): lambda _, alias: moment_of(f"{alias}.created_revision"),
        Column("change_count", "integer"): lambda _, alias: (
            f"(SELECT count(*) FROM change h WHERE h.entity = {alias}.id AND h.action = 'changed')"
        ),
    }

    def rows(c: Compiler) -> tuple[str, BulkRows]:
        alias, places = listed(chosen, c)
        key = (
            SortKey(f"coalesce({alias}.published, '')", descending=True)
            if "published" in kind.facts
            else SortKey(f"{alias}.updated_revision", "integer", descending=True)
        )
        return alias, BulkRows((), places.source, (key, SortKey(f"{alias}.id")), places.conditions)

    return tables.table(kind.name, columns, rows)


def withdrawn(tables: StoreTables, kind: Kind) -> RowTable:
    """What of a kind left the hub and has not come back, the last first."""
    columns: dict[Column, ColumnExpression] = {
        Column("id"): plain_column("entity"),
        Column("name"): plain_column("name"),
        Column("at"): lambda _, alias: moment_of(f"{alias}.revision"),
        Column("revision", "integer"): plain_column("revision"),
    }
    gone = (
        f"g.action = 'withdrawn' AND g.kind = {literal(kind.name)}",
        f"NOT EXISTS (SELECT 1 FROM {kind.table} k WHERE k.id = g.entity)",
    )
    keys = (SortKey("g.revision", "integer", descending=True), SortKey("g.entity"))
    return tables.table("withdrawn", columns, lambda _: ("g", BulkRows((), "change g", keys, gone)))


def edges(tables: StoreTables, ids: Ids | None = None) -> RowTable:
    """Relations with the names of both ends; those of what was chosen, or all."""
    columns: dict[Column, ColumnExpression] = {}
    for end in ("subject", "object"):
        columns[Column(end)] = plain_column(end)
        columns[Column(f"{end}_name")] = _name_of(end, f"{end}_kind")
        columns[Column(f"{end}_kind")] = plain_column(f"{end}_kind")
        if end == "subject":
            columns[Column("predicate")] = plain_column("predicate")
    columns[Column("roles", "json", many=True)] = plain_column("roles")
    columns |= {Column(name): plain_column(name) for name in ("since", "until")}
    columns[Column("confidence", "number")] = plain_column("confidence")
    columns[NETWORKS] = plain_column("networks")
    columns[Column("id")] = plain_column("id")

    def rows(c: Compiler) -> tuple[str, BulkRows]:
        met = (f"r.subject IN ({ids(c)}) OR r.object IN ({ids(c)})",) if ids else ()
        return "r", BulkRows((), "relation r", (SortKey("r.id"),), met)

    return tables.table("edges", columns, rows)


def _name_of(identity: str, kind: str) -> ColumnExpression:
    """The name of an entity of any kind."""

    def expression(_: Compiler, alias: str) -> str:
        names = " ".join(
            f"WHEN {literal(entity_kind.name)} THEN (SELECT n.name FROM {entity_kind.table} n WHERE n.id = {alias}.{identity})"
            for entity_kind in KINDS
        )
        return f"CASE {alias}.{kind} {names} END"

    return expression


def ends(tables: StoreTables, ids: Ids, root: str) -> RowTable:
    """What was chosen and what its relations lead to: the nodes of a graph. degree: relations in the whole hub."""
    degree = " + ".join(f"(SELECT count(*) FROM relation d WHERE d.{end} = n.id)" for end in ("subject", "object"))
    columns: Columns = {
        Column("id"): plain_column("id"),
        Column("name"): plain_column("name"),
        Column("kind"): plain_column("kind"),
        Column("countries", "json", many=True): plain_column("countries"),
        NETWORKS: plain_column("networks"),
        Column("uri"): lambda _, alias: f"{literal(root)} || {alias}.id",
        Column("degree", "integer"): lambda _, __: degree,
    }

    def rows(c: Compiler) -> tuple[str, BulkRows]:
        every = " UNION ALL ".join(
            f"SELECT k.id, k.name, {literal(kind.name)} AS kind, {fact_value(c, kind, 'k', 'countries')} AS countries,"
            f" k.networks FROM {kind.table} k"
            for kind in KINDS
        )
        near = (
            f"n.id IN ({ids(c)}) OR n.id IN (SELECT r.object FROM relation r WHERE r.subject IN ({ids(c)})) "
            f"OR n.id IN (SELECT r.subject FROM relation r WHERE r.object IN ({ids(c)}))"
        )
        return "n", BulkRows((), f"({every}) n", (SortKey("n.id"),), (near,))

    return tables.table("nodes", columns, rows)


def changes(tables: StoreTables, since: int) -> RowTable:
    """What became of entities after a revision, oldest first: what a copy of the hub needs to stay one."""
    columns: Columns = {
        Column("revision", "integer"): plain_column("revision"),
        **{Column(name): plain_column(name) for name in ("action", "entity", "kind", "name", "other")},
        Column("at"): lambda _, alias: moment_of(f"{alias}.revision"),
        Column("fields", "json"): plain_column("fields"),
    }
    keys = (SortKey("h.revision", "integer"), SortKey("h.entity"), SortKey("h.action"))
    return tables.table(
        "changes", columns, lambda _: ("h", BulkRows((), "change h", keys, (f"h.revision > {since:d}",)))
    )


_VALUE_COLUMNS = (
    "entity",
    "entity_name",
    "kind",
    "field",
    "language",
    "value",
    "network",
    "record",
    "path",
    "line",
    "url",
)


def stated_values(tables: StoreTables, ids: Ids | None = None) -> RowTable:
    """What each record says of an entity, a row for each value: who says what of whom, and where it stands."""
    expressions: Sequence[ColumnExpression] = (
        plain_column("entity"),
        _name_of("entity", "kind"),
        *map(plain_column, ("kind", "network", "id", "path", "line", "url", "stated")),
    )

    def rows(c: Compiler) -> tuple[str, BulkRows]:
        chosen = f"r.entity IN ({ids(c)})" if ids else "r.entity IS NOT NULL"
        return "r", BulkRows((), "record r", (SortKey("r.id"),), (chosen, "r.withdrawn_revision IS NULL"))

    columns = tuple(Column(name, "integer" if name == "line" else "text") for name in _VALUE_COLUMNS)

    async def read(wanted: Sequence[Column]) -> AsyncIterator[Rows]:
        places = [_VALUE_COLUMNS.index(column.name) for column in wanted]
        async for page in tables.pages(expressions, rows):
            rows_of_values = [values for row in page for values in _values(tuple(row)[: len(expressions)])]
            yield [tuple(values[place] for place in places) for values in rows_of_values]

    return RowTable("statement", columns, read)


def _values(row: Sequence[Any]) -> Rows:
    """The rows of a record that states several values."""
    entity, name, kind, network, record, path, line, url, values = row
    return [
        (entity, name, kind, field, language, _written(item), network, record, path, line, url)
        for field, value in orjson.loads(values).items()
        for language, item in _single(value)
    ]


def _written(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _single(value: Any) -> list[tuple[str | None, Any]]:
    """The values in a value, each with its language."""
    if isinstance(value, dict):
        return list(value.items())
    return [(None, item) for item in (value if isinstance(value, list) else [value])]
