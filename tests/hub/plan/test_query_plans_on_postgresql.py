"""Likewise on PostgreSQL: whether an index can answer each documented query, whatever its planner prefers
for the few rows of a test.
"""

import asyncio
import json
import warnings
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hub.plan.execution import Operation
from hub.store import Database
from hub.store.postgres_reading import PostgresReaders
from hub.store.reading import Query
from scripts.bench.copied_store import copy_store
from tests.conftest import new_postgres_database
from tests.hub.plan.conftest import executor_on
from tests.hub.plan.test_query_plans import DOCUMENTED, GROWING, READ_WHOLE

PREFERENCES = ("seqscan", "hashjoin", "mergejoin")
"""What the planner takes for small tables, although it has an index."""
IN_ORDER = {
    "# Organisations with an OSPO, and whose": {"organisation"},
    "users: { some: { countries: { group: NO": {"organisation"},
}
"""What is read from end to end in the order of an index, on SQLite too, by a part of the document: whether relations
lead anywhere is asked of each row.
"""


class NotingReaders(PostgresReaders):
    """Note every query."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn, 2)
        self.noted: list[Query] = []

    async def values(self, queries: Sequence[Query], client: str | None) -> tuple[list[Any], int | None]:
        self.noted += queries
        return await super().values(queries, client)


@pytest.fixture(scope="module")
def copied_url(seeded_url: str, postgres_server: str) -> str:
    """A PostgreSQL database with the seeds."""
    source = Database(seeded_url).path
    assert source

    async def copied() -> str:
        url = await new_postgres_database(postgres_server)
        await copy_store(Path(source), url)
        return url

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return asyncio.run(copied())


@pytest.fixture
async def noting(copied_url: str) -> AsyncIterator[Database]:
    database = Database(copied_url)
    database.readers = NotingReaders(copied_url)
    yield database
    await database.dispose()


async def whole_reads(database: Database) -> set[str]:
    """The tables that grow with the store and that a noted query reads as a whole."""
    found: set[str] = set()
    async with database.reading() as reader:
        for preference in PREFERENCES:
            await reader.rows(f"SET LOCAL enable_{preference} = off")
        for sql, parameters in database.readers.noted:  # type: ignore[attr-defined]
            [[plan]] = await reader.compiled_rows(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
            found.update(_read_whole(json.loads(plan)[0]["Plan"]))
    return found & GROWING


def _read_whole(node: Mapping[str, Any], *, is_limited: bool = False) -> Iterator[str]:
    """The tables that a plan reads from end to end: in no order, or by an index of which it has no condition, and
    not just until a page is full.
    """
    is_limited = is_limited or node["Node Type"] == "Limit"
    is_by_index = node["Node Type"] in {"Index Scan", "Index Only Scan"}
    if node["Node Type"] == "Seq Scan" or (is_by_index and "Index Cond" not in node and not is_limited):
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        yield from _read_whole(part, is_limited=is_limited)


@pytest.mark.parametrize("document", DOCUMENTED, ids=lambda document: " ".join(document.split())[:60])
async def test_a_documented_query_can_be_answered_by_indexes(noting: Database, document: str) -> None:
    await executor_on(noting).execute(Operation(document))
    allowed = [tables for known in (READ_WHOLE, IN_ORDER) for part, tables in known.items() if part in document]
    assert await whole_reads(noting) <= set().union(*allowed)


async def test_a_whole_read_is_noticed(noting: Database) -> None:
    await executor_on(noting).execute(Operation('{ products(where: {name: {contains: "x"}}) { totalCount } }'))
    assert await whole_reads(noting) == {"product"}
