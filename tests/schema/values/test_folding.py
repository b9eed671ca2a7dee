import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.values.folding import fold, search_words, slug, sort_key, word_places


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Øresund", "oresund"),
        ("ÅRHUS", "arhus"),
        ("Ærø", "aero"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Þórður Eiður", "thordur eidur"),
        ("İstanbul", "istanbul"),
        ("Ελληνικά", "ελληνικα"),
        ("ﬁle", "file"),
    ],
)
def test_folding_forgets_case_and_accents(text: str, folded: str):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Øresund", ["oresund", "oeresund", "Øresund", "ØRESUND"]),
        ("København", ["kobenhavn", "koebenhavn", "København"]),
        ("Aarhus", ["aarhus", "århus", "arhus"]),
        ("Århus", ["aarhus", "århus", "arhus"]),
        ("München", ["munchen", "muenchen", "München"]),
        ("Muenchen", ["munchen", "muenchen", "München"]),
    ],
)
def test_a_name_is_met_by_all_its_spellings(name: str, queries: list[str]):
    indexed = {word for *_, word in word_places(f"{name} Kommune")}
    assert all(word in indexed for query in queries for word in search_words(query))


def test_operators_of_search_engines_are_ordinary_text():
    assert search_words("NEAR(\"a\", 'b' \x00 Øre*) OR -c") == ("near", "a", "b", "ore", "or", "c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Øresund — Søen «x»", "oresund-soen-x"), ("OS2mo", "os2mo"), ("!!!", "x"), ("", "x"), ("Straße 5", "strasse-5")],
)
def test_a_slug_is_ascii(text: str, expected: str):
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_never_empty_and_at_most_80_characters(text: str):
    assert 1 <= len(slug(text)) <= 80
    assert slug(text).isascii()
    assert slug(slug(text)) == slug(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


def test_leading_punctuation_does_not_sort():
    assert sorted(["« Zeta »", "Østre", "“Alfa”", "...beta"], key=sort_key) == [
        "“Alfa”",
        "...beta",
        "Østre",
        "« Zeta »",
    ]
