"""Every medium is opened by the tool that its users use."""

import csv
import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
from typing import Any

import feedparser
import icalendar
import networkx as nx
import openpyxl
import orjson
import pyarrow.parquet
import pytest
import rdflib

from hub.app import create_editions
from hub.config import Settings
from hub.exports import MEDIUM_BY_NAME, Edition, Editions, Export, dataset
from hub.exports.tabular import RowTable
from hub.load import load_all
from hub.plan import bulk_reading
from hub.store import Database
from schema.kinds import KINDS

HOSTILE = "=cmd|'/C calc'!A0 <script>&\"'\u0001\u2028|\\;,\nBEGIN:VCALENDAR ]]> {{x}} \U0001f5a5"
CITY = {
    "key": "kbh",
    "name": "Københavns Kommune",
    "countries": ["DK"],
    "url": "https://kk.example/?a=1&b=2",
    "inhabitants": 600000,
}
ODD = {"key": "odd", "name": HOSTILE, "topics": [HOSTILE, "=2"], "description": HOSTILE}
PRODUCT = {
    "key": "mo",
    "name": "OS2mo",
    "licence": "MPL-2.0",
    "localisation_ready": True,
    "repository": "https://github.com/os2mo/os2mo",
    "to:users": [{"key": "kbh", "role": "pilot", "since": "2020"}, {"key": "odd"}],
}
EVENT = {
    "key": "day",
    "name": "OS2 day",
    "starts_at": "2030-03-01T09:00:00Z",
    "ends_at": "2030-03-01T15:00:00Z",
    "place": "Town hall",
    "city": "Aarhus",
    "description": HOSTILE,
}
WEEKLY = {
    "key": "weekly",
    "name": "Weekly",
    "starts_at": "2030-03-01T09:00:00+01:00",
    "time_zone": "Europe/Copenhagen",
    "recurrence": "RRULE:FREQ=WEEKLY;COUNT=8",
    "status": "cancelled",
}
WHOLE_DAY = {"key": "whole", "name": "Whole day", "starts_at": "2030-05-01", "all_day": True}
NEWS = {
    "key": "n",
    "name": "Fresh <b>news</b>",
    "published": "2026-02-03",
    "url": "https://n.example/1",
    "topics": ["a&b"],
}
ROWS = {
    "organisation": [CITY, ODD],
    "product": [PRODUCT],
    "event": [EVENT, WEEKLY, WHOLE_DAY],
    "news-item": [NEWS],
}
ROOT = "http://127.0.0.1:8000/entity/"


def editions(store: Database) -> Editions:
    return create_editions(store, Settings())


async def written(store: Database, medium: str, name: str, **variables: Any) -> bytes:
    stream = io.BytesIO()
    await Export(editions(store), MEDIUM_BY_NAME[medium], variables).stream(dataset(name), stream)
    return stream.getvalue()


@pytest.fixture
async def loaded(store: Database, seeds: Any) -> Database:
    await load_all(store, [seeds.write("alpha", ROWS, attribution="Alpha & sons")])
    return store


def graph_of(content: bytes, form: str) -> rdflib.Graph:
    """What rdflib reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its reader of JSON-LD uses what it deprecates itself
        return rdflib.Graph().parse(data=content, format=form)


async def test_csv_gives_hostile_texts_back_but_for_the_apostrophe(loaded):
    rows = list(csv.DictReader(io.StringIO((await written(loaded, "csv", "organisation")).decode(), newline="")))
    [odd] = [row for row in rows if row["slug"] != "kobenhavns-kommune"]
    [stored] = [
        json.loads(line) for line in (await written(loaded, "jsonl", "organisation")).splitlines() if b"cmd" in line
    ]
    assert odd["name"] == f"'{stored['name']}"
    assert json.loads(odd["description"]) == stored["description"]


async def test_json_tells_of_what_it_is_and_where_from(loaded):
    document = json.loads(await written(loaded, "json", "product"))
    assert (document["count"], document["revision"], len(document["items"])) == (1, 1, 1)
    assert document["sources"][0] | {"licence": "CC0-1.0", "attribution": "Alpha & sons"} == document["sources"][0]
    assert document["items"][0]["localisation_ready"] is True


async def test_xlsx_is_typed_with_a_frozen_head_relations_and_sources(loaded):
    book = openpyxl.load_workbook(io.BytesIO(await written(loaded, "xlsx", "organisation")))
    assert book.sheetnames == ["organisation", "edges", "source"]
    sheet = book["organisation"]
    assert sheet.freeze_panes == "C2"
    rows = list(sheet.iter_rows(values_only=True))
    by_slug = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert by_slug["kobenhavns-kommune"]["inhabitants"] == 600000
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    edges = list(book["edges"].iter_rows(values_only=True))
    assert {edge[edges[0].index("object_name")] for edge in edges[1:]} == {"OS2mo"}
    assert "Alpha & sons" in [cell for row in book["source"].iter_rows(values_only=True) for cell in row]


async def test_the_whole_hub_is_one_workbook_with_a_sheet_for_each_kind(loaded, tmp_path):
    written = await Export(editions(loaded), MEDIUM_BY_NAME["xlsx"]).whole(tmp_path / "new" / "hub.xlsx")
    book = openpyxl.load_workbook(written.path)
    assert book.sheetnames == [*(kind.name for kind in KINDS), "edges", "source"]
    names = {sheet.title: [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book}
    assert names["product"] == ["OS2mo"]
    assert (len(names["organisation"]), names["ospo"], len(names["event"]), len(names["news-item"])) == (2, [], 3, 1)
    assert len(names["edges"]) == 2
    facts = dict(row[:2] for row in book["source"].iter_rows(values_only=True) if row[0])
    assert (facts["title"], facts["revision"], facts["rows"], written.rows) == ("hub", 1, 7, 7)
    assert facts["alpha"] == "alpha"


async def test_parquet_is_typed_and_carries_its_head(loaded):
    table = pyarrow.parquet.read_table(io.BytesIO(await written(loaded, "parquet", "product")))
    [row] = table.to_pylist()
    assert (row["localisation_ready"], row["networks"], row["licence"]) == (True, ["alpha"], "MPL-2.0")
    assert orjson.loads(table.schema.metadata[b"hub"])["count"] == 1


@pytest.mark.parametrize(("medium", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
async def test_linked_data_is_read_by_rdflib(loaded, medium, form):
    schema = rdflib.Namespace("https://schema.org/")
    graph = graph_of(await written(loaded, medium, "organisation"), form)
    city = graph.value(predicate=schema.name, object=rdflib.Literal("Københavns Kommune"))
    assert str(city).startswith(ROOT)
    country = rdflib.URIRef("http://publications.europa.eu/resource/authority/country/DNK")
    assert (city, schema.areaServed, country) in graph
    [product] = graph.objects(city, rdflib.URIRef(f"{ROOT}terms#uses"))
    assert str(product).startswith(f"{ROOT}prod")


@pytest.mark.parametrize(("medium", "form"), [("ttl", "turtle"), ("jsonld", "json-ld")])
async def test_linked_data_names_no_zone_for_a_time_that_has_none(sqlite_store, seeds, medium, form):
    event = {"key": "e", "name": "Event", "starts_at": "2027-10-01T10:00", "ends_at": "2027-10-01T12:00:00Z"}
    await load_all(sqlite_store, [seeds.write("alpha", {"event": [event]})])
    graph = graph_of(await written(sqlite_store, medium, "event"), form)
    schema = rdflib.Namespace("https://schema.org/")
    assert [str(value) for value in graph.objects(predicate=schema.startDate)] == ["2027-10-01T10:00:00"]
    assert [str(value) for value in graph.objects(predicate=schema.endDate)] == ["2027-10-01T12:00:00Z"]


async def test_both_forms_of_linked_data_say_the_same(loaded):
    for kind in KINDS:
        turtle, json_ld = [
            set(graph_of(await written(loaded, medium, kind.name), form))
            for medium, form in (("ttl", "turtle"), ("jsonld", "json-ld"))
        ]
        assert turtle == json_ld, kind.name


@pytest.mark.parametrize(("medium", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
async def test_graphs_are_read_by_networkx(loaded, medium, read):
    graph = read(io.BytesIO(await written(loaded, medium, "product")))
    names = "name" if medium == "graphml" else "label"
    nodes = {values[names]: values for _, values in graph.nodes(data=True)}
    assert {"OS2mo", "Københavns Kommune"} < set(nodes)
    assert (nodes["OS2mo"]["kind"], nodes["OS2mo"]["degree"]) == ("product", 2)
    edges = [values for *_, values in graph.edges(data=True)]
    assert [values["predicate"] for values in edges] == ["uses", "uses"]
    assert {"pilot"} == {values["roles"] for values in edges if "roles" in values}


@pytest.mark.parametrize("medium", ["atom", "rss"])
async def test_feeds_are_read_by_feedparser(loaded, medium):
    feed = feedparser.parse(await written(loaded, medium, "news-item"))
    assert not feed.bozo
    [entry] = feed.entries
    assert entry.id.startswith(ROOT)
    assert (entry.link, entry.tags[0].term) == ("https://n.example/1", "a&b")
    assert entry.published_parsed[:3] == (2026, 2, 3)
    odd = feedparser.parse(await written(loaded, medium, "organisation"))
    assert not odd.bozo
    assert len(odd.entries) == 2


async def test_json_feed_has_items_with_their_authors(loaded):
    feed = json.loads(await written(loaded, "jsonfeed", "news-item"))
    [item] = feed["items"]
    assert (item["title"], item["authors"]) == ("Fresh news", [{"name": "Alpha & sons"}])


async def test_what_was_withdrawn_is_deleted_in_feeds_and_cancelled_in_calendars(loaded, seeds):
    await load_all(loaded, [seeds.write("alpha", {**ROWS, "event": [EVENT]})], allow_mass_delete=True)
    root = ET.fromstring(await written(loaded, "atom", "event"))  # noqa: S314 - our own
    gone = {one.get("ref") for one in root.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")}
    assert len(gone) == 2
    calendar = icalendar.Calendar.from_ical(await written(loaded, "ics", "event"))
    cancelled = {str(one["uid"]) for one in calendar.walk("VEVENT") if one.get("status") == "CANCELLED"}
    assert cancelled == gone


async def test_events_keep_their_times_zones_and_rules_in_a_calendar(loaded):
    calendar = icalendar.Calendar.from_ical(await written(loaded, "ics", "event"))
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert events["OS2 day"].start.isoformat() == "2030-03-01T09:00:00+00:00"
    assert events["OS2 day"]["location"] == "Town hall, Aarhus"
    assert events["Whole day"].start.isoformat() == "2030-05-01"
    weekly = events["Weekly"]
    assert weekly.start.isoformat() == "2030-03-01T09:00:00+01:00"
    assert (weekly["rrule"]["COUNT"], weekly["status"]) == ([8], "CANCELLED")
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]


async def calendar_lines(store: Database, seeds: Any, **values: Any) -> list[str]:
    """The content lines of the one event of a network."""
    event = {"key": "e", "name": "Event", "time_zone": None, **values}
    await load_all(store, [seeds.write("alpha", {"event": [event]})])
    whole = (await written(store, "ics", "event")).decode().replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == 1
    return whole.splitlines()


def lines_of(lines: list[str], *names: str) -> list[str]:
    """The lines of some properties of the event itself."""
    own = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    return [line for line in own if re.split("[:;]", line)[0] in names]


async def test_a_time_without_a_zone_is_a_local_time_in_a_calendar(store, seeds):
    lines = await calendar_lines(
        store, seeds, starts_at="2027-10-01T10:00", ends_at="2027-10-01T12:00", recurrence="RRULE:FREQ=WEEKLY;COUNT=3"
    )
    assert lines_of(lines, "DTSTART", "DTEND") == ["DTSTART:20271001T100000", "DTEND:20271001T120000"]


async def test_an_end_of_another_form_than_the_start_is_left_out_of_a_calendar(store, seeds):
    lines = await calendar_lines(store, seeds, starts_at="2027-10-01T10:00", ends_at="2027-10-01T12:00:00Z")
    assert lines_of(lines, "DTSTART", "DTEND") == ["DTSTART:20271001T100000"]


@pytest.mark.parametrize(
    ("start", "end", "recurrence"),
    [
        ("2027-10-01T10:00:00Z", "2027-10-01T10:00:00Z", None),
        ("2027-10-01T10:00:00Z", "2027-10-01T09:00:00Z", None),
        ("2027-10-02", "2027-10-01", None),
        ("2027-10-01T10:00", "2027-10-01T09:00", None),
        # on the clock of the zone, where an hour comes twice, the end is as late as the start
        ("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "RRULE:FREQ=YEARLY"),
    ],
)
async def test_an_end_that_is_not_later_than_the_start_is_left_out_of_a_calendar(
    sqlite_store, seeds, start, end, recurrence
):
    zone = "Europe/Copenhagen" if recurrence else None
    lines = await calendar_lines(
        sqlite_store, seeds, starts_at=start, ends_at=end, recurrence=recurrence, time_zone=zone
    )
    assert len(lines_of(lines, "DTSTART")) == 1
    assert lines_of(lines, "DTEND") == []


IN_COPENHAGEN = {"starts_at": "2027-06-05T10:00:00+02:00", "time_zone": "Europe/Copenhagen"}
ON_DAYS = {"starts_at": "2027-06-05", "all_day": True}
ON_A_CLOCK = {"starts_at": "2027-06-05T10:00"}


@pytest.mark.parametrize(
    ("event", "stated", "carried"),
    [
        (IN_COPENHAGEN, "RRULE:FREQ=WEEKLY;UNTIL=20270801", "RRULE:FREQ=WEEKLY;UNTIL=20270801T215959Z"),
        (IN_COPENHAGEN, "RRULE:FREQ=WEEKLY;UNTIL=20270801T120000", "RRULE:FREQ=WEEKLY;UNTIL=20270801T100000Z"),
        (IN_COPENHAGEN, "RRULE:FREQ=WEEKLY;UNTIL=20270801T120000Z", "RRULE:FREQ=WEEKLY;UNTIL=20270801T120000Z"),
        (ON_DAYS, "RRULE:FREQ=DAILY;UNTIL=20270610T000000Z", "RRULE:FREQ=DAILY;UNTIL=20270610"),
        (ON_A_CLOCK, "RRULE:FREQ=DAILY;UNTIL=20270610T000000Z", "RRULE:FREQ=DAILY;UNTIL=20270610T000000"),
        (ON_A_CLOCK, "RRULE:FREQ=DAILY;UNTIL=20270610", "RRULE:FREQ=DAILY;UNTIL=20270610T235959"),
        (
            {**IN_COPENHAGEN, "time_zone": "America/New_York"},
            "RRULE:FREQ=YEARLY;UNTIL=99991231",
            "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z",
        ),
    ],
)
async def test_a_series_ends_in_a_calendar_in_the_form_of_its_start(sqlite_store, seeds, event, stated, carried):
    lines = await calendar_lines(sqlite_store, seeds, **event, recurrence=stated)
    assert lines_of(lines, "RRULE") == [carried]


@pytest.mark.parametrize(
    ("event", "stated", "carried"),
    [
        (
            IN_COPENHAGEN,
            "RDATE;TZID=America/New_York:20270605T100000",
            ["RDATE;TZID=Europe/Copenhagen:20270605T160000"],
        ),
        (IN_COPENHAGEN, "RDATE;VALUE=DATE:20270612", ["RDATE;TZID=Europe/Copenhagen:20270612T100000"]),
        (IN_COPENHAGEN, "EXDATE:20270612T080000Z", ["EXDATE;TZID=Europe/Copenhagen:20270612T100000"]),
        (IN_COPENHAGEN, "RDATE:20270612T100000,20279999", ["RDATE;TZID=Europe/Copenhagen:20270612T100000"]),
        (
            IN_COPENHAGEN,
            "RDATE;VALUE=PERIOD;TZID=America/New_York:20270605T100000/PT1H",
            ["RDATE;VALUE=PERIOD:20270605T140000Z/PT1H"],
        ),
        (
            {"starts_at": "2027-06-05T10:00:00Z"},
            "RDATE;TZID=America/New_York:20270605T100000",
            ["RDATE:20270605T140000Z"],
        ),
        (ON_DAYS, "RDATE:20270612T080000Z", ["RDATE;VALUE=DATE:20270612"]),
        (ON_A_CLOCK, "EXDATE;VALUE=DATE:20270612", ["EXDATE:20270612T100000"]),
    ],
)
async def test_single_dates_of_a_series_have_the_form_and_zone_of_its_start(
    sqlite_store, seeds, event, stated, carried
):
    lines = await calendar_lines(sqlite_store, seeds, **event, recurrence=stated)
    assert lines_of(lines, "RDATE", "EXDATE") == carried
    assert "TZID:America/New_York" not in lines


async def test_a_changed_event_keeps_its_uid_and_counts_its_changes(loaded, seeds):
    async def event() -> icalendar.Event:
        calendar = icalendar.Calendar.from_ical(await written(loaded, "ics", "event"))
        return next(one for one in calendar.walk("VEVENT") if one["summary"] == "OS2 day")

    before = await event()
    await load_all(loaded, [seeds.write("alpha", {**ROWS, "event": [{**EVENT, "city": "Odense"}, WEEKLY, WHOLE_DAY]})])
    after = await event()
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 1


async def test_a_selection_is_the_same_in_every_medium(loaded):
    danish = {"where": {"countries": {"eq": "DK"}}}
    assert len((await written(loaded, "csv", "organisation", **danish)).splitlines()) == 2
    assert len(feedparser.parse(await written(loaded, "atom", "organisation", **danish)).entries) == 1
    table = pyarrow.parquet.read_table(io.BytesIO(await written(loaded, "parquet", "organisation", **danish)))
    assert table.num_rows == 1
    graph = nx.read_graphml(io.BytesIO(await written(loaded, "graphml", "organisation", **danish)))
    assert {values["kind"] for _, values in graph.nodes(data=True)} == {"organisation", "product"}


@pytest.mark.parametrize("medium", ["csv", "jsonl", "json", "parquet", "ttl", "jsonld", "graphml"])
async def test_no_medium_holds_more_than_a_page(sqlite_store, seeds, monkeypatch, medium):
    """Memory is bounded by pages: of a table of many, at most one is read before what came
    before it has been written.
    """
    monkeypatch.setattr(bulk_reading, "PAGE", 5)
    many = [{"key": str(i), "name": f"Body {i}", "countries": ["DK"]} for i in range(60)]
    await load_all(sqlite_store, [seeds.write("alpha", {"organisation": many})])
    pages, longest, largest = 0, 0, 0

    async def counted(table: RowTable, columns: Any) -> Any:
        nonlocal pages, longest
        async for page in table.read(columns):
            pages, longest = pages + 1, max(longest, len(page))
            yield page

    def watched(table: RowTable) -> RowTable:
        return RowTable(table.name, table.columns, lambda columns: counted(table, columns))

    made = editions(sqlite_store)
    async with made.snapshot() as snapshot:
        from hub.exports import ExportSelection
        from schema.kinds import ORGANISATION

        asked = ExportSelection(ORGANISATION)
        edition = await snapshot.selection(asked, await made.chosen(asked))
        edition = Edition(edition.head, watched(edition.main), edition.kind, edition.edges, watched(edition.ends))
        async for chunk in MEDIUM_BY_NAME[medium].written(edition):
            largest = max(largest, len(chunk))
    assert (pages, longest) == (12, 5)
    assert largest < 40_000
