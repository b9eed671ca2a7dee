"""Write the entities of a set of clusters: unite their records, write what differs, remove what nobody states any more."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.entities.composing import Composed, Stated, compose, kind_of
from hub.derive.entities.merge_policy import Standing
from hub.derive.entities.search_index import forget_documents, write_documents
from hub.store.tables import IdentifierRow, NameKeyRow, OccurrenceRow, RecordRow, TermRow
from hub.store.writing import add, batches_in_place, insert, new_set, run, table_of, upsert
from schema.kinds import KINDS, Kind

BATCH = 1000
_RECORD = table_of(RecordRow)
_LIVE = select(
    _RECORD.c.id, _RECORD.c.network, _RECORD.c.entity, _RECORD.c.stated, _RECORD.c.identifiers, _RECORD.c.first_revision
).where(_RECORD.c.entity.in_(text("SELECT id FROM batch")), _RECORD.c.withdrawn_revision.is_(None))
_TOUCHED = "SELECT DISTINCT r.entity FROM batch CROSS JOIN record AS r WHERE r.entity = batch.id AND EXISTS (SELECT 1 FROM touched WHERE touched.id = r.id)"


@dataclass(slots=True)
class Effect:
    """What writing a batch did: name by entity id."""

    added: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)


async def write_entities(
    connection: AsyncConnection, entities: str, standings: Mapping[str, Standing], revision: int
) -> AsyncIterator[Effect]:
    """Write the entities of a temporary set of ids, a batch at a time; one with a record in `touched` counts as changed."""
    for kind in KINDS:
        await new_set(connection, f"slugs_{kind.table}")
    first_row = "(SELECT min(r.rowid) FROM record AS r WHERE r.entity = chosen.id)"
    async for batch in batches_in_place(connection, "walk", f"SELECT id FROM {entities}", first_row, BATCH):
        await new_set(connection, "batch", batch)
        yield await _write_batch(connection, standings, revision)
    for kind in KINDS:
        await _break_ties(connection, kind, revision)


async def _write_batch(connection: AsyncConnection, standings: Mapping[str, Standing], revision: int) -> Effect:
    composed = [compose(records, standings) for records in (await _clusters(connection)).values()]
    touched = set((await connection.execute(text(_TOUCHED))).scalars())
    effect = Effect()
    await _write_identifiers(connection, composed)
    for kind in KINDS:
        known = await _known(connection, kind)
        mine = [one for one in composed if one.kind is kind]
        fresh = [one for one in mine if one.id in touched or not _is_said(one, known.get(one.id))]
        gone = [row for entity, row in known.items() if entity not in {one.id for one in mine}]
        await _remove_dependents(connection, [one.id for one in fresh if one.id in known] + [row["id"] for row in gone])
        await _remove(connection, kind, gone)
        await _write(connection, kind, fresh, known, revision)
        _note(effect, fresh, known, gone)
    return effect


async def _clusters(connection: AsyncConnection) -> dict[str, list[Stated]]:
    clusters: defaultdict[str, list[Stated]] = defaultdict(list)
    for row in await connection.execute(_LIVE.order_by(_RECORD.c.id)):
        clusters[row.entity].append(
            Stated(row.id, row.network, row.entity, row.stated, row.identifiers, row.first_revision)
        )
    return dict(sorted(clusters.items()))


async def _known(connection: AsyncConnection, kind: Kind) -> dict[str, dict[str, Any]]:
    table = table_of(kind.model)
    found = await connection.execute(select(table).where(table.c.id.in_(text("SELECT id FROM batch"))))
    return {row["id"]: dict(row) for row in found.mappings()}


def _is_said(composed: Composed, known: Mapping[str, Any] | None) -> bool:
    return known is not None and all(known[name] == value for name, value in composed.row.items())


def _note(
    effect: Effect, fresh: Sequence[Composed], known: Mapping[str, Any], gone: Sequence[Mapping[str, Any]]
) -> None:
    for one in fresh:
        (effect.changed if one.id in known else effect.added)[one.id] = one.row["name"]
    effect.removed |= {row["id"]: row["name"] for row in gone}


async def _write_identifiers(connection: AsyncConnection, composed: Sequence[Composed]) -> None:
    """By record, as a record brings its identifiers along from one entity to another."""
    await run(
        connection,
        "DELETE FROM identifier WHERE record IN (SELECT id FROM record WHERE entity IN (SELECT id FROM batch))",
    )
    await insert(connection, IdentifierRow, [row for one in composed for row in one.identifiers])


async def _remove_dependents(connection: AsyncConnection, entities: Sequence[str]) -> None:
    if not entities:
        return
    await new_set(connection, "outdated", entities)
    for table, column in (("term", "entity"), ("name_key", "entity"), ("occurrence", "event")):
        await run(connection, f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM outdated)")
    await forget_documents(connection, "outdated")


async def _remove(connection: AsyncConnection, kind: Kind, gone: Sequence[Mapping[str, Any]]) -> None:
    if not gone:
        return
    await add(connection, f"slugs_{kind.table}", (row["base_slug"] for row in gone))
    await new_set(connection, "outdated", [row["id"] for row in gone])
    await run(connection, f'DELETE FROM "{kind.table}" WHERE id IN (SELECT id FROM outdated)')


async def _write(
    connection: AsyncConnection, kind: Kind, fresh: Sequence[Composed], known: Mapping[str, Any], revision: int
) -> None:
    if not fresh:
        return
    await add(
        connection,
        f"slugs_{kind.table}",
        (row["base_slug"] for one in fresh for row in (one.row, known.get(one.id)) if row),
    )
    await upsert(connection, kind.model, [_row(one, known.get(one.id), revision) for one in fresh])
    await insert(connection, TermRow, [row for one in fresh for row in one.terms])
    await insert(connection, NameKeyRow, [row for one in fresh for row in one.name_keys])
    await insert(connection, OccurrenceRow, [row for one in fresh for row in one.dates])
    await write_documents(connection, [one.search for one in fresh])


def _row(composed: Composed, known: Mapping[str, Any] | None, revision: int) -> dict[str, Any]:
    keeps_slug = known is not None and known["base_slug"] == composed.row["base_slug"]
    return composed.row | {
        "slug": known["slug"] if known and keeps_slug else composed.row["base_slug"],
        "created_revision": known["created_revision"] if known else composed.first_revision,
        "updated_revision": revision,
    }


async def _break_ties(connection: AsyncConnection, kind: Kind, revision: int) -> None:
    """Of entities with one slug the smallest id has it bare, the others get the end of their ids."""
    table = kind.table
    rightful = f"""CASE WHEN EXISTS (SELECT 1 FROM "{table}" AS rival WHERE rival.base_slug = "{table}".base_slug AND rival.id < "{table}".id)
                   THEN base_slug || '-' || substr(id, length(id) - 4) ELSE base_slug END"""
    await run(
        connection,
        f"""UPDATE "{table}" SET slug = {rightful}, updated_revision = :revision
            WHERE base_slug IN (SELECT id FROM slugs_{table}) AND slug <> {rightful}""",
        revision=revision,
    )


__all__ = ["BATCH", "Effect", "kind_of", "write_entities"]
