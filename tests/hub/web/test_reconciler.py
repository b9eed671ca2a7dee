"""The client `reconciler` of others, as they call it, against a hub (`make reconciler`)."""

import asyncio
import json
import os

import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from scripts.documents import ROOT
from tests.hub.web.test_reconciliation import ROWS

PYTHON = ROOT / ".reconciler" / "bin" / "python"
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="`make reconciler` installs the client")


async def test_the_client_matches_a_column_by_names_and_countries(sqlite_store, sqlite_url, seeds, serve):
    await load(sqlite_store, seeds.write("alpha", ROWS))
    async with serve(create_app(Settings(database_url=sqlite_url))) as client:
        asking = await asyncio.create_subprocess_exec(
            PYTHON, ROOT / "scripts" / "reconciler" / "ask.py", f"{client.base_url}/reconcile",
            stdout=asyncio.subprocess.PIPE, env={"PATH": os.environ["PATH"]},
        )  # fmt: skip
        said, _ = await asking.communicate()
    assert asking.returncode == 0
    found = [(one["input_value"], one["name"], one["match"]) for one in json.loads(said)]
    assert found == [(name, name, True) for name in ("Aarhus Kommune", "Københavns Kommune")]
