"""Three hubs in a ring, as processes that ask each other over HTTP, one of which is killed and
begins anew with its seeds.
"""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from hub.harvest.directory_harvest import Round, harvest_directory, harvestable
from hub.harvest.host_rules import HostRules
from hub.harvest.polite_client import Manners, PoliteClient
from hub.load import load_all
from hub.store import Database
from tests.hub.load.test_load_laws import exported
from tests.hub.ring.conftest import address

NAMES = ("north", "south", "west")
ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A hub with a folder, a port and seeds; what it knows it has of its neighbour."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder, self.port = name, folder / name, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {
            "HUB_DATABASE_URL": f"sqlite:///{self.folder / 'hub.db'}",
            "HUB_SEEDS": str(self.folder / "seeds"),
            "HUB_PORT": str(self.port),
            "HUB_BASE_URI": self.address,
            "HUB_HARVEST_PRIVATE": "127.0.0.0/8",
            "PYTHONPATH": str(ROOT),
        }
        self.server: subprocess.Popen[bytes] | None = None

    def seed(self, network: str, names: list[str], neighbour: str) -> None:
        own, other = self.folder / "seeds" / network, self.folder / "seeds" / "neighbour"
        own.mkdir(parents=True, exist_ok=True)
        other.mkdir(parents=True, exist_ok=True)
        (own / "bodies.csv").write_text("key,name\n" + "".join(f"{n},{one}\n" for n, one in enumerate(names)))
        head = "publisher: {name: Towns}\nlicence: CC0-1.0\nattribution: Towns\nsources:\n"
        (own / "network.yaml").write_text(
            f"network: {network}\ntitle: {network}\n{head}  - {{name: bodies, path: bodies.csv, format: table, "
            "kind: organisation, key: key, mapping: {name: name}}\n"
        )
        (other / "network.yaml").write_text(
            f"network: neighbour\ntitle: Neighbour\n{head}  - {{name: hub, path: 'fetched/hub/*.jsonl', format: hub, "
            f"every: 1 hour, fetch: {{hub: '{neighbour}'}}}}\n"
        )

    def hub(self, *arguments: str, expected: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "hub", *arguments], env=self.env, cwd=self.folder, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode in expected, done.stdout + done.stderr
        return done.stdout

    def serve(self) -> None:
        command = [sys.executable, "-m", "hub", "serve", "--no-load"]
        self.server = subprocess.Popen(
            command, env=self.env, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while not self.is_ready():
            assert self.server.poll() is None, "the hub has ended"
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:  # noqa: S310 - of this test
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        if self.server is not None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()
            self.server = None

    def load(self) -> None:
        """Load what is its own."""

        async def loaded() -> None:
            async with Database(self.env["HUB_DATABASE_URL"]) as store:
                await load_all(store, [self.folder / "seeds" / self.name])

        asyncio.run(loaded())

    def load_more(self, name: str) -> None:
        """Load one body more of its own."""
        with (self.folder / "seeds" / self.name / "bodies.csv").open("a") as table:
            table.write(f"more,{name}\n")
        self.load()

    def harvest(self) -> None:
        """What `hub harvest` does, without a process that starts for it."""

        async def harvested() -> None:
            around, roots = Manners(agent="ring", hosts=HostRules(private=("127.0.0.0/8",))), [self.folder / "seeds"]
            async with PoliteClient(around) as client, Database(self.env["HUB_DATABASE_URL"]) as store:
                for root, manifest in harvestable(roots):
                    assert all(
                        job.outcome != "failed" for job in await harvest_directory(root, manifest, Round(client))
                    )
                await load_all(store, roots)

        with address(self.address):
            asyncio.run(harvested())

    def content(self) -> dict[str, bytes]:
        """All that it exports."""

        async def read() -> dict[str, bytes]:
            async with Database(self.env["HUB_DATABASE_URL"]) as store:
                return await exported(store)

        return asyncio.run(read())


@pytest.fixture
def ring(tmp_path):
    hubs = [Process(name, tmp_path) for name in NAMES]
    try:
        for place, hub in enumerate(hubs):
            hub.seed(hub.name, ["Odense", f"City of the {hub.name}"], hubs[place - 1].address)
            hub.load()
            hub.serve()
        yield hubs
    finally:
        for hub in hubs:
            hub.kill()


def test_three_hubs_converge_though_one_is_killed(ring):
    north, south, west = ring
    for hub in (south, west, north, south):
        hub.harvest()
    found = [hub.content() for hub in ring]
    assert found[0] == found[1] == found[2]
    assert found[0]["network"].count(b'"slug"') == 3
    west.load_more("Aarhus")
    (job,) = json.loads(north.hub("harvest", "--json"))["harvests"]
    assert (job["source"], job["load"], job["added"], job["changed"]) == ("hub", "accepted", 1, 0), "of what came by it"
    for hub in (south, west):
        hub.harvest()
    found = [hub.content() for hub in ring]
    north.kill()
    assert "fetch-failed" in south.hub("harvest", expected=(0, 1))
    assert south.content() == found[0], "who cannot be asked is not taken for gone"
    for path in (*north.folder.glob("hub.db*"), north.folder / "seeds" / "neighbour" / "fetched"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    north.seed("north", ["Odense", "City of the new north"], west.address)
    north.load()
    north.serve()
    for hub in (north, south, west):
        hub.harvest()
    after = [hub.content() for hub in ring]
    assert after[0] == after[1] == after[2]
    assert b"City of the new north" in after[1]["organisation"]
    assert b"City of the north" not in after[1]["organisation"]
    assert after[0]["network"].count(b'"slug"') == len(NAMES)
