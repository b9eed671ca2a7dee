"""A crawl of the site over the hub's own seeds, as a program that follows links would make it."""

import re
from collections import Counter, deque
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from schema.kinds import KINDS

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
OF_ONE_LIST = {"after", "before", "sort", "lang", "q", "page", "when"}
"""Parameters that lead to the same things in another order, language or piece.

The crawl follows them from one list each.
"""
STYLES_AND_SCRIPTS = (
    "hub.css",
    "overviews.css",
    "exploring.css",
    "suggestions.js",
    "picture.js",
    "signs.svg",
    "icon.svg",
)
HEAVIEST = 100 * 1024
"""Bytes of a page, compressed, with all that any page brings along; pictures of the graph and the map apart."""
PICTURES = ("/graph", "/map")
ALIKE = {
    "topic",
    "city",
    "region",
    "platform",
    "collection",
    "series",
    "generic-name",
    "audience",
    "programming-language",
}
"""Parameters with hundreds of values that all lead to lists made alike.

Their links are tested in test_selections.py.
"""

OF_ONE_THING = re.compile(r"/[a-z]+/[^/?.]+(?:\.|/)([A-Za-z.-]+)")
PAGES, FILES, OF_THINGS = 8, 1, 4
"""How many are followed of what is made alike: pages narrowed by one parameter, each list in each medium narrowed by it, media of things of a kind. All would be well over 11,000."""


def is_followed(address: str) -> bool:
    """Each list once, unnarrowed or narrowed in one respect: narrowed in several there are
    more than anyone can visit.
    """
    parts = urlsplit(address)
    narrowing = [name for name, _ in parse_qsl(parts.query) if name not in OF_ONE_LIST]
    names = [name for name, _ in parse_qsl(parts.query)]
    if parts.path == "/graphiql" or "lang" in names or ALIKE & set(names):
        return False
    return len(names) <= 1 if narrowing else not {"sort", "q"} & set(names)


def sort_of(address: str) -> tuple[str, int]:
    """What an address is one of many of, all made alike, and how many of those are followed; most pages are the only one of their sort."""
    parts = urlsplit(address)
    if medium := OF_ONE_THING.fullmatch(address):
        return f"{parts.path.split('/')[1]} {medium[1]}", OF_THINGS
    narrowing = [name for name, _ in parse_qsl(parts.query) if name not in OF_ONE_LIST]
    if not narrowing:
        return address, 1
    return f"{parts.path}?{narrowing[0]}", FILES if "." in parts.path else PAGES


@pytest.fixture
async def site(seeded_file, serve) -> AsyncIterator[httpx.AsyncClient]:
    async with serve(create_app(Settings(database_url=f"sqlite+aiosqlite:///{seeded_file}"))) as client:
        client.headers["accept"] = "text/html"
        client.follow_redirects = True
        yield client


async def test_no_link_is_dead_no_page_is_heavy_and_every_entity_is_reached(site):
    waiting, seen, dead, heavy = deque(["/"]), {"/"}, [], []
    sorts: Counter[str] = Counter()
    beside = sum([(await site.get(f"/static/{name}")).num_bytes_downloaded for name in STYLES_AND_SCRIPTS])
    while waiting:
        address = waiting.popleft()
        answer = await site.get(address)
        if answer.status_code != 200:
            dead.append((address, answer.status_code))
        is_page = answer.headers["content-type"].startswith("text/html") and not address.startswith(PICTURES)
        if is_page and answer.num_bytes_downloaded + beside > HEAVIEST:
            heavy.append((address, answer.num_bytes_downloaded))
        for link in map(unescape, LINK.findall(answer.text)):
            if link in seen or not is_followed(link):
                continue
            sort, most = sort_of(link)
            if sorts[sort] < most:
                sorts[sort] += 1
                seen.add(link)
                waiting.append(link)
    assert dead == []
    assert heavy == []
    query = " ".join(f"{kind.plural} {{ totalCount }}" for kind in KINDS)
    counts = (await site.post("/graphql", json={"query": f"{{ {query} }}"})).json()["data"]
    for kind in KINDS:
        reached = {address for address in seen if re.fullmatch(f"/{kind.plural}/[^/?.]+", address)}
        assert len(reached) == counts[kind.plural]["totalCount"], kind.plural
