"""A small load beside a large network of others reads what it concerns, however large that is."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import apsw

from hub.load import load, load_all
from hub.store import Database

SMALL, LARGE = 100, 700
COUNTED = re.compile(
    r"SELECT 'Query\.networks'|SELECT count\(\*\) FROM match_key|SELECT network, count\(\*\)|ANALYZE|'main'"
)
"""What counts all rows, in indexes, for the statistics and for the share of a family; and what is bounded by itself."""


def agents(first: int, number: int) -> dict[str, list[dict[str, Any]]]:
    """Organisations of names that nobody else has, some of one word that very many have."""
    names = {key: f"Zo{key:x}ra {'Foundation' if key % 2 else 'Museum'}" for key in range(first, first + number)}
    rows = [{"key": str(key), "name": name, "url": f"https://zo{key:x}.example.org"} for key, name in names.items()]
    return {"organisation": rows}


async def rows_walked(url: str, seeds: Path) -> Counter[str]:
    """By statement how many rows SQLite walked, as no index led to them, in a load by a connection of its own."""
    walked = Counter[str]()

    def note(event: dict[str, Any]) -> None:
        if not COUNTED.search(event["sql"]):
            walked[event["sql"]] += event["stmt_status"]["SQLITE_STMTSTATUS_FULLSCAN_STEP"]

    async with Database(url) as store:
        async with store.engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
        opened: apsw.Connection = raw._conn._connection
        opened.trace_v2(apsw.SQLITE_TRACE_PROFILE, note)
        (report,) = await load_all(store, [seeds])
        opened.trace_v2(0, None)
    assert report.status == "accepted"
    return walked


async def test_ten_rows_beside_a_large_network_walk_no_more_rows_than_beside_a_small_one(
    seeds: Any, tmp_path: Path
) -> None:
    small = seeds.write("beta", agents(10**6, 10))
    walked: dict[int, Counter[str]] = {}
    for number in (SMALL, LARGE):
        url = f"sqlite:///{tmp_path / f'{number}.db'}"
        async with Database(url) as store:
            await load(store, seeds.write("alpha", agents(0, number)))
            await store.analyse(number)
        walked[number] = await rows_walked(url, small)
    more = {sql: steps - walked[SMALL][sql] for sql, steps in walked[LARGE].items()}
    assert not {sql: steps for sql, steps in more.items() if steps > LARGE // 10}
