import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

_PLACE = Path(__file__).with_name("lying_server.py")
_SPEC = importlib.util.spec_from_file_location("lying_server", _PLACE)
lying = importlib.util.module_from_spec(_SPEC)
sys.modules["lying_server"] = lying
_SPEC.loader.exec_module(lying)


@pytest.fixture
async def server() -> AsyncIterator[Any]:
    async with lying.lying_server() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the client would have waited."""
    return []


@pytest.fixture
async def client(waits: list[float]) -> AsyncIterator[Any]:
    from hub.harvest.host_rules import HostRules
    from hub.harvest.polite_client import Manners, PoliteClient

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    manners = Manners(
        agent="test-hub (+https://hub.example/about)",
        size=200_000,
        seconds=2.0,
        hosts=HostRules(private=("127.0.0.0/8",)),
    )
    async with PoliteClient(manners, wait=wait) as polite:
        yield polite


@pytest.fixture
def seed(tmp_path: Path) -> Callable[..., Path]:
    """Writes a seed directory with one source of organisations, as JSON or JSON Lines."""

    def write(fetch: str, path: str = "list.json", more: str = "", kind: str = "organisation") -> Path:
        root = tmp_path / "seeds" / "town"
        root.mkdir(parents=True, exist_ok=True)
        (root / "network.yaml").write_text(
            "network: town\ntitle: Town\npublisher: {name: Town}\nlicence: CC0-1.0\nattribution: Town\n"
            f"sources:\n  - name: bodies\n    path: fetched/bodies/{path}\n    format: table\n    kind: {kind}\n"
            f"    every: 1 hour\n    fetch: {fetch}\n{more}"
        )
        return root

    return write


START = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


class Days:
    """A clock that is set by hand."""

    def __init__(self):
        self.moment = START

    def __call__(self):
        return self.moment


@pytest.fixture
def days():
    return Days()


@pytest.fixture
def harvest(client, days):
    async def run(root, *, only_due=False):
        from hub.harvest.directory_harvest import Round, harvest_directory
        from loaders.directory import open_directory

        manifest, issues = open_directory(root)
        assert manifest is not None, issues
        return await harvest_directory(root, manifest, Round(client, only_due=only_due, clock=days))

    return run


def files(root):
    fetched = root / "fetched"
    return {
        path.relative_to(fetched).as_posix(): path.read_bytes()
        for path in sorted(fetched.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def bodies(*names):
    return json.dumps([{"key": name, "name": f"{name} Kommune"} for name in names]).encode()


async def codes(root):
    from loaders.directory import open_directory, read_directory
    from schema.issues import Issue

    manifest, issues = open_directory(root)
    async for batch in read_directory(root, manifest):
        issues += [entry for entry in batch if isinstance(entry, Issue)]
    return {issue.code: issue.message for issue in issues}


def git(folder, *arguments):
    who = {
        "GIT_AUTHOR_NAME": "t",
        "GIT_AUTHOR_EMAIL": "t@t.example",
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@t.example",
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"} | who
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
async def git_server(tmp_path):
    """A repository that is served by git's own program for the web; (address, folder of the working tree)."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    repository = tmp_path / "served" / "town.git"
    repository.mkdir(parents=True)
    git(repository, "init", "-q", "-b", "main")
    backend = os.path.join(git(repository, "--exec-path"), "git-http-backend")  # noqa: PTH118

    class Backend(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self):
            path, _, query = self.path.partition("?")
            length = int(self.headers.get("content-length", 0))
            variables = {"GIT_PROJECT_ROOT": str(repository.parent), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path, "QUERY_STRING": query,
                         "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("content-type", ""), "CONTENT_LENGTH": str(length),
                         "HTTP_CONTENT_ENCODING": self.headers.get("content-encoding", ""), "GIT_PROTOCOL": self.headers.get("git-protocol", ""),
                         "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(repository)}  # fmt: skip
            said = subprocess.run(
                [backend], env=variables, input=self.rfile.read(length), capture_output=True, check=False
            ).stdout
            head, _, body = said.partition(b"\r\n\r\n")
            self.send_response(200)
            for line in head.splitlines():
                name, _, value = line.decode().partition(": ")
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - as the library calls it

        def log_message(self, *_):
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    thread = Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}/town.git/.git", repository
    served.shutdown()
    served.server_close()
    thread.join()
