"""The worked example of README.md, as a reader would follow it: files and commands are taken from the page."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.documents import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = re.findall(r"```\w+ (\S+/\S+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in re.findall(r"```sh run\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command printed, by command."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    for name, text in FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {command: _run(command, folder) for command in COMMANDS}


def _run(command: str, folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    env |= {"PYTHONPATH": str(ROOT), "HUB_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'hub.db'}"}
    done = subprocess.run(
        [sys.executable, *command.split()[1:]],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def test_the_example_has_a_manifest_two_files_and_commands():
    assert [Path(name).name for name, _ in FILES] == ["bodies.csv", "software.json", "network.yaml"]
    assert all(command.startswith(".venv/bin/python -m hub ") for command in COMMANDS)


def test_checking_the_example_finds_nothing_wrong(outputs: dict[str, str]):
    told = next(text for command, text in outputs.items() if " check " in command)
    assert "error:" not in told
    assert "warning:" not in told


def test_the_example_is_one_of_the_networks(outputs: dict[str, str]):
    assert "Software of My Town" in next(text for command, text in outputs.items() if command.endswith(" networks"))


def test_the_example_s_body_is_joined_to_what_another_network_says_of_it(outputs: dict[str, str]):
    told = next(text for command, text in outputs.items() if " explain " in command)
    assert "joined: one entity" in told


def test_the_files_of_the_example_are_what_their_suffix_says():
    for name, text in FILES:
        if name.endswith(".json"):
            assert json.loads(text)
