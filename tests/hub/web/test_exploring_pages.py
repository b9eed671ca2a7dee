"""What the networks share, and how two things are connected."""

from collections.abc import AsyncIterator
from xml.etree import ElementTree as ET

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database

PEOPLE = {"accept": "text/html"}
HOSTILE = 'a< b "c"'
CITY = {"key": "a", "name": "Aarhus Kommune", "id:cvr": "55133018", "founded": "1970"}
ALPHA = {"key": "p", "name": "Alpha", "url": "https://alpha.example", "to:users:organisation": [{"key": "a"}]}
BETA = {"key": "b", "name": f"Beta {HOSTILE}", "to:dependencies:product": [{"key": "p"}]}


@pytest.fixture
async def filled(sqlite_store: Database, seeds) -> Database:
    seeds.write("north", {"organisation": [CITY], "product": [ALPHA, BETA]})
    seeds.write("south", {"product": [{"key": "q", "name": "Alpha", "url": "https://alpha.example"}]})
    seeds.write("west", {"product": [{"key": "z", "name": "Gamma"}]})
    await load_all(sqlite_store, [seeds.root])
    return sqlite_store


@pytest.fixture
async def client(filled, sqlite_url: str, serve) -> AsyncIterator[httpx.AsyncClient]:
    async with serve(create_app(Settings(database_url=sqlite_url))) as made:
        made.headers.update(PEOPLE)
        yield made


async def test_a_field_of_the_matrix_leads_to_the_things_that_it_counts(client, parsed):
    page = parsed((await client.get("/overlap")).text)
    [shared] = {one.attributes["href"] for one in page.all("a") if "north × south: 1" in _label(one)}
    behind = parsed((await client.get(shared)).text)
    assert [one.text for one in behind.all("h3")] == ["Alpha (product)"]
    assert [one.text for one in behind.all("td")] == ["3", "1", "1", "1"]
    assert "north and west" not in "".join(map(_label, page.all("a")))


async def test_the_matrix_counts_one_kind_where_one_is_chosen(client, parsed):
    page = parsed((await client.get("/overlap", params={"networks": "north,south", "kind": "organisations"})).text)
    assert [one.text for one in page.all("td")] == ["1", "–", "–", "–"]
    assert not page.all("h3")


async def test_one_network_alone_is_compared_with_nothing(client, parsed):
    page = parsed((await client.get("/overlap?networks=north")).text)
    assert "Choose two or more networks" in page.text
    assert not page.all("table")


async def test_the_form_of_networks_gives_the_address_that_a_link_has(client, parsed):
    texts = [(await client.get(f"/overlap?{query}")).text for query in ("networks=a&networks=b", "networks=a,b")]
    assert all("There is no network" in text for text in texts)
    pages = [
        parsed((await client.get(f"/overlap?{query}")).text)
        for query in ("networks=north&networks=south", "networks=north,south")
    ]
    assert pages[0].one("table").text == pages[1].one("table").text


@pytest.mark.parametrize("address", ["/overlap?kind=ships", "/path?predicate=eats", "/path?form=x", "/overlap?of=x"])
async def test_what_an_address_misspells_is_said(client, address):
    answer = await client.get(address)
    assert answer.status_code == 400
    assert "There is no" in answer.text


async def test_a_path_names_each_step_and_who_states_it(client, parsed):
    asked = await client.get("/path?from=organisations/aarhus-kommune&to=beta&lang=da")
    assert asked.status_code == 302  # only one thing is found by that
    assert asked.headers["location"] == "/path?from=organisations%2Faarhus-kommune&to=products%2Fbeta-a-b-c&lang=da"
    page = parsed((await client.get("/path?from=organisations/aarhus-kommune&to=products/beta-a-b-c")).text)
    assert [one.text for one in page.all("h3")] == [
        "Aarhus Kommune (organisation)",
        "Alpha (product)",
        f"Beta {HOSTILE} (product)",
    ]
    assert "uses" in page.one("ol", **{"class": "steps"}).text
    assert "north/" in page.text
    assert not [script for script in page.all("script") if script.text]


async def test_a_path_is_a_picture_whose_parts_lead_to_things_and_evidence(client, parsed):
    address = "/path?from=organisations/aarhus-kommune&to=products/alpha"
    page = parsed((await client.get(address)).text)
    drawn = {_label(one): one.attributes["href"] for one in page.all("a") if _label(one)}
    assert drawn["Aarhus Kommune uses Alpha"] == "#relation-1"
    assert drawn["Alpha (product)"] == "/products/alpha"
    assert page.one("li", id="relation-1").text.startswith("Aarhus Kommune uses Alpha")
    files = [(await client.get(address.replace("?", f".{suffix}?"))).text for suffix in ("svg", "graphml")]
    svg, graphml = map(ET.fromstring, files)
    assert svg.tag.endswith("svg")
    assert len([one for one in graphml.iter() if one.tag.endswith("node")]) == 2
    assert (await client.get("/path.svg?from=products/gamma&to=products/alpha")).status_code == 404


async def test_words_in_a_box_lead_to_what_they_may_mean(client, parsed):
    page = parsed((await client.get("/path?from=a&to=products/alpha")).text)
    [choice] = [one for one in page.all("a") if "Aarhus Kommune" in one.text]
    found = parsed((await client.get(str(choice.attributes["href"]))).text)
    assert found.one("h2").text == "1 step"


async def test_things_that_nothing_connects_have_no_path(client, parsed):
    page = parsed((await client.get("/path?from=products/gamma&to=products/alpha")).text)
    assert "No path" in page.text
    narrowed = await client.get("/path?from=organisations/aarhus-kommune&to=products/alpha&predicate=funds")
    assert "No path" in narrowed.text


def _label(element) -> str:
    return element.attributes.get("aria-label") or ""
