"""What a revision did to entities, for those who follow the hub; and which records it brought together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.entities.composing import kind_of
from hub.derive.entities.writing import Effect
from hub.store.tables import ChangeRow
from hub.store.writing import chunks, insert, rows

JOIN_LIMIT = 1_000
_PARTED = """SELECT r.entity, min(b.entity) FROM before AS b JOIN record AS r ON r.id = b.id
    WHERE b.entity <> r.entity AND r.withdrawn_revision IS NULL
    AND EXISTS (SELECT 1 FROM record AS left_over WHERE left_over.entity = b.entity AND left_over.withdrawn_revision IS NULL) GROUP BY r.entity"""
_HEIRS = text(
    "SELECT id, entity FROM record WHERE id IN :ids AND entity <> id "
    "AND EXISTS (SELECT 1 FROM record AS live WHERE live.entity = record.entity AND live.withdrawn_revision IS NULL)"
).bindparams(bindparam("ids", expanding=True))
_NEW_MATES = """SELECT r.entity FROM before AS b JOIN record AS r ON r.id = b.id WHERE r.withdrawn_revision IS NULL
    GROUP BY r.entity HAVING count(*) > 1 AND (count(DISTINCT b.entity) > 1 OR count(b.entity) < count(*)) ORDER BY r.entity"""


@dataclass(frozen=True, slots=True)
class Join:
    """An entity that this load made of several records."""

    entity: str
    name: str
    kind: str
    networks: tuple[str, ...]
    records: tuple[str, ...]


async def parted(connection: AsyncConnection) -> Mapping[str, str]:
    """Entities with records of another one that goes on; that other one by their ids."""
    return {row[0]: row[1] for row in await rows(connection, _PARTED)}


async def write_changes(connection: AsyncConnection, effect: Effect, parents: Mapping[str, str], revision: int) -> None:
    """Store what happened to some entities in this revision. parents: what `parted` tells."""
    heirs: dict[str, str] = {}
    for part in chunks(list(effect.removed)):
        heirs |= {row.id: row.entity for row in await connection.execute(_HEIRS, {"ids": part})}
    await insert(connection, ChangeRow, list(_changes(effect, parents, heirs, revision)))


def _changes(
    effect: Effect, parents: Mapping[str, str], heirs: Mapping[str, str], revision: int
) -> Iterator[dict[str, Any]]:
    for action, names, others in (
        ("changed", effect.changed, {}),
        ("split", {one: name for one, name in effect.added.items() if one in parents}, parents),
        ("added", {one: name for one, name in effect.added.items() if one not in parents}, {}),
        ("joined", {one: name for one, name in effect.removed.items() if one in heirs}, heirs),
        ("withdrawn", {one: name for one, name in effect.removed.items() if one not in heirs}, {}),
    ):
        for entity, name in names.items():
            yield {
                "revision": revision,
                "entity": entity,
                "action": action,
                "kind": kind_of(entity).name,
                "name": name,
                "other": others.get(entity),
            }


async def joins(connection: AsyncConnection) -> list[Join]:
    """The entities that now have records which were not together before; at most the first 1,000."""
    entities = [row[0] for row in await rows(connection, _NEW_MATES + f" LIMIT {JOIN_LIMIT}")]
    return [join for part in chunks(entities, 500) for join in await _described(connection, part)]


async def _described(connection: AsyncConnection, entities: Iterable[str]) -> list[Join]:
    chosen = "SELECT id, entity, network FROM record WHERE entity IN :ids AND withdrawn_revision IS NULL ORDER BY id"
    found = await connection.execute(text(chosen).bindparams(bindparam("ids", expanding=True)), {"ids": list(entities)})
    members: dict[str, list[Any]] = {entity: [] for entity in entities}
    for row in found:
        members[row.entity].append(row)
    names = await _names(connection, entities)
    return [
        Join(
            entity,
            names.get(entity, ""),
            kind_of(entity).name,
            tuple(sorted({row.network for row in mine})),
            tuple(row.id for row in mine),
        )
        for entity, mine in members.items()
    ]


async def _names(connection: AsyncConnection, entities: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in sorted({kind_of(entity).table for entity in entities}):
        chosen = text(f'SELECT id, name FROM "{table}" WHERE id IN :ids').bindparams(bindparam("ids", expanding=True))
        names |= {row.id: row.name for row in await connection.execute(chosen, {"ids": list(entities)})}
    return names
