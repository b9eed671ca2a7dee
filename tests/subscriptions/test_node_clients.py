"""The clients that people use: graphql-ws and graphql-sse of npm, and the audits of graphql-http."""

import asyncio

import pytest

from tests.node_programs import printed


@pytest.mark.parametrize("client", ["graphql-ws", "graphql-sse"])
async def test_a_client_of_npm_follows_leaves_and_comes_back(node, hub, own_store, change, client):
    await change(own_store, "first", 0)
    program = asyncio.to_thread(printed, node, "follow.mjs", URL=f"{hub}/graphql", CLIENT=client, EXPECTED="3")
    told = asyncio.ensure_future(program)
    await asyncio.sleep(1)
    await change(own_store, "second", 1)
    await change(own_store, "first", 2)
    found = await told
    events = [
        {"data": {"changes": {"revision": n, "load": {"network": {"slug": slug}}}}}
        for n, slug in ((1, "first"), (2, "second"), (3, "first"))
    ]
    assert found["whole"] == events
    assert found["again"] == events[-1:]
    assert found["query"] == [{"data": {"revision": 3}}]
    assert found["refusal"]["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"


async def test_the_editor_follows_a_subscription_until_it_is_stopped(node, hub, own_store, change):
    await change(own_store, "first", 0)
    await change(own_store, "second", 1)
    found = await asyncio.to_thread(printed, node, "editor.mjs", URL=hub, EXPECTED="2")
    assert found["query"] == {"data": {"revision": 2}}
    assert found["events"] == [{"data": {"changes": {"revision": number}}} for number in (1, 2)]
    assert found["refusal"]["errors"][0]["extensions"]["code"] == "VALIDATION_FAILED"


def test_the_reference_audits_of_graphql_over_http_pass(node, hub):
    found = printed(node, "audit.mjs", URL=f"{hub}/graphql")
    assert len(found) > 50
    assert [audit for audit in found if audit["status"] != "ok"] == []
