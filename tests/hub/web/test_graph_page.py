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
ALPHA = {"key": "p", "name": 'Alpha "a< b"', "url": "https://alpha.example", "to:users:organisation": USE}
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
        'Aarhus Kommune uses Alpha "a< b"',
        'Beta depends on Alpha "a< b"',
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


async def test_a_thing_is_expanded_and_folded_again(client, parsed):
    def names(page):
        drawn = [str(one.attributes["aria-label"]) for one in page.all("a") if "aria-label" in one.attributes]
        return {name.partition(" (")[0] for name in drawn if name.endswith(")")}

    page = parsed((await client.get(OF)).text)
    [expand] = [one for one in page.all("a") if one.attributes.get("class") == "expand" and one.text]
    assert "1 more" in expand.text
    more = parsed((await client.get(str(expand.attributes["href"]))).text)
    assert names(more) == names(page) | {"Beta"}
    [fold] = [one for one in more.all("a") if "(remove)" in one.text]
    assert names(parsed((await client.get(str(fold.attributes["href"]))).text)) == names(page)


async def test_a_list_is_a_picture_too(client, parsed):
    page = parsed((await client.get("/graph/products?q=alpha")).text)
    rows = [one.text for one in page.all("tr") if "id" in one.attributes]
    assert sorted(" ".join(row.split()[:3]) for row in rows) == ["Aarhus Kommune uses", "Beta depends on"]
    assert "The whole list (1)" in page.text
    graph = ET.fromstring((await client.get("/graph/products.graphml?q=alpha&predicate=uses")).text)  # noqa: S314 - the hub wrote it
    assert [one.text for one in graph.iter() if one.get("key") == "predicate"] == ["USES"]
    assert (await client.get("/graph/products?q=nothing-such")).status_code == 200
    assert (await client.get("/graph/products.svg?q=nothing-such")).status_code == 404


async def test_many_things_stand_close_and_more_are_drawn_from_the_table(client, sqlite_store, seeds, parsed):
    users = [{"key": f"u{number}", "name": f"User {number:03}"} for number in range(320)]
    uses = [{"key": one["key"]} for one in users]
    seeds.write(
        "south", {"organisation": users, "product": [{"key": "w", "name": "Wide", "to:users:organisation": uses}]}
    )
    await load_all(sqlite_store, [seeds.root])
    address = "/graph?of=products/wide"
    page = parsed((await client.get(address)).text)
    assert len([one for one in page.all("a") if str(one.attributes.get("class", "")).startswith("node")]) == 300
    [larger] = [one for one in page.all("a") if one.text == "Draw up to 2,000"]
    large = parsed((await client.get(str(larger.attributes["href"]))).text)
    assert not [one for one in large.all("svg") if one.attributes.get("class") == "graph"]
    assert len([one for one in large.all("li") if "data-x" in one.attributes]) == 321
    assert len([one for one in large.all("tr") if "data-from" in one.attributes]) == 320


async def test_words_lead_to_what_they_may_mean(client, parsed):
    page = parsed((await client.get("/graph?of=a")).text)
    [choice] = [one for one in page.all("a") if "Aarhus Kommune" in one.text]
    assert choice.attributes["href"] == "/graph?of=organisations%2Faarhus-kommune"
    assert not page.all("table")
    for certain in ("aarhus", "aarhus-kommune", "AARHUS Kommune"):
        answer = await client.get("/graph", params={"of": certain, "depth": "2"})
        assert answer.headers["location"] == "/graph?depth=2&of=organisations%2Faarhus-kommune"


async def test_the_files_hold_what_the_page_shows(client):
    drawing = ET.fromstring((await client.get(OF.replace("?", ".svg?"))).text)  # noqa: S314 - the hub wrote it
    drawn = [str(one.get("class")).partition(" ")[0] for one in drawing.findall(f"{SVG}a")]
    assert sorted(drawn) == ["edge", "expand", "node", "node"]
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
