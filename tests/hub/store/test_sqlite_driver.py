"""The driver of SQLite: a statement crosses to the thread of its connection once, and all of its rows come,
however many and however taken.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from hub.store import Database
from hub.store.sqlite_driver import _AHEAD, _ThreadConnection

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :last) SELECT i FROM n"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(f"sqlite:///{tmp_path}/numbers.db") as opened:
        yield opened


@pytest.fixture
def crossings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done in the thread of a connection."""
    done: list[str] = []
    across = _ThreadConnection._execute

    async def noted(connection: _ThreadConnection, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        done.append(work.__name__)
        return await across(connection, work, *arguments, **named)

    monkeypatch.setattr(_ThreadConnection, "_execute", noted)
    return done


@pytest.mark.parametrize("last", [1, _AHEAD - 1, _AHEAD, _AHEAD + 1, 12_000])
async def test_all_rows_come_at_once_and_in_parts(database, last):
    async with database.write() as tx:
        assert [row.i for row in await tx.rows(NUMBERS, last=last)] == list(range(1, last + 1))
        parts = [[row.i for row in part] async for part in tx.stream(NUMBERS, last=last)]
        assert [i for part in parts for i in part] == list(range(1, last + 1))
        assert await tx.value("SELECT count(*) FROM (SELECT 1 WHERE 1 = 0)") == 0
        assert await tx.rows("SELECT 1 WHERE 1 = 0") == []


async def test_rows_that_nobody_takes_hold_no_statement_open(database):
    async with database.write() as tx:
        async for _ in tx.stream(NUMBERS, last=12_000):
            break
        assert await tx.value(NUMBERS, last=12_000) == 1
        await tx.run("CREATE TABLE seen (i INTEGER)")
    async with database.write() as tx:
        assert await tx.run("INSERT INTO seen SELECT 1 UNION SELECT 2") == 2
        assert await tx.run("DROP TABLE seen") >= 0


async def test_a_statement_of_a_transaction_asks_its_thread_once(database, crossings):
    async with database.write() as tx:
        crossings.clear()
        await tx.rows(NUMBERS, last=10)
        await tx.run("CREATE TABLE seen (i INTEGER)")
        await tx.run_for_each("INSERT INTO seen VALUES (:i)", [{"i": 1}, {"i": 2}])
        assert crossings == ["_run"] * 3
        crossings.clear()
        await tx.rows(NUMBERS, last=_AHEAD + 1)
        assert crossings == ["_run", "_read"]


async def test_a_statement_that_fails_leaves_its_connection_in_order(database):
    async with database.write() as tx:
        await tx.run("CREATE TABLE seen (i INTEGER PRIMARY KEY)")
        with pytest.raises(Exception, match="UNIQUE constraint failed"):
            await tx.run("INSERT INTO seen VALUES (1), (1)")
        await tx.run("INSERT INTO seen VALUES (1)")
    async with database.write() as tx:
        assert await tx.value("SELECT count(*) FROM seen") == 1
