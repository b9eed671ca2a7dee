"""The commands that a page has tested: requests by curl, which are put to the application,
and exports, which are run.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import httpx

from hub.app import create_app
from hub.config import Settings
from scripts.documents import ROOT


@dataclass(frozen=True, slots=True)
class PageCommands:
    """The commands of a page, all of them either requests or exports."""

    requests: tuple[str, ...]
    exports: tuple[str, ...]

    @classmethod
    def of(cls, page: str) -> "PageCommands":
        """Those in its tested blocks; ValueError for one that is neither."""
        blocks = re.findall(r"```sh tested\n(.*?)```", page, re.DOTALL)
        lines = [line for block in blocks for line in block.splitlines() if line]
        requests = tuple(line for line in lines if line.startswith("curl "))
        exports = tuple(line for line in lines if " -m hub export " in line)
        if others := {*lines} - {*requests, *exports}:
            raise ValueError(f"Nothing tests {others}.")
        return cls(requests, exports)


@asynccontextmanager
async def serving(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the hub with a store."""
    transport = httpx.ASGITransport(create_app(Settings(database_url=url)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


async def requested(client: httpx.AsyncClient, command: str) -> httpx.Response:
    """The answer to what a curl command asks."""
    words = shlex.split(command)[1:]
    [address] = [word for word in words if word.startswith("http")]
    # curl takes brackets and braces in an address for patterns, unless -g is among its options
    assert "-sg" in words or not {*"[]{}"} & {*address}, command
    named = list(pairwise(words))
    parameters = [tuple(value.split("=", 1)) for option, value in named if option in {"-d", "--data-urlencode"}]
    headers = dict(value.split(": ") for option, value in named if option == "-H")
    return await client.get(address, params=parameters or None, headers=headers, follow_redirects="-sL" in words)


def exported(url: str, folder: Path, command: str) -> list[bytes]:
    """What an export command writes: to stdout, if anything, and into each file."""
    environment = {"PYTHONPATH": str(ROOT), "HUB_DATABASE_URL": url}
    words = [sys.executable, *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    files = [path.read_bytes() for path in sorted(folder.glob("exports/*"))]
    return files or [done.stdout]
