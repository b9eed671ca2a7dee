"""Items of feeds that an earlier version stored by another key keep key, id and history."""

from pathlib import Path
from typing import Any

from hub.load import load
from hub.store import Database
from schema.records import record_id

ITEM = (
    "<item><title>Poll of {0}</title><link>https://polls.example/polls</link><pubDate>{1} 2026 10:00:00"
    " GMT</pubDate></item>"
)
PAGE = "https://polls.example/polls"


def feed(items: str) -> str:
    return f"<rss version='2.0'><channel><title>Polls</title><link>https://polls.example</link>{items}</channel></rss>"


async def loaded(store: Database, seeds: Any, *items: str) -> Path:
    source = {"name": "polls", "path": "feed.xml", "format": "feed"}
    folder: Path = seeds.write("polls", {}, sources=[source])
    (folder / "feed.xml").write_text(feed("".join(items)), encoding="utf-8")
    report = await load(store, folder)
    assert report.status in {"accepted", "unchanged"}
    return folder


async def keys(store: Database) -> dict[str, str]:
    return {row[0]: row[1] for row in await store.fetch_rows('SELECT name, "key" FROM record ORDER BY name')}


MAY, JUNE, JULY = (
    ITEM.format("May", "Fri, 01 May"),
    ITEM.format("June", "Mon, 01 Jun"),
    ITEM.format("July", "Wed, 01 Jul"),
)


async def test_an_item_that_shares_a_link_keeps_its_key_as_the_feed_moves_on(store: Database, seeds: Any) -> None:
    await loaded(store, seeds, JUNE, MAY)
    before = await keys(store)
    await loaded(store, seeds, JULY, JUNE)
    assert await keys(store) == before | {"Poll of July": f"{PAGE}#2026-07-01T10:00:00+00:00"}


async def test_what_was_stored_by_a_former_key_keeps_it_and_nothing_else_takes_it(store: Database, seeds: Any) -> None:
    by_link = {"key": PAGE, "name": "Poll of May", "published": "2026-05-01T10:00:00Z"}
    await load(store, seeds.write("polls", {"news-item": [by_link]}))
    old = record_id("polls", "news-item", PAGE)
    await loaded(store, seeds, JULY, JUNE, MAY)
    assert await keys(store) == {
        "Poll of May": PAGE,
        "Poll of June": f"{PAGE}#2026-06-01T10:00:00+00:00",
        "Poll of July": f"{PAGE}#2026-07-01T10:00:00+00:00",
    }
    assert await store.fetch_value("SELECT id FROM record WHERE name = 'Poll of May'") == old
    await loaded(store, seeds, JULY, JUNE)
    assert (await keys(store))["Poll of May"] == PAGE


async def test_items_of_one_page_that_share_title_or_date_do_not_take_each_others_place(
    store: Database, seeds: Any
) -> None:
    first = {"key": PAGE, "name": "Minutes", "published": "2026-05-01T10:00:00Z"}
    await load(store, seeds.write("polls", {"news-item": [first]}))
    await loaded(store, seeds, MAY.replace("Poll of May", "Minutes"), JUNE.replace("Poll of June", "Minutes"))
    await loaded(store, seeds, JULY.replace("Poll of July", "Minutes"))
    dates = "SELECT published FROM news_item ORDER BY published"
    assert [row[0][:7] for row in await store.fetch_rows(dates)] == ["2026-05", "2026-06", "2026-07"]
    twins = [f"<item><guid>urn:minutes:{number}</guid>" + MAY.removeprefix("<item>") for number in (1, 2)]
    await loaded(store, seeds, *twins)
    await loaded(store, seeds, *twins)
    assert await store.fetch_value("SELECT count(*) FROM record WHERE name = 'Poll of May'") == 2
