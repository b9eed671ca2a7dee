"""What a load does to the graph, shown while it is rehearsed: entities and edges as they were
beside what they became.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.store.id_sets import TemporaryTable
from hub.store.tables import ChangeRow
from hub.store.transaction import Transaction, table_of

DIFF_LIMIT = 10_000
"""Entities and edges that are listed; all are counted."""
_NEW = "FROM {here} AS e {names} WHERE NOT EXISTS (SELECT 1 FROM {there} AS other WHERE other.id = e.id)"
# An entity has the id of the record that founded it, whose row outlives both.
_NAMES = "LEFT JOIN record AS s ON s.id = e.subject LEFT JOIN record AS o ON o.id = e.object"
_EDGES = f"""SELECT e.predicate, e.subject, coalesce(s.name, s."key") AS subject_name, e.object, coalesce(o.name, o."key") AS object_name
    {_NEW} ORDER BY e.predicate, e.subject, e.object LIMIT {DIFF_LIMIT}"""


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What becomes of an entity: added, changed, withdrawn, joined (into `other`) or split (off `other`).

    fields: of a changed one {field, from, to, records}, as `changes` of the graph tells them.
    """

    action: str
    kind: str
    entity: str
    name: str
    other: str | None
    fields: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge that is gained or lost, its ends by id and name."""

    action: str
    predicate: str
    subject: str
    subject_name: str
    object: str
    object_name: str


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """All that a load does to the graph.

    counts: by action, of everything; entities, edges: the first 10,000 (of edges: gained and lost each).
    """

    counts: dict[str, int]
    entities: list[EntityChange]
    edges: list[EdgeChange]


async def edges_before(tx: Transaction) -> TemporaryTable:
    """All edges, to be compared with what a load makes of them."""
    former = await sets.FORMER_EDGES.new(tx)
    await tx.run(f"INSERT INTO {former.table} SELECT * FROM relation")
    return former


async def graph_diff(former: TemporaryTable, revision: int) -> GraphDiff:
    """What a revision did to the graph, within its transaction. former: the edges before it."""
    tx = former.tx
    sql = "SELECT action, count(*) FROM change WHERE revision = :revision GROUP BY action"
    counts: dict[str, int] = dict(map(tuple, await tx.rows(sql, revision=revision)))
    edges: list[EdgeChange] = []
    for action, here, there in (("gained", "relation", former.table), ("lost", former.table, "relation")):
        number = await tx.value(f"SELECT count(*) {_NEW.format(here=here, there=there, names='')}")
        counts |= {action: int(number)} if number else {}
        rows = await tx.rows(_EDGES.format(here=here, there=there, names=_NAMES))
        edges += [EdgeChange(action, *row) for row in rows]
    return GraphDiff(dict(sorted(counts.items())), await _entities(tx, revision), edges)


async def _entities(tx: Transaction, revision: int) -> list[EntityChange]:
    table = table_of(ChangeRow)
    order = (table.c.action, table.c.kind, table.c.name, table.c.entity)
    rows = await tx.execute(select(table).where(table.c.revision == revision).order_by(*order).limit(DIFF_LIMIT))
    return [EntityChange(row.action, row.kind, row.entity, row.name, row.other, row.fields or []) for row in rows]
