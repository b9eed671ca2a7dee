"""The documents by which full-text search finds entities, and the excerpts in which it shows what it found."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.derive import sets
from hub.store.full_text import index_documents, unindex_documents
from hub.store.id_sets import IdSet
from hub.store.search_tables import SearchExcerptRow, SearchRow
from hub.store.transaction import Transaction


async def remove_documents(entities: IdSet) -> None:
    """Remove the documents of some entities."""
    await unindex_documents(entities)
    for table in ("search_document", "search_excerpt"):
        await entities.tx.run(f"DELETE FROM {table} WHERE entity IN {entities}")


async def write_documents(
    tx: Transaction, documents: Sequence[Mapping[str, Any]], excerpts: Sequence[Mapping[str, Any]]
) -> None:
    """Insert the documents and excerpts of entities that have none."""
    await tx.insert(SearchRow, documents)
    await tx.insert(SearchExcerptRow, excerpts)
    async with sets.DOCUMENTED.scratch(tx, [document["entity"] for document in documents]) as documented:
        await index_documents(documented)
