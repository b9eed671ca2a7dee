"""Offsets from UTC in the spellings of calendars and tables; what is none gives no instant."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.values.dates import moment
from schema.values.time_zones import fixed_offset


@pytest.mark.parametrize("text", ["+02:00", "+0200", "+2", "UTC+2", "GMT+0200", "utc +02:00"])
def test_an_offset_is_read_in_any_usual_spelling(text):
    offset = fixed_offset(text)
    assert offset is not None
    assert offset.utcoffset(None) == timedelta(hours=2)


@pytest.mark.parametrize(
    "text", ["", "UTC", "2", "UTC+99", "UTC+2:75", "(UTC+01:00) Amsterdam, Berlin", "Europe/Paris"]
)
def test_what_states_no_fixed_offset_gives_none(text):
    assert fixed_offset(text) is None


@given(st.integers(-14 * 60, 14 * 60))
def test_every_offset_on_earth_is_read_as_written(minutes):
    hours, rest = divmod(abs(minutes), 60)
    offset = fixed_offset(f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}")
    assert offset is not None
    assert offset.utcoffset(None) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["2026-07-01T12:00 GMT+0200", "2026-07-01 12:00 UTC+2", "2026-07-01T12:00+02:00"])
def test_a_moment_with_an_offset_is_given_in_utc(text):
    assert moment(text).value == "2026-07-01T10:00:00Z"
