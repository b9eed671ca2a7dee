"""The pages as files."""

import re

import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database
from hub.web.mirror import Mirror, file_of, is_mirrored
from hub.web.selections import PAGE_SIZE

ROOT = "https://hub.example"
LINK = re.compile(r'(?:href|src)="([^"#]+)')


@pytest.fixture
async def mirror(sqlite_store: Database, sqlite_url: str, seeds) -> Mirror:
    products = [{"key": str(number), "name": f"Product {number:02}"} for number in range(PAGE_SIZE + 3)]
    seeds.write("north", {"product": products, "organisation": [{"key": "a", "name": "Aarhus Kommune"}]})
    await load_all(sqlite_store, [seeds.root])
    settings = Settings(database_url=sqlite_url, base_uri=ROOT)
    return Mirror(create_app(settings, sqlite_store), settings.address, "da")


async def test_every_link_leads_to_a_file_or_to_the_hub(mirror, tmp_path):
    pages = await mirror.write(tmp_path)
    files = sorted(tmp_path.rglob("*.html"))
    assert (len(files), mirror.faults) == (pages, [])
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert 'lang="da"' in text
        assert '<script type="module"' not in text
        for link in LINK.findall(text):
            assert link.startswith(("https://", "http://")) or (file.parent / link).is_file(), (file, link)


async def test_a_page_opened_from_a_disk_has_its_signs(mirror, tmp_path):
    await mirror.write(tmp_path)
    for file in ("index.html", "map/index.html", "organisations/aarhus-kommune/index.html"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        parts = set(re.findall(r'<use [^>]*href="([^"]+)"', text))
        assert parts
        assert parts <= {f"#{identity}" for identity in re.findall(r' id="([^"]+)"', text)}


async def test_every_entity_has_its_file(mirror, tmp_path):
    await mirror.write(tmp_path)
    found = {path.parent.name for path in (tmp_path / "products").glob("*/index.html")}
    assert len(found) == PAGE_SIZE + 3
    assert (tmp_path / "organisations" / "aarhus-kommune" / "index.html").is_file()
    assert (tmp_path / "static" / "hub.css").is_file()


async def test_what_cannot_be_made_is_said(mirror, tmp_path):
    async def broken(scope, receive, send):
        await send({"type": "http.response.start", "status": 503, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    mirror.app = broken
    assert await mirror.write(tmp_path) == 0
    assert mirror.faults == ["/"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/news", "news/index.html"),
        ("/products/os2mo", "products/os2mo/index.html"),
        ("/static/hub.css", "static/hub.css"),
        ("/docs-pictures/flow.svg", "docs-pictures/flow.svg"),
    ],
)
def test_an_address_has_its_file(address, file):
    assert file_of(address) == file


def test_pages_of_lists_have_files_and_narrowed_lists_do_not():
    assert is_mirrored("/news?after=abc")
    assert file_of("/news?after=abc") != file_of("/news?after=ABC") != file_of("/news?before=ABC")
    assert not any(
        map(is_mirrored, ("/news?after=abc&lang=da", "/search", "/graphiql?page=/", "/news?country=DK", "/review"))
    )
    assert not any(map(is_mirrored, ("/products.csv", "/news.atom", "/graph.svg", "/sitemap.xml", "/llms.txt")))


def test_links_are_relative_to_the_file(mirror):
    text = mirror.rewritten(
        '<a href="/news?after=x">n</a><form action="/search"><a href="/search?q=a&amp;b=c#d">', "/products/a"
    )
    assert text.startswith(f'<a href="../../{file_of("/news?after=x")}">')
    assert f'action="{ROOT}/search"' in text
    assert f'href="{ROOT}/search?q=a&amp;b=c#d"' in text
