"""What followers cost: idle clients of server-sent events, the hub's memory, and how soon a revision
has reached all of them.

    python -m scripts.bench.followers NUMBER

It starts a hub on an empty store, opens NUMBER connections (as many as the limit of descriptors lets it),
and loads a small network.
"""

import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from hub.load import load
from hub.store import Database, upgrade

_ASKED = json.dumps(
    {
        "query": (
            "subscription { changes(since: 0) { revision at changes(first: 10) { totalCount nodes { action name } } } }"
        )
    }
)
_REQUEST = (
    "POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n"
    f"content-length: {len(_ASKED)}\r\n\r\n{_ASKED}"
).encode()
_MANIFEST = """network: town
title: Town
homepage: https://town.example
publisher: {name: Town}
licence: CC0-1.0
attribution: Town
sources: [{name: bodies, path: bodies.csv, format: table, kind: organisation, key: id, mapping: {name: name}}]
"""
_AT_ONCE = 50
"""Connections that are opened at a time."""


class Client(asyncio.Protocol):
    """A client that reads and forgets; heard: when it was told of a revision."""

    def __init__(self) -> None:
        self.follows = asyncio.get_running_loop().create_future()
        self.heard = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        transport.write(_REQUEST)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        """Note that the stream is open, and the first event."""
        if not self.follows.done():
            self.follows.set_result(None)
        if b"event: next" in data and not self.heard.done():
            self.heard.set_result(time.monotonic())


async def measured(number: int, folder: Path) -> None:
    """Print what `number` clients cost."""
    url = f"sqlite+aiosqlite:///{folder / 'hub.db'}"
    async with Database(url) as database:
        await upgrade(database)
        command = [sys.executable, "-m", "hub", "serve", "--no-load", "--port", "0", "--json"]
        settings = os.environ | {"HUB_DATABASE_URL": url}
        hub = await asyncio.create_subprocess_exec(*command, env=settings, stdout=asyncio.subprocess.PIPE)
        try:
            await _measure(number, hub.pid, await _port(hub.stdout), database, folder)
        finally:
            hub.terminate()
            began = time.monotonic()
            await hub.wait()
            print(f"the hub ended {time.monotonic() - began:.1f} s after it was told to")


async def _port(out: asyncio.StreamReader | None) -> int:
    """The port that `hub serve --json` prints."""
    printed = b""
    while out is not None and not printed.rstrip().endswith(b"}"):
        printed += await out.readline()
    return int(json.loads(printed)["port"])


async def _measure(number: int, hub: int, port: int, database: Database, folder: Path) -> None:
    clients = await _connected(1, port)
    alone = _memory(hub)
    for _ in range(0, number, _AT_ONCE):
        clients += await _connected(_AT_ONCE, port)
    await asyncio.sleep(1)
    memory = _memory(hub)
    (folder / "network.yaml").write_text(_MANIFEST, encoding="utf-8")
    (folder / "bodies.csv").write_text("id,name\na,Body of the town\n", encoding="utf-8")
    await load(database, folder)
    stored, worked = time.monotonic(), _processor(hub)
    heard = sorted(await asyncio.gather(*(client.heard for client in clients)))
    worked = _processor(hub) - worked
    print(f"{len(clients)} clients: {memory / 2**20:.0f} MiB, {(memory - alone) / len(clients) / 1024:.1f} KiB each")
    print(
        f"a revision reached the first {heard[0] - stored:.2f} s and the last {heard[-1] - stored:.2f} s after it was"
        f" stored, for {worked:.2f} s of the hub's processor time"
    )


async def _connected(number: int, port: int) -> list[Client]:
    loop, found = asyncio.get_running_loop(), []
    for _ in range(number):
        for attempt in range(100):
            try:
                _, client = await loop.create_connection(Client, "127.0.0.1", port)
                break
            except OSError:
                if attempt == 99:  # noqa: PLR2004 - the hub has had its time to start
                    raise
                await asyncio.sleep(0.2)
        found.append(client)
    await asyncio.gather(*(client.follows for client in found))
    return found


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    ticks = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    """Bytes of memory that a process holds."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="hub-followers-") as place:
        asyncio.run(measured(min(int(sys.argv[1]), hard - 200), Path(place)))
