"""The documents by which full-text search finds entities."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.derive import sets
from hub.store.full_text import index_documents, unindex_documents
from hub.store.id_sets import IdSet
from hub.store.tables import SearchRow
from hub.store.transaction import Transaction


async def remove_documents(entities: IdSet) -> None:
    """Remove the documents of some entities."""
    await unindex_documents(entities)
    await entities.tx.run(f"DELETE FROM search_document WHERE entity IN {entities}")


async def write_documents(tx: Transaction, documents: Sequence[Mapping[str, Any]]) -> None:
    """Insert the documents of entities that have none."""
    await tx.insert(SearchRow, documents)
    async with sets.DOCUMENTED.scratch(tx, [document["entity"] for document in documents]) as documented:
        await index_documents(documented)
