"""The match keys of all live records, kept beside them so that a small load need not read and take apart what is stored."""

from array import array
from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import select

from hub.derive import sets
from hub.derive.subjects import COLUMNS, RECORD, subject_of
from hub.identity import subject
from hub.identity.keys.packed_keys import EDITION, MatchKeys, match_keys
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.tables import MatchKeyRow
from hub.store.transaction import Transaction
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import Record

_PACKED = ("strong", "weak", "tokens", "identifiers", "names", "hosts")
_PLAIN = ("network", "family", "accounts", "lands", "signature")
_NONE = array("q")
_UNKEYED = """SELECT id FROM record WHERE withdrawn_revision IS NULL AND kind IN :kinds
    AND NOT EXISTS (SELECT 1 FROM match_key WHERE match_key.record = record.id)"""


async def key_records(tx: Transaction) -> None:
    """Give match keys to all live records that have none of this edition."""
    await tx.run("DELETE FROM match_key WHERE edition <> :edition", edition=EDITION)
    async with sets.UNKEYED.scratch(tx) as unkeyed:
        if not await unkeyed.add_selected(_UNKEYED, kinds=[kind.name for kind in KINDS]):
            return
        async for batch in unkeyed.batches():
            rows = await tx.execute(select(*COLUMNS).where(RECORD.c.id.in_(batch)))
            await tx.insert(MatchKeyRow, [_row(match_keys(subject_of(row))) for row in rows])


async def add_match_keys(tx: Transaction, records: Mapping[str, Record]) -> None:
    """Give match keys to records, by their ids, that were just stored, while they are at hand."""
    subjects = (
        subject(id_, record.network, record.kind, record.key, record.values, record.identifiers, record.statements)
        for id_, record in records.items()
        if record.kind in KIND_BY_NAME
    )
    await tx.upsert(MatchKeyRow, [_row(match_keys(one)) for one in subjects])


async def move_match_keys(records: IdSet, former_keys: TemporaryTable) -> None:
    """Move the match keys of records that will say something else, or nothing, to those of before."""
    await records.tx.run(f"INSERT INTO {former_keys.table} SELECT * FROM match_key WHERE record IN {records}")
    await records.tx.run(f"DELETE FROM match_key WHERE record IN {records}")


async def match_keys_where(
    tx: Transaction, condition: str, *wanted: str, table: str = "match_key", **values: Any
) -> AsyncIterator[MatchKeys]:
    """Stored match keys; of the packed ones only those wanted, the others are empty. wanted: none for all of them."""
    packed = [name if name in (wanted or _PACKED) else "NULL" for name in _PACKED]
    query = f"SELECT record, {', '.join((*_PLAIN, *packed))} FROM {table} WHERE {condition}"
    async for part in tx.stream(query, **values):
        for row in part:
            cells = tuple(row)
            plain = 1 + len(_PLAIN)
            yield MatchKeys(*cells[:plain], *[array("q", cell) if cell else _NONE for cell in cells[plain:]])


def _row(keys: MatchKeys) -> Mapping[str, Any]:
    row: dict[str, Any] = {"record": keys.id, "edition": EDITION} | {name: getattr(keys, name) for name in _PLAIN}
    return row | {name: array("q", getattr(keys, name)).tobytes() for name in _PACKED}
