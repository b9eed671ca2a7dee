"""What docs/subscriptions.md shows: its command asks a hub by curl, its documents are followed by the client of the
protocol, until events come.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from hub.load import load
from hub.store import Database
from hub.subscriptions.conversation import PROTOCOL
from scripts.documents import ROOT
from tests.conftest import Seeds
from tests.node_programs import hub_on

PAGE = (ROOT / "docs" / "subscriptions.md").read_text(encoding="utf-8")
CHANGES, LOADS = re.findall(r"```graphql example\n(.*?)```", PAGE, re.DOTALL)
[(COMMAND, SAID)] = re.findall(r"```sh\n(curl .*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
async def test_the_command_and_the_documents_of_the_page_tell_what_it_says(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'hub.db'}"
    seeds = Seeds(tmp_path / "seeds")
    async with Database(url) as store:
        await load(store, seeds.write("os2", {"product": [{"key": "a", "name": "OS2mo"}]}))
        with hub_on(url) as address:
            command = COMMAND.replace("localhost:8000", address.removeprefix("http://")).replace("\\\n", " ")
            following = subprocess.Popen(["sh", "-c", f"exec {command}"], stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220 - the page's
            try:
                assert following.stdout is not None
                told = [following.stdout.readline() for _ in range(2)]
            finally:
                following.kill()
                following.communicate()
            event, promised = told[0], SAID.splitlines()
            assert event.strip() == promised[0]
            assert shape(json.loads(told[1].removeprefix("data: "))) == shape(
                json.loads(promised[1].removeprefix("data: "))
            )
            async with connect(
                f"{address.replace('http', 'ws')}/graphql", subprotocols=[PROTOCOL], proxy=None
            ) as socket:
                await socket.send('{"type":"connection_init"}')
                await socket.recv()
                for identity, document, variables in (("changes", CHANGES, {"since": 0}), ("loads", LOADS, {})):
                    payload = {"query": document, "variables": variables}
                    await socket.send(json.dumps({"type": "subscribe", "id": identity, "payload": payload}))
                first = json.loads(await socket.recv())
                assert (first["id"], first["payload"]["data"]["changes"]["revision"]) == ("changes", 1)
                await load(
                    store,
                    seeds.write("os2", {"product": [{"key": "a", "name": "OS2mo"}, {"key": "b", "name": "OS2sofd"}]}),
                )
                heard = {"changes", "loads"}
                while heard:
                    one = json.loads(await socket.recv())
                    data = one["payload"]["data"][one["id"]]
                    if one["id"] == "changes" or data["stage"] == "STORED":
                        assert (data["revision"] if one["id"] == "changes" else data["load"]["revision"]) == 2
                        heard.discard(one["id"])


def shape(value: object) -> object:
    """Which keys a JSON value has, and of what type each is."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else type(value)
