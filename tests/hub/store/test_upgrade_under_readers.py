"""A hub of an earlier commit, with its own code, made the store and goes on reading while this version upgrades it."""

import asyncio
import io
import os
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from hub.load import load
from hub.store import Database, upgrade
from hub.store.migration import drift
from tests.node_programs import free_port

ROOT = Path(__file__).parents[3]
COMMIT = "294b4de"
"""The commit from which stores are promised to be brought to head; its migrations end with 0005."""
QUESTION = {"query": "{ revision organisations(first: 1) { totalCount } }"}
LONGEST_WAIT = 120


@pytest.fixture(scope="session")
def old_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the commit; skips where the history is not here."""
    packed = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        pytest.skip(f"commit {COMMIT} is not in this clone")
    folder = tmp_path_factory.mktemp("old")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


async def old_hub(folder: Path, url: str, *arguments: str) -> asyncio.subprocess.Process:
    environment = os.environ | {"HUB_DATABASE_URL": url, "PYTHONPATH": str(folder), "PYTHONWARNINGS": "ignore"}
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "hub", *arguments, cwd=folder, env=environment)


async def is_answered(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.post("/graphql", json=QUESTION)).is_success
    except httpx.TransportError:
        return False


async def test_old_nodes_read_until_it_is_done_and_say_so_afterwards(
    store: Database, old_code: Path, seeds: Any
) -> None:
    url = store.url.render_as_string(hide_password=False)
    if store.path:
        await store.dispose()
        store.path.unlink()
    else:
        async with store.write() as tx:
            await tx.run("DROP SCHEMA public CASCADE")
            await tx.run("CREATE SCHEMA public")
    folder = seeds.write("alpha", {"organisation": [{"key": str(n), "name": f"Town number {n}"} for n in range(30)]})
    assert await (await old_hub(old_code, url, "load", str(folder))).wait() == 0
    port, heard, is_over = free_port(), Counter[str](), asyncio.Event()
    server = await old_hub(old_code, url, "serve", "--no-load", "--port", str(port))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
        async with asyncio.timeout(LONGEST_WAIT):
            while not await is_answered(client):  # noqa: ASYNC110 - a process has no event for it
                await asyncio.sleep(0.1)

        async def ask() -> None:
            while not is_over.is_set():
                body = (await client.post("/graphql", json=QUESTION)).json()
                heard["errors" if "errors" in body else str(body["data"]["organisations"]["totalCount"])] += 1

        asking = asyncio.create_task(ask())
        while not heard["30"]:  # noqa: ASYNC110 - it is a count
            await asyncio.sleep(0.05)
        before = heard.copy()
        await upgrade(store)
        is_over.set()
        await asking
        assert before["errors"] == 0
        assert set(heard) <= {"30", "errors"}
    server.terminate()
    await server.wait()
    assert await drift(store) == []
    assert await store.fetch_value("SELECT count(*) FROM organisation") == 30
    assert (await load(store, folder)).status in {"accepted", "unchanged"}
