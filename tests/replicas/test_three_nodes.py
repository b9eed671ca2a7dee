"""Three nodes on a primary and two streaming replicas, all real processes, under traffic while they are loaded, killed,
stopped and slowed down.

Each load adds one organisation, so an answer is right if it has as many organisations as its revision says.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.errors import ErrorCode, HubError
from hub.load import load
from hub.store import Database, upgrade
from scripts.cluster import ROOT, Cluster, cluster, nodes

QUESTION = {"query": "{ revision organisations(first: 1) { totalCount } }"}
NODES = 3
CLIENTS = 4
LONGEST_WAIT = 120
"""Seconds until something must have come about that takes a moment."""


@pytest.fixture(scope="module")
def servers() -> Any:
    with cluster(replicas=2) as made:
        yield made


class Traffic:
    """Clients that go from node to node, each with what it has seen.

    heard: answers by what they were; latest: the newest revision seen.
    """

    def __init__(self, addresses: list[str]) -> None:
        self.addresses = addresses
        self.heard = Counter[str]()
        self.wrong: list[str] = []
        self.latest = 0
        self.is_over = False

    async def come_to(self, is_so: Callable[[], bool]) -> None:
        """Wait until clients have heard something."""
        for _ in range(LONGEST_WAIT * 50):
            if is_so():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(self.latest, self.heard, self.wrong)

    async def ask_on(self, chance: random.Random) -> None:
        seen = 0
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            while True:
                address = chance.choice(self.addresses)
                fresh = {"cache-control": "no-store"} if chance.random() < 0.5 else {}
                try:
                    answer = await client.post(
                        f"{address}/graphql", json=QUESTION, headers={"hub-revision": str(seen), **fresh}
                    )
                except httpx.TransportError:
                    self.heard["no connection"] += 1
                else:
                    seen = self._hear(answer, seen)
                if self.is_over:  # to cancel a request halfway would leave its connection to the collector of garbage
                    return
                await asyncio.sleep(0.005)

    def _hear(self, answer: httpx.Response, seen: int) -> int:
        if answer.headers["content-type"] != "application/json; charset=utf-8":
            self.wrong.append(answer.text)
            return seen
        body = answer.json()
        if "errors" in body:
            self.heard[body["errors"][0]["extensions"]["code"]] += 1
            return seen
        self.heard["answered"] += 1
        revision, count = body["data"]["revision"], body["data"]["organisations"]["totalCount"]
        stated = int(answer.headers["hub-revision"])
        if not (seen <= revision == count <= stated):
            self.wrong.append(f"seen {seen}, answered {revision} with {count}, stated {stated}")
        self.latest = max(self.latest, revision)
        return stated


@asynccontextmanager
async def traffic_on(addresses: list[str]) -> AsyncIterator[Traffic]:
    traffic = Traffic(addresses)
    chances = [random.Random(number) for number in range(CLIENTS)]  # noqa: S311 - no secret
    tasks = [asyncio.create_task(traffic.ask_on(chance)) for chance in chances]
    try:
        yield traffic
    finally:
        traffic.is_over = True
        await asyncio.gather(*tasks)


async def come_about(is_so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LONGEST_WAIT):
        while not await is_so():  # noqa: ASYNC110 - other processes have no event for it
            await asyncio.sleep(0.02)


async def ready(address: str) -> dict[str, Any]:
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        found: dict[str, Any] = (await client.get(f"{address}/readyz")).json()
        return found


async def stand(addresses: list[str], **standings: int) -> None:
    """Wait until all nodes find so many replicas current, lagging, gone, and a store that answers."""
    expected = {"current": 0, "lagging": 0, "gone": 0} | standings

    async def is_so() -> bool:
        found = [await ready(address) for address in addresses]
        return all(one["status"] == "ok" and one["replicas"] == expected for one in found)

    await come_about(is_so)


class Site:
    """The hub on several nodes. rows: what its network has stated so far."""

    def __init__(self, servers: Cluster, database: Database, seeds: Any, addresses: list[str]) -> None:
        self.servers, self.database, self.seeds, self.addresses = servers, database, seeds, addresses
        self.rows: list[dict[str, Any]] = []

    async def load_more(self) -> int:
        """Load one organisation more; the revision that it makes."""
        number = len(self.rows)
        self.rows.append({"key": f"town{number}", "name": f"Town number {number}"})
        return await self.load_again()

    async def load_again(self) -> int:
        report = await load(self.database, self.seeds.write("alpha", {"organisation": self.rows}))
        assert report.status == "accepted"
        return report.revision

    async def load_under(self, traffic: Traffic) -> None:
        """Likewise, until a client has seen it."""
        revision = await self.load_more()
        await traffic.come_to(lambda: traffic.latest >= revision)


async def a_replica_lags(site: Site, traffic: Traffic) -> None:
    replica = site.servers.replicas[0]
    await replica.ask("SELECT pg_wal_replay_pause()")
    await site.load_under(traffic)
    await stand(site.addresses, current=1, lagging=1)
    await replica.ask("SELECT pg_wal_replay_resume()")
    await stand(site.addresses, current=2)
    assert set(traffic.heard) == {"answered"}


async def a_replica_is_gone(site: Site, traffic: Traffic) -> None:
    replica = site.servers.replicas[1]
    await asyncio.to_thread(replica.kill)
    await stand(site.addresses, current=1, gone=1)
    await site.load_under(traffic)
    await asyncio.to_thread(replica.start)
    await stand(site.addresses, current=2)
    assert set(traffic.heard) == {"answered"}


async def the_primary_is_killed(site: Site, traffic: Traffic) -> None:
    """Replicas answer on, a load is told, and nothing that was loaded is lost."""
    await asyncio.to_thread(site.servers.primary.kill)
    traffic.heard.clear()
    await traffic.come_to(lambda: traffic.heard["answered"] > 50)
    with pytest.raises(HubError) as lost:
        await site.load_more()
    assert lost.value.code is ErrorCode.STORE_UNREACHABLE
    await asyncio.to_thread(site.servers.primary.start)
    revision = await site.load_again()
    await traffic.come_to(lambda: traffic.latest >= revision)
    assert set(traffic.heard) <= {"answered", "STORE_UNAVAILABLE", "TIMEOUT"}


async def a_node_is_killed(site: Site, traffic: Traffic, node: Any) -> None:
    node.kill()
    node.wait()
    traffic.heard.clear()
    await site.load_under(traffic)
    assert set(traffic.heard) <= {"answered", "no connection"}


async def two_load_at_once(site: Site) -> None:
    networks = ("beta", "gamma")
    for network in networks:
        site.seeds.write(network, {"organisation": [{"key": "x", "name": f"Of {network}"}]})
    environment = os.environ | {"HUB_DATABASE_URL": site.database.url.render_as_string(hide_password=False)}
    commands = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "hub", "load", str(site.seeds.root / network), cwd=ROOT, env=environment
        )
        for network in networks
    ]
    assert [await command.wait() for command in commands] == [0, 0]


async def test_no_client_sees_anything_older_than_it_has_seen_whatever_fails(
    servers: Cluster, seeds: Any, tmp_path: Path
) -> None:
    await servers.primary.ask("CREATE DATABASE hub")
    url, read_urls = servers.urls("hub")
    async with Database(url) as database:
        await upgrade(database)
        settings = {"HUB_DATABASE_URL": url, "HUB_DATABASE_READ_URLS": ",".join(read_urls)}
        with nodes(NODES, tmp_path / "nodes.log", **settings) as running:
            site = Site(servers, database, seeds, [address for _, address in running])
            await site.load_more()
            await stand(site.addresses, current=2)
            async with traffic_on(site.addresses) as traffic:
                await site.load_under(traffic)
                await a_replica_lags(site, traffic)
                await a_replica_is_gone(site, traffic)
                await the_primary_is_killed(site, traffic)
                await a_node_is_killed(site, traffic, running[0][0])
            assert traffic.wrong == []
            await two_load_at_once(site)
        loads = await database.fetch_rows("SELECT network, status FROM load ORDER BY revision")
    assert [tuple(row) for row in loads[: len(site.rows)]] == [("alpha", "accepted")] * len(site.rows)
    assert sorted(tuple(row) for row in loads[len(site.rows) :]) == [("beta", "accepted"), ("gamma", "accepted")]
