"""/graph: the picture, its table, its files."""

from collections.abc import AsyncIterator
from xml.etree import ElementTree as ET

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database

CITY = {"key": "a", "name": "Aarhus Kommune", "id:cvr": "55133018"}
USE = [{"key": "a", "since": "2020-01-01"}]
ALPHA = {"key": "p", "name": 'Alpha "a<b"', "url": "https://alpha.example", "to:users:organisation": USE}
BETA = {"key": "b", "name": "Beta", "to:dependencies:product": [{"key": "p"}]}
OF = "/graph?of=organisations/aarhus-kommune"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
async def client(sqlite_store: Database, sqlite_url: str, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    seeds.write("north", {"organisation": [CITY], "product": [ALPHA, BETA]})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url))) as made:
        made.headers.update({"accept": "text/html"})
        yield made


async def test_the_picture_and_the_table_show_the_same(client, parsed):
    page = parsed((await client.get(f"{OF}&depth=2")).text)
    drawn = [one.attributes for one in page.all("a") if "aria-label" in one.attributes]
    edges = [one for one in drawn if one["class"] == "edge"]
    rows = {f"#{one.attributes['id']}" for one in page.all("tr") if "id" in one.attributes}
    assert {one["href"] for one in edges} == rows
    assert sorted(str(one["aria-label"]) for one in edges) == [
        'Aarhus Kommune uses Alpha "a<b"',
        'Beta depends on Alpha "a<b"',
    ]
    assert len([one for one in drawn if str(one["class"]).startswith("node")]) == 3
    assert "2 things around it" in page.text


async def test_each_thing_leads_to_the_picture_around_it(client, parsed):
    page = parsed((await client.get(OF)).text)
    [alpha] = [
        str(one.attributes["href"]) for one in page.all("a") if "Alpha" in str(one.attributes.get("aria-label", ""))
        and "node" in str(one.attributes["class"])
    ]  # fmt: skip
    assert "What surrounds Alpha" in parsed((await client.get(alpha)).text).text


@pytest.mark.parametrize(
    ("narrowing", "things"),
    [
        ("year=2021", 1),
        ("year=2019", 0),
        ("network=north", 1),
        ("network=south", 0),
        ("predicate=owns", 0),
        ("kind=events", 0),
    ],
)
async def test_the_address_narrows_the_picture(client, parsed, narrowing, things):
    page = parsed((await client.get(f"{OF}&{narrowing}")).text)
    assert len([one for one in page.all("a") if str(one.attributes.get("class", "")).startswith("node")]) == things + 1


async def test_words_lead_to_what_they_may_mean(client, parsed):
    page = parsed((await client.get("/graph?of=aarhus")).text)
    [choice] = [one for one in page.all("a") if "Aarhus Kommune" in one.text]
    assert choice.attributes["href"] == "/graph?of=organisations%2Faarhus-kommune"
    assert not page.all("table")


async def test_the_files_hold_what_the_page_shows(client):
    drawing = ET.fromstring((await client.get(OF.replace("?", ".svg?"))).text)  # noqa: S314 - the hub wrote it
    assert len(drawing.findall(f"{SVG}a")) == 3
    assert all("://" in str(one.get("href")) for one in drawing.findall(f"{SVG}a"))
    graph = ET.fromstring((await client.get(OF.replace("?", ".graphml?"))).text)  # noqa: S314 - the hub wrote it
    kinds = [one.text for one in graph.iter() if one.get("key") == "kind"]
    assert sorted(map(str, kinds)) == ["ORGANISATION", "PRODUCT"]
    predicates = [one.text for one in graph.iter() if one.get("key") == "predicate"]
    assert predicates == ["USES"]


@pytest.mark.parametrize(
    ("address", "status"), [("/graph.svg", 404), ("/graph.svg?of=products/nix", 400), ("/graph.graphml?depth=9", 400)]
)
async def test_a_file_of_nothing_is_refused(client, address, status):
    assert (await client.get(address)).status_code == status
