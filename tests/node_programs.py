"""Programs of others, in tests/node: installed when a test first needs them, run as processes of their own,
and the hub beside them.
"""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hub.web.assets import INSTALL

ROOT = Path(__file__).parents[1]
NODE = ROOT / "tests" / "node"
_STAMP = NODE / "node_modules" / ".installed-from"
PATIENCE = 300
"""Seconds for an installation, or for a program that ends by itself."""


@pytest.fixture(scope="session")
def node() -> str:
    """The path of node, with the packages of tests/node installed; skips where they cannot be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("node is not here")
    digest = hashlib.sha256((NODE / "package-lock.json").read_bytes()).hexdigest()
    with (ROOT / "tests" / "node" / "package.json").open(encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # several processes run tests
        if not _STAMP.is_file() or _STAMP.read_text(encoding="ascii") != digest:
            done = subprocess.run(
                [npm, *INSTALL], cwd=NODE, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            if done.returncode != 0:
                pytest.skip(f"the packages of tests/node could not be installed: {done.stderr.strip()[-200:]}")
            _STAMP.write_text(digest, encoding="ascii")
    return node


def printed(node: str, program: str, *arguments: str, **environment: Any) -> Any:
    """The JSON that a program prints. Values of the environment that are no text are JSON."""
    done = subprocess.run(
        [node, program, *arguments],
        cwd=NODE,
        env=os.environ | _texts(environment),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def running(node: str, program: str, **environment: Any) -> Iterator[str]:
    """The address of a program that listens on PORT and says so in a line."""
    port = free_port()
    with _process([node, program], NODE, _texts(environment) | {"PORT": str(port)}):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def hub_on(database_url: str, **settings: str) -> Iterator[str]:
    """The address of a hub that serves a store in a process of its own."""
    with hub_process(database_url, **settings) as (_, address):
        yield address


@contextmanager
def hub_process(database_url: str, **settings: str) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """Likewise with its process."""
    port = free_port()
    command = [sys.executable, "-m", "hub", "serve", "--no-load", "--port", str(port), "--json"]
    with _process(command, ROOT, {"HUB_DATABASE_URL": database_url, **settings}, ready="Uvicorn running") as process:
        yield process, f"http://127.0.0.1:{port}"


@contextmanager
def _process(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], ready: str = "listening"
) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if ready in line:
                break
        assert said, command
        assert ready in said[-1], "".join(said)
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:  # not every program of others ends when it is told to
            process.kill()
            process.communicate()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
