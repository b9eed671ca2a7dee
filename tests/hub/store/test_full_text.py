"""The full-text index of SQLite stays in few segments, however it was written, and finds what it found."""

from hub.store import Database
from hub.store.full_text import MOST_SEGMENTS

_SEGMENTS = "SELECT count(DISTINCT segid) FROM search_index_idx"
_FOUND = "SELECT rowid FROM search_index WHERE search_index MATCH 'word*'"


async def test_many_segments_become_one_and_few_are_left(sqlite_store: Database) -> None:
    segments = []
    for batch in range(MOST_SEGMENTS + 1):
        async with sqlite_store.write() as tx:
            rows = [{"number": batch * 100 + i, "title": f"word{i}", "body": "text"} for i in range(100)]
            await tx.run("INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0)")
            for row in rows:
                await tx.run("INSERT INTO search_index (rowid, title, body) VALUES (:number, :title, :body)", **row)
        found = await sqlite_store.fetch_rows(_FOUND)
        before = await sqlite_store.fetch_value(_SEGMENTS)
        await sqlite_store.analyse(100)
        segments.append((before, await sqlite_store.fetch_value(_SEGMENTS)))
        assert await sqlite_store.fetch_rows(_FOUND) == found
    assert segments == [*((n, n) for n in range(1, MOST_SEGMENTS + 1)), (MOST_SEGMENTS + 1, 1)]
