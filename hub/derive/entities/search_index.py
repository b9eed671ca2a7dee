"""The documents of entities for full-text search, and on SQLite the FTS5 index over them.

PostgreSQL keeps its index itself. FTS5 writes a segment for every statement, so the index follows many documents at a time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from hub.store.tables import SearchRow
from hub.store.writing import insert, new_set, run

_OLD = "INSERT INTO search_index (search_index, rowid, title, body) SELECT 'delete', number, title, body FROM search_document WHERE entity IN (SELECT id FROM {}) ORDER BY number"
_NEW = "INSERT INTO search_index (rowid, title, body) SELECT number, title, body FROM search_document WHERE entity IN (SELECT id FROM {}) ORDER BY number"


async def forget_documents(connection: AsyncConnection, entities: str) -> None:
    """Remove the documents of a temporary set of entities."""
    if connection.dialect.name == "sqlite":
        await run(connection, _OLD.format(entities))
    await run(connection, f"DELETE FROM search_document WHERE entity IN (SELECT id FROM {entities})")


async def write_documents(connection: AsyncConnection, documents: Sequence[Mapping[str, Any]]) -> None:
    """Insert the documents of entities that have none."""
    await insert(connection, SearchRow, documents)
    if connection.dialect.name == "sqlite":
        await new_set(connection, "worded", [one["entity"] for one in documents])
        await run(connection, _NEW.format("worded"))
