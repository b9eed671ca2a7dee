"""How many names a core matches in a second, beside plain search for the same names in the same run.

`python -m scripts.bench.matched_names` measures on the store of HUB_DATABASE_URL: the names of its records with their
countries, and the same with a letter left out, by `/reconcile` in batches of ten as OpenRefine sends them, and by
`search` in GraphQL. Seconds are those of the processor.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from time import process_time
from typing import Any

import httpx
from starlette.applications import Starlette

from hub.app import create_executor
from hub.config import settings
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.review.thing_matching import Matcher
from hub.store import Database
from hub.web.reconciliation.reconciliation_endpoint import Reconciliation

_BATCH = 10
_MOST = 1000
"""Names that are asked for."""
_NAMES = """SELECT name, kind, stated FROM record WHERE kind IN ('organisation', 'ospo', 'product') AND name IS NOT NULL
    AND withdrawn_revision IS NULL ORDER BY id LIMIT :most"""
_SEARCH = (
    "query ($name: String!) { search(query: $name, first: 5) { nodes { id name countries description { value } } } }"
)
Query = dict[str, Any]
Asks = Callable[[Sequence[Query]], Awaitable[int]]


async def main() -> None:
    """Measure and print."""
    async with Database(settings().database_url) as database:
        executor = create_executor(database, settings(), Limits())
        service = Reconciliation(executor, Matcher(database), settings().address, 10**6)
        transport = httpx.ASGITransport(Starlette(routes=service.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
            exact = [_query(*row) for row in await database.fetch_rows(_NAMES, most=_MOST)]
            misspelt = [
                {**one, "query": one["query"][:3] + one["query"][4:]} for one in exact if len(one["query"]) > _BATCH
            ]
            for label, queries in (("names with their country", exact), ("with a letter left out", misspelt)):
                await _measured(f"/reconcile, {label}", queries, lambda part: _reconciled(client, part))
                await _measured(f"search, {label}", queries, lambda part: _searched(executor, part))


def _query(name: str, kind: str, stated: str | bytes) -> Query:
    countries = json.loads(stated).get("countries") or []
    return {"query": name, "type": kind, "properties": [{"pid": "country", "v": country} for country in countries[:1]]}


async def _measured(label: str, queries: Sequence[Query], ask: Asks) -> None:
    begun, found = process_time(), 0
    for start in range(0, len(queries), _BATCH):
        found += await ask(queries[start : start + _BATCH])
    print(f"{label}: {len(queries) / (process_time() - begun):,.0f} a second, {found:,} of {len(queries):,} found")


async def _reconciled(client: httpx.AsyncClient, queries: Sequence[Query]) -> int:
    batch = {f"q{number}": query for number, query in enumerate(queries)}
    answer = await client.post("/reconcile", data={"queries": json.dumps(batch)})
    return sum(bool(one["result"]) for one in answer.raise_for_status().json().values())


async def _searched(executor: Executor, queries: Sequence[Query]) -> int:
    found = 0
    for query in queries:
        answer = await executor.execute(Operation(_SEARCH, variables={"name": query["query"]}))
        found += b'"nodes":[]' not in answer.body
    return found


if __name__ == "__main__":
    asyncio.run(main())
