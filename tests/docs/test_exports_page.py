"""The commands of docs/exports.md do what the page says, on the seeds."""

import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.exports import MEDIA
from scripts.documents import ROOT

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh tested\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line
]
REQUESTS = [line for line in COMMANDS if line.startswith("curl ")]
EXPORTS = [line for line in COMMANDS if " -m hub export " in line]


@pytest.fixture
async def client(seeded_url: str) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(database_url=seeded_url))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_every_command_is_one_or_the_other():
    assert sorted([*REQUESTS, *EXPORTS]) == sorted(COMMANDS)
    assert REQUESTS
    assert EXPORTS


@pytest.mark.parametrize("command", REQUESTS)
async def test_a_request_of_the_page_finds_something(client, command):
    words = shlex.split(command)[1:]
    [address] = [word for word in words if word.startswith("http")]
    named = list(pairwise(words))
    parameters = [tuple(value.split("=", 1)) for option, value in named if option == "--data-urlencode"]
    headers = dict(value.split(": ") for option, value in named if option == "-H")
    answer = await client.get(address, params=parameters or None, headers=headers)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) > 300, answer.text


@pytest.mark.parametrize("command", EXPORTS)
def test_an_export_of_the_page_writes_something(seeded_url: str, tmp_path: Path, command: str):
    done = subprocess.run(
        [sys.executable, *shlex.split(command)[1:]],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HUB_DATABASE_URL": seeded_url},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    written = list(tmp_path.glob("exports/*"))
    assert len(done.stdout) > 300 or (all(path.stat().st_size > 30 for path in written) and written)


def test_the_page_lists_every_medium():
    for medium in MEDIA:
        assert f"`{medium.suffix}`" in PAGE
        assert medium.media_type in PAGE
