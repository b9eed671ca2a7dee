"""A record that left a feed says in the graph since which load no file lists it, and by which it was seen last."""

import json
from pathlib import Path

from hub.load import load
from hub.store import Database
from tests.hub.plan.conftest import asking, executor_on

HEAD = {
    "network": "gazette",
    "title": "Gazette",
    "homepage": "https://gazette.example",
    "publisher": {"name": "Gazette"},
    "licence": "CC0-1.0",
    "attribution": "Gazette",
    "sources": [{"name": "news", "path": "feed.xml", "format": "feed"}],
}
ITEM = "<item><title>Issue {0}</title><link>https://gazette.example/{0}</link></item>"
QUESTION = (
    "{ news(orderBy: [{field: NAME}]) { nodes { name records { unlistedSince { revision } lastSeen { revision } } } } }"
)


async def test_a_record_says_since_when_it_is_no_longer_listed(store: Database, tmp_path: Path) -> None:
    (tmp_path / "network.yaml").write_text(json.dumps(HEAD), encoding="utf-8")
    for shown in ((1,), (1, 2), (2, 3)):
        items = "".join(ITEM.format(number) for number in shown)
        (tmp_path / "feed.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>", encoding="utf-8")
        await load(store, tmp_path)
    answer = await asking(executor_on(store))(QUESTION)
    seen = {node["name"]: node["records"][0] for node in answer["data"]["news"]["nodes"]}
    assert seen == {
        "Issue 1": {"unlistedSince": {"revision": 3}, "lastSeen": {"revision": 2}},
        "Issue 2": {"unlistedSince": None, "lastSeen": {"revision": 3}},
        "Issue 3": {"unlistedSince": None, "lastSeen": {"revision": 3}},
    }
