"""A copy of the code that a test may change, run in processes of its own: throw-away kinds never meet the real ones."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "hub", "loaders", "schema", "scripts", "pyproject.toml")
ASK = """
import asyncio, sys
from hub.store import Database
from scripts.answers import answer, executor_of
import json
async def main():
    database = Database(sys.argv[1])
    print(json.dumps(await answer(executor_of(database), sys.argv[2])))
    await database.dispose()
asyncio.run(main())
"""


VISIT = """
import sys
from starlette.testclient import TestClient
from hub.app import create_app
from hub.config import settings
with TestClient(create_app(settings()), base_url="http://hub.example") as client:
    print(client.get(sys.argv[1], headers={"accept": "text/html"}).text)
"""


class Tree:
    """The copy: files can be written and changed, commands run and queries asked in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = f"sqlite+aiosqlite:///{root / 'hub.db'}"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Put a text in the place of another that occurs there once."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("HUB_", "PYTHON"))}
        # bytecode is written, so that what follows in this copy need not compile all of it again
        env["HUB_DATABASE_URL"] = self.url
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=env,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, query: str) -> Any:
        found = json.loads(self.run("-c", ASK, self.url, query))
        assert "errors" not in found, found
        return found["data"]

    def visit(self, address: str) -> str:
        return self.run("-c", VISIT, address)

    def seeds(self, sources: str, **files: str) -> None:
        """A seed directory of the network `town` with its sources; files by name, `__` standing for the dot."""
        head = (
            "network: town\ntitle: Town\nhomepage: https://town.example\npublisher: {name: Town}\nlicence:"
            " CC0-1.0\nattribution: Town\n"
        )
        self.write("mine/town/network.yaml", f"{head}sources:\n{sources}")
        for name, text in files.items():
            self.write(f"mine/town/{name.replace('__', '.')}", text)

    def load(self) -> None:
        self.run("-m", "hub", "load", "mine")


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where mypy keeps what it knows of the libraries, which is most of its work, for all trees and all processes that run tests."""
    own = tmp_path_factory.getbasetemp()
    return str((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "mypy")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    for part in PARTS:
        origin = ROOT / part
        if origin.is_dir():
            # what is compiled goes along, with the times of the files, so that no test compiles all of the code again;
            # what another process is just about to write has a number behind its name, and may be gone by then
            shutil.copytree(origin, tmp_path / part, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            shutil.copy(origin, tmp_path / part)
    return Tree(tmp_path)
