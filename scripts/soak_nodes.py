"""A soak of many machines on one: a primary, two replicas and three nodes under mixed traffic while they are loaded and
servers lag, go and come back.

    python -m scripts.soak_nodes --minutes 10 --seeds seeds

Prints a line for each minute. One client goes from node to node with what it has seen. Exits with 1 where it was
answered anything older, where an answer was none, or where the memory of a node grew after the first third.
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from hub.store import Database, upgrade
from scripts.cluster import Cluster, cluster, nodes
from scripts.soak import GROWTH, Soak, command, load_on, megabytes

NODES, REPLICAS = 3, 2
_STATED = "hub-revision"


class HoppingClient:
    """What one client has seen, at whichever node; stale: answers that were older."""

    def __init__(self) -> None:
        self.seen = 0
        self.stale: list[str] = []

    async def state(self, request: httpx.Request) -> None:
        """Send what was seen with a request."""
        request.headers[_STATED] = str(self.seen)

    async def note(self, response: httpx.Response) -> None:
        """Compare an answer with what was stated."""
        answered = int(response.headers.get(_STATED, 0))
        if response.is_success and answered < int(response.request.headers[_STATED]):
            self.stale.append(f"{response.request.url}: {answered}")
        self.seen = max(self.seen, answered)

    def at(self, address: str) -> httpx.AsyncClient:
        """It at one node."""
        hooks: dict[str, list[Callable[..., Any]]] = {"request": [self.state], "response": [self.note]}
        return httpx.AsyncClient(base_url=address, timeout=60, trust_env=False, event_hooks=hooks)


async def disturbed(servers: Cluster, until: float) -> int:
    """Have a replica lag, then the other one be gone, each for ten seconds in a minute; how often that was."""
    number = 0
    while time.monotonic() + 50 < until:
        await asyncio.sleep(20)
        await servers.replicas[0].ask("SELECT pg_wal_replay_pause()")
        await asyncio.sleep(10)
        await servers.replicas[0].ask("SELECT pg_wal_replay_resume()")
        await asyncio.to_thread(servers.replicas[1].kill)
        await asyncio.sleep(10)
        await asyncio.to_thread(servers.replicas[1].start)
        number += 2
    return number


async def watched(pids: list[int], soaks: list[Soak], client: HoppingClient, until: float) -> list[list[float]]:
    """Memory of the nodes at each minute, printed beside what was heard."""
    seen = []
    while time.monotonic() < until:
        seen.append(list(map(megabytes, pids)))
        heard = sum((soak.heard for soak in soaks), start=type(soaks[0].heard)())
        faults = sum((soak.faults for soak in soaks), start=type(soaks[0].faults)())
        sizes = " ".join(f"{size:.0f}" for size in seen[-1])
        print(f"{len(seen):3} min  {sizes} MB  revision {client.seen}  {dict(heard)}  {dict(faults)}", flush=True)
        await asyncio.sleep(min(60, max(0.1, until - time.monotonic())))
    return [*seen, list(map(megabytes, pids))]


def _acts(soaks: list[Soak]) -> Iterator[asyncio.Task[None]]:
    for soak in soaks:
        for act in (soak.operation, soak.page, soak.download):
            yield asyncio.create_task(soak.ask_on(act))


async def soaked(servers: Cluster, minutes: float, folder: Path) -> bool:
    """Whether all went well."""
    await servers.primary.ask("CREATE DATABASE hub")
    url, read_urls = servers.urls("hub")
    async with Database(url) as database:
        await upgrade(database)
    settings = {"HUB_DATABASE_URL": url, "HUB_DATABASE_READ_URLS": ",".join(read_urls)}
    os.environ |= settings | {"HUB_SEEDS": str(folder / "seeds")}
    await (await command("load")).wait()
    client = HoppingClient()
    with nodes(NODES, folder / "nodes.log", **settings) as running:
        until = time.monotonic() + minutes * 60
        clients = [client.at(address) for _, address in running]
        soaks = [Soak(one, ("127.0.0.1", 0), until) for one in clients]
        tasks = [*_acts(soaks)]
        beside = asyncio.gather(load_on(folder / "seeds", until), disturbed(servers, until))
        seen = await watched([process.pid for process, _ in running], soaks, client, until)
        await asyncio.gather(*tasks)
        loads, disturbances = await beside
        for one in clients:
            await one.aclose()
    print(f"{loads} loads, {disturbances} disturbances")
    return went_well(seen, soaks, client)


def went_well(seen: list[list[float]], soaks: list[Soak], client: HoppingClient) -> bool:
    """Whether nothing was stale or no answer, and memory did not grow."""
    third = [max(sizes) for sizes in zip(*seen[: max(2, len(seen) // 3)], strict=True)]
    faults = [fault for soak in soaks for fault in soak.faults]
    answers = sum(sum(soak.heard.values()) for soak in soaks)
    print(f"{answers} answers, revision {client.seen}, stale {client.stale}, faults {faults}, {third} → {seen[-1]} MB")
    is_flat = all(last <= most * GROWTH for last, most in zip(seen[-1], third, strict=True))
    return not client.stale and not faults and is_flat


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    chosen = parser.parse_args()
    with cluster(REPLICAS) as made, tempfile.TemporaryDirectory(prefix="hub-soak-") as place:
        shutil.copytree(chosen.seeds, Path(place) / "seeds")
        raise SystemExit(not asyncio.run(soaked(made, chosen.minutes, Path(place))))
