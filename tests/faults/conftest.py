"""Faults are made by real processes, limits and file systems; what a command says of them is what an operator reads."""

import asyncio
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from hub.load import load
from hub.store import Database
from tests.conftest import Seeds
from tests.hub.cli.conftest import hub, place
from tests.hub.web.conftest import serve

__all__ = ["hub", "place", "serve"]
ROOT = Path(__file__).parents[2]
PATIENCE = 300
ROWS = [{"key": str(number), "name": f"Library number {number}", "topics": ["books"]} for number in range(400)]


def environment(place: Path) -> dict[str, str]:
    return os.environ | {
        "HUB_DATABASE_URL": f"sqlite:///{place / 'hub.db'}",
        "HUB_SEEDS": str(place / "seeds"),
        "HUB_DEBUG": "",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture(scope="session")
def loaded_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a store with one load of 40 rows."""
    folder = tmp_path_factory.mktemp("loaded")

    async def make() -> None:
        async with Database(f"sqlite:///{folder / 'hub.db'}") as database:
            await load(database, Seeds(folder / "seeds").write("alpha", {"product": ROWS[:40]}))

    asyncio.run(make())
    return (folder / "hub.db").read_bytes()


@pytest.fixture
def store(place: Path, seeds: Seeds, loaded_bytes: bytes) -> Path:
    """A store with one load, and seeds that say more."""
    seeds.write("alpha", {"product": ROWS})
    (place / "hub.db").write_bytes(loaded_bytes)
    return place / "hub.db"


def count(store: Path) -> int:
    """How many products a store has, whose file is whole."""
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM product").fetchone()[0])


@pytest.fixture
def run_hub(place: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command as a process of its own."""

    def run(*arguments: object, url: str | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        variables = environment(place) | ({"HUB_DATABASE_URL": url} if url else {})
        command = [sys.executable, "-m", "hub", *map(str, arguments)]
        return subprocess.run(
            command, cwd=place, env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False, **more
        )

    return run


@pytest.fixture
def started(place: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts commands, and ends what a test has left running."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "hub", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(command, cwd=place, env=environment(place), text=True, **pipes, **more))
        return running[-1]

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@contextmanager
def serving(started: Callable[..., subprocess.Popen[str]], *arguments: str, **more: Any) -> Iterator[tuple[str, Any]]:
    """A server without seeds, its address and its process; ended by SIGTERM."""
    process = started("serve", "--no-load", "--port", "0", "--json", *arguments, **more)
    text = ""
    while not text.endswith("}\n"):
        line = process.stdout.readline()
        assert line, process.stderr.read()
        text += line
    document = json.loads(text)
    address = f"http://127.0.0.1:{document['port']}"
    until = time.monotonic() + PATIENCE
    while status(f"{address}/livez") != 200 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
    yield address, process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)


def status(url: str) -> int | None:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)
    except OSError:
        return None


def asked(address: str, query: str) -> Any:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{address}/graphql", json.dumps({"query": query}).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return json.load(answer)


def limited(limit: int, number: int) -> Callable[[], None]:
    """What a process does before it becomes the hub: hold itself to a limit."""
    return lambda: resource.setrlimit(limit, (number, number))


def is_told(stderr: str) -> bool:
    """Whether a command has ended with a sentence and a hint, and nothing else."""
    lines = stderr.splitlines()
    return len(lines) == 2 and lines[0].startswith("hub: ") and lines[1].startswith("  → ")


@contextmanager
def mounted(script: str) -> Iterator[list[str]]:
    """A shell in a mount namespace of its own: what it mounts is gone when it ends.

    Skips where the system does not allow that.
    """
    probe = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("this system has no mount namespaces for users")
    yield ["unshare", "-rm", "sh", "-euc", script]
