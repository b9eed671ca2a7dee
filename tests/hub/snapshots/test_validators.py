"""What others' validators say of a snapshot of the seeds: nothing.

And that they would say something (`make validators`).
"""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from hub.app import create_editions
from hub.config import Settings
from hub.load import load_all
from hub.snapshots import SnapshotFolder, take_snapshot
from hub.store import Database, upgrade
from scripts.documents import ROOT

PYTHON = ROOT / ".validators" / "bin" / "python"
NAMES = ["frictionless", "mlcroissant", "roc-validator", "CITATION.cff"]
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="`make validators` installs the validators")


def complaints(snapshot: Path) -> dict[str, list[str]]:
    command = [PYTHON, ROOT / "scripts" / "validators" / "validate.py", snapshot]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"PATH": "/usr/bin:/bin", "HOME": str(snapshot.parent)}
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("validated")

    async def taken() -> Path:
        async with Database(f"sqlite+aiosqlite:///{folder / 'hub.db'}") as database:
            await upgrade(database)
            await load_all(database, [ROOT / "seeds"])
            settings = Settings(base_uri="https://hub.example")
            editions = create_editions(database, settings)
            return (await take_snapshot(editions, SnapshotFolder(folder / "out"), settings.address)).path

    return asyncio.run(taken())


def test_no_validator_has_anything_to_say(snapshot):
    assert complaints(snapshot) == {name: [] for name in NAMES}


def _without(path: Path, *names: Any) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    inner = said
    for name in names[:-1]:
        inner = inner[name]
    del inner[names[-1]]
    path.write_text(json.dumps(said), encoding="utf-8")


def test_each_validator_finds_what_is_wrong(snapshot, tmp_path):
    copy = shutil.copytree(snapshot, tmp_path / "copy")
    table = (copy / "edges.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "edges.csv").write_text("".join([*table, table[1]]), encoding="utf-8")  # its key twice
    _without(copy / "croissant.json", "distribution", 0, "sha256")
    _without(copy / "ro-crate-metadata.json", "@graph", 1, "license")
    cited = (copy / "CITATION.cff").read_text(encoding="utf-8")
    (copy / "CITATION.cff").write_text(cited.replace("message:", "massage:"), encoding="utf-8")
    found = complaints(copy)
    assert all(found[name] for name in NAMES), found
    assert any(place.startswith("edges: ") for place in found["frictionless"])
