"""Laws that every value type and every identifier scheme keeps, whatever a source states."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.identifiers import SCHEMES
from schema.values import VALUE_TYPES
from schema.values.outcome import Normalised, Normaliser

NORMALISERS: dict[str, Normaliser] = {
    name: kind.normalise for name, kind in VALUE_TYPES.items() if not kind.vocabulary or name == "SoftwareType"
}
NORMALISERS |= {f"scheme {scheme.name}": scheme.normalise for scheme in SCHEMES}

REAL = st.sampled_from([
    "EUPL 1.2 or later", "AGPL-3.0", "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0", "Licence Ouverte 2.0", "MPL-2.0+", "LicenseRef-GPL",
    "https://joinup.ec.europa.eu:443/community/osor/news/a b#main-content", "http://WWW.Example.org:80/a/../b.git/?utm_source=x&q=æ#Part", "https://a.org,https://b.org",
    "https://github.com/orgs/OS2offdig/repositories", "git@gitlab.com:A/b/C.git", "www.www.example.org/", "bücher.example/ü", "https://a.org/x.git.git/", "https://[2001:db8::1]/",
    "8 maj, 2018", "Tirsdag den 26. august 2014 Kl. 15:00", "03/04/2024", "2026-05-31T09:30+02:00", "24-25 September 2024", "20081121T151830", "1969-12-31T23:30:00-01:00",
    "pt_BR", "English", "ita", "sr_Latn", "Trinidad & Tobago", "EL", "U.S. Federal", "http://publications.europa.eu/resource/authority/country/DNK",
    "info [at] example [dot] org", "OSPO <Opensource@Example.ORG>", "jens.hansen@example.org", "DK55133018", "5790000423408", "https://ror.org/03yrm5c26", "q42",
    "urn:x-italian-pa:C_H703", "urn:x-italian-pa:urn:x-italian-pa:x", "00000000-0000-0000-0000-000000000000", "FREQ=WEEKLY;BYDAY=TU", "1.234,5", "25 000", "ja", "Case Study",
    "<p>A &amp;amp; <b>B</b></p>\r\n\r\n", "&lt;script>x", "e\u0301\x00\ufeff \ud800", "\u202eevil", "N/A", "«»", "x" * 600, "a" * 499 + " " + "b" * 9,
])  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | REAL
    | st.dates()
    | st.datetimes()
    | st.binary()
)
KEYS = st.text() | REAL | st.booleans() | st.integers() | st.none()
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
MIXED = st.builds("".join, st.lists(REAL | st.text(max_size=8) | st.sampled_from(list(" ,./:-@#?&+()<>")), max_size=4))


@pytest.mark.parametrize("name", NORMALISERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=ANYTHING)
def test_no_normaliser_ever_raises(name: str, raw: object):
    assert isinstance(NORMALISERS[name](raw), Normalised)


@pytest.mark.parametrize("name", NORMALISERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=REAL | MIXED | SCALARS)
def test_a_normal_form_is_its_own_normal_form(name: str, raw: object):
    once = NORMALISERS[name](raw).value
    assert NORMALISERS[name](once).value == once


@pytest.mark.parametrize("name", NORMALISERS)
@pytest.mark.parametrize("empty", [None, "", "  ", "N/A", "n/a", "null", [], {}])
def test_what_states_nothing_is_nothing_without_a_problem(name: str, empty: object):
    assert NORMALISERS[name](empty) == Normalised(None)


@pytest.mark.parametrize("name", NORMALISERS)
@pytest.mark.parametrize(
    "huge",
    [
        "x" * 2_000_000,
        "https://a.org/" * 150_000,
        "&amp;" * 400_000,
        "<b" * 1_000_000,
        "(" * 2_000_000,
        "1" * 2_000_000,
        "<script>" * 200_000,
        "a.b@" * 500_000,
        " \n" * 1_000_000,
    ],
    ids=["word", "addresses", "references", "tags", "brackets", "digits", "scripts", "mails", "blanks"],
)
def test_a_text_of_two_megabytes_is_survived(name: str, huge: str):
    assert isinstance(NORMALISERS[name](huge), Normalised)


@pytest.mark.parametrize("name", NORMALISERS)
def test_an_integer_too_long_to_print_is_survived(name: str):
    assert isinstance(NORMALISERS[name](10**5000), Normalised)


def test_dates_of_python_are_dates():
    assert VALUE_TYPES["Date"].normalise(dt.date(2026, 5, 31)).value == "2026-05-31"
    assert (
        VALUE_TYPES["Moment"].normalise(dt.datetime(2026, 5, 31, 7, 30, tzinfo=dt.UTC)).value == "2026-05-31T07:30:00Z"
    )
