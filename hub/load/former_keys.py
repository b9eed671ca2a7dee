"""Records that an earlier version of the hub stored by another key keep that key, and with it their
id, judgements and history.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from hub.derive.subjects import RECORD
from hub.store.transaction import Transaction
from schema.records import Record, record_id

_STORED = select(RECORD.c.id, RECORD.c.key, RECORD.c.name, RECORD.c.stated, RECORD.c.raw)


async def by_stored_keys(tx: Transaction, records: Sequence[Record]) -> list[Record]:
    """The records; those that are stored by a former key, and not by their own, by that key,
    which only the first takes.
    """
    former = [_id(record, key) for record in records for key in record.former_keys]
    if not former:
        return list(records)
    ids = {*former, *(record.id for record in records)}
    stored = {row.id: row for row in await tx.execute(_STORED.where(RECORD.c.id.in_(ids)))}
    own = {record.id for record in records}
    free = {id_: row for id_, row in stored.items() if id_ not in own}
    return [record if record.id in stored else _by_former_key(record, free) for record in records]


def _by_former_key(record: Record, free: dict[str, Any]) -> Record:
    """The record by the former key under which a row tells of the same thing; it is taken from those that are free."""
    for key in record.former_keys:
        row = free.get(_id(record, key))
        if row is not None and _is_same(row, record):
            del free[row.id]
            return replace(record, key=row.key)
    return record


def _id(record: Record, key: str) -> str:
    return record_id(record.network, record.kind, key)


def _is_same(row: Any, record: Record) -> bool:
    """Whether a stored record tells of the same thing: former keys were shared by neighbours, so that the
    key alone does not say so.

    What both give decides, first the item's own id, then its date; many items of one page may have the same title.
    """
    for stored, read in (
        (row.raw.get("id"), record.raw.get("id")),
        (row.stated.get("published"), record.values.get("published")),
    ):
        if stored and read:
            return bool(stored == read)
    return bool(row.name == record.values.get("name"))
