"""The edges that records state: read their statements anew, and unite what several records say of one edge."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.ends import HOW, EdgeEnd, Referents, Spoken, referents, targets
from hub.derive.subjects import RECORD, statements_of
from hub.store.id_sets import IdSet, walk
from hub.store.tables import ReferenceRow, RelationRecordRow, RelationRow
from hub.store.transaction import Transaction, chunks
from schema.records import Statement
from schema.relations import PREDICATE_BY_NAME

BATCH = 500
"""Records whose statements are read together."""
_SPEAKER = select(RECORD.c.id, RECORD.c.network, RECORD.c.kind, RECORD.c.entity, RECORD.c.name, RECORD.c.statements)


@dataclass(frozen=True, slots=True)
class StatedEdge:
    """An edge as one record states it. field, start, end: where its text mentions the object, in code points, end exclusive."""

    record: str
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
    def id(self) -> str:
        """The id of the edge: 80 bits over predicate, both ends and role."""
        stated = "\0".join((self.predicate, self.subject.identity, self.object.identity, self.role or ""))
        return "edge_" + hashlib.sha256(stated.encode()).hexdigest()[:20]

    def edge_row(self, edge: str) -> dict[str, Any]:
        """The row of the edge; what all its records say of it comes when these are united."""
        return {
            "id": edge,
            "predicate": self.predicate,
            "role": self.role,
            "since": None,
            "until": None,
            "confidence": 1.0,
            "subject": self.subject.entity,
            "subject_kind": self.subject.kind,
            "subject_label": self.subject.label,
            "object": self.object.entity,
            "object_kind": self.object.kind,
            "object_label": self.object.label,
        }

    def record_row(self, edge: str) -> dict[str, Any]:
        """The row of what the record says of the edge."""
        return {
            "relation": edge,
            "record": self.record,
            "how": self.how,
            "subject_label": self.subject.label,
            "object_label": self.object.label,
            "since": self.since,
            "until": self.until,
            "confidence": min(self.subject.confidence, self.object.confidence),
            "field": self.field,
            "start": self.start,
            "end": self.end,
        }


async def write_edges(touched: IdSet, reclustered: IdSet, renamed: IdSet, ends: IdSet) -> IdSet:
    """Derive anew the edges of touched and reclustered records and of those that refer to what was renamed; all these records.

    ends: filled with the entities at the ends of these edges, of former ones too.
    """
    tx = touched.tx
    speaking = await sets.SPEAKING.new(tx)
    for records in (touched, reclustered):
        await speaking.add_selected(f"SELECT id FROM {records} AS r")
    await speaking.add_selected(f"SELECT DISTINCT record FROM reference WHERE target IN {renamed}")
    await speaking.analyse()
    async with sets.EDGES.scratch(tx) as edges:
        await edges.add_selected(f"SELECT DISTINCT relation FROM relation_record WHERE record IN {speaking}")
        for table in ("relation_record", "reference"):
            await tx.run(f"DELETE FROM {table} WHERE record IN {speaking}")
        await _read_statements(speaking, edges)
        for end in ("subject", "object"):
            await ends.add_selected(f"SELECT DISTINCT {end} FROM relation WHERE id IN {edges} AND {end} IS NOT NULL")
        await unite_edges(edges)
    return speaking


async def _read_statements(speaking: IdSet, edges: IdSet) -> None:
    tx = speaking.tx
    async with sets.STATING.scratch(tx) as stating:
        await stating.add_selected(
            f"""SELECT id FROM record
                WHERE id IN {speaking} AND withdrawn_revision IS NULL AND CAST(statements AS TEXT) <> '[]'"""
        )
        async for batch in walk(tx, stating, "id", BATCH):
            records = await tx.execute(_SPEAKER.where(RECORD.c.id.in_(batch)).order_by(RECORD.c.id))
            spoken = [(record, statement) for record in records for statement in statements_of(record.statements)]
            known = await referents(tx, spoken)
            stated = [edge for record, statement in spoken for edge in _stated_edges(record, statement, known)]
            await write_stated_edges(edges, stated)
            await tx.insert(ReferenceRow, _reference_rows(spoken))


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
    yield StatedEdge(record.id, predicate.name, subject, target, how, statement.role, statement.since, statement.until)


async def write_stated_edges(edges: IdSet, stated: Iterable[StatedEdge]) -> None:
    """Store what records say of edges, and the edges that are not there yet; the ids of all come into the set."""
    merged: dict[tuple[str, str], StatedEdge] = {}
    for edge in stated:
        place = (edge.id, edge.record)
        merged[place] = _merged(merged[place], edge) if place in merged else edge
    await edges.add({id_ for id_, _ in merged})
    await _insert_new(edges.tx, {id_: edge for (id_, _), edge in merged.items()})
    await edges.tx.insert(RelationRecordRow, [edge.record_row(id_) for (id_, _), edge in merged.items()])


def _merged(first: StatedEdge, second: StatedEdge) -> StatedEdge:
    """One record that states an edge twice states it for the whole time."""
    since = min((edge.since for edge in (first, second) if edge.since), default=None)
    until = max((edge.until for edge in (first, second) if edge.until), default=None)
    return replace(first, since=since, until=until)


async def _insert_new(tx: Transaction, edges: Mapping[str, StatedEdge]) -> None:
    there: set[str] = set()
    for part in chunks(list(edges)):
        there |= {row.id for row in await tx.rows("SELECT id FROM relation WHERE id IN :ids", ids=part)}
    await tx.insert(RelationRow, [edge.edge_row(id_) for id_, edge in edges.items() if id_ not in there])


async def unite_edges(edges: IdSet) -> None:
    """Give edges the time and labels that all their records give, and remove those that no record states any more."""
    await edges.analyse()
    theirs = "FROM relation_record AS stated WHERE stated.relation = relation.id"
    await edges.tx.run(f"DELETE FROM relation WHERE id IN {edges} AND NOT EXISTS (SELECT 1 {theirs})")
    united = {
        "since": "min(since)",
        "until": "max(until)",
        "confidence": "max(confidence)",
        "subject_label": "min(subject_label)",
        "object_label": "min(object_label)",
    }
    assigned = ", ".join(f"{column} = (SELECT {value} {theirs})" for column, value in united.items())
    await edges.tx.run(f"UPDATE relation SET {assigned} WHERE id IN {edges}")
