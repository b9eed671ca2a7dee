"""The marks of all live records, kept beside them so that a small load need not read and take apart what is stored."""

from array import array
from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.subjects import COLUMNS, RECORD, subject_of
from hub.identity import subject
from hub.identity.keys.packed_keys import EDITION, Marks, marks
from hub.store.tables import MarkRow
from hub.store.writing import add_selected, batches, insert, new_set, run, upsert
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import Record

_PACKED = ("firm", "loose", "tokens", "identifiers", "names", "hosts")
_COLUMNS = ("network", "family", "accounts", "signature")
_UNMARKED = f"""SELECT id FROM record WHERE withdrawn_revision IS NULL AND kind IN ({", ".join(f"'{kind.name}'" for kind in KINDS)})
    AND NOT EXISTS (SELECT 1 FROM mark WHERE mark.record = record.id)"""


async def mark_records(connection: AsyncConnection) -> None:
    """Give marks to all live records that have none of this edition."""
    await run(connection, "DELETE FROM mark WHERE edition <> :edition", edition=EDITION)
    await new_set(connection, "unmarked")
    if not await add_selected(connection, "unmarked", _UNMARKED):
        return
    async for batch in batches(connection, "unmarked"):
        found = await connection.execute(select(*COLUMNS).where(RECORD.c.id.in_(batch)))
        await insert(connection, MarkRow, [_row(marks(subject_of(row))) for row in found])


async def add_marks(connection: AsyncConnection, records: Mapping[str, Record]) -> None:
    """Give marks to records, by their ids, that were just stored, while they are at hand."""
    known = ((id_, one) for id_, one in records.items() if one.kind in KIND_BY_NAME)
    stated = (
        subject(id_, one.network, one.kind, one.key, one.values, one.identifiers, one.statements) for id_, one in known
    )
    await upsert(connection, MarkRow, [_row(marks(one)) for one in stated])


async def new_former(connection: AsyncConnection) -> None:
    """The temporary table `former`: the marks of changed and withdrawn records as they were."""
    drop = "" if connection.dialect.name == "sqlite" else "ON COMMIT DROP"
    await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS former {drop} AS SELECT * FROM mark WHERE false")
    await run(connection, "DELETE FROM former")


async def forget_marks(connection: AsyncConnection, members: str) -> None:
    """Move the marks of a temporary set of records to `former`."""
    await run(connection, f"INSERT INTO former SELECT * FROM mark WHERE record IN (SELECT id FROM {members})")
    await run(connection, f"DELETE FROM mark WHERE record IN (SELECT id FROM {members})")


async def marks_where(
    connection: AsyncConnection, condition: str, *wanted: str, table: str = "mark", **bound: Any
) -> AsyncIterator[Marks]:
    """Stored marks; of the packed ones only those wanted, the others are empty. wanted: none for all of them."""
    packed = [name if name in (wanted or _PACKED) else "NULL" for name in _PACKED]
    chosen = text(f"SELECT record, {', '.join((*_COLUMNS, *packed))} FROM {table} WHERE {condition}")
    async with connection.stream(chosen, bound) as result:
        async for part in result.partitions(5000):
            for row in part:
                plain = tuple(row)
                yield Marks(*plain[:5], *[array("q", found) if found else _NONE for found in plain[5:]])


_NONE = array("q")


def _row(one: Marks) -> Mapping[str, Any]:
    row: dict[str, Any] = {"record": one.id, "edition": EDITION} | {name: getattr(one, name) for name in _COLUMNS}
    return row | {name: array("q", getattr(one, name)).tobytes() for name in _PACKED}
