"""Indexes that are made after their rows: they are there again, the same, whatever happens."""

from pathlib import Path
from typing import Any

import pytest

from hub.load import load
from hub.store import Database, index_building
from hub.store.dump import dump
from hub.store.index_building import indexed_afterwards
from hub.store.transaction import Transaction

TABLES = ("organisation", "term", "name_key")
TERM = """INSERT INTO term (entity, field, value, kind, sort_name, derived)
    VALUES ('org_a', 'countries', 'DK', 'organisation', 'a', false)"""


async def indexes(tx: Transaction) -> dict[str, str]:
    """Statements of all secondary indexes of the tables, by name."""
    return {row[0]: row[1] for table in TABLES for row in await tx.rows(index_building.INDEXES, table=table)}


async def test_empty_tables_have_their_indexes_after_the_block_and_not_within(sqlite_store: Database) -> None:
    async with sqlite_store.write() as tx:
        before = await indexes(tx)
        async with indexed_afterwards(tx, TABLES, index_building.MANY):
            within = await indexes(tx)
            await tx.run(TERM)
        assert {"ix_term_value", "ix_organisation_name", "ix_name_key_key"} <= before.keys()
        assert within == {}
        assert await indexes(tx) == before
        assert await tx.value("SELECT entity FROM term WHERE field = 'countries' AND value = 'DK'") == "org_a"


async def test_indexes_stay_where_few_rows_come_or_one_table_is_read_already(sqlite_store: Database) -> None:
    async with sqlite_store.write() as tx:
        before = await indexes(tx)
        async with indexed_afterwards(tx, TABLES, index_building.MANY - 1):
            assert await indexes(tx) == before
        await tx.run(TERM)
        async with indexed_afterwards(tx, TABLES, index_building.MANY):
            assert await indexes(tx) == before


async def test_a_transaction_that_is_rolled_back_leaves_the_indexes_as_they_were(sqlite_store: Database) -> None:
    async with sqlite_store.write() as tx:
        before = await indexes(tx)
    with pytest.raises(ZeroDivisionError):
        async with sqlite_store.write() as tx, indexed_afterwards(tx, TABLES, index_building.MANY):
            raise ZeroDivisionError
    async with sqlite_store.write() as tx:
        assert await indexes(tx) == before


async def test_a_first_load_says_the_same_with_its_indexes_made_afterwards(
    sqlite_store: Database, seeds: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"key": key, "name": f"Town {key}", "countries": ["DK"], "id:cvr": "64942212"} for key in "abc"]
    folder = seeds.write("alpha", {"organisation": rows, "product": [{"key": "p", "name": "OS2mo"}]})
    async with Database(f"sqlite:///{tmp_path / 'usual.db'}") as usual:
        await load(usual, folder)
        expected = [line async for line in dump(usual)]
    monkeypatch.setattr(index_building, "MANY", 0)
    await load(sqlite_store, folder)
    assert [line async for line in dump(sqlite_store)] == expected
