"""The commands of docs/snapshots.md do what the page says, on the seeds."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.snapshots.descriptions import DESCRIPTIONS
from hub.snapshots.snapshot_tables import snapshot_tables
from scripts.documents import ROOT

PAGE = (ROOT / "docs" / "snapshots.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh tested\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line
]
REQUESTS = [line for line in COMMANDS if line.startswith("curl ")]
RUN = [line for line in COMMANDS if not line.startswith("curl ")]


@pytest.fixture(scope="module")
def folder(seeded_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of the page have run."""
    place = tmp_path_factory.mktemp("page")
    for command in RUN:
        words = shlex.split(command)
        assert words[0] == ".venv/bin/python"
        env = os.environ | {"PYTHONPATH": str(ROOT), "HUB_DATABASE_URL": seeded_url}
        subprocess.run([sys.executable, *words[1:]], cwd=place, env=env, check=True, capture_output=True)
    return place


def test_the_commands_write_what_the_page_lists(folder: Path):
    [path] = (folder / "snapshots").iterdir()
    for file in path.iterdir():
        assert f"`{file.name}`" in PAGE or f"`{file.stem}`" in PAGE, file.name
    assert all(f"`{one.path}`" in PAGE for one in DESCRIPTIONS)
    assert all(f"`{one.name}`" in PAGE for one in snapshot_tables(0))


@pytest.mark.parametrize("command", REQUESTS)
async def test_a_request_of_the_page_finds_something(folder: Path, seeded_url: str, command: str):
    app = create_app(Settings(database_url=seeded_url, snapshots=folder / "snapshots"))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, follow_redirects="L" in command.split()[1]) as client:
        answer = await client.get(shlex.split(command)[-1])
    assert answer.status_code == 200, answer.text
    assert len(answer.content) > 300
