"""Sets of ids within a transaction: what they hold, how SQL names them, and that nothing of them is left."""

from typing import Any

import pytest
from sqlalchemy import column, select, table

from hub.store import Database
from hub.store.id_sets import SetDeclaration, TableDeclaration, walk
from hub.store.transaction import Transaction

LETTERS = SetDeclaration("letters", "letters", "these tests")
PAIRS = SetDeclaration("pairs", "letters beside others", "these tests", beside="mate", is_unique=False)
PLACED = SetDeclaration("placed", "letters beside their places", "these tests", beside="place")
KEYS = TableDeclaration("old_keys", "match keys", "these tests", like="match_key")
RECORD = """INSERT INTO record (id, network, kind, key, entity, stated, identifiers, statements, raw, path, digest,
    first_revision, changed_revision) VALUES (:id, 'alpha', 'product', :id, :entity, '{}', '[]', '[]', '{}', 'p.csv', '', 1, 1)"""


async def temporary_rows(tx: Transaction) -> dict[str, int]:
    """Rows of all temporary tables that the writing connection has now."""
    names = (
        "SELECT name FROM sqlite_temp_master WHERE type = 'table'"
        if tx.dialect == "sqlite"
        else "SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'"
    )
    return {name: await tx.value(f"SELECT count(*) FROM {name}") for (name,) in await tx.rows(names)}


async def members(some: Any) -> list[str]:
    return [id_ async for batch in some.batches(2) for id_ in batch]


async def test_a_set_holds_each_id_once_and_gives_them_in_order(store: Database) -> None:
    async with store.write() as tx:
        letters = await LETTERS.new(tx, ["c", "a"])
        await letters.add(["b", "a", "É", "Z"])
        assert await letters.add_selected("SELECT 'a' UNION ALL SELECT 'd' UNION ALL SELECT 'd'") == 1
        assert await letters.size() == 6
        assert await members(letters) == ["Z", "a", "b", "c", "d", "É"]
        await letters.empty()
        assert await members(letters) == []


async def test_sql_names_a_set_through_the_object(store: Database) -> None:
    async with store.write() as tx:
        letters, placed = await LETTERS.new(tx, ["a", "b"]), await PLACED.new(tx)
        await placed.add_selected(f"SELECT id, 'first' FROM {letters} AS l WHERE id NOT IN (SELECT 'b')")
        assert await tx.rows(f"SELECT id, place FROM {placed.table}") == [("a", "first")]
        assert await tx.value(f"SELECT count(*) FROM {letters} AS l WHERE id IN {placed}") == 1
        assert (
            await tx.value(f"SELECT count(*) FROM {letters} AS l WHERE id IN :ids AND id NOT IN {placed}", ids=["b"])
            == 1
        )


async def test_sqlalchemy_asks_for_all_members_not_for_the_first(store: Database) -> None:
    async with store.write() as tx:
        letters, pairs = await LETTERS.new(tx, "abc"), await PAIRS.new(tx)
        await pairs.add_selected(
            "SELECT 'a', 'x' UNION ALL SELECT 'a', 'y' UNION ALL SELECT 'c', 'z' UNION ALL SELECT 'q', 'q'"
        )
        mates = table("pairs", column("id"), column("mate"))
        rows = await tx.execute(select(mates.c.mate).where(letters.holds(mates.c.id)).order_by(mates.c.mate))
        assert list(rows.scalars()) == ["x", "y", "z"]


async def test_a_walk_meets_every_id_once_whatever_the_size_of_its_batches(store: Database) -> None:
    async with store.write() as tx:
        await tx.run_for_each(RECORD, [{"id": id_, "entity": id_.lower()} for id_ in "DACBE"])
        letters = await LETTERS.new(tx, "abcde")
        for size in (1, 2, 5, 9):
            batches = [batch async for batch in walk(tx, letters, "entity", size)]
            assert max(map(len, batches)) <= size
            order = [id_ for batch in batches for id_ in batch]
            assert order == (list("dacbe") if tx.dialect == "sqlite" else list("abcde"))


async def test_two_steps_cannot_fill_one_set(store: Database) -> None:
    async with store.write() as tx:
        async with LETTERS.scratch(tx, "a") as letters:
            with pytest.raises(RuntimeError, match="letters is already in use"):
                await LETTERS.new(tx)
            assert await letters.size() == 1
        async with LETTERS.scratch(tx) as letters:
            assert await letters.size() == 0


async def test_a_table_of_keys_takes_rows_as_they_are_stored(store: Database) -> None:
    async with store.write() as tx:
        keys = await KEYS.new(tx)
        await tx.run(f"INSERT INTO {keys.table} SELECT * FROM match_key")
        assert await keys.size() == 0


async def test_nothing_is_left_of_a_set_when_its_transaction_has_ended(store: Database) -> None:
    async with store.write() as tx:
        await LETTERS.new(tx, "abc")
        await KEYS.new(tx)
        async with PLACED.scratch(tx) as placed:
            await placed.add_selected("SELECT 'a', 'b'")
        assert (await temporary_rows(tx))["letters"] == 3
    async with store.write() as tx:
        assert set((await temporary_rows(tx)).values()) <= {0}
        assert await (await LETTERS.new(tx)).size() == 0


async def test_nothing_is_left_of_a_set_when_its_transaction_was_rolled_back(store: Database) -> None:
    async def fill_and_fail() -> None:
        async with store.write() as tx, LETTERS.scratch(tx, "abc"):
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            await fill_and_fail()
    async with store.write() as tx:
        assert set((await temporary_rows(tx)).values()) <= {0}
