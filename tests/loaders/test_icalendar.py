"""Calendars: times and zones, whole days, series with moved occurrences, and what broken lines cost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.formats.icalendar import FORMAT
from loaders.formats.icalendar.zoned_times import iana_name
from loaders.rows import Finding, Row
from loaders.source import SourceFile

EXAMPLES = Path(__file__).parent / "examples" / "icalendar"
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:{rule}
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def entries(root: Path, path: str, **options) -> list[Row | Finding]:
    return list(FORMAT.rows(SourceFile(root, path), options))


@pytest.fixture
def good():
    return {row.key: row for row in entries(EXAMPLES, "good.ics") if isinstance(row, Row)}


@pytest.fixture
def event(tmp_path):
    """The row of one event of these lines, and its findings."""

    def read(lines: str, head: str = "", **options):
        content = f"BEGIN:VCALENDAR\n{head}BEGIN:VEVENT\nUID:u\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
        (tmp_path / "one.ics").write_bytes(content.encode())
        found = entries(tmp_path, "one.ics", **options)
        (row,) = [entry for entry in found if isinstance(entry, Row)]
        return row.values, [(entry.code.value, entry.line) for entry in found if isinstance(entry, Finding)]

    return read


def test_a_time_in_a_windows_zone_is_given_in_utc_and_its_zone_by_its_iana_name(good):
    values = good["zoned@example.org"].values
    assert (values["start"], values["end"], values["time_zone"]) == (
        "2026-06-01T08:00:00Z",
        "2026-06-01T09:30:00Z",
        "Europe/Paris",
    )


@pytest.mark.parametrize(
    ("stated", "is_public"),
    [
        ("CLASS:PUBLIC", True),
        ("CLASS:public", True),
        ("", True),
        ("CLASS:", True),
        ("CLASS:PRIVATE", False),
        ("CLASS:PERSONAL", False),
        ("CLASS:X-INTERNAL", False),
    ],
)
def test_an_event_of_a_class_other_than_public_is_private(tmp_path, stated, is_public):
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:u", "SUMMARY:Dentist", *filter(None, [stated])]
    lines += ["DTSTART:20260601T080000Z", "END:VEVENT", "END:VCALENDAR", ""]
    (tmp_path / "one.ics").write_text("\n".join(lines))
    found = entries(tmp_path, "one.ics")
    assert any(isinstance(entry, Row) for entry in found) is is_public
    assert ("personal-data" in [entry.code.value for entry in found if isinstance(entry, Finding)]) is not is_public


def test_texts_are_unfolded_and_unescaped(good):
    values = good["zoned@example.org"].values
    assert values["summary"] == "Town meeting, open to all"
    assert values["description"] == {"fr": "Première ligne\nDeuxièmeligne"}
    assert values["categories"] == ["sharing, reuse", "open source"]
    assert (values["status"], values["location"], values["geo"]) == (
        "tentative",
        "Town hall",
        {"lat": 55.67, "lon": 12.56},
    )


def test_each_value_has_its_line(good):
    row = good["zoned@example.org"]
    assert (row.line, row.locate(("start",)), row.locate(("description",))) == (5, (7, 1), (10, 1))


def test_the_last_of_whole_days_is_the_day_before_the_stated_end(good):
    values = good["days@example.org"].values
    assert (values["start"], values["end"], values["all_day"]) == ("2026-09-10", "2026-09-11", True)


def test_times_without_zone_are_in_the_calendars_zone(good):
    values = good["series@example.org"].values
    assert (values["start"], values["end"], values["time_zone"]) == (
        "2026-01-05T08:00:00Z",
        "2026-01-05T08:45:00Z",
        "Europe/Copenhagen",
    )


def test_a_moved_occurrence_is_an_event_of_its_own_and_leaves_its_series(good):
    series, moved = good["series@example.org"].values, good["series@example.org#20260119T080000Z"].values
    assert moved["start"] == "2026-01-20T08:00:00Z"
    assert moved["identifier"] == "series@example.org#20260119T080000Z"
    assert series["recurrence"] == [
        "RRULE:FREQ=WEEKLY;COUNT=10",
        "EXDATE:20260112T080000Z",
        "RDATE:20260106T080000Z",
        "EXDATE:20260119T080000Z",
    ]


def test_a_place_that_is_a_link_is_a_meeting_online(good):
    values = good["series@example.org"].values
    assert (values["location"], values["conference"], values["mode"]) == (None, "https://meet.example.org/2", "online")


def test_persons_are_not_read(good):
    assert "Person" not in repr(good)
    assert good["days@example.org"].values["organiser"] == "Example Network"


def test_what_is_broken_costs_itself():
    found = entries(EXAMPLES, "bad-properties.ics")
    assert [(entry.line, entry.values["summary"]) for entry in found if isinstance(entry, Row)] == [
        (2, "Start is broken"),
        (9, "No UID and ends too early"),
        (23, "Whole again"),
    ]
    assert sorted((entry.line, entry.code.value) for entry in found if isinstance(entry, Finding)) == [
        (4, "date-unknown"),
        (6, "syntax"),
        (7, "value-invalid"),
        (9, "field-missing"),
        (11, "value-invalid"),
        (14, "personal-data"),
        (20, "syntax"),
        (25, "value-suspect"),
        (27, "syntax"),
    ]


def test_a_time_that_floats_is_kept_and_reported(event):
    values, findings = event("DTSTART:20260101T100000")
    assert values["start"] == "2026-01-01T10:00:00"
    assert findings == [("value-suspect", 2)]


def test_the_source_may_say_where_times_float(event):
    assert event("DTSTART:20260101T100000", time_zone="Europe/Copenhagen")[0]["start"] == "2026-01-01T09:00:00Z"


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        ("DTSTART;VALUE=DATE:20260101", None),
        ("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101", "2026-01-01"),
        ("DTSTART;VALUE=DATE:20260101\nDURATION:P3D", "2026-01-03"),
        ("DTSTART;TZID=Europe/Paris:20260328T120000\nDURATION:P1D", "2026-03-29T10:00:00Z"),
        ("DTSTART;TZID=Europe/Paris:20260328T120000\nDURATION:PT24H", "2026-03-29T11:00:00Z"),
        ("DTSTART:20260101T100000Z\nDTEND;TZID=/example.org/Europe/Paris:20260101T120000", "2026-01-01T11:00:00Z"),
    ],
)
def test_ends_follow_from_what_is_stated(event, lines, end):
    assert event(lines)[0].get("end") == end


def test_a_zone_that_the_calendar_defines_itself_gives_times_in_utc(event):
    head = OWN_ZONE.format(rule="FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    values, findings = event("DTSTART;TZID=Ours:20260701T120000", head)
    assert (values["start"], values["time_zone"], findings) == ("2026-07-01T10:00:00Z", None, [])


def test_a_zone_defined_by_an_endless_rule_is_not_followed(event):
    head = OWN_ZONE.format(rule="FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
    values, findings = event("DTSTART;TZID=Ours:20260701T120000", head)
    assert (values["start"], findings) == ("2026-07-01T12:00:00", [("value-suspect", 19)])


@pytest.mark.parametrize(
    ("tzid", "name"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("europe/paris", "Europe/Paris"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(GMT) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC+05:00) Berlin", None),
        ("(UTC-05:00) Eastern Time (US & Canada)", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_its_names(tzid, name):
    assert iana_name(tzid) == name


@pytest.mark.parametrize(
    ("tzid", "start"),
    [
        ("GMT+0200", "2026-07-01T10:00:00Z"),
        ("UTC-3", "2026-07-01T15:00:00Z"),
        ("+05:30".replace(":", ""), "2026-07-01T06:30:00Z"),
        ("Etc/GMT-2", "2026-07-01T10:00:00Z"),
        ("UTC+99", "2026-07-01T12:00:00"),
        ("Nowhere/Town", "2026-07-01T12:00:00"),
    ],
)
def test_a_zone_that_is_an_offset_is_read_and_an_unknown_one_gives_no_instant(event, tzid, start):
    assert event(f"DTSTART;TZID={tzid}:20260701T120000")[0]["start"] == start


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("DTSTART;TZID=(UTC+01:00) Berlin:20260701T120000", "2026-07-01T10:00:00Z"),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin;VALUE=DATE-TIME:2026-01-01T12:00", "2026-01-01T11:00:00Z"),
        ("DTSTART;TZID=(UTC-05:00) Eastern Time:20260701T120000", "2026-07-01T12:00:00"),
    ],
)
def test_a_zone_with_a_colon_that_is_not_quoted_is_read_with_a_finding(event, line, start):
    values, findings = event(line)
    assert values["start"] == start
    assert ("value-suspect", 4) in findings


def test_dates_after_a_zone_with_a_colon_are_all_read(event):
    zone = "TZID=(UTC+01:00) Amsterdam, Berlin"
    values, _ = event(
        f"DTSTART;{zone}:20260701T120000\nRRULE:FREQ=DAILY\nEXDATE;{zone}:20260702T120000,20260703T120000"
    )
    assert values["recurrence"] == ["RRULE:FREQ=DAILY", "EXDATE:20260702T100000Z,20260703T100000Z"]


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("20260701T1200Z", "2026-07-01T12:00:00Z"),
        ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
        ("2026-07-01 12:00Z", "2026-07-01T12:00:00Z"),
        ("2026-07-01", "2026-07-01"),
    ],
)
def test_a_time_in_the_form_of_iso_8601_or_without_seconds_is_read_with_a_finding(event, written, start):
    values, findings = event(f"DTSTART:{written}")
    assert (values["start"], findings) == (start, [("value-suspect", 4)])


def test_a_fold_within_a_character_is_joined(tmp_path):
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260101T100000Z\r\nSUMMARY:K"
        b"\xc3\r\n \xb8benhavn\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (tmp_path / "fold.ics").write_bytes(content)
    (row,) = entries(tmp_path, "fold.ics")
    assert row.values["summary"] == "København"


def test_the_newest_version_of_an_event_counts(tmp_path):
    one = "BEGIN:VEVENT\nUID:u\nDTSTART:20260101T100000Z\nSEQUENCE:{0}\nSUMMARY:{0}\nEND:VEVENT\n"
    (tmp_path / "two.ics").write_text(f"BEGIN:VCALENDAR\n{one.format(2)}{one.format(1)}END:VCALENDAR\n")
    found = entries(tmp_path, "two.ics")
    assert [row.values["summary"] for row in found if isinstance(row, Row)] == ["2"]
    assert [(entry.code.value, entry.line) for entry in found if isinstance(entry, Finding)] == [("key-duplicate", 8)]


def test_a_cut_off_calendar_keeps_its_whole_events(tmp_path):
    content = (EXAMPLES / "good.ics").read_bytes()
    (tmp_path / "cut.ics").write_bytes(content[: content.index(b"SUMMARY:Two days")])
    assert [entry.key for entry in entries(tmp_path, "cut.ics") if isinstance(entry, Row)] == ["zoned@example.org"]


@pytest.mark.parametrize(
    ("rest", "line"),
    [("", 5), ("\r\n\r\n", 5), ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", 6)],
    ids=["end of file", "blank lines", "next calendar"],
)
def test_a_calendar_cut_off_between_two_events_costs_an_error_so_that_what_it_held_before_is_kept(tmp_path, rest, line):
    (tmp_path / "cut.ics").write_bytes(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260101T100000Z\nEND:VEVENT\n{rest}".encode()
    )
    found = entries(tmp_path, "cut.ics")
    assert [entry.key for entry in found if isinstance(entry, Row)] == ["a"]
    assert [
        (entry.code.value, entry.message, entry.line, entry.severity) for entry in found if isinstance(entry, Finding)
    ] == [("syntax", "The VCALENDAR of line 1 has no END: it seems to be cut off.", line, None)]


PIECES = [
    "BEGIN:VCALENDAR\n",
    "BEGIN:VEVENT\n",
    "END:VEVENT\n",
    "END:VCALENDAR\n",
    "UID:u\n",
    "DTSTART:99991231T235959\n",
    "DTSTART;TZID=Europe/Paris:00010101T000000\n",
    "DURATION:P99999999D\n",
    "RRULE:FREQ=DAILY\n",
    "RECURRENCE-ID:20260101\n",
    "EXDATE:20260101,x\n",
    "GEO:1;x\n",
    "X-WR-TIMEZONE:\n",
    "SEQUENCE:²\n",
    " \n",
    "BEGIN:VTIMEZONE\n",
    "END:VTIMEZONE\n",
    'SUMMARY;X="\n',
    "\\",
    "\x00",
]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.one_of(
        st.binary(),
        st.lists(st.sampled_from(PIECES), max_size=30).map(
            lambda parts: ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "".join(parts)).encode()
        ),
    )
)
def test_no_content_raises_and_every_row_has_a_line(tmp_path, content):
    (tmp_path / "any.ics").write_bytes(content)
    assert all(entry.line for entry in entries(tmp_path, "any.ics"))
