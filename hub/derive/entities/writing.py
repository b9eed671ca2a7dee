"""Write the entities of a set of clusters: compose them of their records, write what differs, remove
what nobody states any more.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.entities.composed_batches import composed_batches
from hub.derive.entities.composing import Composed
from hub.derive.entities.differences import differences
from hub.derive.entities.search_index import remove_documents, write_documents
from hub.derive.terms import add_terms, remove_terms
from hub.store.id_sets import IdSet
from hub.store.tables import IdentifierRow, NameKeyRow, OccurrenceRow
from hub.store.transaction import Transaction, chunks, table_of
from schema.kinds import KINDS, Kind


@dataclass(slots=True)
class Effect:
    """What writing a batch did: name by entity id. fields: what differs of those that were changed, by entity id.

    slugs: of all that were there before, those that they had.
    """

    added: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    removed: dict[str, str] = field(default_factory=dict)
    fields: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes batches of entities. slugs: those that may have to be told apart when all are written."""

    tx: Transaction
    revision: int
    touched: IdSet
    slugs: IdSet

    async def write(self, batch: IdSet, composed: Sequence[Composed]) -> Effect:
        """Write a batch of entities; one with a touched record counts as changed even if its row stays the same."""
        effect = Effect()
        restated = await self._restated(batch)
        await _write_identifiers(batch, composed)
        for kind in KINDS:
            known = await _known(batch, kind)
            mine = {entity.id: entity for entity in composed if entity.kind is kind}
            fresh = [one for one in mine.values() if one.id in restated or not _is_stored(one, known.get(one.id))]
            gone = [row for id_, row in known.items() if id_ not in mine]
            await self._remove(kind, [one.id for one in fresh if one.id in known], gone)
            await self._insert(kind, fresh, known)
            for one in fresh:
                (effect.changed if one.id in known else effect.added)[one.id] = one.row["name"]
                if one.id in known:
                    effect.fields[one.id] = differences(kind, known[one.id], one.row)
            effect.removed |= {row["id"]: row["name"] for row in gone}
            effect.slugs |= {id_: row["slug"] for id_, row in known.items()}
        return effect

    async def _restated(self, batch: IdSet) -> set[str]:
        # CROSS JOIN binds SQLite to this order: it would else walk all records for the few entities of a batch.
        rows = await self.tx.rows(
            f"""SELECT DISTINCT r.entity FROM {batch.table} AS b CROSS JOIN record AS r
                WHERE r.entity = b.id AND EXISTS (SELECT 1 FROM {self.touched.table} AS t WHERE t.id = r.id)"""
        )
        return {row.entity for row in rows}

    async def _remove(self, kind: Kind, replaced: Sequence[str], gone: Sequence[Mapping[str, Any]]) -> None:
        """Remove what hangs on entities whose rows are replaced, and all of those that are gone."""
        if not (replaced or gone):
            return
        removed = [row["id"] for row in gone]
        async with sets.OUTDATED.scratch(self.tx, [*replaced, *removed]) as outdated:
            await remove_terms(self.tx, f"entity IN {outdated}")
            for table, column in (("name_key", "entity"), ("occurrence", "event")):
                await self.tx.run(f"DELETE FROM {table} WHERE {column} IN {outdated}")
            await remove_documents(outdated)
        if gone:
            await self.slugs.add(row["base_slug"] for row in gone)
            await self.tx.run(f'DELETE FROM "{kind.table}" WHERE id IN :ids', ids=removed)

    async def _insert(self, kind: Kind, fresh: Sequence[Composed], known: Mapping[str, Mapping[str, Any]]) -> None:
        if not fresh:
            return
        rows = [row for entity in fresh for row in (entity.row, known.get(entity.id)) if row]
        await self.slugs.add(row["base_slug"] for row in rows)
        await self.tx.upsert(kind.model, [self._row(entity, known.get(entity.id)) for entity in fresh])
        terms = [row for entity in fresh for row in entity.terms]
        await add_terms(self.tx, terms)
        await self.tx.insert(NameKeyRow, [row for entity in fresh for row in entity.name_keys])
        await self.tx.insert(OccurrenceRow, [row for entity in fresh for row in entity.dates])
        await write_documents(self.tx, [entity.search for entity in fresh], [entity.excerpts for entity in fresh])

    def _row(self, entity: Composed, known: Mapping[str, Any] | None) -> dict[str, Any]:
        """The whole row; an entity whose name folds to the same slug keeps the one it has, with its ending."""
        base = entity.row["base_slug"]
        return entity.row | {
            "slug": known["slug"] if known is not None and known["base_slug"] == base else base,
            "created_revision": known["created_revision"] if known else entity.first_revision,
            "updated_revision": self.revision,
        }


async def write_entities(entities: IdSet, touched: IdSet, revision: int) -> AsyncIterator[Effect]:
    """Write the entities of a set, a batch at a time, and tell their slugs apart."""
    tx = entities.tx
    async with sets.SLUGS.scratch(tx) as slugs:
        writer = _Writer(tx, revision, touched, slugs)
        async for batch in composed_batches(entities):
            async with sets.BATCH.scratch(tx, batch.ids) as written:
                yield await writer.write(written, batch.composed)
        for kind in KINDS:
            await _break_ties(slugs, kind, revision)


async def _known(batch: IdSet, kind: Kind) -> dict[str, dict[str, Any]]:
    """The rows that entities of a batch have now."""
    table = table_of(kind.model)
    rows = await batch.tx.execute(select(table).where(batch.holds(table.c.id)))
    return {row["id"]: dict(row) for row in rows.mappings()}


def _is_stored(entity: Composed, known: Mapping[str, Any] | None) -> bool:
    return known is not None and all(known[name] == value for name, value in entity.row.items())


async def _write_identifiers(batch: IdSet, composed: Sequence[Composed]) -> None:
    """By record, as a record brings its identifiers along from one entity to another."""
    tx = batch.tx
    records = [row.id for row in await tx.rows(f"SELECT id FROM record WHERE entity IN {batch}")]
    for part in chunks(records):  # one by one: PostgreSQL would else read all identifiers there are for each batch
        await tx.run("DELETE FROM identifier WHERE record IN :records", records=part)
    await tx.insert(IdentifierRow, [row for entity in composed for row in entity.identifiers])


async def _break_ties(slugs: IdSet, kind: Kind, revision: int) -> None:
    """Of entities with one slug the smallest id has it bare, the others get the end of their ids."""
    table = f'"{kind.table}"'
    is_second = f"SELECT 1 FROM {table} AS rival WHERE rival.base_slug = {table}.base_slug AND rival.id < {table}.id"
    rightful = f"CASE WHEN EXISTS ({is_second}) THEN base_slug || '-' || substr(id, length(id) - 4) ELSE base_slug END"
    await slugs.tx.run(
        f"""UPDATE {table} SET slug = {rightful}, updated_revision = :revision
            WHERE base_slug IN {slugs} AND slug <> {rightful}""",
        revision=revision,
    )
