"""Hubs as processes of their own, on SQLite and on PostgreSQL, with the seeds of two networks."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.conftest import Seeds, in_a_thread, new_postgres_database

ROOT = Path(__file__).parents[2]
NORTH = {"key": "forms", "name": "Forms", "description": "a<b"}
SOUTH = {"key": "forms", "name": "Forms"}


class Hub:
    """A hub by its environment: commands that end, and servers that are asked."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
        self.environment |= {"HUB_DATABASE_URL": url, "HUB_SEEDS": str(folder / "seeds"), "HUB_BY": "the tests"}
        self.environment |= {"PYTHONPATH": str(ROOT), "HUB_SNAPSHOTS": str(folder / "snapshots")}

    def run(self, *arguments: object, code: int = 0, **settings: str) -> Any:
        """What a command prints with --json, which has to end with a code."""
        command = [sys.executable, "-m", "hub", *map(str, arguments), "--json"]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment | settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return json.loads(done.stdout)

    @contextmanager
    def served(self, *arguments: str, **settings: str) -> Iterator[httpx.Client]:
        """A client of the hub, served by a process."""
        command = [sys.executable, "-m", "hub", "serve", "--port", "0", "--json", *(arguments or ("--no-load",))]
        log = self.folder / "serve.log"
        with log.open("a") as errors:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment | settings,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        try:
            text = ""
            while not text.endswith("}\n"):
                line = process.stdout.readline() if process.stdout else ""
                assert line, log.read_text()
                text += line
            address = json.loads(text)["graphql"].removesuffix("/graphql")
            with httpx.Client(base_url=address, timeout=60) as client:
                # not by httpx's own retries, whose pauses double: a start of 70 s would be noticed after 128 s
                while not _listens(client):
                    assert process.poll() is None, log.read_text()
                    sleep(0.1)
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=120)

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text()


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a hub that has loaded two networks, to be copied: a command takes seconds to start."""
    folder = tmp_path_factory.mktemp("loaded")
    seeds = Seeds(folder / "seeds")
    seeds.write("north", {"product": [NORTH]})
    seeds.write("south", {"product": [SOUTH]})
    Hub(folder, f"sqlite+aiosqlite:///{folder / 'hub.db'}").run("load")
    return folder


@pytest.fixture(scope="session")
def loaded_postgres_database(postgres_server: str, loaded_folder: Path) -> str:
    """The name of the same on the PostgreSQL server."""
    url = in_a_thread(new_postgres_database(postgres_server))
    Hub(loaded_folder, url).run("load")
    return urlsplit(url).path.strip("/")


@pytest.fixture(params=["sqlite", "postgresql"])
async def hub(request: pytest.FixtureRequest, tmp_path: Path, loaded_folder: Path) -> Hub:
    """A hub that has loaded two networks."""
    shutil.copytree(loaded_folder, tmp_path, dirs_exist_ok=True)
    url = f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}"
    if request.param == "postgresql":
        template = request.getfixturevalue("loaded_postgres_database")
        url = await new_postgres_database(request.getfixturevalue("postgres_server"), template)
    return Hub(tmp_path, url)


def _listens(client: httpx.Client) -> bool:
    try:
        return client.get("/livez").is_success
    except httpx.TransportError:
        return False


Serve = Callable[..., AbstractContextManager[httpx.Client]]


def asked(client: httpx.Client, query: str, token: str | None = None, **headers: str) -> Any:
    """The whole answer to an operation."""
    stated = {"authorization": f"Bearer {token}"} if token else {}
    return client.post("/graphql", json={"query": query}, headers=stated | headers).json()


def code_of(answer: Any) -> str | None:
    """The code of its first error."""
    return answer["errors"][0]["extensions"]["code"] if answer.get("errors") else None
