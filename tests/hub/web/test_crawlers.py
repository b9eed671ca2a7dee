from collections.abc import AsyncIterator
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all

NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
async def client(sqlite_url, sqlite_store, seeds, serve) -> AsyncIterator[httpx.AsyncClient]:
    rows = [{"key": str(number), "name": f"Body {number}"} for number in range(1001)]
    seeds.write("north", {"organisation": rows, "product": [{"key": "p", "name": "Alpha"}]})
    await load_all(sqlite_store, [seeds.root])
    async with serve(create_app(Settings(database_url=sqlite_url, base_uri="https://hub.example"))) as made:
        yield made


async def test_the_sitemap_leads_to_every_thing_once_with_its_last_change(client):
    index = fromstring((await client.get("/sitemap.xml")).text)  # noqa: S314 - the hub's own answer
    addresses = [location.text for location in index.iterfind("s:sitemap/s:loc", NAMESPACE)]
    assert "https://hub.example/sitemaps/news.xml" in addresses
    pages = []
    for address in addresses:
        answer = await client.get(str(address).removeprefix("https://hub.example"))
        assert answer.headers["content-type"].startswith("application/xml")
        things = fromstring(answer.text).findall("s:url", NAMESPACE)  # noqa: S314
        pages += [thing.findtext("s:loc", namespaces=NAMESPACE) for thing in things]
        assert all(str(thing.findtext("s:lastmod", namespaces=NAMESPACE))[:2] == "20" for thing in things)
    assert len(pages) == len(set(pages)) == 1002
    assert "https://hub.example/products/alpha" in pages
    assert (await client.get("/products/alpha")).status_code == 200


async def test_crawlers_are_led_to_the_sitemap_and_language_models_to_the_graph(client):
    assert "Sitemap: https://hub.example/sitemap.xml" in (await client.get("/robots.txt")).text
    told = await client.get("/llms.txt")
    assert told.headers["content-type"].startswith("text/markdown")
    assert "[organisations](https://hub.example/organisations)" in told.text
    assert "https://hub.example/schema.graphql" in told.text


async def test_the_icon_is_there_where_browsers_look_for_it(client):
    answer = await client.get("/favicon.ico", follow_redirects=True)
    assert answer.headers["content-type"].startswith("image/svg+xml")
