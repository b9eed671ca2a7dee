"""A list in other media over HTTP: by suffix and by Accept, with the refusals of the graph, in
pieces, and never for ever.
"""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import feedparser
import httpx
import icalendar
import openpyxl
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.exports import MEDIA, MEDIUM_BY_NAME, STANDARDS
from hub.load import load_all
from hub.store import Database
from hub.web.media.streams import Stream

ROWS = {
    "organisation": [
        {"key": "a", "name": "Aarhus Kommune", "countries": ["DK"], "type": "local"},
        {"key": "b", "name": "Ville de Paris", "countries": ["FR"], "type": "local"},
    ],
    "product": [{"key": "mo", "name": "OS2mo", "to:users": [{"key": "a"}]}],
    "event": [{"key": "e", "name": "Day", "starts_at": "2030-01-01T10:00:00Z"}],
}
OFFICE = {"key": "o", "name": "Office", "url": "https://o.example"}


@pytest.fixture
async def client(sqlite_store: Database, seeds: Any) -> AsyncIterator[httpx.AsyncClient]:
    await load_all(sqlite_store, [seeds.write("alpha", ROWS)])
    app = create_app(Settings(database_url=sqlite_store.url.render_as_string(), cors_origins=("*",)))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_started(app))
        yield await stack.enter_async_context(
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub")
        )


def _started(app: Any) -> Any:
    inner = app
    while not hasattr(inner, "router"):
        inner = next(
            value
            for value in vars(inner).values()
            if hasattr(value, "router") or hasattr(value, "_app") or hasattr(value, "_site")
        )
    return inner.router.lifespan_context(inner)


async def names(client: httpx.AsyncClient, address: str) -> list[str]:
    answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in csv.DictReader(answer.text.splitlines())]


async def test_a_list_is_downloaded_by_the_address_of_its_page(client):
    assert await names(client, "/organisations.csv") == ["Aarhus Kommune", "Ville de Paris"]
    assert await names(client, "/organisations.csv?country=DK") == ["Aarhus Kommune"]
    assert await names(client, "/organisations.csv?sort=-name") == ["Ville de Paris", "Aarhus Kommune"]
    assert await names(client, "/organisations.csv?q=paris&lang=da") == ["Ville de Paris"]


async def test_conditions_and_order_can_be_stated_as_in_the_graph(client):
    where, order = '{"name":{"eq":"OS2mo"}}', '[{"field":"NAME","direction":"DESC"}]'
    assert (await client.get("/products.csv", params={"where": where})).text.count("\n") == 2
    assert (await client.get("/organisations.csv", params={"where": where, "country": "DK"})).text.count("\n") == 1
    found = await client.get("/organisations.csv", params={"orderBy": order})
    assert [row["slug"] for row in csv.DictReader(found.text.splitlines())] == ["ville-de-paris", "aarhus-kommune"]


@pytest.mark.parametrize("medium", MEDIA, ids=lambda one: one.name)
async def test_every_medium_is_served_by_suffix_and_by_type(client, medium):
    by_suffix = await client.get(f"/events.{medium.suffix}")
    by_type = await client.get("/events", headers={"accept": medium.media_type})
    assert (by_suffix.status_code, by_type.status_code) == (200, 200)
    assert by_suffix.headers["content-type"].startswith(medium.media_type)
    assert by_type.headers["content-type"].startswith(medium.media_type)
    assert by_suffix.headers["hub-revision"] == "1"
    assert (by_suffix.headers["hub-count"], by_suffix.headers["hub-sources"]) == ("1", "alpha (CC0-1.0)")


async def test_a_browser_gets_the_page(client):
    page = await client.get("/events", headers={"accept": "text/html,application/xml;q=0.9"})
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/events.ics"' in page.text
    assert 'href="/events.csv"' in page.text


async def test_relations_and_statements_of_a_selection_come_alone(client):
    [edge] = csv.DictReader((await client.get("/products.edges.csv")).text.splitlines())
    assert (edge["subject_name"], edge["predicate"], edge["object_name"]) == ("Aarhus Kommune", "uses", "OS2mo")
    lines = (await client.get("/organisations.statements.jsonl?country=FR")).text.splitlines()
    assert {json.loads(line)["entity_name"] for line in lines} == {"Ville de Paris"}


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/products.cvs", "Did you mean csv?"),
        ("/products.ics", "Known: "),
        ("/products.edge.csv", "Did you mean edges?"),
        ("/products.edges.atom", "Known: "),
        ("/products.csv?contry=DK", "Did you mean country?"),
        ("/products.csv?country=Nowhereland", ""),
        ("/products.csv?network=alfa", "Did you mean alpha?"),
        ("/products.csv?where={", "Write it as"),
        ('/products.csv?where={"nam":{"eq":"x"}}', "name"),
        ('/products.csv?where={"name":{}}', "operator"),
        ("/products.csv?sort=nam", "Did you mean name?"),
    ],
)
async def test_what_cannot_be_downloaded_is_refused_as_the_graph_does(client, address, hint):
    answer = await client.get(address)
    assert answer.status_code == 400
    [error, *_] = answer.json()["errors"]
    assert error["extensions"]["code"] in {"BAD_USER_INPUT", "INVALID_FILTER", "INVALID_ORDER"}
    assert hint in error["extensions"]["hint"]


async def test_what_is_known_is_not_sent_again_until_the_next_revision(client, sqlite_store, seeds):
    first = await client.get("/products.csv")
    known = {"if-none-match": first.headers["etag"]}
    unchanged = await client.get("/products.csv", headers=known)
    assert unchanged.status_code == 304
    for name in ("etag", "cache-control", "vary"):
        assert unchanged.headers[name] == first.headers[name]
    assert "accept" in first.headers["vary"]
    assert (await client.get("/products.jsonl", headers=known)).status_code == 200
    await load_all(sqlite_store, [seeds.write("alpha", {**ROWS, "product": []})])
    assert (await client.get("/products.csv", headers=known)).status_code == 200


async def test_a_download_that_broke_off_is_taken_up_where_it_was(client):
    whole = (await client.get("/organisations.csv")).content
    tag = (await client.head("/organisations.csv")).headers["etag"]
    rest = await client.get("/organisations.csv", headers={"range": "bytes=10-", "if-range": tag})
    assert (rest.status_code, rest.content) == (206, whole[10:])
    assert rest.headers["content-range"] == f"bytes 10-{len(whole) - 1}/{len(whole)}"
    assert (await client.get("/organisations.csv", headers={"range": "bytes=3-5"})).content == whole[3:6]
    other = await client.get("/organisations.csv", headers={"range": "bytes=10-", "if-range": '"older"'})
    assert (other.status_code, other.content) == (200, whole)


async def test_the_whole_hub_is_one_workbook(client):
    answer = await client.get("/hub.xlsx")
    assert (answer.status_code, answer.headers["hub-count"]) == (200, "4")
    assert answer.headers["content-disposition"] == 'inline; filename="hub.xlsx"'
    sheets = openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    assert sheets == ["organisation", "ospo", "product", "event", "news-item", "edges", "source"]
    for address, hint in (("/hub.csv", "Known: xlsx."), ("/hub.xlsx?country=DK", "There are none")):
        refused = await client.get(address)
        assert refused.status_code == 400
        assert hint in refused.json()["errors"][0]["extensions"]["hint"]


async def test_a_thing_is_had_in_the_medium_that_accept_names(client):
    [row] = (await client.get("/products.json")).json()["items"]
    address = row["uri"].replace("http://127.0.0.1:8000", "")
    for media in ("text/turtle", "application/ld+json"):
        page = await client.get("/products/os2mo", headers={"accept": media})
        led = await client.get(address, headers={"accept": media}, follow_redirects=True)
        for answer in (page, led):
            assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
            assert row["uri"] in answer.text
        assert "accept" in page.headers["vary"]
    browser = await client.get("/products/os2mo", headers={"accept": "text/html,*/*;q=0.8"})
    assert browser.headers["content-type"].startswith("text/html")


async def test_a_file_is_called_by_what_it_holds(client):
    for address, media, name in (
        ("/products/os2mo", "application/ld+json", "os2mo.jsonld"),
        ("/products/os2mo.csv", "*/*", "os2mo.csv"),
        ("/organisations/ville-de-paris.ttl", "*/*", "ville-de-paris.ttl"),
        ("/products/os2mo/publiccode.yml", "*/*", "os2mo.publiccode.yml"),
        ("/products", "application/ld+json", "products.jsonld"),
        ("/products.edges.csv", "*/*", "products.edges.csv"),
    ):
        answer = await client.get(address, headers={"accept": media})
        assert answer.headers["content-disposition"] == f'inline; filename="{name}"'


async def test_feeds_and_calendars_of_several_selections_are_told_apart_by_their_names(client):
    hub = "Public-sector open source hub"
    feed = feedparser.parse((await client.get("/organisations.atom?country=DK&q=aarhus&sort=name")).content).feed
    assert feed.title == f"{hub}: organisations (DK, aarhus)"
    assert feedparser.parse((await client.get("/news.rss")).content).feed.title == f"{hub}: news"
    calendar = icalendar.Calendar.from_ical((await client.get("/events.ics?year=2030")).content)
    assert calendar["name"] == f"{hub}: events (2030)"
    assert (await client.get("/news.jsonfeed?network=alpha")).json()["title"] == f"{hub}: news (alpha)"


async def test_a_head_does_not_say_that_there_is_nothing(client):
    head, whole = await client.head("/organisations.csv"), await client.get("/organisations.csv")
    assert head.headers.get("content-length") in {None, str(len(whole.content))}
    assert (head.content, head.headers["hub-count"]) == (b"", "2")


async def test_a_copy_of_the_hub_is_kept_up_to_date_by_changes(client, sqlite_store, seeds):
    async def changes(since: int) -> list[tuple[str, str]]:
        lines = (await client.get(f"/changes.jsonl?since={since}")).text.splitlines()
        return sorted((json.loads(line)["action"], json.loads(line)["name"]) for line in lines)

    assert len(await changes(0)) == 4
    assert await changes(1) == []
    await load_all(sqlite_store, [seeds.write("alpha", {**ROWS, "product": []})])
    assert await changes(1) == [("withdrawn", "OS2mo")]
    for address in ("/changes.jsonl?since=x", "/changes.jsonl?sinc=1", "/changes.atom"):
        assert (await client.get(address)).json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_other_sites_may_read_a_download(client):
    answer = await client.get("/products.json", headers={"origin": "https://notebook.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(("at_once", "patience", "code"), [(0, 30, "STORE_UNAVAILABLE"), (1, 0, "TIMEOUT")])
async def test_who_cannot_be_served_now_is_told_when_to_come_again(sqlite_store, seeds, at_once, patience, code):
    from starlette.applications import Starlette

    from hub.app import create_editions
    from hub.web.media.downloads import Downloads

    await load_all(sqlite_store, [seeds.write("alpha", ROWS)])
    downloads = Downloads(create_editions(sqlite_store, Settings()), "http://hub", at_once, patience)
    app = Starlette(routes=downloads.routes())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        answer = await client.get("/products.csv")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert answer.json()["errors"][0]["extensions"]["code"] == code


async def test_every_download_gives_its_place_back(client):
    for address in ("/products.csv", "/products.csv?country=Nowhereland", "/products.xlsx") * 4:
        assert (await client.get(address)).status_code in {200, 400}
        assert (await client.head(address)).status_code in {200, 400}


async def test_a_download_that_nobody_reads_is_cut_and_lets_the_store_go():
    released = asyncio.Event()

    async def chunks() -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 70_000

    async def never(_: Any = None) -> Any:
        await asyncio.Event().wait()

    sent = []

    async def send(message: Any) -> None:
        sent.append(message["type"])
        if message["type"] == "http.response.body":
            await never()

    stack = AsyncExitStack()
    stack.callback(released.set)
    with pytest.raises(TimeoutError):
        await Stream(chunks(), {}, None, stack, patience=0.01)({}, never, send)
    assert released.is_set()
    assert sent == ["http.response.start", "http.response.body"]


async def test_a_download_ends_when_its_reader_has_left():
    read = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            await asyncio.sleep(0)
            yield b"x" * 70_000

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        """Goes nowhere."""

    await Stream(chunks(), {}, None, AsyncExitStack(), patience=10)({}, receive, send)
    assert read < 5


@pytest.mark.parametrize("medium", [*MEDIA, *STANDARDS], ids=lambda one: one.name)
async def test_one_thing_is_had_in_every_medium_of_its_kind(client, sqlite_store, seeds, medium):
    if medium.kinds == {"ospo"}:
        await load_all(sqlite_store, [seeds.write("beta", {"ospo": [OFFICE]})])
    plural, slug = next(
        (plural, slug)
        for kind, plural, slug in (
            ("product", "products", "os2mo"),
            ("organisation", "organisations", "aarhus-kommune"),
            ("event", "events", "day"),
            ("ospo", "ospos", "office"),
        )
        if medium.kinds is None or kind in medium.kinds
    )
    answer = await client.get(f"/{plural}/{slug}.{medium.suffix}")
    if medium.absence:
        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert (error["extensions"]["code"], medium.absence in error["message"]) == ("UNSUPPORTED_MEDIA_TYPE", True)
        return
    assert (answer.status_code, answer.headers["hub-count"]) == (200, "1")
    assert answer.headers["content-type"].startswith(medium.media_type)
    if medium.document:
        below = await client.get(f"/{plural}/{slug}/{medium.document}")
        assert below.status_code == 200
        assert below.content.partition(b"\n")[2] == answer.content.partition(b"\n")[2] or medium.name == "ospometa"


@pytest.mark.parametrize(
    ("address", "status", "hint"),
    [
        ("/products/nothing.ttl", 404, "/products/nothing"),
        ("/products/nothing/publiccode.yml", 404, "/products/nothing"),
        ("/products/.csv", 404, "/products/"),
        ("/products/os2mo.tll", 400, "Did you mean ttl?"),
        ("/products/os2mo.cpov.ttl", 400, "adms.ttl"),
        ("/products/os2mo.ttl?country=DK", 400, "none"),
        ("/organisations.adms.ttl", 400, "Known: "),
    ],
)
async def test_one_thing_that_cannot_be_had_is_refused(client, address, status, hint):
    answer = await client.get(address)
    assert answer.status_code == status
    [error] = answer.json()["errors"]
    assert hint in error["extensions"]["hint"]


async def test_a_page_and_its_downloads_stay_apart(client):
    page = await client.get("/products/os2mo", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert 'href="/products/os2mo/publiccode.yml"' in page.text
    assert 'href="/products/os2mo.adms.ttl"' in page.text
    assert "geojson" not in page.text


async def test_a_type_that_several_standards_share_is_that_of_the_kind(client):
    for plural, start in (("ospos", "# ospos"), ("products", "# Made from")):
        answer = await client.get(f"/{plural}", headers={"accept": "application/yaml"})
        assert answer.text.startswith(start)


async def test_terms_of_the_hub_lead_to_their_meaning(client):
    answer = await client.get("/entity/terms", follow_redirects=True)
    assert "hub:uses a rdf:Property" in answer.text
    catalogue = await client.get("/catalog", headers={"accept": "application/ld+json"}, follow_redirects=True)
    assert catalogue.headers["content-type"] == "application/ld+json"
    known = {"if-none-match": catalogue.headers["etag"]}
    assert (await client.get("/catalog.jsonld", headers=known)).status_code == 304


def test_a_medium_without_its_package_says_so(monkeypatch):
    monkeypatch.setattr("hub.exports.edition.find_spec", lambda _: None)
    assert not MEDIUM_BY_NAME["parquet"].is_usable
    assert MEDIUM_BY_NAME["csv"].is_usable


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv;q=0, application/json", "application/json"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
        ("text/turtle;q=0.9, text/html", "text/html"),
        ("text/turtle, text/html", "text/html"),
        ("text/html;q=0, application/ld+json;q=0.1", "application/ld+json"),
    ],
)
async def test_what_accept_weighs_most_is_had(client, accept, media_type):
    answer = await client.get("/products", headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
