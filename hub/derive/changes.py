"""What a revision did to entities, for those who follow the hub; and which records it brought together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.derive.entities.writing import Effect
from hub.store.id_sets import IdSet
from hub.store.tables import ChangeRow
from hub.store.transaction import Transaction, chunks
from schema.records import kind_of

JOIN_LIMIT = 1_000
_HEIRS = """SELECT id, entity FROM record WHERE id IN :ids AND entity <> id
    AND EXISTS (SELECT 1 FROM record AS live WHERE live.entity = record.entity AND live.withdrawn_revision IS NULL)"""
_MEMBERS = "SELECT id, entity, network FROM record WHERE entity IN :ids AND withdrawn_revision IS NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class Join:
    """An entity that this load made of several records."""

    entity: str
    name: str
    kind: str
    networks: tuple[str, ...]
    records: tuple[str, ...]


async def parents(reclustered: IdSet) -> Mapping[str, str]:
    """The entities that have records of another one which goes on without these; by their ids that other one."""
    rows = await reclustered.tx.rows(
        f"""SELECT r.entity, min(b.former) FROM {reclustered.table} AS b CROSS JOIN record AS r
            WHERE r.id = b.id AND b.former <> r.entity AND r.withdrawn_revision IS NULL AND EXISTS
            (SELECT 1 FROM record AS rest WHERE rest.entity = b.former AND rest.withdrawn_revision IS NULL)
            GROUP BY r.entity"""
    )
    return {row[0]: row[1] for row in rows}


async def write_changes(tx: Transaction, effect: Effect, split_off: Mapping[str, str], revision: int) -> None:
    """Store what happened to some entities in this revision.

    split_off: what `parents` gave before they were written.
    """
    heirs: dict[str, str] = {}
    for part in chunks(list(effect.removed)):
        heirs |= {row.id: row.entity for row in await tx.rows(_HEIRS, ids=part)}
    await tx.insert(ChangeRow, list(_changes(effect, split_off, heirs, revision)))


def _changes(
    effect: Effect, split_off: Mapping[str, str], heirs: Mapping[str, str], revision: int
) -> Iterator[dict[str, Any]]:
    for names, action, instead, others in (
        (effect.changed, "changed", "changed", {}),
        (effect.added, "added", "split", split_off),
        (effect.removed, "withdrawn", "joined", heirs),
    ):
        for entity, name in names.items():
            yield {
                "revision": revision,
                "entity": entity,
                "action": instead if entity in others else action,
                "kind": kind_of(entity).name,
                "name": name,
                "other": others.get(entity),
                "fields": effect.fields.get(entity, []),
                "slug": effect.slugs.get(entity),
            }


async def joins(reclustered: IdSet) -> list[Join]:
    """The entities that now have records which were not together before; at most the first 1,000."""
    rows = await reclustered.tx.rows(
        f"""SELECT r.entity FROM {reclustered.table} AS b CROSS JOIN record AS r
            WHERE r.id = b.id AND r.withdrawn_revision IS NULL GROUP BY r.entity
            HAVING count(*) > 1 AND (count(DISTINCT b.former) > 1 OR count(b.former) < count(*))
            ORDER BY r.entity LIMIT {JOIN_LIMIT}"""
    )
    entities = [row.entity for row in rows]
    return [join for part in chunks(entities, 500) for join in await _described(reclustered.tx, part)]


async def _described(tx: Transaction, entities: Sequence[str]) -> list[Join]:
    members: dict[str, list[Any]] = {entity: [] for entity in entities}
    for row in await tx.rows(_MEMBERS, ids=entities):
        members[row.entity].append(row)
    names: dict[str, str] = {}
    for table in sorted({kind_of(entity).table for entity in entities}):
        rows = await tx.rows(f'SELECT id, name FROM "{table}" WHERE id IN :ids', ids=entities)
        names |= {row.id: row.name for row in rows}
    return [
        Join(
            entity,
            names.get(entity, ""),
            kind_of(entity).name,
            tuple(sorted({record.network for record in records})),
            tuple(record.id for record in records),
        )
        for entity, records in members.items()
    ]
