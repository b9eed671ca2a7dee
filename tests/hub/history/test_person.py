"""A person is found and taken out however the name is written, and nothing else goes."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import HubError
from hub.history.person import Person
from schema.values.folding import fold
from tests.security.test_forgetting import texts_in

JANE = Person.of(["Jane Doe"])


@pytest.mark.parametrize("text", ["", "Bob", 'A"bcde', "a\\bcde", "   "])
def test_what_would_match_too_much_or_is_quoted_is_refused(text: str):
    with pytest.raises(HubError, match="needs 4 characters"):
        Person.of([text])


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Jørgen Å. Sørensen", True),
        ("JØRGEN Å.  SØRENSEN", True),
        ("jorgen-a-sorensen", False),
        ("jorgen-a.-sorensen", True),
        ("Jørgen Å. Sørensens", False),
    ],
)
def test_a_name_is_found_in_any_case_and_without_its_accents(text, is_found):
    assert Person.of(["Jørgen Å. Sørensen"]).is_named_in(text) == is_found


@pytest.mark.parametrize("wanted", ["Jürgen Müller", "Jurgen Muller", unicodedata.normalize("NFD", "Jürgen Müller")])
@pytest.mark.parametrize("text", ["Jürgen Müller", "JURGEN MULLER", unicodedata.normalize("NFD", "JÜRGEN MÜLLER")])
def test_accents_may_be_left_out_on_either_side_and_be_written_apart(wanted: str, text: str):
    assert Person.of([wanted]).taken_out(f"Ask {text}, or é.") == "Ask …, or é."


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Jane Doe", "Jane Doe\N{COMBINING ACUTE ACCENT}"),
        ("Weiss, Ægir", "WEIß, aegir"),
        ("김민준씨", unicodedata.normalize("NFD", "김민준씨")),
    ],
)
def test_a_letter_of_several_characters_is_one(wanted: str, text: str):
    assert Person.of([wanted]).taken_out(f"({text})") == "(…)"
    assert Person.of([text]).taken_out(f"({wanted})") == "(…)"


@pytest.mark.parametrize(
    "text", ["Jane\nDoe", "a\tJane\r\nDoe", "\\nJane\\tDoe", "\\u00e9 \\u004aane Doe", "x\\\\Jane Doe"]
)
def test_a_name_is_found_around_line_breaks_and_escaped_characters(text: str):
    assert JANE.is_named_in(text)
    assert "ane" not in JANE.taken_out(text)


def test_what_is_a_word_only_as_an_escape_is_found_as_it_stands():
    assert Person.of(["nancy doe"]).taken_out(r"C:\nancy doe") == r"C:\…"


def test_what_is_taken_out_does_not_make_a_name_of_what_stood_around_it():
    assert not JANE.is_named_in(JANE.taken_out("Jane Jane Doe Doé"))


def test_numbers_give_way_as_a_whole_and_others_stay():
    value = {"ref": 29123456, "other": [291234567, True, None, 29123456.0]}
    assert Person.of(["29123456"]).taken_out(value) == {"ref": "…", "other": [291234567, True, None, "…"]}


def test_keys_that_become_the_same_keep_their_values():
    assert JANE.taken_out({"Jane Doe": 1, "jane-doe": [{"Jane\nDoe": 2}]}) == {"…": 1, "……": [{"…": 2}]}


def test_a_line_is_named_where_a_name_begins():
    lines = ["Jane Doe\n", "Jane\n", "Doe\n", '{"notes": "Contact\\nJane Doe"}\n', "Jane\n"]
    assert list(JANE.lines_naming(lines)) == [1, 2, 4]


_NAMES = st.sampled_from(
    ["Jane Doe", "JANE\nDOE", "Jane\tDoe", "jane\r\ndoe", "Jané Doe", "Jane\u0301 Doe", "Jane Doe."]
)
_AROUND = st.sampled_from(["", "\n", "\t", '"', "'", "\\", "\\n", "é", "\u0301", " ", "x ", "Jane ", " Doe", "…"])
_TEXTS = st.builds("".join, st.lists(_NAMES | _AROUND, max_size=6))
_VALUES = st.recursive(
    _TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
)


@given(_VALUES)
def test_whatever_holds_a_name_holds_it_no_more_and_has_as_many_parts(value: Any):
    without = JANE.taken_out(value)
    assert not JANE.is_named_in(without)
    assert parts(without) == parts(value)
    assert JANE.taken_out(without) == without
    if not JANE.is_named_in(value):
        assert without == value
    assert not any(re.search(r"\bjane\s+doe\b", fold(text)) for text in texts_in(without))


def parts(value: Any) -> int:
    """How many values there are in one."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + sum(map(parts, value)) if isinstance(value, list) else 1
