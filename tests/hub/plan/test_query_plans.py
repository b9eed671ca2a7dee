"""No query that is documented, and none of a page, reads a whole table that grows with the store: SQLite
tells how it would run each.
"""

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.plan.execution import Operation
from hub.store import Database
from hub.store.reading import REVISION, Query
from hub.store.sqlite_reading import SqliteReaders
from schema.kinds import KINDS
from tests.hub.plan.conftest import executor_on

ROOT = Path(__file__).parents[3]
GROWING = {kind.table for kind in KINDS} | {
    "record",
    "relation",
    "statement",
    "unresolved",
    "identifier",
    "term",
    "occurrence",
    "search_document",
    "name_key",
    "match_key",
}
PAGES = [
    "/",
    "/search?q=open",
    "/networks/os2",
    "/map",
    "/countries/DK",
    "/overlap",
    "/about",
    "/questions",
]
PAGES += [f"/{kind.plural}" for kind in KINDS]
GUIDE = re.findall(
    r"^```graphql\n(.*?)^```", (ROOT / "docs/graphql.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)
DOCUMENTED = [
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "hub/web/examples").glob("*.graphql"))
] + GUIDE
READ_WHOLE = {
    # a condition other than eq and in is asked of each row, as the total needs all of them
    'startsWith: "EUPL"': {"product"},
    "type: { in: [LOCAL, REGIONAL] }": {"organisation"},
    # groups by two fields, and by year
    "# Products by licence and by network, and those under the EU": {"product"},
    "groupBy(fields: [ORGANISATIONS_COUNTRIES, ARCHETYPE": {"ospo"},
    # the order by how many there are at the other ends of relations
    "countryCount: { gte: 2 }": {"product"},
}
"""What still reads a whole kind, by a part of the document."""
READ_WHOLE_BY_PAGE = {"/": {"event"}}
"""Likewise by the address of the page: what comes next."""
_SCAN = re.compile(r"SCAN (\w+)(?: LEFT-JOIN)?")
_SORTED_SCAN = re.compile(r"SCAN (\w+)(?: LEFT-JOIN)?(?: USING (?:COVERING )?INDEX \w+)?(?: LEFT-JOIN)?")
_SORTING = re.compile("USE TEMP B-TREE FOR (ORDER BY|GROUP BY|DISTINCT)")
"""Of all that is read; to sort the last terms of an order takes only rows alike in the others."""
_TABLE = re.compile(r"\b(?:FROM|JOIN|,)\s+(\w+) (\w+)")


class NotingReaders(SqliteReaders):
    """Note every query; none is answered on the event loop."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(path, size)
        self.noted: list[Query] = []

    def attempt(self, queries: Sequence[Query]) -> list[Any] | None:
        return super().attempt(queries) if queries[0][0] in {"PRAGMA data_version", REVISION} else None

    async def values(self, queries: Sequence[Query], client: str | None) -> list[Any]:
        self.noted += queries
        return await super().values(queries, client)


@pytest.fixture
async def noting(seeded_url: str) -> AsyncIterator[Database]:
    database = Database(seeded_url)
    assert database.path
    database.readers = NotingReaders(database.path, 4)
    yield database
    await database.dispose()


async def scans(database: Database) -> set[str]:
    """The tables that grow with the store and that a noted query reads as a whole: in no order, or in an
    order that it sorts anew.
    """
    found = set()
    for sql, parameters in database.readers.noted:  # type: ignore[attr-defined]
        tables = {alias: table for table, alias in _TABLE.findall(sql)}
        async with database.reading() as reader:
            steps = [(step[1], step[3]) for step in await reader.compiled_rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        sorted_anew = {parent for parent, step in steps if _SORTING.fullmatch(step)}
        for parent, step in steps:
            if scan := (_SORTED_SCAN if parent in sorted_anew else _SCAN).fullmatch(step):
                found.add(tables.get(scan[1], scan[1]))
    return found & GROWING


@pytest.mark.parametrize("document", DOCUMENTED, ids=lambda document: " ".join(document.split())[:60])
async def test_a_documented_query_scans_no_table(noting: Database, document: str) -> None:
    await executor_on(noting).execute(Operation(document))
    allowed = [tables for part, tables in READ_WHOLE.items() if part in document]
    assert await scans(noting) == set().union(*allowed)


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_scans_no_table(noting: Database, seeded_url: str, page: str) -> None:
    app = create_app(Settings(database_url=seeded_url), noting)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        assert (await client.get(page)).status_code == 200
    assert noting.readers.noted  # type: ignore[attr-defined]
    assert await scans(noting) == READ_WHOLE_BY_PAGE.get(page, set())


async def test_a_scan_is_noticed(noting: Database) -> None:
    await executor_on(noting).execute(
        Operation(
            '{ products(where: {name: {contains: "x"}}, orderBy: [{field: LICENCE}]) { totalCount nodes { name } } }'
        )
    )
    assert await scans(noting) != set()
