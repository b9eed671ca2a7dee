"""The page of one thing: who says what, what else there is about it, and what becomes of its address."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.web.pages.record_pages import sentence

TOWN = {
    "key": "t",
    "name": "Town Hall",
    "id:cvr": "55133018",
    "countries": "DK",
    "type": "local",
    "founded": "1900",
    "url": "https://town.example",
}
OTHER = {
    "key": "x",
    "name": "Town Hall",
    "id:cvr": "55133018",
    "founded": "1901",
    "description": "Seat of the town.",
}
PRODUCT = {
    "key": "p",
    "name": "Formsmith",
    "topics": ["forms", "open data"],
    "to:users:organisation": [{"key": "t", "role": "pilot", "since": "2020"}],
}
NEWS = {
    "key": "n",
    "name": "A prize",
    "published": "2026-03-01",
    "description": "It rained. Formsmith won a prize! All went home.",
}


@pytest.fixture
async def client(sqlite_url, sqlite_store, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    seeds.write("north", {"organisation": [TOWN], "product": [PRODUCT], "news-item": [NEWS]})
    seeds.write("south", {"organisation": [OTHER]})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url, base_uri="https://hub.example"))) as made:
        made.headers["accept"] = "text/html"
        yield made


async def test_values_that_differ_stand_side_by_side_with_their_places(client, parsed):
    page = parsed((await client.get("/organisations/town-hall")).text)
    rows = [row.text for row in page.all("tr")]
    assert {"Founded sources differ 1900 ≠ 1901", "Founded sources differ ≠ 1900 1901"} & set(rows)
    assert any("organisation.jsonl:1" in row for row in rows)
    assert "others state something else" in page.text
    sources = {str(link.attributes["href"]) for link in page.all("a") if link.text == "north"}
    identities = {f"#{one.attributes['id']}" for one in page.elements if "id" in one.attributes}
    assert sources
    assert {source for source in sources if source.startswith("#")} <= identities


async def test_an_operator_finds_the_line_to_correct(client, sqlite_store, seeds, parsed):
    table = """network: east
title: East
homepage: https://east.example
publisher: {name: East}
licence: CC0-1.0
attribution: East
sources:
  - {name: bodies, path: bodies.csv, format: table, kind: organisation, key: id, mapping: {name: title, founded: since}, identifiers: {cvr: no}}
"""
    folder = seeds.root / "east"
    folder.mkdir()
    (folder / "network.yaml").write_text(table)
    (folder / "bodies.csv").write_text("id,title,no,since\nt,Town Hall,55133018,1899\n")
    await load_all(sqlite_store, [seeds.root])
    page = parsed((await client.get("/organisations/town-hall")).text)
    lines = [one.text for one in page.all("pre")]
    assert "sed -i '2s/1899/1901/' east/bodies.csv" in lines
    assert "sed -i '2s/1899/1900/' east/bodies.csv" in lines
    assert any("(column since): 1899 → 1901 as south has it" in one.text for one in page.all("p"))
    assert any("Founded (column founded): 1901 → 1900 as north has it" in one.text for one in page.all("p"))


async def test_the_page_tells_what_became_of_the_thing(client, sqlite_store, seeds, parsed):
    seeds.write("north", {"organisation": [TOWN | {"city": "Aarhus"}], "product": [PRODUCT], "news-item": [NEWS]})
    await load_all(sqlite_store, [seeds.root])
    page = parsed((await client.get("/organisations/town-hall")).text)
    latest, *_, first = [one.text for one in page.all("li") if " revision " in one.text]
    assert "It appeared in the hub." in first
    assert "City → Aarhus north/organisation.jsonl:1" in latest


async def test_the_history_tells_what_a_source_changed_though_another_value_is_shown(
    client, sqlite_store, seeds, parsed
):
    before = parsed((await client.get("/organisations/town-hall")).text)
    [loser] = [part for part in ("north", "south") if part in before.one("details", **{"class": "lost"}).text]
    named = {"north": TOWN, "south": OTHER}[loser] | {"founded": "1850"}
    others = {"product": [PRODUCT], "news-item": [NEWS]} if loser == "north" else {}
    seeds.write(loser, {"organisation": [named], **others})
    await load_all(sqlite_store, [seeds.root])
    page = parsed((await client.get("/organisations/town-hall")).text)
    latest = next(one.text for one in page.all("li") if " revision " in one.text)
    assert "Only its records changed" in latest
    was = {"north": "1900", "south": "1901"}[loser]
    assert f"Founded {was} → 1850 {loser}/organisation.jsonl:1 another value is shown" in latest


async def test_an_old_slug_leads_to_the_page_of_today(client, sqlite_store, seeds):
    renamed = PRODUCT | {"name": "Form Forge"}
    seeds.write("north", {"organisation": [TOWN], "product": [renamed], "news-item": [NEWS]})
    await load_all(sqlite_store, [seeds.root])
    answer = await client.get("/products/formsmith")
    assert (answer.status_code, answer.headers["location"]) == (301, "/products/form-forge")


async def test_relations_carry_roles_dates_and_who_says_so(client, parsed):
    page = parsed((await client.get("/products/formsmith")).text)
    [users] = [item.text for item in page.all("li") if item.text.startswith("Town Hall")]
    assert "pilot since 2020" in users
    assert "north/product.jsonl:1" in users


async def test_news_is_shown_with_the_sentence_that_names_the_thing(client, parsed):
    page = parsed((await client.get("/products/formsmith")).text)
    assert page.one("blockquote").text == "Formsmith won a prize!"
    assert page.one("mark").text == "Formsmith"


async def test_the_page_speaks_schema_org(client):
    text = (await client.get("/organisations/town-hall")).text
    stated = json.loads(text.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert stated["@type"] == "GovernmentOrganization"
    assert stated["foundingDate"] in {"1900", "1901"}
    assert stated["mainEntityOfPage"] == "https://hub.example/organisations/town-hall"
    assert {"@type": "PropertyValue", "propertyID": "cvr", "value": "55133018"} in stated["identifier"]
    assert '<link rel="canonical" href="https://hub.example/organisations/town-hall">' in text


async def test_ids_lead_to_the_page_and_the_uri_to_page_or_json(client):
    found = (
        await client.get(
            "/graphql",
            params={"query": '{ organisation(by: {slug: "town-hall"}) { id records { id } } }'},
            headers={"accept": "application/json"},
        )
    ).json()
    entity = found["data"]["organisation"]
    for identity in (entity["id"], *(record["id"].removeprefix("rec_") for record in entity["records"])):
        answer = await client.get(f"/organisations/{identity}?lang=da")
        assert (answer.status_code, answer.headers["location"]) == (301, "/organisations/town-hall?lang=da")
    page = await client.get(f"/entity/{entity['id']}")
    assert (page.status_code, page.headers["location"]) == (303, "/organisations/town-hall")
    answer = await client.get(f"/entity/{entity['id']}", headers={"accept": "application/json"})
    assert answer.json()["slug"] == "town-hall"
    assert "accept" in answer.headers["vary"]


async def test_what_was_withdrawn_is_gone_and_says_what_it_was(client, sqlite_store, seeds, parsed):
    identity = (
        await client.get(
            "/graphql", params={"query": '{ product(by: {slug: "formsmith"}) { id } }'}, headers={"accept": "*/*"}
        )
    ).json()["data"]["product"]["id"]
    seeds.write("north", {"organisation": [TOWN], "product": [{"key": "q", "name": "Formsmithy"}], "news-item": [NEWS]})
    await load_all(sqlite_store, [seeds.root])
    for address in ("/products/formsmith", f"/products/{identity}"):
        answer = await client.get(address)
        assert answer.status_code == 410
        page = parsed(answer.text)
        assert page.one("h1").text == "Formsmith"
        assert "no network states it any longer" in page.text
        told = await client.get(address, headers={"accept": "application/json"})
        assert (told.status_code, "was withdrawn" in told.json()["message"]) == (410, True)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("One. Two three! Four.", "three", ("Two ", "three", "!")),
        ("three", "three", ("", "three", "")),
        ("Line one\nthree stands here\nend", "three", ("", "three", " stands here")),
        ("v1.2 has three parts", "three", ("v1.2 has ", "three", " parts")),
    ],
)
def test_a_sentence_is_cut_where_it_begins_and_ends(text, part, whole):
    start = text.index(part)
    assert sentence(text, start, start + len(part)) == whole


def test_a_long_sentence_is_bounded():
    text = "a" * 5000 + " needle " + "b" * 5000
    before, part, after = sentence(text, 5001, 5007)
    assert part == "needle"
    assert len(before) + len(after) <= 640


async def test_an_end_that_only_has_an_identifier_is_named_by_it(sqlite_url, sqlite_store, seeds, serve, parsed):
    folder = seeds.write(
        "north", {"organisation": [{"key": "u", "name": "Unit", "above": "d1a97841-b4bf-46df-a089-1003e4e266b4"}]}
    )
    manifest = json.loads((folder / "network.yaml").read_text())
    (record,) = manifest["sources"][0]["records"]
    del record["fields"]["above"]
    record["relations"] = {"parents": {"kind": "organisation", "identifiers": {"lannuaire": "above"}}}
    (folder / "network.yaml").write_text(json.dumps(manifest))
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url, base_uri="https://hub.example"))) as made:
        page = parsed((await made.get("/organisations/unit", headers={"accept": "text/html"})).text)
    assert "And one that no network describes: lannuaire d1a97841-b4bf-46df-a089-1003e4e266b4" in page.text
    assert "None" not in page.text
