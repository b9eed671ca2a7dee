"""The edges that records state: read their statements anew, and merge what all records say of
one edge or unresolved end.
"""

import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.edge_merging import merged_edge, merged_end
from hub.derive.ends import HOW, EdgeEnd, Referents, Spoken, referents, targets
from hub.derive.subjects import RECORD, statements_of
from hub.store.id_sets import IdSet, walk
from hub.store.relation_tables import ReferenceRow, RelationRow, StatementRow, UnresolvedRow
from hub.store.transaction import Transaction, table_of
from schema.kinds import KINDS
from schema.records import Statement, kind_of
from schema.relations import PREDICATE_BY_NAME
from schema.values.folding import fold

BATCH = 500
"""Records whose statements are read together, and edges that are merged together."""
_SPEAKER = select(RECORD.c.id, RECORD.c.network, RECORD.c.kind, RECORD.c.entity, RECORD.c.name, RECORD.c.statements)
_STATEMENT = table_of(StatementRow)
_OF_ENDS = ("id", "record", "predicate", "subject", "object")
# A store that was just migrated has no statements at all: its networks have no digest of their
# manifests, and the one that is
# loaded is restated. Their records are found by an index: SQLite would else walk all records
# where they are of few networks.
_UNREAD = """SELECT r.id FROM (SELECT slug FROM network WHERE manifest_digest = '' OR slug = :restated) AS n CROSS JOIN record AS r
    WHERE r.network = n.slug AND r.kind >= '' AND r.withdrawn_revision IS NULL"""
_MERGED = {
    "relation": (*_OF_ENDS, "relation", "network", "role", "role_key", "since", "until", "confidence"),
    "unresolved": (*_OF_ENDS, "unresolved", "subject_label", "object_label", "key", "identifiers"),
}
"""The columns of statements from which edges and unresolved ends are merged."""


@dataclass(frozen=True, slots=True)
class StatedEdge:
    """An edge as one record states it.

    field, start, end: where its text mentions the object, in code points, end exclusive.
    """

    record: str
    network: str
    predicate: str
    subject: EdgeEnd
    object: EdgeEnd
    how: str
    role: str | None = None
    since: str | None = None
    until: str | None = None
    field: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether both ends are in the store."""
        return self.subject.entity is not None and self.object.entity is not None

    @property
    def has_owner(self) -> bool:
        """Whether one end is in the store."""
        return self.subject.entity is not None or self.object.entity is not None

    @property
    def place(self) -> str:
        """The id of the edge, or of the unresolved end: 80 bits over predicate and both ends."""
        prefix = "edge_" if self.is_resolved else "end_"
        return _digest(prefix, self.predicate, self.subject.identity, self.object.identity)

    def row(self) -> dict[str, Any]:
        """The row of the statement; its id is a digest of all that it says."""
        place = self.place if self.has_owner else None
        row = {
            "record": self.record,
            "network": self.network,
            "predicate": self.predicate,
            "relation": place if self.is_resolved else None,
            "unresolved": None if self.is_resolved else place,
            "subject": self.subject.entity,
            "object": self.object.entity,
            "subject_label": self.subject.label,
            "object_label": self.object.label,
            "role": self.role,
            "role_key": fold(self.role) if self.role else None,
            "since": self.since,
            "until": self.until,
            "how": self.how,
            "confidence": min(self.subject.confidence, self.object.confidence),
            "key": self.object.key or self.subject.key,
            "identifiers": [list(pair) for pair in self.object.identifiers or self.subject.identifiers],
            "field": self.field,
            "start": self.start,
            "end": self.end,
        }
        return row | {"id": _digest("said_", repr(tuple(row.values())))}


def _digest(prefix: str, *parts: str) -> str:
    return prefix + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


async def add_ends(ends: IdSet, edges: IdSet) -> None:
    """Add the entities at the ends of edges, as they are stored now."""
    for end in ("subject", "object"):
        await ends.add_selected(f"SELECT DISTINCT {end} FROM relation WHERE id IN {edges}")


async def read_statements(
    touched: IdSet, reclustered: IdSet, renamed: IdSet, edges: IdSet, restated: str | None = None
) -> IdSet:
    """Read anew what touched and reclustered records state, and those that refer to what was
    renamed; all these records.

    edges: gets the ids of the edges and unresolved ends of which some record says something else
    now. restated: see `Cause`.
    """
    tx = touched.tx
    speaking = await sets.SPEAKING.new(tx)
    for concerned in (touched, reclustered):
        await speaking.add_selected(f"SELECT id FROM {concerned} AS r")
    await speaking.add_selected(f"SELECT DISTINCT record FROM reference WHERE target IN {renamed}")
    if await tx.value("SELECT 1 FROM statement LIMIT 1") is None:
        await speaking.add_selected(_UNREAD, restated=restated)
    await speaking.analyse()
    await forget_statements(f"record IN {speaking}", edges)
    await tx.run(f"DELETE FROM reference WHERE record IN {speaking}")
    async with sets.STATING.scratch(tx) as stating:
        await stating.add_selected(f"""SELECT id FROM record
                WHERE id IN {speaking} AND withdrawn_revision IS NULL AND CAST(statements AS TEXT) <> '[]'""")
        async for batch in walk(tx, stating, "id", BATCH):
            speakers = await tx.execute(_SPEAKER.where(RECORD.c.id.in_(batch)).order_by(RECORD.c.id))
            spoken = [(record, statement) for record in speakers for statement in statements_of(record.statements)]
            known = await referents(tx, spoken)
            stated = [edge for record, statement in spoken for edge in _stated_edges(record, statement, known)]
            await write_statements(edges, stated)
            await tx.insert(ReferenceRow, _reference_rows(spoken))
    return speaking


async def forget_statements(condition: str, edges: IdSet) -> None:
    """Remove the statements that meet an SQL condition; their edges and unresolved ends come into the set."""
    for column in ("relation", "unresolved"):
        chosen = f"SELECT DISTINCT {column} FROM statement WHERE {column} IS NOT NULL AND {condition}"
        await edges.add_selected(chosen)
    await edges.tx.run(f"DELETE FROM statement WHERE {condition}")


def _reference_rows(spoken: Spoken) -> list[dict[str, str]]:
    rows = {(record.id, target) for record, statement in spoken for target in targets(record, statement)}
    return [{"record": record, "target": target} for record, target in sorted(rows)]


def _stated_edges(record: Any, statement: Statement, known: Referents) -> Iterator[StatedEdge]:
    """The edge of a statement; nothing where an end is of a wrong kind or both are one thing."""
    predicate = PREDICATE_BY_NAME.get(statement.predicate)
    if predicate is None:
        return
    subject = known.end(record, statement.subject, predicate.subjects)
    target = known.end(record, statement.object, predicate.objects)
    if subject is None or target is None or subject.identity == target.identity:
        return
    how = min(subject.how, target.how, key=HOW.index)
    said = (statement.role, statement.since, statement.until)
    yield StatedEdge(record.id, record.network, predicate.name, subject, target, how, *said)


async def write_statements(edges: IdSet, stated: Iterable[StatedEdge]) -> None:
    """Store what records say; the ids of the edges and unresolved ends come into the set."""
    rows = {row["id"]: row for row in (edge.row() for edge in stated)}
    await edges.add({place for row in rows.values() if (place := row["relation"] or row["unresolved"])})
    await edges.tx.insert(StatementRow, list(rows.values()))


async def merge_edges(edges: IdSet, entities: IdSet) -> None:
    """Merge anew the edges and unresolved ends of a set, and the edges of entities whose name is not what the edge has.

    Those that no record states any more are removed.
    """
    tx = edges.tx
    for kind in KINDS:
        for end in ("subject", "object"):
            # CROSS JOIN binds SQLite to this order: it would else walk all edges for the few entities
            await edges.add_selected(
                f"""SELECT r.id FROM {entities.table} AS e CROSS JOIN "{kind.table}" AS k CROSS JOIN relation AS r
                    WHERE k.id = e.id AND r.{end} = k.id AND r.{end}_name <> k.sort_name"""
            )
    await edges.analyse()
    for table in ("relation", "unresolved"):
        await tx.run(f"DELETE FROM {table} WHERE id IN {edges}")
    async for batch in edges.batches(BATCH):
        relations = [statements async for statements in _by_place(tx, "relation", batch)]
        ends = {statements[0][end] for statements in relations for end in ("subject", "object")}
        names = await _sort_names(tx, ends)
        await tx.insert(RelationRow, [_relation_row(statements, names) for statements in relations])
        await tx.insert(
            UnresolvedRow, [_unresolved_row(statements) async for statements in _by_place(tx, "unresolved", batch)]
        )


async def _by_place(tx: Transaction, column: str, ids: Collection[str]) -> AsyncIterator[list[dict[str, Any]]]:
    """The statements of some edges or unresolved ends, those of one together."""
    names, place = _MERGED[column], _STATEMENT.c[column]
    query = select(*(_STATEMENT.c[name] for name in names)).where(place.in_(ids)).order_by(place)
    rows = [dict(zip(names, row, strict=True)) for row in await tx.execute(query)]
    for _, statements in groupby(rows, key=lambda statement: statement[column]):
        yield list(statements)


async def _sort_names(tx: Transaction, entities: Iterable[str]) -> dict[str, str]:
    by_table: defaultdict[str, list[str]] = defaultdict(list)
    for entity in entities:
        by_table[kind_of(entity).table].append(entity)
    names: dict[str, str] = {}
    for table, ids in sorted(by_table.items()):
        rows = await tx.rows(f'SELECT id, sort_name FROM "{table}" WHERE id IN :ids', ids=ids)
        names |= {row.id: row.sort_name for row in rows}
    return names


def _relation_row(statements: list[dict[str, Any]], names: dict[str, str]) -> dict[str, Any]:
    row = {"id": statements[0]["relation"], "predicate": statements[0]["predicate"]}
    for end in ("subject", "object"):
        entity = statements[0][end]
        row |= {end: entity, f"{end}_kind": kind_of(entity).name, f"{end}_name": names[entity]}
    return row | merged_edge(statements)


def _unresolved_row(statements: list[dict[str, Any]]) -> dict[str, Any]:
    first = statements[0]
    owner = first["subject"] or first["object"]
    return {
        "id": first["unresolved"],
        "owner": owner,
        "owner_kind": kind_of(owner).name,
        "predicate": first["predicate"],
        "outward": int(first["subject"] is not None),
    } | merged_end(statements)
