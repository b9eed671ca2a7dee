"""Indexes made after their rows: once, from sorted entries, instead of at a page of its own for each entry of each row."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from hub.store.transaction import Transaction

MANY = 10_000
"""Rows from which on making an index anew is worth two changes of the schema, after which all statements are prepared again."""
# Those that a primary key or another constraint brings along belong to the table: they have no statement of their own, or are named by a constraint.
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL ORDER BY name",
    "postgresql": """SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :table
        AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname""",
}


@asynccontextmanager
async def indexed_afterwards(tx: Transaction, tables: Sequence[str], rows: int) -> AsyncIterator[None]:
    """Around the writing of many rows: tables that are empty have their indexes made at the end of the block.

    Only of empty ones, as whoever reads such a table on PostgreSQL waits for the transaction to end: nothing is there to be read yet.
    rows: how many entities are written, about.
    """
    made = [statement for table in tables if rows >= MANY for statement in await _dropped(tx, table)]
    yield
    for statement in made:
        await tx.run(statement)


async def _dropped(tx: Transaction, table: str) -> list[str]:
    """Drop the indexes of a table if it is empty; the statements that make them."""
    if await tx.value(f'SELECT 1 FROM "{table}" LIMIT 1') is not None:
        return []
    dropped = await tx.rows(_INDEXES[tx.dialect], table=table)
    for name, _ in dropped:
        await tx.run(f'DROP INDEX "{name}"')
    return [statement for _, statement in dropped]
