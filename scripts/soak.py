"""A soak: a server under mixed traffic while its store is loaded again and again. Prints a line for each
minute, and what went wrong.

    python -m scripts.soak --minutes 10 --seeds seeds

It takes a store and a port of its own. Exits with 1 where an answer was no answer, or memory
grew after the first third.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

QUERIES = (
    "{ organisations(first: 20) { totalCount nodes { name networks { slug } } } }",
    '{ search(query: "open source", first: 10) { totalCount nodes { id name } } }',
    "{ products(first: 50, where: {countries: {eq: DK}}) { nodes { name users { totalCount } } } }",
    "{ stats { revision records networks } overlap { entities(first: 3) { nodes { name } } } }",
    "{ changes(first: 20) { nodes { revision } } }",
    "{ nothing }",
)
PAGES = (
    "/",
    "/products",
    "/organisations?country=DK",
    "/graph",
    "/timeline",
    "/networks/os2",
    "/search?q=open",
    "/metrics",
    "/readyz",
)
DOWNLOADS = ("/products.csv", "/organisations.jsonl", "/news.atom", "/events.ics")
FOLLOW = "subscription ($since: Int) { changes(since: $since) { revision changes(first: 5) { totalCount } } }"
MANIFEST = """network: soak
title: Soak
publisher: {name: Soak}
licence: CC0-1.0
attribution: Soak
sources: [{name: products, path: products.csv, format: table, kind: product, key: id, mapping: {name: name}}]
"""
EVENTS = 5
"""After which a follower leaves and comes back."""
GROWTH = 1.25
"""How much larger memory may be at the end than after the first third."""


class Soak:
    """One run. heard: answers by status; faults: what was no answer."""

    def __init__(self, client: httpx.AsyncClient, address: tuple[str, int], until: float) -> None:
        self._client, self._address, self._until = client, address, until
        self.heard, self.faults = Counter[str](), Counter[str]()
        self._followed = 0

    async def ask_on(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do something again and again until the time is up."""
        while time.monotonic() < self._until:
            try:
                await act()
            except (
                httpx.RemoteProtocolError
            ):  # the server has closed a connection that was idle, as it may: a client asks again
                self.heard["asked again"] += 1
            except httpx.HTTPError as error:
                self.faults[type(error).__name__] += 1
            await asyncio.sleep(random.uniform(0, 0.05))  # noqa: S311 - no secret

    async def operation(self) -> None:
        """A GraphQL operation; some are refused, as they should be."""
        self._hear(await self._client.post("/graphql", json={"query": random.choice(QUERIES)}))  # noqa: S311

    async def page(self) -> None:
        """A page, or a probe."""
        self._hear(await self._client.get(random.choice(PAGES), headers={"accept": "text/html"}))  # noqa: S311

    async def download(self) -> None:
        """A download, read to its end."""
        self._hear(await self._client.get(random.choice(DOWNLOADS)))  # noqa: S311

    async def leave(self) -> None:
        """Begin a request and leave."""
        _, writer = await asyncio.open_connection(*self._address)
        writer.write(
            b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"
        )
        await writer.drain()
        writer.close()

    async def follow(self) -> None:
        """Follow the changes for some events, then leave and come back: each revision is told once, in order."""
        asked = {"query": FOLLOW, "variables": {"since": self._followed}}
        request = self._client.build_request("POST", "/graphql", json=asked, headers={"accept": "text/event-stream"})
        answer = await self._client.send(request, stream=True)
        told = 0
        async for line in answer.aiter_lines():
            if line.startswith("data: {"):
                revision = json.loads(line[6:])["data"]["changes"]["revision"]
                self.faults["revision told twice"] += revision <= self._followed
                self._followed, told = revision, told + 1
                self.heard["event"] += 1
            # the comment that shows that the hub is alive comes every 15 s
            if told == EVENTS or time.monotonic() > self._until:
                break
        await answer.aclose()

    def _hear(self, answer: httpx.Response) -> None:
        self.heard[str(answer.status_code)] += 1
        # 503: more downloads than are served at a time
        if answer.status_code not in {200, 304, 400, 503}:
            self.faults[f"{answer.status_code} {answer.request.url.path}"] += 1


async def command(*arguments: str) -> asyncio.subprocess.Process:
    """A command of the hub as a process."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "hub", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )


async def load_on(seeds: Path, until: float) -> int:
    """Load again and again, each time with a product more in a network of its own; how many loads there were."""
    loads, grown = 0, seeds / "soak"
    grown.mkdir()
    (grown / "network.yaml").write_text(MANIFEST, encoding="utf-8")
    while time.monotonic() < until:
        loads += 1
        rows = [f"{number},Lighthouse number {number}" for number in range(loads)]
        (grown / "products.csv").write_text("\n".join(["id,name", *rows]) + "\n", encoding="utf-8")
        await (await command("load", str(seeds))).wait()
        await asyncio.sleep(5)
    return loads


def megabytes(pid: int) -> float:
    """What a process holds in memory, but for pages of files."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


async def watched(pid: int, soak: Soak, until: float) -> list[float]:
    """Memory at each minute, printed beside what was heard."""
    seen: list[float] = []
    while time.monotonic() < until:
        seen.append(megabytes(pid))
        print(f"{len(seen):3} min  {seen[-1]:6.0f} MB  {dict(soak.heard)}  {dict(soak.faults)}", flush=True)
        await asyncio.sleep(min(60, max(0.1, until - time.monotonic())))
    return [*seen, megabytes(pid)]


async def soaked(minutes: float, seeds: Path) -> bool:
    """Whether all went well."""
    with tempfile.TemporaryDirectory(prefix="hub-soak-") as folder:
        copied = Path(folder) / "seeds"
        shutil.copytree(seeds, copied)
        os.environ |= {"HUB_DATABASE_URL": f"sqlite:///{folder}/hub.db", "HUB_SEEDS": str(copied)}
        await (await command("load")).wait()
        port = random.randint(20_000, 60_000)  # noqa: S311
        server = await command("serve", "--no-load", "--port", str(port))
        until = time.monotonic() + minutes * 60
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            while not await _is_up(client):  # noqa: ASYNC110 - a process has no event for it
                await asyncio.sleep(0.2)
            soak = Soak(client, ("127.0.0.1", port), until)
            acts = [soak.operation, soak.operation, soak.page, soak.download, soak.leave, soak.follow]
            asking = [asyncio.create_task(soak.ask_on(act)) for act in acts]
            loading = asyncio.create_task(load_on(copied, until))
            seen = await watched(server.pid, soak, until)
            await asyncio.gather(*asking)
        server.terminate()
        code, loads = await server.wait(), await loading
    third = max(seen[: max(2, len(seen) // 3)])
    soak.faults = +soak.faults
    print(
        f"{sum(soak.heard.values())} answers, {loads} loads, faults {dict(soak.faults)}, {third:.0f} → {seen[-1]:.0f}"
        f" MB, exit code {code}"
    )
    return not soak.faults and code == 0 and seen[-1] <= third * GROWTH


async def _is_up(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/livez")).is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    chosen = parser.parse_args()
    raise SystemExit(not asyncio.run(soaked(chosen.minutes, chosen.seeds)))
