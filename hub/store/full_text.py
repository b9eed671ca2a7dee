"""The full-text index over search documents. PostgreSQL keeps its own, a generated column; SQLite's FTS5 has to be fed.

FTS5 writes a segment for every statement that changes it, so it gets many documents at a time; a trigger for each row made
a load several times slower. Its table has no content of its own: what it is to forget must be handed to it word for word, so
documents leave the index before they leave or change in their table.
"""

from hub.store.id_sets import IdSet

_DOCUMENTS = "SELECT {} number, title, body FROM search_document WHERE entity IN {} ORDER BY number"
_DELETED = "'delete',"


async def index_documents(entities: IdSet) -> None:
    """Put the documents of some entities, as they are stored, into the index."""
    if entities.tx.dialect == "sqlite":
        await entities.tx.run(f"INSERT INTO search_index (rowid, title, body) {_DOCUMENTS.format('', entities)}")


async def unindex_documents(entities: IdSet) -> None:
    """Take the documents of some entities, as they are stored, out of the index."""
    if entities.tx.dialect == "sqlite":
        columns = "search_index, rowid, title, body"
        await entities.tx.run(f"INSERT INTO search_index ({columns}) {_DOCUMENTS.format(_DELETED, entities)}")
