"""A source in which there is nothing now is no fault: a calendar out of season, a feed that is silent,
a list that may be empty.
"""

from pathlib import Path
from typing import Any

import pytest

from hub.load import load
from hub.store import Database

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Library of Hjelm//EN\r\n{}END:VCALENDAR\r\n"
LENDING = "BEGIN:VEVENT\r\nUID:lending\r\nSUMMARY:Open lending day\r\nDTSTART:20200103T090000Z\r\nEND:VEVENT\r\n"
FEED = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Library of Hjelm</title>{}</feed>"
NOTICE = "<entry><title>New shelves</title><id>urn:hjelm:shelves</id></entry>"
LIVE = "SELECT name FROM record WHERE withdrawn_revision IS NULL ORDER BY name"


@pytest.fixture
def library(seeds: Any) -> Any:
    """Writes the directory of a library; whether it has anything to announce."""

    def write(*, is_busy: bool) -> Path:
        sources = [
            {"name": "branches", "path": "branches.csv", "format": "table", "kind": "organisation"},
            {"name": "days", "path": "days.ics", "format": "icalendar"},
            {"name": "notices", "path": "notices.xml", "format": "feed"},
            {"name": "tools", "path": "tools.json", "format": "table", "kind": "product", "optional": True},
        ]
        folder: Path = seeds.write("hjelm", {}, sources=sources)
        (folder / "branches.csv").write_text("key,name\nhjelm,Library of Hjelm\n")
        (folder / "days.ics").write_text(CALENDAR.format(LENDING if is_busy else ""))
        (folder / "notices.xml").write_text(FEED.format(NOTICE if is_busy else ""))
        (folder / "tools.json").write_text('[{"key": "desk", "name": "Lending desk"}]' if is_busy else "[]")
        return folder

    return write


async def test_sources_without_entries_are_no_finding_at_a_first_load(store: Database, library: Any) -> None:
    report = await load(store, library(is_busy=False))
    assert (report.status, report.issues, report.rows) == ("accepted", [], 1)


async def test_what_falls_silent_keeps_what_it_announced_and_a_list_loses_what_it_lists_no_more(
    store: Database, library: Any
) -> None:
    await load(store, library(is_busy=True))
    report = await load(store, library(is_busy=False))
    assert (report.status, report.issues) == ("accepted", [])
    names = [row[0] for row in await store.fetch_rows(LIVE)]
    assert names == ["Library of Hjelm", "New shelves", "Open lending day"]
