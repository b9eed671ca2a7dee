"""Messages to webhooks, as operators see it: in the graph and on a page, and how it is sent again."""

import pytest
from pydantic import SecretStr

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from hub.operators.audit import audit_entries
from hub.operators.rights import Right
from hub.operators.tokens import new_token
from hub.webhooks.hooks import add_hook
from tests.hub.webhooks.conftest import HERE, KEY, courier_of

CITY = {"key": "kbh", "name": "Københavns Kommune"}
LOG = """{
    webhooks { id target kinds networks revision failures offAt offWhy pending }
    webhookDeliveries(first: 5, state: GIVEN_UP) {
        groupBy(fields: [STATE, WEBHOOK]) { groups { count keys { value } } }
        totalCount nodes { id webhook { id kinds } since revision state tries status error }
    }
}"""
OF_ALL = "the token of the environment"
REPLAY = "mutation ($id: ID!) { replayWebhook(id: $id) { deliveryIds } }"


@pytest.fixture
async def client(store, seeds, receiver, clock, serve):
    """A hub whose one hook is off: its receiver has answered 410."""
    await load(store, seeds.write("alpha", {"product": [{"key": "x", "name": "X"}]}), clock=clock)
    await add_hook(store, KEY, receiver.url, kinds=["organisation"], networks=["alpha"], rules=HERE, clock=clock)
    await load(store, seeds.write("alpha", {"organisation": [CITY]}), clock=clock, allow_mass_delete=True)
    receiver.says = [410]
    await courier_of(store, clock).round()
    url = store.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, operator_token=SecretStr(OF_ALL))
    async with serve(create_app(settings)) as made:
        yield made


async def asked(client, query, token=None, **variables):
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = await client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
    return answer, answer.json()


async def test_operators_see_the_log_in_the_graph_and_send_again(client, store, receiver, clock):
    answer, body = await asked(client, LOG, OF_ALL)
    assert "etag" not in answer.headers, "another answer may come at the same revision"
    [hook], log = body["data"]["webhooks"], body["data"]["webhookDeliveries"]
    assert (hook["kinds"], hook["networks"], hook["revision"], hook["pending"]) == (["ORGANISATION"], ["alpha"], 2, 0)
    assert "token=" not in hook["target"]
    assert hook["target"] == f"http://127.0.0.1:{receiver.port}/hook"
    assert "410" in hook["offWhy"]
    assert 'hub_webhooks{state="off"} 1.0' in (await client.get("/metrics")).text
    [message] = log["nodes"]
    [group] = log["groupBy"]["groups"]
    assert (group["count"], [key["value"] for key in group["keys"]]) == (1, ["GIVEN_UP", hook["id"]])
    assert (log["totalCount"], message["webhook"]) == (1, {"id": hook["id"], "kinds": ["ORGANISATION"]})
    assert (message["since"], message["revision"], message["tries"], message["status"]) == (1, 2, 1, 410)
    _, again = await asked(client, REPLAY, OF_ALL, id=hook["id"])
    assert again["data"]["replayWebhook"]["deliveryIds"] == [message["id"]]
    clock.move(hours=1)  # beyond the moment of the replay, however long the machine took until here
    await courier_of(store, clock).round()
    assert [one.headers["webhook-id"] for one in receiver.got] == [message["id"]] * 2
    assert (await asked(client, LOG, OF_ALL))[1]["data"]["webhookDeliveries"]["totalCount"] == 0
    newest = (await audit_entries(store, first=1))[0]
    assert (newest.action, newest.outcome, newest.detail) == ("replayWebhook", "replayed", [message["id"]])


async def test_nobody_else_sees_or_sends(client, store):
    judging = await new_token(store, "a", [Right.JUDGE, Right.READ, Right.LOAD], None, days=None)
    of_one = await new_token(store, "b", [Right.WEBHOOKS], ["alpha"], days=None)
    beside = "{ __schema { queryType { name } } webhooks { id } }"
    for token, code in ((None, "UNAUTHENTICATED"), (judging, "FORBIDDEN"), (of_one, "FORBIDDEN")):
        for query in (LOG, LOG, beside, f"{{ networks {{ nodes {{ id }} }} {LOG[1:]}"):
            _, body = await asked(client, query, token)
            assert body["errors"][0]["extensions"]["code"] == code
            assert not body.get("data")
        _, body = await asked(client, REPLAY, token, id="hook_x")
        assert body["errors"][0]["extensions"]["code"] == code
    _, past = await asked(client, '{ revision(asOf: "1") webhooks { id } }', OF_ALL)
    assert past["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    _, unknown = await asked(client, REPLAY, OF_ALL, id="hook_x")
    assert "There is no webhook" in unknown["errors"][0]["message"]


async def test_the_page_shows_the_log_and_sends_again_with_a_key_of_its_own(client, store, parsed):
    client.headers["accept"] = "text/html"
    client.follow_redirects = True
    assert parsed((await client.get("/review/webhooks")).text).one("input", type="password")
    token = await new_token(store, "c", [Right.WEBHOOKS], None, days=None)
    await client.post("/review/sign-in", data={"token": token})
    page = parsed((await client.get("/review/webhooks")).text)
    assert "Off since" in page.text
    assert "given up" in page.text
    sent = {
        str(one.attributes["name"]): str(one.attributes["value"])
        for one in page.all("input")
        if "value" in one.attributes
    }
    forged = await client.post("/review/webhooks/replay", data=sent | {"form_key": "x"})
    assert "did not come from a page of this hub" in forged.text
    again = parsed((await client.post("/review/webhooks/replay", data=sent)).text)
    assert "to be sent" in again.text
    assert "Off since" not in again.text
