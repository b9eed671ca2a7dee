"""What one hub says, another has: the same ids, values, relations and places, under the same licence and precedence."""

import json

import pytest

from hub.store import Database
from tests.hub.load.test_load_laws import exported
from tests.hub.ring.conftest import RingHub

CITY = {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"], "id:cvr": "64942212"}
ABROAD = {"key": "cph", "name": "City of Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
PRODUCT = {"key": "os2mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}


@pytest.fixture
def hubs(tmp_path):
    return [RingHub(name, tmp_path) for name in ("a", "b", "c")]


async def asked(hub, document):
    from hub.app import create_executor
    from hub.config import Settings
    from hub.plan.execution import Operation

    async with Database(hub.url) as store:
        return json.loads((await create_executor(store, Settings()).execute(Operation(document))).body)["data"]


async def export_of(hub):
    async with Database(hub.url) as store:
        return await exported(store)


async def test_a_network_that_came_by_two_hubs_is_what_its_origin_has(hubs):
    a, b, c = hubs
    a.own.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}, precedence=70, authority=["organisation.name"])
    a.own.write("beta", {"organisation": [ABROAD]}, licence="Ask first; it is complicated")
    await a.load()
    await b.ask(a)
    await b.load()
    await c.ask(b)
    await c.load()
    origin = await export_of(a)
    assert origin["organisation"].count(b"\n") == 1, "both networks mean one city"
    assert await export_of(b) == origin
    assert await export_of(c) == origin
    document = '{network(by: {slug: "alpha"}) {hubs precedence statedAt lastLoad {finishedAt}}}'
    (ours, theirs) = [(await asked(hub, document))["network"] for hub in (a, c)]
    assert (ours["hubs"], theirs["hubs"]) == ([], [a.address, b.address])
    assert theirs["precedence"] == 70
    assert ours["lastLoad"]["finishedAt"] >= theirs["statedAt"]
    document = '{product(by: {slug: "os2mo"}) {records {path line network {slug hubs}}}}'
    [record] = (await asked(c, document))["product"]["records"]
    assert record == {
        "path": "product.jsonl", "line": 1, "network": {"slug": "alpha", "hubs": [a.address, b.address]},
    }  # fmt: skip
