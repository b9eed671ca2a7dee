"""Indexes made after their rows: once, from sorted entries, instead of at a page of its own for each entry of each row."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from hub.store.transaction import Transaction

MANY = 10_000
"""Rows from which on making an index anew is worth two changes of the schema, after which all statements are prepared again."""
# those of primary keys and other constraints belong to their table, and have no statement
INDEXES = """SELECT name, sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL ORDER BY name"""


@asynccontextmanager
async def indexed_afterwards(tx: Transaction, tables: Sequence[str], rows: int) -> AsyncIterator[None]:
    """Around the writing of many rows: on SQLite, tables that are all empty have their indexes made at the end of the block.

    Readers go on with what was committed. On PostgreSQL they would wait until the transaction ends, for a twentieth of its time.
    rows: how many are written, about.
    """
    is_worth_it = tx.dialect == "sqlite" and rows >= MANY
    is_first = is_worth_it and all([await _is_empty(tx, table) for table in tables])
    made = [statement for table in tables if is_first for statement in await _dropped(tx, table)]
    yield
    for statement in made:
        await tx.run(statement)


async def _is_empty(tx: Transaction, table: str) -> bool:
    return await tx.value(f'SELECT 1 FROM "{table}" LIMIT 1') is None


async def _dropped(tx: Transaction, table: str) -> list[str]:
    """Drop the indexes of a table; the statements that make them."""
    dropped = await tx.rows(INDEXES, table=table)
    for name, _ in dropped:
        await tx.run(f'DROP INDEX "{name}"')
    return [statement for _, statement in dropped]
