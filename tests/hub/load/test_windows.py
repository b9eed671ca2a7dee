"""What leaves a feed or calendar stays where the file lists only a part, and says since when.

What its source deleted goes.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hub.load import LoadReport, load, remove_network, undo_load
from hub.load.windows import is_over
from hub.store import Database

HEAD: dict[str, Any] = {
    "network": "gazette",
    "title": "Gazette",
    "homepage": "https://gazette.example",
    "publisher": {"name": "Gazette"},
    "licence": "CC0-1.0",
    "attribution": "Gazette",
}
LIVE = "SELECT name FROM record WHERE withdrawn_revision IS NULL ORDER BY name"
UNLISTED = (
    "SELECT name, unlisted_revision FROM record WHERE unlisted_revision IS NOT NULL AND withdrawn_revision IS NULL"
    " ORDER BY name"
)


def noon() -> datetime:
    return datetime(2026, 6, 15, 12, tzinfo=UTC)


def feed(*numbers: int, more: str = "") -> str:
    items = "".join(
        f"<entry><title>Issue {number:02}</title><id>urn:gazette:{number}</id><link"
        f" href='https://gazette.example/{number}'/></entry>"
        for number in numbers
    )
    atom = "xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'"
    return f"<?xml version='1.0'?>\n<feed {atom}><title>Gazette</title>{more}{items}</feed>"


def calendar(**starts: str) -> str:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{name}\r\nSUMMARY:{name}\r\nDTSTART:{start}\r\nEND:VEVENT\r\n"
        for name, start in starts.items()
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


async def loaded(store: Database, root: Path, name: str, content: str, **source: Any) -> LoadReport:
    """Load a directory of one file. The format goes by its name."""
    form = "icalendar" if name.endswith(".ics") else "feed"
    stated = HEAD | {"sources": [{"name": "only", "path": name, "format": form} | source]}
    (root / "network.yaml").write_text(json.dumps(stated), encoding="utf-8")
    (root / name).write_text(content, encoding="utf-8")
    return await load(store, root, clock=noon)


async def names(store: Database, sql: str = LIVE) -> list[str]:
    return [row[0] for row in await store.fetch_rows(sql)]


async def test_a_feed_that_moves_on_loses_nothing(store: Database, tmp_path: Path) -> None:
    for newest in range(3, 31, 3):
        report = await loaded(store, tmp_path, "feed.xml", feed(*range(newest, newest - 3, -1)))
        assert (report.status, await names(store)) == (
            "accepted",
            [f"Issue {number:02}" for number in range(1, newest + 1)],
        )
    assert [tuple(row) for row in await store.fetch_rows(UNLISTED)][:4] == [
        ("Issue 01", 2),
        ("Issue 02", 2),
        ("Issue 03", 2),
        ("Issue 04", 3),
    ]
    kept = "SELECT count(*) FROM former_row WHERE origin = 'record' AND revision = :revision"
    assert await store.fetch_value(kept, revision=10) == 3  # those that just left, not the whole archive


async def test_what_no_file_lists_stays_marked_until_it_is_listed_again(store: Database, tmp_path: Path) -> None:
    await loaded(store, tmp_path, "feed.xml", feed(1, 2))
    gone = await loaded(store, tmp_path, "feed.xml", feed(2))
    assert (gone.counts["news-item"].kept, gone.counts["news-item"].withdrawn) == (1, 0)
    assert await names(store, UNLISTED) == ["Issue 01"]
    assert (await loaded(store, tmp_path, "feed.xml", feed(2))).status == "unchanged"
    await loaded(store, tmp_path, "feed.xml", feed(1, 2))
    assert await names(store, UNLISTED) == []


@pytest.mark.parametrize("taken_back", ["undone", "removed"])
async def test_what_was_taken_back_is_not_loaded_again_though_it_held_what_no_file_lists(
    store: Database, tmp_path: Path, taken_back: str
) -> None:
    await loaded(store, tmp_path, "feed.xml", feed(1, 2))
    await loaded(store, tmp_path, "feed.xml", feed(2, 3))
    await (undo_load(store) if taken_back == "undone" else remove_network(store, "gazette"))
    kept = await names(store)
    assert kept == (["Issue 01", "Issue 02"] if taken_back == "undone" else [])
    report = await load(store, tmp_path, clock=noon)
    assert (report.status, await names(store)) == ("unchanged", kept)
    assert (await load(store, tmp_path, again=True, clock=noon)).status == "accepted"


async def test_a_feed_in_which_nothing_is_now_keeps_all(store: Database, tmp_path: Path) -> None:
    await loaded(store, tmp_path, "feed.xml", feed(1, 2))
    report = await loaded(store, tmp_path, "feed.xml", feed())
    assert (report.status, report.issues, await names(store)) == ("accepted", [], ["Issue 01", "Issue 02"])


@pytest.mark.parametrize(("keeps", "left"), [("all", 3), ("future", 3), ("none", 2)])
async def test_the_manifest_says_what_stays(sqlite_store: Database, tmp_path: Path, keeps: str, left: int) -> None:
    await loaded(sqlite_store, tmp_path, "feed.xml", feed(1, 2, 3), keeps=keeps)
    await loaded(sqlite_store, tmp_path, "feed.xml", feed(2, 3), keeps=keeps)
    assert len(await names(sqlite_store)) == left


async def test_what_a_feed_says_was_deleted_goes(store: Database, tmp_path: Path) -> None:
    await loaded(store, tmp_path, "feed.xml", feed(1, 2, 3))
    stone = "<at:deleted-entry ref='urn:gazette:1' when='2026-06-01T00:00:00Z'/>"
    report = await loaded(store, tmp_path, "feed.xml", feed(3, more=stone))
    assert ([one.name for one in report.withdrawn], await names(store)) == (["Issue 01"], ["Issue 02", "Issue 03"])


async def test_a_file_that_was_removed_takes_its_records_with_it(sqlite_store: Database, tmp_path: Path) -> None:
    await loaded(sqlite_store, tmp_path, "feed.xml", feed(1), path="*.xml", optional=True)
    (tmp_path / "feed.xml").rename(tmp_path / "feed.old")
    await load(sqlite_store, tmp_path, clock=noon)
    assert await names(sqlite_store) == []


async def test_a_calendar_keeps_what_is_over_and_withdraws_what_was_to_come(store: Database, tmp_path: Path) -> None:
    listed = {f"listed{day}": f"202609{day}T100000Z" for day in (11, 12, 13)}
    gone = {"over": "20260501T100000Z", "today": "20260615", "later": "20260801T100000Z"}
    await loaded(store, tmp_path, "days.ics", calendar(**listed, **gone))
    report = await loaded(store, tmp_path, "days.ics", calendar(**listed))
    assert (await names(store), await names(store, UNLISTED)) == ([*listed, "over"], ["over"])
    assert sorted(one.name or "" for one in report.withdrawn) == ["later", "today"]
    same = calendar(**listed).replace("END:VCALENDAR", "X-NOTE:nothing new\r\nEND:VCALENDAR")
    assert (await loaded(store, tmp_path, "days.ics", same)).status == "unchanged"


async def test_an_event_that_was_called_off_goes_when_the_calendar_no_longer_lists_it(
    sqlite_store: Database, tmp_path: Path
) -> None:
    off = calendar(off="20260501T100000Z", held="20260502T100000Z").replace("UID:off", "UID:off\r\nSTATUS:CANCELLED")
    await loaded(sqlite_store, tmp_path, "days.ics", off)
    assert await names(sqlite_store) == ["held", "off"]
    await loaded(sqlite_store, tmp_path, "days.ics", calendar())
    assert await names(sqlite_store) == ["held"]


@pytest.mark.parametrize(
    ("event", "over"),
    [
        ({}, True),
        ({"starts_at": "2026-06-14"}, True),
        ({"starts_at": "2026-06-15"}, False),
        ({"starts_at": "2026-06"}, False),
        ({"starts_at": "2026-06-15T09:00:00Z"}, True),
        ({"starts_at": "2026-06-15T09:00:00Z", "ends_at": "2026-06-15T13:00:00Z"}, False),
        ({"starts_at": "2020-01-01T09:00:00Z", "recurrence": "RRULE:FREQ=MONTHLY"}, False),
        ({"starts_at": "2020-01-01T09:00:00Z", "recurrence": "RRULE:FREQ=MONTHLY;COUNT=3"}, True),
        ({"starts_at": "2020-01-01T09:00:00Z", "recurrence": "RRULE:FREQ=MONTHLY;UNTIL=20270101T000000Z"}, False),
    ],
)
def test_an_event_is_over_when_the_last_of_its_dates_is(event: dict[str, Any], *, over: bool) -> None:
    assert is_over(event, "2026-06-15T12:00:00Z") is over
