"""The match keys of all live records, kept beside them so that a small load need not read and take apart what is stored."""

from array import array
from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.subjects import COLUMNS, RECORD, subject_of
from hub.identity import subject
from hub.identity.keys.packed_keys import EDITION, MatchKeys, match_keys
from hub.store.tables import MatchKeyRow
from hub.store.writing import add_selected, batches, insert, new_set, run, upsert
from schema.kinds import KIND_BY_NAME, KINDS
from schema.records import Record

_PACKED = ("strong", "weak", "tokens", "identifiers", "names", "hosts")
_COLUMNS = ("network", "family", "accounts", "signature")
_UNKEYED = f"""SELECT id FROM record WHERE withdrawn_revision IS NULL AND kind IN ({", ".join(f"'{kind.name}'" for kind in KINDS)})
    AND NOT EXISTS (SELECT 1 FROM match_key WHERE match_key.record = record.id)"""


async def key_records(connection: AsyncConnection) -> None:
    """Give match keys to all live records that have none of this edition."""
    await run(connection, "DELETE FROM match_key WHERE edition <> :edition", edition=EDITION)
    await new_set(connection, "unkeyed")
    if not await add_selected(connection, "unkeyed", _UNKEYED):
        return
    async for batch in batches(connection, "unkeyed"):
        found = await connection.execute(select(*COLUMNS).where(RECORD.c.id.in_(batch)))
        await insert(connection, MatchKeyRow, [_row(match_keys(subject_of(row))) for row in found])


async def add_match_keys(connection: AsyncConnection, records: Mapping[str, Record]) -> None:
    """Give match keys to records, by their ids, that were just stored, while they are at hand."""
    known = ((id_, one) for id_, one in records.items() if one.kind in KIND_BY_NAME)
    stated = (
        subject(id_, one.network, one.kind, one.key, one.values, one.identifiers, one.statements) for id_, one in known
    )
    await upsert(connection, MatchKeyRow, [_row(match_keys(one)) for one in stated])


async def new_former(connection: AsyncConnection) -> None:
    """The temporary table `former`: the match keys of changed and withdrawn records as they were."""
    drop = "" if connection.dialect.name == "sqlite" else "ON COMMIT DROP"
    await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS former {drop} AS SELECT * FROM match_key WHERE false")
    await run(connection, "DELETE FROM former")


async def forget_match_keys(connection: AsyncConnection, members: str) -> None:
    """Move the match keys of a temporary set of records to `former`."""
    await run(connection, f"INSERT INTO former SELECT * FROM match_key WHERE record IN (SELECT id FROM {members})")
    await run(connection, f"DELETE FROM match_key WHERE record IN (SELECT id FROM {members})")


async def match_keys_where(
    connection: AsyncConnection, condition: str, *wanted: str, table: str = "match_key", **bound: Any
) -> AsyncIterator[MatchKeys]:
    """Stored match keys; of the packed ones only those wanted, the others are empty. wanted: none for all of them."""
    packed = [name if name in (wanted or _PACKED) else "NULL" for name in _PACKED]
    chosen = text(f"SELECT record, {', '.join((*_COLUMNS, *packed))} FROM {table} WHERE {condition}")
    async with connection.stream(chosen, bound) as result:
        async for part in result.partitions(5000):
            for row in part:
                plain = tuple(row)
                yield MatchKeys(*plain[:5], *[array("q", found) if found else _NONE for found in plain[5:]])


_NONE = array("q")


def _row(one: MatchKeys) -> Mapping[str, Any]:
    row: dict[str, Any] = {"record": one.id, "edition": EDITION} | {name: getattr(one, name) for name in _COLUMNS}
    return row | {name: array("q", getattr(one, name)).tobytes() for name in _PACKED}
