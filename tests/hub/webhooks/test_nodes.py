"""Two hubs on one store match alike and tell a change once.

What was not told when both were killed is told by the next one.
"""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from standardwebhooks import Webhook

from tests.conftest import new_postgres_database

ROOT = Path(__file__).parents[3]


class Nodes:
    """Processes of one hub."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.env = os.environ | {
            "HUB_DATABASE_URL": database,
            "HUB_SEEDS": str(folder / "seeds"),
            "HUB_BASE_URI": "https://hub.example",
            "HUB_WEBHOOK_KEY": "a key of these tests, which is long enough",
            "HUB_WEBHOOK_PAUSE": "0",
            "HUB_HARVEST_PRIVATE": "127.0.0.0/8",
            "PYTHONPATH": str(ROOT),
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def serve(self, port: int = 0) -> None:
        command = [sys.executable, "-m", "hub", "serve", "--no-load", "--port", str(port)]
        self.running.append(subprocess.Popen(command, env=self.env, cwd=self.folder, stderr=subprocess.DEVNULL))

    def kill(self) -> None:
        for process in self.running:
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.running.clear()

    async def hub(self, *arguments: str) -> str:
        command = (sys.executable, "-m", "hub", *arguments)
        process = await asyncio.create_subprocess_exec(*command, env=self.env, cwd=self.folder, stdout=subprocess.PIPE)
        said, _ = await process.communicate()
        assert process.returncode == 0
        return said.decode()


async def matched(port: int) -> str:
    """What a node matches, once it answers."""
    form = {"queries": '{"q": {"query": "Vejle", "type": "organisation"}}'}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=60) as client:
        while True:
            with suppress(httpx.ConnectError):
                return (await client.post("/reconcile", data=form)).text
            await asyncio.sleep(0.1)


@pytest.fixture(params=["sqlite", "postgresql"])
async def shared_url(request, tmp_path):
    """The address of a store for several hubs."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}"
    return await new_postgres_database(request.getfixturevalue("postgres_server"))


async def test_nodes_tell_once_and_nothing_is_lost_with_them(
    shared_url, seeds, receiver, tmp_path, unused_tcp_port_factory
):
    nodes = Nodes(tmp_path, shared_url)
    seeds.write("alpha", {"organisation": [{"key": "a", "name": "Odense"}]})
    try:
        await nodes.hub("load")
        _, secret = (await nodes.hub("webhook", "add", receiver.url)).split()
        ports = [unused_tcp_port_factory() for _ in range(2)]
        for port in ports:
            nodes.serve(port)
        for number, name in enumerate(("Vejle", "Aarhus"), 1):
            if number == 2:
                nodes.kill()
            seeds.write("alpha", {"organisation": [{"key": "a", "name": "Odense"}, {"key": name, "name": name}]})
            await nodes.hub("load", "--allow-mass-delete")
            if number == 2:
                nodes.serve()
            while len(messages := {one.headers["webhook-id"]: one for one in receiver.got}) < number:
                await receiver.news.wait()
                receiver.news.clear()
            if number == 1:
                one, other = [await matched(port) for port in ports]
                assert one == other
                assert '"name":"Vejle"' in one
        await nodes.hub("webhook", "list")
        # a message is in the log once its receiver's answer is
        while (await nodes.hub("webhook", "log")).count("delivered") < 2:
            pass
    finally:
        nodes.kill()
    # a node that is killed between an answer and its log tells the same message again, under its identifier
    first, second = (Webhook(secret).verify(one.body, one.headers)["data"] for one in messages.values())
    assert first["revision"] == second["since"] == 2
    assert [change["name"] for change in first["changes"]] == ["Vejle"]
    assert {change["name"] for change in second["changes"]} == {"Vejle", "Aarhus"}
