"""The edges that records state: find the other end, unite what several records say of one edge."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.entities.naming import name_keys, named_among
from hub.derive.subjects import statements_of
from hub.identity.texts.gazetteer import Gazetteer
from hub.identity.texts.label_resolution import resolve_reference
from hub.store.tables import RecordRow, ReferenceRow, RelationRecordRow, RelationRow
from hub.store.writing import add, add_selected, analyse, batches_in_place, chunks, insert, new_set, run, table_of
from schema.kinds import KIND_BY_PREFIX
from schema.records import Reference, Statement, record_id
from schema.relations import PREDICATE_BY_NAME
from schema.values.folding import fold

Edge = tuple[dict[str, Any], dict[str, Any]]
"""The row of an edge, and the row of what one record says of it."""
MISSING = "missing"
HOW = (MISSING, "label", "name", "identifier", "key")
"""How an end was found, the weakest first."""
_RECORD = table_of(RecordRow)
_SPEAKING = select(
    _RECORD.c.id, _RECORD.c.network, _RECORD.c.kind, _RECORD.c.entity, _RECORD.c.name, _RECORD.c.statements
)


@dataclass(frozen=True, slots=True)
class End:
    """One end of an edge. entity: None where only a label is known. confidence: 1 but where a name was resolved."""

    label: str
    how: str = "label"
    entity: str | None = None
    kind: str | None = None
    confidence: float = 1.0

    @property
    def mark(self) -> str:
        """What tells this end from others: the entity, or else the folded label."""
        return self.entity or f"?{self.kind or ''}:{fold(self.label)}"


@dataclass(slots=True)
class Known:
    """What is in the store of all that a batch of statements looks for: entities by record id and by identifier."""

    records: dict[str, str] = field(default_factory=dict)
    identifiers: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    gazetteer: Gazetteer = field(default_factory=lambda: Gazetteer(()))


async def collect_targets(connection: AsyncConnection) -> None:
    """Add to `targets` what references may call the records of `before` and `entities`; call it before and after these are written."""
    await add_selected(connection, "targets", "SELECT 'key:' || id FROM before")
    await add_selected(
        connection,
        "targets",
        "SELECT DISTINCT 'id:' || scheme || ':' || value FROM identifier WHERE record IN (SELECT id FROM before)",
    )
    await add_selected(
        connection, "targets", "SELECT DISTINCT 'name:' || key FROM name_key WHERE entity IN (SELECT id FROM entities)"
    )


async def write_edges(connection: AsyncConnection) -> None:
    """Derive anew the edges of `touched` and `before` records, and of all records that refer to one of `targets`."""
    for name in ("speaking", "edges"):
        await new_set(connection, name)
    await analyse(connection, "targets")
    for source in ("touched", "before"):
        await add_selected(connection, "speaking", f"SELECT id FROM {source}")
    await add_selected(
        connection, "speaking", "SELECT DISTINCT record FROM reference WHERE target IN (SELECT id FROM targets)"
    )
    await analyse(connection, "speaking")
    await add_selected(
        connection, "edges", "SELECT DISTINCT relation FROM relation_record WHERE record IN (SELECT id FROM speaking)"
    )
    await run(connection, "DELETE FROM relation_record WHERE record IN (SELECT id FROM speaking)")
    await run(connection, "DELETE FROM reference WHERE record IN (SELECT id FROM speaking)")
    await _derive(connection)
    await unite_edges(connection)


async def _derive(connection: AsyncConnection) -> None:
    stating = """SELECT id FROM record
                 WHERE id IN (SELECT id FROM speaking) AND withdrawn_revision IS NULL AND CAST(statements AS TEXT) <> '[]'"""
    own_row = "(SELECT r.rowid FROM record AS r WHERE r.id = chosen.id)"
    async for batch in batches_in_place(connection, "stating", stating, own_row, 500):
        found = (await connection.execute(_SPEAKING.where(_RECORD.c.id.in_(batch)).order_by(_RECORD.c.id))).all()
        spoken = [(row, statement) for row in found for statement in statements_of(row.statements)]
        known = await _known(connection, spoken)
        await _write(connection, [edge for row, statement in spoken for edge in _edges(row, statement, known)])
        await insert(connection, ReferenceRow, _references(spoken))


def _ends(statement: Statement) -> Iterator[tuple[Reference, tuple[str, ...]]]:
    predicate = PREDICATE_BY_NAME[statement.predicate]
    for reference, kinds in ((statement.subject, predicate.subjects), (statement.object, predicate.objects)):
        if reference is not None:
            yield reference, kinds if reference.kind is None else (reference.kind,)


def _keys(row: Any, reference: Reference, kinds: Iterable[str]) -> list[str]:
    if reference.key is None:
        return []
    return [record_id(reference.network or row.network, kind, reference.key) for kind in kinds]


def _references(spoken: Sequence[tuple[Any, Statement]]) -> list[dict[str, str]]:
    targets = {
        (row.id, target)
        for row, statement in spoken
        for reference, kinds in _ends(statement)
        for target in _targets(row, reference, kinds)
    }
    return [{"record": record, "target": target} for record, target in sorted(targets)]


def _targets(row: Any, reference: Reference, kinds: Iterable[str]) -> Iterator[str]:
    yield from (f"key:{key}" for key in _keys(row, reference, kinds))
    yield from (f"id:{one.scheme}:{one.value}" for one in reference.identifiers)
    yield from (f"name:{key}" for key in name_keys([reference.label] if reference.label else []))


async def _known(connection: AsyncConnection, spoken: Sequence[tuple[Any, Statement]]) -> Known:
    known = Known()
    ends = [(row, *end) for row, statement in spoken for end in _ends(statement)]
    keys = {key for row, reference, kinds in ends for key in _keys(row, reference, kinds)}
    by_key = text("SELECT id, entity FROM record WHERE id IN :ids AND withdrawn_revision IS NULL").bindparams(
        bindparam("ids", expanding=True)
    )
    for part in chunks(sorted(keys)):
        known.records |= {row.id: row.entity for row in await connection.execute(by_key, {"ids": part})}
    await _know_identifiers(
        connection, known, {(one.scheme, one.value) for _, reference, _ in ends for one in reference.identifiers}
    )
    known.gazetteer = await _partial_gazetteer(
        connection, name_keys(reference.label for _, reference, _ in ends if reference.label)
    )
    return known


async def _know_identifiers(connection: AsyncConnection, known: Known, wanted: set[tuple[str, str]]) -> None:
    chosen = text("SELECT DISTINCT scheme, value, entity FROM identifier WHERE scheme IN :schemes AND value IN :values")
    statement = chosen.bindparams(bindparam("values", expanding=True), bindparam("schemes", expanding=True))
    schemes = sorted({scheme for scheme, _ in wanted})
    for part in chunks(sorted({one for _, one in wanted})):
        for scheme, found, entity in await connection.execute(statement, {"values": part, "schemes": schemes}):
            known.identifiers[scheme, found].add(entity)


async def _partial_gazetteer(connection: AsyncConnection, keys: set[str]) -> Gazetteer:
    """The entities that go by one of these names: as good as all of them, for labels that have no other."""
    if not keys:
        return Gazetteer(())
    await new_set(connection, "wanted", keys)
    await new_set(connection, "namesakes")
    await add_selected(
        connection, "namesakes", "SELECT DISTINCT entity FROM name_key WHERE key IN (SELECT id FROM wanted)"
    )
    return Gazetteer(await named_among(connection, "namesakes"))


def _edges(row: Any, statement: Statement, known: Known) -> Iterator[Edge]:
    """The edge of a statement and what the record says of it; nothing where an end is of a wrong kind or both are one thing."""
    predicate = PREDICATE_BY_NAME.get(statement.predicate)
    if predicate is None:
        return
    subject = _end(row, statement.subject, predicate.subjects, known)
    target = _end(row, statement.object, predicate.objects, known)
    if subject is None or target is None or subject.mark == target.mark:
        return
    relation = relation_id(statement.predicate, subject, target, statement.role)
    says = {
        "relation": relation,
        "record": row.id,
        "how": min(subject.how, target.how, key=HOW.index),
        "field": None,
        "start": None,
        "end": None,
    }
    says |= {
        "subject_label": subject.label,
        "object_label": target.label,
        "since": statement.since,
        "until": statement.until,
    }
    says["confidence"] = min(subject.confidence, target.confidence)
    edge = {
        "id": relation,
        "predicate": statement.predicate,
        "role": statement.role,
        "since": None,
        "until": None,
        "confidence": 1.0,
    }
    edge |= {"subject": subject.entity, "subject_kind": subject.kind, "subject_label": subject.label}
    yield edge | {"object": target.entity, "object_kind": target.kind, "object_label": target.label}, says


def _end(row: Any, reference: Reference | None, kinds: tuple[str, ...], known: Known) -> End | None:
    if reference is None:
        return End(row.name or row.id, "key", row.entity, row.kind) if row.kind in kinds and row.entity else None
    kinds = kinds if reference.kind is None else tuple({reference.kind} & set(kinds))
    if not kinds:
        return None
    label = reference.label or reference.key or reference.identifiers[0].value
    for key in _keys(row, reference, kinds):
        if (entity := known.records.get(key)) is not None:
            return End(label, "key", entity, _kind_of(entity))
    return (
        _by_identifier(reference, label, kinds, known)
        or _by_name(reference, kinds, known)
        or End(label, MISSING if reference.key else "label", kind=kinds[0] if len(kinds) == 1 else None)
    )


def _by_identifier(reference: Reference, label: str, kinds: tuple[str, ...], known: Known) -> End | None:
    for one in reference.identifiers:
        found = [entity for entity in known.identifiers.get((one.scheme, one.value), ()) if _kind_of(entity) in kinds]
        if len(found) == 1:
            return End(label, "identifier", found[0], _kind_of(found[0]))
    return None


def _by_name(reference: Reference, kinds: tuple[str, ...], known: Known) -> End | None:
    if (
        reference.label is None
        or (found := resolve_reference(known.gazetteer, reference.label, reference.country, kinds)) is None
    ):
        return None
    return End(reference.label, "name", found[0], _kind_of(found[0]), found[1])


def _kind_of(entity: str) -> str:
    return KIND_BY_PREFIX[entity.partition("_")[0]].name


def relation_id(predicate: str, subject: End, target: End, role: str | None) -> str:
    """The id of an edge: 80 bits over predicate, both ends and role."""
    stated = "\0".join((predicate, subject.mark, target.mark, role or ""))
    return "edge_" + hashlib.sha256(stated.encode()).hexdigest()[:20]


async def _write(connection: AsyncConnection, edges: Sequence[Edge]) -> None:
    await add(connection, "edges", {edge["id"] for edge, _ in edges})
    await insert_new_edges(connection, {edge["id"]: edge for edge, _ in edges})
    said: dict[tuple[str, str], dict[str, Any]] = {}
    for _, says in edges:
        place = (says["relation"], says["record"])
        said[place] = _merged(said[place], says) if place in said else says
    await insert(connection, RelationRecordRow, list(said.values()))


def _merged(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """One record that states an edge twice states it for the whole time."""
    since = min((one["since"] for one in (first, second) if one["since"]), default=None)
    until = max((one["until"] for one in (first, second) if one["until"]), default=None)
    return first | {"since": since, "until": until}


async def insert_new_edges(connection: AsyncConnection, edges: Mapping[str, dict[str, Any]]) -> None:
    """Insert edges that are not there yet."""
    there: set[str] = set()
    chosen = text("SELECT id FROM relation WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
    for part in chunks(list(edges)):
        there |= set((await connection.execute(chosen, {"ids": part})).scalars())
    await insert(connection, RelationRow, [edge for one, edge in edges.items() if one not in there])


async def unite_edges(connection: AsyncConnection) -> None:
    """Give the `edges` the time and labels that all their records give, and remove those that no record states any more."""
    await analyse(connection, "edges")
    said = "(SELECT {} FROM relation_record AS said WHERE said.relation = relation.id)"
    await run(
        connection,
        "DELETE FROM relation WHERE id IN (SELECT id FROM edges) AND NOT EXISTS (SELECT 1 FROM relation_record AS said WHERE said.relation = relation.id)",
    )
    given = {
        "since": "min(since)",
        "until": "max(until)",
        "confidence": "max(confidence)",
        "subject_label": "min(subject_label)",
        "object_label": "min(object_label)",
    }
    assigned = ", ".join(f"{column} = {said.format(found)}" for column, found in given.items())
    await run(connection, f"UPDATE relation SET {assigned} WHERE id IN (SELECT id FROM edges)")
