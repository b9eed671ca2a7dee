from collections.abc import AsyncIterator
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from starlette.applications import Starlette

from hub.app import create_app, create_executor
from hub.config import Settings
from hub.load import load_all
from hub.web import crawlers
from hub.web.pages.explorer import problems
from schema.kinds import KINDS

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


async def test_a_kind_with_more_things_than_a_sitemap_may_have_has_several(sqlite_store, seeds, serve):
    rows = [{"key": str(number), "name": f"Body {number}"} for number in range(7)]
    seeds.write("north", {"organisation": rows, "product": [{"key": "p", "name": "Alpha"}]})
    await load_all(sqlite_store, [seeds.root])
    executor = create_executor(sqlite_store, Settings())
    site = Starlette(routes=crawlers.routes(executor, "https://hub.example", most=3), exception_handlers=problems())
    async with serve(site) as client:
        index = fromstring((await client.get("/sitemap.xml")).text)  # noqa: S314 - the hub's own answer
        addresses = [str(location.text) for location in index.iterfind("s:sitemap/s:loc", NAMESPACE)]
        of_organisations = [address for address in addresses if "/organisations" in address]
        assert of_organisations == [
            f"https://hub.example/sitemaps/organisations{number}.xml" for number in ("", "-2", "-3")
        ]
        assert len(addresses) == len(KINDS) + 2
        maps = [await client.get(address.removeprefix("https://hub.example")) for address in of_organisations]
        pages = [
            [thing.text for thing in fromstring(answer.text).iterfind("s:url/s:loc", NAMESPACE)]  # noqa: S314
            for answer in maps
        ]
        assert [len(page) for page in pages] == [3, 3, 1]
        assert len({address for page in pages for address in page}) == 7
        for number in ("0", "1", "4", "x", "9" * 5000):
            assert (await client.get(f"/sitemaps/organisations-{number}.xml")).status_code == 404


async def test_crawlers_are_led_to_the_sitemap_and_language_models_to_the_graph(client):
    assert "Sitemap: https://hub.example/sitemap.xml" in (await client.get("/robots.txt")).text
    told = await client.get("/llms.txt")
    assert told.headers["content-type"].startswith("text/markdown")
    assert "[organisations](https://hub.example/organisations)" in told.text
    assert "https://hub.example/schema.graphql" in told.text


async def test_the_icon_is_there_where_browsers_look_for_it(client):
    answer = await client.get("/favicon.ico", follow_redirects=True)
    assert answer.headers["content-type"].startswith("image/svg+xml")
