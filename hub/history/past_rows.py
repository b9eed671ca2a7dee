"""What networks and people stated at an earlier revision: the rows of now, and over them what
later revisions overwrote.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from hub.load.former import ORIGINS, before, key_of
from hub.store.database import decoded
from hub.store.paging import rows_by_key
from hub.store.reading import Reader
from hub.store.tables import METADATA
from hub.store.transaction import CHUNK, chunks, table_of

PastRow = dict[str, Any]
_KEPT = """SELECT id, stated FROM former_row WHERE origin = :origin AND revision > :revision AND id IN :ids
    ORDER BY revision DESC"""
_GONE = """SELECT DISTINCT id FROM former_row AS f WHERE origin = :origin AND revision > :revision
    AND NOT EXISTS (SELECT 1 FROM {origin} AS now WHERE now.{key} = f.id) ORDER BY id"""


async def past_rows(reader: Reader, origin: str, revision: int) -> AsyncIterator[list[PastRow]]:
    """The rows of one of `ORIGINS` at a revision, some thousand at a time."""
    key = key_of(origin)
    async for part in stored_rows(reader, origin, (key,)):
        yield await _as_they_were(reader, origin, revision, {row[key]: row for row in part})
    gone = await reader.rows(_GONE.format(origin=origin, key=key), origin=origin, revision=revision)
    for ids in chunks([row[0] for row in gone]):
        yield await _as_they_were(reader, origin, revision, dict.fromkeys(ids))


async def stored_rows(
    reader: Reader, name: str, key: Sequence[str], condition: str = ""
) -> AsyncIterator[list[PastRow]]:
    """The rows of a table under an SQL condition, some thousand at a time."""
    table, part = METADATA.tables[name], list[PastRow]()
    async for row in rows_by_key(reader, table, table.columns.keys(), key, condition):
        part.append(row)
        if len(part) == CHUNK:
            yield part
            part = []
    if part:
        yield part


async def _as_they_were(reader: Reader, origin: str, revision: int, rows: dict[str, PastRow | None]) -> list[PastRow]:
    """Those of some rows that were there at a revision, as they were."""
    for id_, kept in await reader.rows(_KEPT, origin=origin, revision=revision, ids=list(rows)):
        rows[id_] = before(rows[id_], kept and decoded(kept))
    columns = table_of(ORIGINS[origin]).columns.keys()
    there = [row for row in rows.values() if row is not None and row.get("first_revision", 0) <= revision]
    # a row of before a migration lacks the columns that it added
    return [{name: row.get(name) for name in columns} for row in there]
