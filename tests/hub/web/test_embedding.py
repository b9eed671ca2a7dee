"""Frames, oEmbed and badges: what other sites show of the hub, and the only pages that they may frame."""

import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database

HUB = "https://hub.example"
TOWN = {"key": "aar", "name": "Aarhus <Kommune>", "countries": ["DK"], "id:cvr": "55133018"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
async def client(sqlite_store: Database, seeds: Any) -> AsyncIterator[httpx.AsyncClient]:
    folders = [
        seeds.write("alpha", {"organisation": [TOWN], "product": [{"key": "p", "name": "Widget"}]}),
        seeds.write("beta", {"organisation": [TOWN]}),
    ]
    await load_all(sqlite_store, folders)
    settings = Settings(base_uri=HUB, database_url=sqlite_store.url.render_as_string(hide_password=False))
    transport = httpx.ASGITransport(create_app(settings, sqlite_store))
    async with httpx.AsyncClient(transport=transport, base_url=HUB) as client:
        yield client


async def test_a_list_and_a_thing_are_shown_without_scripts_in_anybodys_frame(
    client: httpx.AsyncClient, parsed: Any
) -> None:
    for path, whole in (
        ("/embed/organisations?country=DK", f"{HUB}/organisations?country=DK"),
        ("/embed/organisations/aarhus-kommune?lang=da", f"{HUB}/organisations/aarhus-kommune?lang=da"),
    ):
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors *" in policy
        assert "script-src 'none'" in policy
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        page = parsed(answer.text)
        assert not page.all("script", "form")
        assert page.one("base").attributes == {"target": "_blank"}
        assert page.one("link", rel="canonical").attributes["href"] == whole
        assert "Aarhus <Kommune>" in page.text
        again = await client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, "frame-ancestors *" in again.headers["content-security-policy"]) == (304, True)


async def test_all_else_stays_out_of_frames(client: httpx.AsyncClient) -> None:
    for path in ("/", "/organisations", "/organisations/aarhus-kommune", "/oembed", "/reconcile", "/health"):
        headers = (await client.get(path)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cross-origin-resource-policy"] == "same-origin"


async def test_what_there_is_not_is_said_in_the_frame_too(client: httpx.AsyncClient) -> None:
    for path, status in (
        ("/embed/organisations/nobody", 404),
        ("/embed/entity/org_aaaaaaaaaaaaaaaa", 404),
        ("/embed/entity/x", 404),
        ("/embed/organisations?nonsense=1", 400),
        ("/embed/nothing", 404),
    ):
        assert (await client.get(path)).status_code == status, path


async def test_titles_of_lists_are_in_the_language_of_their_reader(client: httpx.AsyncClient, parsed: Any) -> None:
    for language, one, title in (("da", "1 produkt", "produkter"), ("fr", "1 produit", "produits")):
        shown = parsed((await client.get(f"/embed/products?lang={language}")).text)
        assert shown.one("title").text == one
        url = f"{HUB}/products?lang={language}"
        assert (await client.get("/oembed", params={"url": url})).json()["title"] == title


async def test_pages_lead_to_oembed_and_it_to_the_frame(client: httpx.AsyncClient, parsed: Any) -> None:
    for path, title, width in (
        ("/organisations/aarhus-kommune", "Aarhus <Kommune>", 480),
        ("/products?country=DK", "products", 600),
    ):
        page = parsed((await client.get(path)).text)
        link = page.one("link", type="application/json+oembed").attributes["href"]
        # whole, as WordPress asks for what stands there
        assert link.startswith(f"{HUB}/oembed?url=")
        answer = (await client.get(link)).json()
        assert (answer["version"], answer["type"], answer["title"], answer["width"]) == ("1.0", "rich", title, width)
        frame = parsed(answer["html"]).one("iframe").attributes
        assert frame["src"] == f"{HUB}/embed{path}"
        assert (await client.get(frame["src"])).status_code == 200
    address = f"{HUB}/organisations"
    assert (await client.get("/oembed", params={"url": f"{address}#results"})).status_code == 200
    narrow = (await client.get("/oembed", params={"url": address, "maxwidth": "320", "maxheight": "1"})).json()
    assert (narrow["width"], narrow["height"]) == (320, 200)
    for stated, status in (
        ({"url": address, "format": "xml"}, 501),
        ({"url": "https://evil.example/organisations"}, 404),
        ({"url": HUB + "x"}, 404),
        ({"url": f"{HUB}/health"}, 404),
        ({"url": f"{address}?q={'x' * 3000}"}, 404),
        ({"url": f"{HUB}/organisations/nobody"}, 404),
        ({}, 404),
    ):
        assert (await client.get("/oembed", params=stated)).status_code == status, stated


@pytest.mark.parametrize(
    ("language", "words"), [("en", "in 2 networks"), ("da", "i 2 netværk"), ("fr", "dans 2 réseaux")]
)
async def test_a_badge_says_in_how_many_networks_a_thing_is(
    client: httpx.AsyncClient, language: str, words: str
) -> None:
    answer = await client.get(f"/badge/organisations/aarhus-kommune.svg?lang={language}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    drawing = ET.fromstring(answer.text)  # noqa: S314 - our own
    assert [text.text for text in drawing.iter(f"{SVG}text")][1] == words
    again = await client.get(answer.url, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_badge_of_nothing_says_so(client: httpx.AsyncClient) -> None:
    thing = (await client.get("/embed/products/widget")).status_code
    one = await client.get("/badge/products/widget.svg")
    assert (thing, one.status_code, "in 1 network<" in one.text) == (200, 200, True)
    for path in ("/badge/products/nothing.svg", "/badge/entity/prod_aaaaaaaaaaaaaaaa.svg"):
        answer = await client.get(path)
        assert (answer.status_code, "not listed" in answer.text) == (404, True)
