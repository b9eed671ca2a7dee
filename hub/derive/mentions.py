"""Mentions: the edges from news and events to the organisations, OSPOs and products that
their titles and texts name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.edges import StatedEdge, forget_statements, write_statements
from hub.derive.ends import EdgeEnd
from hub.derive.entities.naming import all_named
from hub.derive.subjects import RECORD
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from hub.identity.texts.mention_finding import find_mentions, may_name
from hub.store.id_sets import IdSet
from hub.store.transaction import Transaction
from schema.kinds import KIND_BY_NAME
from schema.records import kind_of
from schema.relations import PRESS

BATCH = 500
"""Press records whose texts are held at a time."""
_TEXTS = select(RECORD.c.id, RECORD.c.network, RECORD.c.kind, RECORD.c.entity, RECORD.c.name, RECORD.c.stated)
_STATED = """SELECT record, object FROM statement
    WHERE record IN :records AND how <> 'mention' AND predicate = 'mentions' AND object IS NOT NULL"""
_FIELDS = ("name", "description")
_LIVE_PRESS = f"SELECT id FROM record WHERE withdrawn_revision IS NULL AND kind IN {PRESS}"
# By ranges of ids, which are tagged with the kind: no other record is read. After _ comes `.
_ALL_LIVE_PRESS = " UNION ALL ".join(
    f"SELECT id FROM record WHERE withdrawn_revision IS NULL AND id > '{kind.prefix}_' AND id < '{kind.prefix}`'"
    for kind in (KIND_BY_NAME[name] for name in PRESS)
)


async def write_mentions(speaking: IdSet, names: Iterable[set[NamedEntity]] | None, edges: IdSet) -> None:
    """Read anew the texts of speaking press records and of those with a name or link that came, went or changed.

    names: these names and links as they were, and as they are; None where they are so many that all texts are read.
    edges: gets the edges concerned.
    """
    tx = speaking.tx
    async with sets.SCANNED.scratch(tx) as scanned:
        await scanned.add_selected(_ALL_LIVE_PRESS if names is None else f"{_LIVE_PRESS} AND id IN {speaking}")
        if named := _merged(names or ()):
            await _add_naming(scanned, Gazetteer(named))
        if await scanned.size() == 0:
            return
        await forget_statements(f"how = 'mention' AND record IN {scanned}", edges)
        gazetteer = Gazetteer(await all_named(tx))
        async for batch in scanned.batches(BATCH):
            records = (await tx.execute(_TEXTS.where(RECORD.c.id.in_(batch)).order_by(RECORD.c.id))).all()
            stated = await _stated(tx, batch)
            mentions = (edge for record in records for edge in _mentions(record, gazetteer))
            await write_statements(
                edges, [edge for edge in mentions if (edge.record, edge.object.entity) not in stated]
            )


def _merged(names: Iterable[set[NamedEntity]]) -> list[NamedEntity]:
    """Each entity once, with the names and links that it had and has: enough to tell whether a text may mean it."""
    merged: dict[str, NamedEntity] = {}
    for named in chain.from_iterable(names):
        other = merged.get(named.id, named)
        identifiers = (*other.identifiers, *named.identifiers)
        merged[named.id] = replace(named, names=(*other.names, *named.names), identifiers=identifiers)
    return list(merged.values())


async def _stated(tx: Transaction, records: Sequence[str]) -> set[tuple[str, str]]:
    """What records state to mention, in whatever role: that their words name it too makes no second edge."""
    return {(row.record, row.object) for row in await tx.rows(_STATED, records=records)}


async def _add_naming(scanned: IdSet, gazetteer: Gazetteer) -> None:
    """Add the press records that may name one of a gazetteer."""
    tx = scanned.tx
    async with sets.PRESS.scratch(tx) as press:
        await press.add_selected(
            f"""SELECT id FROM ({_ALL_LIVE_PRESS}) AS p
                WHERE NOT EXISTS (SELECT 1 FROM {scanned.table} AS s WHERE s.id = p.id)"""
        )
        async for batch in press.batches(BATCH):
            records = await tx.execute(_TEXTS.where(RECORD.c.id.in_(batch)))
            await scanned.add(
                record.id for record in records if any(may_name(gazetteer, words) for _, words in _texts(record.stated))
            )


def _mentions(record: Any, gazetteer: Gazetteer) -> Iterator[StatedEdge]:
    """The edges of one record; of several mentions of one entity the first in its title, or else the surest."""
    seen: set[str] = set()
    subject = EdgeEnd(record.name, "key", record.entity, record.kind)
    for field, words in _texts(record.stated):
        for mention in find_mentions(gazetteer, words, record.stated.get("countries") or (), (), record.network):
            entity = mention.entity_id
            if entity in seen:
                continue
            seen.add(entity)
            target = EdgeEnd(mention.label, "mention", entity, kind_of(entity).name, mention.confidence)
            yield StatedEdge(
                record.id,
                record.network,
                "mentions",
                subject,
                target,
                "mention",
                field=field,
                start=mention.start,
                end=mention.end,
            )


def _texts(stated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What a record says in words, with the name of the field, and of its language where it has one."""
    for field in _FIELDS:
        value = stated.get(field)
        if isinstance(value, Mapping):
            yield from ((f"{field}.{language}", value[language]) for language in sorted(value))
        elif value:
            yield field, value
