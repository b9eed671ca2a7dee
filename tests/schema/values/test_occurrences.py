"""Recurring events expand in their own time zone, from their own start, within bounds."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.values.occurrences import occurrences

START, END = "2026-03-26T18:00:00Z", "2026-03-26T19:00:00Z"
NEVER = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=999999999",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=DAILY;BYHOUR=99",
    "FREQ=YEARLY;BYEASTER=1",
    "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))),
    "nonsense",
]


def starts(recurrence, start=START, zone="Europe/Paris", *, all_day=False, **bounds):
    return [begin for begin, _ in occurrences(start, None, all_day, zone, recurrence, **bounds)]


def test_an_event_without_rules_takes_place_once():
    assert occurrences(START, END, False, None, None) == [(START, END)]  # noqa: FBT003


def test_an_event_without_start_takes_place_never():
    assert occurrences(None, END, False, None, "RRULE:FREQ=DAILY") == []  # noqa: FBT003


def test_a_series_keeps_its_clock_time_when_summer_time_begins():
    found = occurrences(START, END, False, "Europe/Paris", "RRULE:FREQ=WEEKLY;COUNT=2")  # noqa: FBT003
    assert found == [(START, END), ("2026-04-02T17:00:00Z", "2026-04-02T18:00:00Z")]


def test_a_series_without_zone_runs_in_utc():
    assert starts("RRULE:FREQ=WEEKLY;COUNT=2", zone=None) == [START, "2026-04-02T18:00:00Z"]


def test_an_end_that_is_not_known_stays_unknown():
    assert occurrences(START, None, False, None, "FREQ=DAILY;COUNT=2")[1] == ("2026-03-27T18:00:00Z", None)  # noqa: FBT003


@pytest.mark.parametrize("form", ["{}", "{}T00:00:00Z"])
def test_whole_days_come_back_in_the_form_they_came_in(form):
    all_day = True
    found = occurrences(
        form.format("2026-07-01"), form.format("2026-07-02"), all_day, "Europe/Paris", "RRULE:FREQ=YEARLY;COUNT=2"
    )
    assert found[1] == (form.format("2027-07-01"), form.format("2027-07-02"))


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260327T180000Z", [26, 28]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260327", [26, 28]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Paris:20260327T190000", [26, 28]),
        ("EXDATE:20260326T180000Z\nRDATE:20260330T170000Z", [30]),
        ("RDATE;VALUE=DATE:20260328,20260331", [26, 28, 31]),
        ("RRULE:FREQ=DAILY;UNTIL=20260328", [26, 27, 28]),
        ("RRULE:FREQ=DAILY;UNTIL=20260327T180000Z", [26, 27]),
        ("RRULE:FREQ=DAILY;BYDAY=FR;UNTIL=20260331T000000", [26, 27]),
        ("rrule:freq=daily;count=2", [26, 27]),
    ],
)
def test_dates_are_added_and_taken_out(lines, days):
    assert [int(start[8:10]) for start in starts(lines)] == days


def test_the_last_day_of_each_month_is_a_day_that_daily_rules_find():
    assert [start[:10] for start in starts("FREQ=DAILY;BYMONTHDAY=-1;COUNT=2")] == [
        "2026-03-26",
        "2026-03-31",
        "2026-04-30",
    ]


def test_only_what_lies_within_the_horizon_is_listed():
    assert starts("RRULE:FREQ=YEARLY", horizon_years=2)[-1].startswith("2028")
    assert len(starts("RRULE:FREQ=DAILY", limit=7)) == 7


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_is_endless_or_broken_leaves_the_first_occurrence(rule):
    assert starts(f"RRULE:{rule}") == [START]


RULES = st.builds(
    lambda freq, interval, rest: (
        f"FREQ={freq};INTERVAL={interval}{rest if freq != 'WEEKLY' else rest.replace('BYMONTHDAY', 'BYHOUR').replace('-1', '2').replace('26,29', '9')}"
    ),
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    st.integers(1, 5),
    st.sampled_from(
        [
            "",
            ";BYMONTH=3,6",
            ";BYMONTHDAY=1,-1",
            ";BYDAY=MO,TH",
            ";BYDAY=MO,TU,WE;BYSETPOS=-1",
            ";BYMONTH=3;BYMONTHDAY=26,29",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(RULES, st.dates(datetime(1990, 1, 1).date(), datetime(2090, 1, 1).date()))  # noqa: DTZ001
def test_occurrences_are_those_of_the_plain_rule(rule, day):
    begin = datetime.combine(day, datetime.min.time())
    horizon = begin + timedelta(days=366 * 3)
    plain = rrulestr(rule + f";UNTIL={horizon:%Y%m%dT%H%M%S}", dtstart=begin)
    expected = sorted({begin, *islice(plain, 500)})[:500]
    found = starts(rule, start=begin.strftime("%Y-%m-%dT%H:%M:%SZ"), zone=None)
    assert found == [when.strftime("%Y-%m-%dT%H:%M:%SZ") for when in expected]


ANY = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from([START, "2026", "9999-12-31T23:59:59Z", "0001-01-01", "9600-02-29"]),
)
TEXTS = st.one_of(st.text(), st.text(alphabet="RULEXDATFQYMWBCOINVTZ=;:,-0123456789\n"), RULES.map("RRULE:{}".format))


@settings(max_examples=200, deadline=None)
@given(ANY, ANY, st.none() | st.booleans(), ANY, TEXTS)
def test_no_input_raises_and_order_is_kept(start, end, all_day, zone, recurrence):
    found = occurrences(start, end, all_day, zone, recurrence)
    assert len(found) <= 500
    assert len({begin for begin, _ in found}) == len(found)
