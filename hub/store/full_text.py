"""The full-text index over search documents. PostgreSQL keeps its own, a generated column; SQLite's FTS5 has to be fed.

FTS5 writes a segment for every SQL statement that changes it, so it gets many documents at a time; a trigger for each
row made a load several times slower. Its table has no content of its own: what it is to forget must be handed to it
word for word, so documents leave the index before they leave or change in their table.
"""

from hub.store.id_sets import IdSet
from hub.store.transaction import Transaction

MOST_SEGMENTS = 4
"""Parts of FTS5's index up to which a load leaves them: each is opened and searched for
every word that is asked for.
"""
_LEAST_PAGES, _ROWS_OF_A_PAGE = 1_000, 5
"""Pages of the index that a load merges at least, some 4 MB in 50 ms, and of how many rows it merges one: half of
these would do for all that they fill.
"""

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


async def merge_index(tx: Transaction, rows: int) -> None:
    """Make one segment of the many that loads leave in SQLite's index: it is a third smaller, and
    opened in a third of the time.

    rows: that were read before, of which this stays a small part; where that is too little for
    all, the next load goes on.
    """
    if tx.dialect == "sqlite" and await tx.value("SELECT count(DISTINCT segid) FROM search_index_idx") > MOST_SEGMENTS:
        # a negative number stands for segments of whatever levels (section 6.7 of FTS5's documentation)
        pages = max(_LEAST_PAGES, rows // _ROWS_OF_A_PAGE)
        await tx.run("INSERT INTO search_index (search_index, rank) VALUES ('merge', :pages)", pages=-pages)
