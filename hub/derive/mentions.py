"""Mentions: the edges from news and events to the organisations, offices and products that their titles and texts name."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.edges import Edge, End, insert_new_edges, relation_id, unite_edges
from hub.derive.entities.naming import NAMED_KINDS, named_among
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.mention_finding import Mention, find_mentions, may_name
from hub.store.tables import RecordRow, RelationRecordRow
from hub.store.writing import add, add_selected, batches, insert, new_set, run, table_of, value
from schema.kinds import KIND_BY_PREFIX
from schema.relations import PRESS

_RECORD = table_of(RecordRow)
_TEXTS = select(_RECORD.c.id, _RECORD.c.kind, _RECORD.c.entity, _RECORD.c.name, _RECORD.c.stated)
_STATED = text(
    """SELECT s.record, e.object FROM relation_record AS s JOIN relation AS e ON e.id = s.relation
       WHERE s.record IN :records AND s.how <> 'mention' AND e.predicate = 'mentions' AND e.object IS NOT NULL"""
).bindparams(bindparam("records", expanding=True))
FEW = 5000
"""Entities of which it is worth finding out how their names changed."""
_SPOKEN = ("name", "description")
_LIVE_PRESS = f"SELECT id FROM record WHERE withdrawn_revision IS NULL AND kind IN {PRESS}"


async def named_now(connection: AsyncConnection) -> set[NamedEntity] | None:
    """What texts may call the `entities` by; call it before and after these are written. None where they are too many to hold twice."""
    if await value(connection, "SELECT count(*) FROM entities") > FEW:
        return None
    return set(await named_among(connection, "entities"))


async def write_mentions(connection: AsyncConnection, former: set[NamedEntity] | None) -> None:
    """Read the press records of `speaking` anew, and those that have a name or link that came, went or changed since `former`."""
    await new_set(connection, "scanned")
    await add_selected(connection, "scanned", _LIVE_PRESS + " AND id IN (SELECT id FROM speaking)")
    named = await named_now(connection)
    if former is None or named is None:
        await add_selected(connection, "scanned", _LIVE_PRESS)
    elif former != named:
        await _add_naming(connection, Gazetteer(former ^ named))
    await new_set(connection, "edges")
    if await value(connection, "SELECT count(*) FROM scanned") == 0:
        return
    await _forget(connection)
    gazetteer = await _gazetteer(connection)
    async for batch in batches(connection, "scanned", 500):
        found = await connection.execute(_TEXTS.where(_RECORD.c.id.in_(batch)).order_by(_RECORD.c.id))
        stated = await _stated(connection, batch)
        edges = (edge for row in found for edge in _edges(row, gazetteer))
        await _write(
            connection, [(edge, says) for edge, says in edges if (says["record"], edge["object"]) not in stated]
        )
    await unite_edges(connection)


async def _stated(connection: AsyncConnection, records: Sequence[str]) -> set[tuple[str, str]]:
    """What records state to mention, in whatever role: that their words name it too makes no second edge."""
    found = await connection.execute(_STATED, {"records": records})
    return {(row.record, row.object) for row in found}


async def _add_naming(connection: AsyncConnection, gazetteer: Gazetteer) -> None:
    """Put the press records that may name one of a gazetteer into `scanned`."""
    await new_set(connection, "press")
    await add_selected(
        connection, "press", _LIVE_PRESS + " AND NOT EXISTS (SELECT 1 FROM scanned WHERE scanned.id = record.id)"
    )
    async for batch in batches(connection, "press", 500):
        found = await connection.execute(_TEXTS.where(_RECORD.c.id.in_(batch)))
        await add(
            connection,
            "scanned",
            [row.id for row in found if any(may_name(gazetteer, spoken) for _, spoken in _spoken(row.stated))],
        )


def _prefix(entity: str) -> str:
    return KIND_BY_PREFIX[entity.partition("_")[0]].name


async def _forget(connection: AsyncConnection) -> None:
    forgotten = "FROM relation_record WHERE how = 'mention' AND record IN (SELECT id FROM scanned)"
    await add_selected(connection, "edges", f"SELECT DISTINCT relation {forgotten}")
    await run(connection, f"DELETE {forgotten}")


async def _gazetteer(connection: AsyncConnection) -> Gazetteer:
    await new_set(connection, "named")
    for kind in NAMED_KINDS:
        await add_selected(connection, "named", f'SELECT id FROM "{kind}"')
    return Gazetteer(await named_among(connection, "named"))


def _edges(row: Any, gazetteer: Gazetteer) -> Iterator[Edge]:
    """The edges of one record; of several mentions of one entity the first in its title, or else the surest."""
    seen: set[str] = set()
    for field, spoken in _spoken(row.stated):
        for mention in find_mentions(gazetteer, spoken, row.stated.get("countries") or ()):
            if mention.entity_id not in seen:
                seen.add(mention.entity_id)
                yield _edge(row, field, mention)


def _spoken(stated: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in _SPOKEN:
        texts = stated.get(field)
        if isinstance(texts, dict):
            yield from ((f"{field}.{language}", texts[language]) for language in sorted(texts))
        elif texts:
            yield field, texts


def _edge(row: Any, field: str, mention: Mention) -> Edge:
    subject = End(row.name or row.id, "key", row.entity, row.kind)
    target = End(mention.label, "mention", mention.entity_id, _prefix(mention.entity_id), mention.confidence)
    relation = relation_id("mentions", subject, target, None)
    says = {
        "relation": relation,
        "record": row.id,
        "how": "mention",
        "field": field,
        "start": mention.start,
        "end": mention.end,
        "since": None,
        "until": None,
    }
    edge = {
        "id": relation,
        "predicate": "mentions",
        "role": None,
        "since": None,
        "until": None,
        "subject": subject.entity,
        "subject_kind": subject.kind,
    }
    edge |= {"object": target.entity, "object_kind": target.kind}
    shared = {"subject_label": subject.label, "object_label": target.label, "confidence": mention.confidence}
    return edge | shared, says | shared


async def _write(connection: AsyncConnection, edges: list[Edge]) -> None:
    await add(connection, "edges", {edge["id"] for edge, _ in edges})
    await insert_new_edges(connection, {edge["id"]: edge for edge, _ in edges})
    await insert(connection, RelationRecordRow, [says for _, says in edges])
