"""`links` of a list lead to the selection just asked, whatever its arguments."""

from urllib.parse import parse_qsl, urlsplit

import httpx
import orjson
import pytest
from starlette.applications import Starlette

from hub.app import create_editions, create_executor, create_past_editions
from hub.config import Settings
from hub.exports import MEDIA
from hub.history.past_stores import PastStores
from hub.load import load_all
from hub.plan.execution import Operation
from hub.web.media.downloads import Downloads
from schema.graphql.list_types import MEDIA_OF_KINDS

ROWS = {
    "organisation": [
        {"key": "a", "name": "Aarhus Kommune", "countries": ["DK"], "type": "local"},
        {"key": "b", "name": "Ville de Paris", "countries": ["FR"], "type": "local"},
        {"key": "c", "name": "Københavns Universitet", "countries": ["DK"], "type": "research-institute"},
    ],
    "product": [{"key": "mo", "name": "OS2mo", "to:users": [{"key": "a"}]}],
}
SELECTIONS = [
    {},
    {"where": {"countries": {"eq": "DK"}}},
    {"where": {"type": {"in": ["LOCAL"]}, "not": {"name": {"contains": "ville"}}}},
    {"where": {"or": [{"type": {"eq": "RESEARCH_INSTITUTE"}}, {"usedProducts": {"some": {"name": {"eq": "OS2mo"}}}}]}},
    {"search": "kommune & co", "orderBy": [{"field": "RELEVANCE"}]},
    {"search": "paris"},
    {"orderBy": [{"field": "TYPE", "direction": "DESC", "nulls": "FIRST"}, {"field": "NAME"}]},
]
DOCUMENT = """query ($where: OrganisationWhere, $search: String, $orderBy: [OrganisationOrder!]) {
  organisations(where: $where, search: $search, orderBy: $orderBy) { nodes { name } links { jsonl ics atom } } }"""


@pytest.mark.parametrize("selection", SELECTIONS)
async def test_a_link_gives_what_the_list_gives(store, seeds, selection):
    await load_all(store, [seeds.write("alpha", ROWS)])
    settings = Settings(database_url=store.url.render_as_string(hide_password=False), base_uri="https://hub.example")
    answer = await create_executor(store, settings).execute(Operation(DOCUMENT, variables=selection))
    found = orjson.loads(answer.body)["data"]["organisations"]
    assert found["links"]["ics"] is None
    link = urlsplit(found["links"]["jsonl"])
    assert (link.netloc, link.path) == ("hub.example", "/organisations.jsonl")
    downloads = Downloads(create_editions(store, settings), settings.address, 1)
    transport = httpx.ASGITransport(Starlette(routes=downloads.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="https://hub.example") as client:
        lines = (await client.get(link.path, params=parse_qsl(link.query))).text.splitlines()
    assert [orjson.loads(line)["name"] for line in lines] == [node["name"] for node in found["nodes"]]


async def test_a_link_of_the_past_gives_what_the_list_gave_then(sqlite_store, seeds):
    for bodies in (ROWS["organisation"], ROWS["organisation"][1:]):
        await load_all(sqlite_store, [seeds.write("alpha", {"organisation": bodies})])
    settings = Settings(database_url=sqlite_store.url.render_as_string(), timeout=3600.0)
    past = PastStores(sqlite_store, lambda old: create_executor(old, settings), most=1, patience=3600.0)
    document = """query ($then: String) { organisations(asOf: $then, where: {countries: {eq: "DK"}}) { nodes { name } links { jsonl } } }"""
    executor = create_executor(sqlite_store, settings, past=past)
    downloads = Downloads(
        create_editions(sqlite_store, settings),
        settings.address,
        1,
        past=create_past_editions(past, sqlite_store, settings),
    )
    transport, found = httpx.ASGITransport(Starlette(routes=downloads.routes())), {}
    async with httpx.AsyncClient(transport=transport, base_url=settings.address) as client:
        for then in ("1", "2", None):
            answer = orjson.loads((await executor.execute(Operation(document, variables={"then": then}))).body)
            listed = answer["data"]["organisations"]
            lines = (await client.get(listed["links"]["jsonl"])).text.splitlines()
            assert [orjson.loads(line)["name"] for line in lines] == [node["name"] for node in listed["nodes"]]
            found[then] = len(lines)
        refused = await client.get("/organisations.csv", params={"asOf": "soon"})
    await past.close()
    assert found == {"1": 2, "2": 1, None: 1}
    assert refused.status_code == 400
    assert "neither a revision nor a date" in refused.json()["errors"][0]["message"]


def test_every_medium_has_its_link():
    assert {medium.suffix: medium.kinds or frozenset() for medium in MEDIA} == MEDIA_OF_KINDS
