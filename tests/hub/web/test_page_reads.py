"""What pages read: a page about little reads little, however much there is in the store."""

from collections.abc import Sequence

import apsw
import pytest
from starlette.requests import Request

from hub.app import create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.store import Database
from hub.web.pages import PAGES
from hub.web.pages.explorer import Explorer

BODIES = 3_000
"""Bodies that only the pages of the kind and of their own network and country are about."""
PAGES_OF_LITTLE = [
    "/",
    "/search?q=formsmith",
    "/organisations",
    "/organisations?network=north",
    "/organisations?country=DK&network=north",
    "/organisations?has=used-products",
    "/organisations?has=ospos&has=memberships",
    "/organisations?used-products=formsmith",
    "/ospos",
    "/products",
    "/products?network=north",
    "/products?has=users",
    "/products?users.country=DK",
    "/events",
    "/news",
    "/news?year=2026",
    "/organisations/town-hall",
    "/products/formsmith",
    "/networks/north",
    "/findings",
    "/map",
    "/countries/DK",
    "/overlap",
    "/timeline",
    "/timeline?year=1900",
    "/graph/products?network=north",
    "/about",
    "/docs",
]


@pytest.fixture
async def store(sqlite_store: Database, seeds) -> Database:
    bodies = [
        {"key": str(n), "name": f"Body {n:04}", "countries": "IT", "city": f"Town {n % 97}"} for n in range(BODIES)
    ]
    town = {"key": "t", "name": "Town Hall", "countries": "DK", "id:cvr": "55133018", "founded": "1900"}
    product = {"key": "p", "name": "Formsmith", "countries": "DK", "to:users:organisation": [{"key": "t"}]}
    news = {"key": "n", "name": "A prize", "published": "2026-03-01", "description": "Formsmith won a prize."}
    seeds.write("north", {"organisation": [town], "product": [product], "news-item": [news]})
    seeds.write("south", {"organisation": [town, *bodies]})
    await load_all(sqlite_store, [seeds.root])
    return sqlite_store


class Steps:
    """Counts the rows that queries read one after the other, without an index that leads to them."""

    def __init__(self, url: str, executor: Executor) -> None:
        path = url.removeprefix("sqlite+aiosqlite:///")
        self._connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
        self._executor = executor

    async def of(self, operation: Operation) -> int:
        """The rows scanned by all queries of an operation."""
        await self._executor.execute(operation)  # so that its price is known
        work = self._executor._understood(operation)
        carried = self._executor._carried(work)
        return sum(
            self._scanned(query.sql, query.parameters.bind(work.variables, carried)) for query in work.plan.queries
        )

    def _scanned(self, sql: str, parameters: Sequence[object]) -> int:
        counts: list[int] = []
        self._connection.trace_v2(
            apsw.SQLITE_TRACE_PROFILE,
            lambda event: counts.append(event["stmt_status"]["SQLITE_STMTSTATUS_FULLSCAN_STEP"]),
        )
        self._connection.execute(sql, parameters).fetchall()
        return sum(counts)


async def test_no_page_about_little_reads_a_whole_kind(store, sqlite_url):
    settings = Settings(database_url=sqlite_url)
    executor = create_executor(store, settings, Limits())
    explorer, steps = Explorer(executor, PAGES, settings.address), Steps(sqlite_url, executor)
    reader = Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []})
    scanned = {}
    for address in PAGES_OF_LITTLE:
        operation = explorer.question(reader, address)
        assert operation is not None
        scanned[address] = await steps.of(operation)
    assert {address: count for address, count in scanned.items() if count >= BODIES} == {}
