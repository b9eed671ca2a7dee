"""The notebook of docs/ answers its questions, from a snapshot and from a hub that runs (`make
validators` brings what it needs).
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from scripts.documents import ROOT

PYTHON = ROOT / ".validators" / "bin" / "python"
CELLS = json.loads((ROOT / "docs" / "research.ipynb").read_text(encoding="utf-8"))["cells"]
FIGURES = {"shared-products.svg", "licences.svg", "crossing-borders.svg"}


@pytest.fixture
def hub(seeded_url: str, tmp_path: Path) -> Iterator[str]:
    """The address of a hub with the seeds, and a snapshot of them."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HUB_DATABASE_URL": seeded_url,
        "HUB_SNAPSHOTS": str(tmp_path / "snapshots"),
    }
    command = [sys.executable, "-m", "hub"]
    subprocess.run([*command, "snapshot"], cwd=tmp_path, env=env, check=True, capture_output=True)
    serving = [*command, "serve", "--no-load", "--port", "0", "--json"]
    with subprocess.Popen(
        serving, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        while not said.endswith("}\n"):
            line = process.stdout.readline()
            assert line, "the hub did not start"
            said += line
        address = json.loads(said)["graphql"].removesuffix("/graphql")
        _wait_for(address)
        yield address
        process.terminate()


def _wait_for(address: str) -> None:
    """Wait until the hub listens, which it does some time after it has said where."""
    for _ in range(600):
        try:
            if httpx.get(f"{address}/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(address)


@pytest.mark.skipif(not PYTHON.exists(), reason="`make validators` installs pandas and matplotlib")
def test_three_questions_are_answered_alike_by_a_snapshot_and_by_the_hub(hub: str, tmp_path: Path):
    code = "\n\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code")
    env = {
        "HUB": hub,
        "MPLBACKEND": "svg",
        "MPLCONFIGDIR": str(tmp_path),
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
    }
    done = subprocess.run(
        [PYTHON, "-W", "error::FutureWarning", "-c", f"{code}\n\nassert is_current"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"uses cross a border" in done.stdout
    assert {path.name for path in tmp_path.glob("*.svg")} == FIGURES
    for name in FIGURES:
        paths = list(ET.parse(tmp_path / name).iter("{http://www.w3.org/2000/svg}path"))  # noqa: S314 - made here
        assert len(paths) > 20, name


def test_the_notebook_is_kept_without_what_it_printed_last():
    assert [cell for cell in CELLS if cell.get("outputs") or cell.get("execution_count")] == []
