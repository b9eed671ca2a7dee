import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from hub.app import create_app, create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.execution import Operation
from hub.store import Database
from hub.web.examples import read_examples

BODY = {"key": "a", "name": "Aarhus Kommune", "id:cvr": "55133018"}
FEATURES = {
    "ospo": [{"key": "o", "name": "An OSPO"}],
    "product": [{"key": "p", "name": "Alpha", "url": "https://alpha.example"}],
}


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url)


@pytest.fixture
async def filled(sqlite_store: Database, seeds) -> Database:
    seeds.write("north", {"organisation": [BODY], **FEATURES})
    seeds.write(
        "south",
        {"product": [{"key": "q", "name": "Alpha", "url": "https://alpha.example"}, {"key": "r", "name": "Beta"}]},
    )
    await load_all(sqlite_store, [seeds.root])
    return sqlite_store


@pytest.fixture
async def client(settings: Settings, serve) -> AsyncIterator[httpx.AsyncClient]:
    async with serve(create_app(settings)) as made:
        yield made


async def test_an_empty_hub_says_how_to_fill_it(client, parsed):
    answer = await client.get("/")
    assert answer.status_code == 200
    assert "python -m hub load seeds/" in parsed(answer.text).text


async def test_the_page_counts_what_each_network_states_by_kind(filled, client, parsed):
    rows = [row.text for row in parsed((await client.get("/")).text).all("tr")]
    assert any(re.match(r"north north · north 1 1 1 0 0 0 20\d\d-", row) for row in rows), rows
    assert any(re.match(r"south south · south 0 0 2 0 0 0 20\d\d-", row) for row in rows), rows


async def test_the_sums_are_those_of_the_graph(filled, client, parsed, settings):
    document = "{ stats { networks kinds { entities } } }"
    answer = await create_executor(filled, settings).execute(Operation(document=document))
    sums = [int(element.text) for element in parsed((await client.get("/")).text).all("dd")]
    assert sums == [int(found) for found in re.findall(rb"\d+", answer.body)]


async def test_the_overlap_is_a_picture_and_a_table_that_say_the_same(filled, client, parsed):
    page = parsed((await client.get("/")).text)
    picture = page.one("svg")
    assert picture.attributes["role"] == "img"
    assert page.one("desc").text == "north and south share 1."
    assert "north and south share 1 product" in [title.text for title in page.all("title")]
    assert "north and south 1 product 1" in [row.text for row in page.all("tr")]


async def test_records_before_joining_stand_beside_entities_after(filled, client, parsed):
    assert "products 3 2 1 1" in [row.text for row in parsed((await client.get("/")).text).all("tr")]


async def test_a_finding_is_shown_with_its_place_message_and_hint(sqlite_store, seeds, client, parsed):
    folder = seeds.write("north", {"organisation": [BODY]})
    (folder / "organisation.jsonl").write_text('{"key": "a", "name": "A"}\n{"key": broken\n', encoding="utf-8")
    await load_all(sqlite_store, [seeds.root])
    page = parsed((await client.get("/")).text)
    findings = [row.text for row in page.all("tr") if row.text.startswith("error")]
    assert any("north/organisation.jsonl:2" in finding for finding in findings), findings


async def test_without_findings_the_page_says_that_nothing_is_wrong(filled, client, parsed):
    assert (
        "Nothing. The last load of every network ended without errors and warnings."
        in parsed((await client.get("/")).text).text
    )


async def test_the_page_asks_nothing_of_another_host_and_holds_no_inline_script_or_style(filled, client, parsed):
    page = parsed((await client.get("/")).text)
    fetched = [
        element.attributes.get("src") or element.attributes.get("href") for element in page.all("link", "script", "img")
    ]
    assert fetched
    assert all(str(address).startswith("/") for address in fetched)
    assert not page.all("style", "script", "iframe")
    assert not [
        element
        for element in page.elements
        if any(name == "style" or name.startswith("on") for name in element.attributes)
    ]


async def test_every_part_the_page_names_is_there(client, parsed):
    page = parsed((await client.get("/")).text)
    for address in [
        element.attributes.get("src") or element.attributes.get("href") for element in page.all("link", "img")
    ]:
        assert (await client.get(str(address))).status_code == 200


async def test_the_page_can_be_read_without_seeing_it(filled, client, parsed):
    page = parsed((await client.get("/")).text)
    identities = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("main").attributes["id"] == "content"
    assert page.all("a")[0].attributes["href"] == "#content"
    assert len(page.all("h1")) == 1
    assert len(identities) == len(set(identities))
    named = " ".join(str(element.attributes.get("aria-labelledby", "")) for element in page.elements).split()
    assert set(named) <= set(identities)
    assert all(element.attributes.get("scope") in {"col", "row"} for element in page.all("th"))


async def test_what_a_seed_says_cannot_become_markup_or_a_harmful_link(sqlite_store, seeds, client, parsed):
    seeds.write(
        "north",
        {"product": [{"key": "p", "name": "Alpha", "url": "https://alpha.example"}]},
        title="<script>alert(1)</script>",
        attribution="</li><b>x",
    )
    await load_all(sqlite_store, [seeds.root])
    page = parsed((await client.get("/")).text)
    assert not page.all("script", "b")
    assert "<script>alert(1)</script>" in page.text
    assert all(str(link.attributes["href"]).startswith(("/", "#", "https://", "http://")) for link in page.all("a"))


async def test_a_copy_is_confirmed_until_something_is_loaded(sqlite_store, seeds, client):
    first = await client.get("/")
    confirmed = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (confirmed.status_code, confirmed.content) == (304, b"")
    seeds.write("north", {"organisation": [BODY]})
    await load_all(sqlite_store, [seeds.root])
    assert (await client.get("/", headers={"if-none-match": first.headers["etag"]})).status_code == 200


async def test_one_of_several_tags_is_enough(client):
    tag = (await client.get("/")).headers["etag"]
    for stated in (f'"other", {tag}', tag.removeprefix("W/"), "*"):
        assert (await client.get("/", headers={"if-none-match": stated})).status_code == 304


async def test_a_broken_store_gives_a_plain_page_with_a_hint(filled, client, settings, parsed):
    await filled.dispose()
    path = Path(str(filled.path))
    for file in path.parent.iterdir():
        file.write_bytes(b"this is no database " * 400)
    answer = await client.get("/")
    page = parsed(answer.text)
    assert answer.status_code == 503
    assert page.one("h1").text == "The store does not answer"
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_head_answers_as_get_without_the_body(client):
    answer = await client.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


async def test_the_page_opens_every_example_with_its_query_filled_in(filled, client, parsed):
    links = [
        element
        for element in parsed((await client.get("/")).text).all("a")
        if str(element.attributes["href"]).startswith("/graphiql?")
    ]
    given = [(link.text, parse_qs(urlsplit(str(link.attributes["href"])).query)["query"][0]) for link in links]
    assert given == [(example.title, example.document) for example in read_examples()]


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example.title)
async def test_an_example_has_a_title_and_is_answered(example, filled, settings):
    answer = await create_executor(filled, settings).execute(
        Operation(document=example.document.replace("osor", "north"))
    )
    assert example.document.startswith(f"# {example.title}\n")
    assert answer.executed, answer.body
    assert b'"errors"' not in answer.body


def test_there_are_at_least_six_examples():
    assert len({example.title for example in read_examples()}) >= 6
