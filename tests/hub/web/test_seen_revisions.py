"""What a client has seen: told with each answer, and asked back."""

import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load

BODY = {"query": "{ revision }"}


@pytest.fixture
async def client(store, seeds, serve):
    await load(store, seeds.write("alpha", {"organisation": [{"key": "city", "name": "City"}]}))
    url = store.url.render_as_string(hide_password=False)
    async with serve(create_app(Settings(database_url=url), store)) as client:
        yield client


@pytest.mark.parametrize("path", ["/graphql?query={revision}", "/organisations", "/organisations.csv", "/health"])
async def test_each_answer_tells_its_revision(client, path):
    for _ in range(2):  # the first may come before anything is known of the store
        answer = await client.get(path)
    assert answer.headers.get_list("hub-revision") == ["1"]


async def test_an_answer_to_who_has_seen_more_is_as_new_or_refused(client, store, seeds):
    for seen in ("0", "1"):
        answer = await client.post("/graphql", json=BODY, headers={"hub-revision": seen})
        assert answer.json() == {"data": {"revision": 1}}
    refused = await client.post("/graphql", json=BODY, headers={"hub-revision": "2"})
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["extensions"]["code"]) == (400, "BAD_USER_INPUT")
    assert error["message"] == "hub-revision is 2; the newest revision is 1."
    assert (await client.get("/organisations", params={"hub-revision": "2"})).status_code == 400
    await load(store, seeds.write("beta", {"organisation": [{"key": "x", "name": "Another"}]}))
    answer = await client.post("/graphql", json=BODY, headers={"hub-revision": "2"})
    assert (answer.json(), answer.headers["hub-revision"]) == ({"data": {"revision": 2}}, "2")


async def test_the_parameter_does_as_the_header_and_is_no_part_of_the_selection_and_nonsense_is_refused(client):
    plain, stated = await client.get("/organisations?q=city"), await client.get("/organisations?q=city&hub-revision=1")
    assert (plain.status_code, stated.text) == (200, plain.text)
    asked = await client.get("/graphql", params={"hub-revision": "1", "query": "{ revision }"})
    assert asked.json() == {"data": {"revision": 1}}

    for stated in ("-1", "one", "", "1" * 19):
        for answer in (
            await client.post("/graphql", json=BODY, headers={"hub-revision": stated}),
            await client.get("/organisations", params={"hub-revision": stated}),
        ):
            assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


async def test_a_page_of_another_origin_can_read_a_refusal_and_ask_again_without_its_number(client):
    origin = {"origin": "https://other.example"}
    refused = await client.get("/organisations", params={"hub-revision": "2"}, headers=origin)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (400, "*")
    assert refused.headers["x-content-type-options"] == "nosniff"
    preflight = origin | {"access-control-request-method": "POST", "access-control-request-headers": "hub-revision"}
    assert (await client.options("/graphql", params={"hub-revision": "2"}, headers=preflight)).status_code == 200
