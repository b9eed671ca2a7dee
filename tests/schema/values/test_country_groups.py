"""Groups of countries: dated memberships, each with its source."""

import pytest

from schema.values.countries import country
from schema.values.country_groups import COUNTRY_GROUPS, members


@pytest.mark.parametrize("group", COUNTRY_GROUPS)
def test_a_group_has_members_today_and_all_are_countries(group):
    assert all(country(code).value == code for code in members(group))
    assert members(group) != []
    assert members(group, "1950-01-01") == []


@pytest.mark.parametrize(
    ("day", "size"),
    [
        ("1958-01-01", 6),
        ("1973-01-01", 9),
        ("1995-01-01", 15),
        ("2004-05-01", 25),
        ("2020-01-31", 28),
        ("2020-02-01", 27),
    ],
)
def test_the_union_grew_and_shrank(day, size):
    assert len(members("EU", day)) == size


def test_a_membership_of_which_a_source_gives_the_year_of_its_end_may_have_lasted_all_that_year():
    assert {"DK", "GB"} <= set(members("EFTA", "1973-06-01"))
    assert {"DK", "GB"}.isdisjoint(members("EFTA", "1974-01-01"))
    assert "AT" in members("EFTA", "1994-12-31"), "who left on the first of January 1995 was a member the day before"
    assert "AT" not in members("EFTA", "1995-01-01")
    assert "AX" in members("NORDIC", "1970-01-01")


def test_other_groups_have_the_members_that_they_have():
    assert members("EFTA", "2026-01-01") == ["CH", "IS", "LI", "NO"]
    assert set(members("EEA", "2026-01-01")) - set(members("EU", "2026-01-01")) == {"IS", "LI", "NO"}
    assert members("BENELUX", "2026-01-01") == ["BE", "LU", "NL"]
