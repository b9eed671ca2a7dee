import datetime as dt

import pytest

from schema.issues import IssueCode
from schema.values.dates import as_moment, date, first_day, last_day, moment, moment_in, precision
from schema.values.time_zones import time_zone


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2026", "2026"), (2026, "2026"), ("2026-05", "2026-05"), ("2026-05-31", "2026-05-31"), ("2026/5/3", "2026-05-03"), ("2026-05-31T09:30:00+02:00", "2026-05-31"),
        (dt.date(2026, 5, 31), "2026-05-31"), (dt.datetime(2026, 5, 31, 1, 2), "2026-05-31"), ("28/02/2024", "2024-02-28"), ("03.04.2024", "2024-04-03"), ("05/2024", "2024-05"),  # noqa: DTZ001
        ("27th September 2023", "2023-09-27"), ("8 maj, 2018", "2018-05-08"), ("16 April 2020", "2020-04-16"), ("April 2020", "2020-04"), ("September 24, 2024", "2024-09-24"),
        ("Tirsdag den 26. august 2014 Kl. 15:00", "2014-08-26"), ("1er mars 2021", "2021-03-01"), ("3. März 2022", "2022-03-03"), ("12 febbraio 2020", "2020-02-12"),
        ("3 mei 2021", "2021-05-03"), ("7 de enero de 2022", "2022-01-07"), ("Wed, 02 Oct 2002 13:00:00 GMT", "2002-10-02"), ("20081121T151830", "2008-11-21"), ("20081121", "2008-11-21"),
        ("21nov08:1518:30", "2008-11-21"), (1700000000, "2023-11-14"), (1700000000000, "2023-11-14"), ("2012-04-24T00:00:00.000Z", "2012-04-24"), ("1900", "1900"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_stated(stated: object, iso: str):
    assert date(stated).value == iso
    assert date(stated).problem is None


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("03/04/2024", "2024-04-03"),
        ("02/28/2024", "2024-02-28"),
        ("28/02/24", "2024-02-28"),
        ("24-25 September 2024", "2024-09-24"),
        ("2024-05-31T25:00", "2024-05-31"),
    ],
)
def test_a_doubtful_date_is_taken_and_reported(stated: str, iso: str):
    assert date(stated).value == iso
    assert date(stated).problem.code is IssueCode.VALUE_SUSPECT


@pytest.mark.parametrize(
    "stated", ["1900-01-01", "1970-01-01", "2038-01-19", "2038-01-20", "9999-12-31", "9999", dt.date(1900, 1, 1)]
)
def test_a_day_that_means_unknown_is_no_date(stated: object):
    assert date(stated).value is None
    assert date(stated).problem.code is IssueCode.VALUE_SUSPECT


@pytest.mark.parametrize(
    "stated",
    [
        "2024-02-31",
        "2024-13",
        "31/04/2024",
        "tomorrow",
        "we met in May 2024 in Paris",
        "May",
        "Q1 2024",
        "0000-00-00",
        "12",
        12.5,
        True,
        ["2024"],
        "99/99/9999",
    ],
)
def test_what_is_no_possible_date_is_refused(stated: object):
    assert date(stated).value is None
    assert date(stated).problem.code is IssueCode.DATE_UNKNOWN


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2026-05-31T09:30:00+02:00", "2026-05-31T07:30:00Z"), ("20081121T151830Z", "2008-11-21T15:18:30Z"), ("Wed, 02 Oct 2002 15:00:00 +0200", "2002-10-02T13:00:00Z"),
        ("May 5, 2024 at 3:30 PM CEST", "2024-05-05T13:30:00Z"), ("2026-05-31", "2026-05-31"), ("2026-05", "2026-05"), (dt.datetime(2026, 5, 31, 7, 30, tzinfo=dt.UTC), "2026-05-31T07:30:00Z"),
    ],
)  # fmt: skip
def test_a_moment_is_in_utc_and_a_date_stays_a_date(stated: object, iso: str):
    assert moment(stated).value == iso
    assert moment(stated).problem is None


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("12. juni 2024 kl. 15", "2024-06-12T15:00:00"),
        ("12. juni 2024 kl 15", "2024-06-12T15:00:00"),
        ("onsdag den 12. juni 2024 klokken 9", "2024-06-12T09:00:00"),
        ("12. juni 2024 kl. 15.30", "2024-06-12T15:30:00"),
        ("12. juni 2024 kl. 15:30", "2024-06-12T15:30:00"),
        ("June 12, 2024 at 3 pm", "2024-06-12T15:00:00"),
    ],
)
def test_an_hour_without_minutes_is_a_full_hour(stated: str, iso: str):
    assert moment(stated).value == iso


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("31.05.2030 09:30 Uhr", "2030-05-31T07:30:00Z"),
        ("31.05.2030, 9.30 Uhr MESZ", "2030-05-31T07:30:00Z"),
        ("2030-05-31 9:30", "2030-05-31T07:30:00Z"),
        ("2030-05-31T9:30Z", "2030-05-31T09:30:00Z"),
        ("2030-05-31 14:00 Uhr", "2030-05-31T12:00:00Z"),
        ("2030-05-31 9:30 PM", "2030-05-31T19:30:00Z"),
        ("31-05-2030 09.30", "2030-05-31T07:30:00Z"),
        ("31/05/2030 09h30", "2030-05-31T07:30:00Z"),
        ("31/05/2030 à 9h30", "2030-05-31T07:30:00Z"),
        ("31/05/2030 à 9 h", "2030-05-31T07:00:00Z"),
        ("31.5.2024 kl. 14.00", "2024-05-31T12:00:00Z"),
        ("31/05/2024 - 09:30", "2024-05-31T07:30:00Z"),
        ("31/05/2024 09:30 +0100", "2024-05-31T08:30:00Z"),
        ("31. 5. 2024", "2024-05-31"),
        ("31.05.2024, Freitag", "2024-05-31"),
        ("12 octobre 2024 à 9h30", "2024-10-12T07:30:00Z"),
        ("12. oktober 2024, 10.00 Uhr", "2024-10-12T08:00:00Z"),
        ("31 May 2024 at 9.30am", "2024-05-31T07:30:00Z"),
        ("31 May 2024, 9:30 p.m.", "2024-05-31T19:30:00Z"),
        ("14:00 am 31. Mai 2024", "2024-05-31T12:00:00Z"),
        ("10 h 12 octobre 2024", "2024-10-12T08:00:00Z"),
    ],
)
def test_a_clock_time_is_read_as_its_country_writes_it(stated: str, iso: str):
    assert (moment_in(stated, "Europe/Copenhagen").value, date(stated).problem) == (iso, None)


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("5/31/2024 9:30 AM", "2024-05-31T07:30:00Z"),
        ("5/31/2024 9:30:15 PM", "2024-05-31T19:30:15Z"),
        ("31/05/24 14h30", "2024-05-31T12:30:00Z"),
        ("12. oktober 2024 10:00-12:00", "2024-10-12T08:00:00Z"),
        ("12. oktober 2024 kl. 10-12", "2024-10-12T08:00:00Z"),
        ("31.05.2030, 10.00 - 12.00 Uhr", "2030-05-31T08:00:00Z"),
        ("31.05.2030 - 01.06.2030", "2030-05-31"),
        ("2030-05-31 (to be confirmed)", "2030-05-31"),
        ("31.05.2030 25:00", "2030-05-31"),
        ("31.05.2030 9:75 Uhr", "2030-05-31"),
    ],
)
def test_a_day_with_something_doubtful_behind_it_is_kept_and_reported(stated: str, iso: str):
    outcome = moment_in(stated, "Europe/Copenhagen")
    assert (outcome.value, outcome.problem.code) == (iso, IssueCode.VALUE_SUSPECT)


@pytest.mark.parametrize(
    "stated",
    [
        "1.2.2030-rc1",
        "2030-05-31-rc1",
        "1.2.2024.5",
        "10.30.15 Uhr",
        "31.04.2024 09:30 Uhr",
        "1.2.24 beta",
        "10.12 oktober 2024",
    ],
)
def test_a_version_a_clock_or_an_impossible_day_stays_no_date(stated: str):
    assert date(stated).problem.code is IssueCode.DATE_UNKNOWN


def test_an_hour_that_no_clock_shows_is_no_date():
    assert moment("12. juni 2024 kl. 25").problem.code is IssueCode.DATE_UNKNOWN


@pytest.mark.parametrize("stated", ["Europe/Copenhagen", "UTC", "CET"])
def test_a_time_zone_is_called_as_in_the_iana_database(stated: str):
    assert (time_zone(stated).value, time_zone(stated).problem) == (stated, None)


@pytest.mark.parametrize(
    ("stated", "hint"),
    [
        ("Europe/Copenhagn", "did you mean `Europe/Copenhagen`?"),
        ("europe/paris", "did you mean `Europe/Paris`?"),
        ("x", "use a name such as Europe/Copenhagen"),
    ],
)
def test_a_misspelt_time_zone_is_left_out_with_the_nearest_name(stated: str, hint: str):
    outcome = time_zone(stated)
    assert (outcome.value, outcome.problem.code, outcome.problem.hint) == (None, IssueCode.VALUE_UNKNOWN, hint)


def test_a_time_without_zone_is_not_utc_by_accident():
    assert moment("2026-05-31T09:30").value == "2026-05-31T09:30:00"
    assert moment("2026-05-31T09:30").problem.code is IssueCode.VALUE_SUSPECT


def test_a_given_zone_places_a_time_without_one():
    assert moment_in("2026-05-31T09:30", "Europe/Copenhagen").value == "2026-05-31T07:30:00Z"
    assert moment_in("2026-12-31T09:30", "Europe/Copenhagen").value == "2026-12-31T08:30:00Z"
    assert moment_in("2026-05-31T09:30Z", "Europe/Copenhagen").value == "2026-05-31T09:30:00Z"


@pytest.mark.parametrize("zone", ["Nowhere/Town", "../../etc/passwd", "", "Europe", "\x00", "x" * 5000])
def test_an_unknown_zone_places_nothing(zone: str):
    assert moment_in("2026-05-31T09:30", zone).value == "2026-05-31T09:30:00"


def test_cet_in_summer_means_the_clock_on_the_wall():
    assert moment_in("2021-05-18T09:30", "CET").value == "2021-05-18T07:30:00Z"


@pytest.mark.parametrize(
    ("iso", "exact", "first", "last", "column"),
    [
        ("2024", "year", "2024-01-01", "2024-12-31", "2024-01-01T00:00:00Z"),
        ("2024-02", "month", "2024-02-01", "2024-02-29", "2024-02-01T00:00:00Z"),
        ("2024-02-28", "day", "2024-02-28", "2024-02-28", "2024-02-28T00:00:00Z"),
        ("2024-02-28T07:30:00Z", None, "2024-02-28", "2024-02-28", "2024-02-28T07:30:00Z"),
        ("2024-02-28T07:30:00", "floating", "2024-02-28", "2024-02-28", "2024-02-28T07:30:00Z"),
    ],
)
def test_a_date_has_a_precision_a_first_and_a_last_day(iso: str, exact: str | None, first: str, last: str, column: str):
    assert (precision(iso), first_day(iso), last_day(iso), as_moment(iso)) == (exact, first, last, column)
