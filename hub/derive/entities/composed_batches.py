"""Entities of a set, a batch at a time: their records are read and composed ahead of their writing, by several
processes where there are some.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from hub.derive.entities.composing import Composed, compose
from hub.derive.entities.merge_policy import Member, Standing
from hub.store.database import decoded
from hub.store.id_sets import IdSet, walk
from hub.store.tables import DetailRow, RecordRow
from hub.store.transaction import Transaction, table_of
from hub.worker_pool import shared

BATCH = 1000
"""Entities that are composed and written together."""
MANY = 3 * BATCH
"""Entities from which on other processes compose, which have to be started and to import what they need."""
_RECORD = table_of(RecordRow)
_DETAIL = table_of(DetailRow)
# in the order of the fields of a Member
_MEMBER = select(
    _RECORD.c.id, _RECORD.c.network, _RECORD.c.stated, _RECORD.c.entity, _RECORD.c.identifiers, _RECORD.c.first_revision
).where(_RECORD.c.withdrawn_revision.is_(None))
_SAID = (
    select(_RECORD.c.entity, _DETAIL.c.sort, _DETAIL.c.name, _DETAIL.c.value, _DETAIL.c.texts)
    .select_from(_DETAIL.join(_RECORD, _RECORD.c.id == _DETAIL.c.record))
    .where(_RECORD.c.withdrawn_revision.is_(None))
    .order_by(_DETAIL.c.position, _DETAIL.c.id)
)


class ComposedDetail(NamedTuple):
    """What a record says beside its fields; see `DetailRow`."""

    sort: str
    name: str
    value: str | None
    texts: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Entities that are written together. composed: those that still have records, in order of their ids."""

    ids: Sequence[str]
    composed: Sequence[Composed]


@dataclass(frozen=True, slots=True)
class _Uncomposed:
    """What a batch is composed of, by entity."""

    ids: Sequence[str]
    members: Mapping[str, Sequence[Member]]
    details: Mapping[str, Sequence[ComposedDetail]]
    standings: Mapping[str, Standing]


async def composed_batches(entities: IdSet) -> AsyncIterator[Batch]:
    """The entities of a set, a batch at a time, composed of their live records."""
    is_worth = await entities.size() >= MANY
    async for batch in shared(_composed, _uncomposed(entities), is_worth=is_worth):
        yield batch


async def _uncomposed(entities: IdSet) -> AsyncIterator[_Uncomposed]:
    tx = entities.tx
    standings = await _standings(tx)
    async for ids in walk(tx, entities, "entity", BATCH):
        yield _Uncomposed(ids, await _members(tx, ids), await _details(tx, ids), standings)


def _composed(batch: _Uncomposed) -> Batch:
    """Pure, for any process."""
    clusters = sorted(batch.members.items())
    return Batch(
        batch.ids,
        [compose(members, batch.standings, batch.details.get(entity, ())) for entity, members in clusters],
    )


async def _standings(tx: Transaction) -> dict[str, Standing]:
    rows = await tx.rows("SELECT slug, precedence, CAST(authority AS TEXT) FROM network")
    return {slug: Standing(precedence, frozenset(decoded(authority))) for slug, precedence, authority in rows}


async def _members(tx: Transaction, entities: Sequence[str]) -> Mapping[str, Sequence[Member]]:
    """The live records of some entities, by entity."""
    members: defaultdict[str, list[Member]] = defaultdict(list)
    for row in await tx.execute(_MEMBER.where(_RECORD.c.entity.in_(entities)).order_by(_RECORD.c.id)):
        member = Member(*tuple(row))
        members[member.entity].append(member)
    return dict(members)


async def _details(tx: Transaction, entities: Sequence[str]) -> Mapping[str, Sequence[ComposedDetail]]:
    """What the live records of some entities say beside their fields, by entity."""
    details: defaultdict[str, list[ComposedDetail]] = defaultdict(list)
    for row in await tx.execute(_SAID.where(_RECORD.c.entity.in_(entities))):
        entity, *said = tuple(row)
        details[entity].append(ComposedDetail(*said))
    return dict(details)
