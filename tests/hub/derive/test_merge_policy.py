from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.derive.entities.merge_policy import Member, Standing, Unified, unify
from schema.kinds import ORGANISATION, PRODUCT

STANDINGS = {
    "high": Standing(90),
    "low": Standing(10),
    "owner": Standing(5, frozenset({"organisation.city"})),
    "curation": Standing(0),
}


def united(*records: tuple[str, dict[str, Any]]) -> Unified:
    members = [Member(f"org_{number}", network, values) for number, (network, values) in enumerate(records)]
    return unify(ORGANISATION, members, STANDINGS)


def test_a_value_that_one_record_states_is_taken_as_it_is() -> None:
    result = united(("low", {"city": "Aarhus"}), ("high", {"name": "OS2"}))
    assert result.values == {"name": "OS2", "city": "Aarhus"}
    assert result.origins["city"] == {"records": ["org_0"], "rule": "only"}


def test_records_that_agree_are_all_named() -> None:
    assert united(("low", {"city": "Aarhus"}), ("high", {"city": "Aarhus"})).origins["city"] == {
        "records": ["org_1", "org_0"],
        "rule": "agreed",
    }


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("high", "low", "precedence"),
        ("owner", "high", "authority"),
        ("curation", "owner", "curation"),
        ("low", "low", "first"),
    ],
)
def test_the_stated_rule_decides_between_networks(first: str, second: str, rule: str) -> None:
    result = united((first, {"city": "Aarhus"}), (second, {"city": "Odense"}))
    assert result.values["city"] == "Aarhus"
    assert result.origins["city"] == {"records": ["org_0"], "rule": rule}
    assert result.conflicts == [
        {
            "field": "city",
            "values": [{"value": "Aarhus", "records": ["org_0"]}, {"value": "Odense", "records": ["org_1"]}],
        }
    ]


def test_of_equal_networks_the_later_record_wins() -> None:
    old = Member("prod_1", "low", {"version": "1", "released": "2020-01-01"})
    new = Member("prod_2", "low", {"version": "2", "released": "2024"})
    result = unify(PRODUCT, [old, new], STANDINGS)
    assert result.values["version"] == "2"
    assert result.origins["version"]["rule"] == "recency"


def test_lists_are_united_in_order_of_rank_without_repeats() -> None:
    result = united(("low", {"topics": ["a", "b"]}), ("high", {"topics": ["b", "c"]}))
    assert result.values["topics"] == ["b", "c", "a"]
    assert result.origins["topics"]["rule"] == "united"
    assert result.conflicts == []


def test_texts_are_united_by_language() -> None:
    result = united(("low", {"description": {"da": "lav", "en": "low"}}), ("high", {"description": {"en": "high"}}))
    assert result.values["description"] == {"en": "high", "da": "lav"}


def test_a_name_that_lost_is_kept_as_another_name() -> None:
    result = united(("low", {"name": "Copenhagen"}), ("high", {"name": "København"}))
    assert (result.values["name"], result.values["alternate_names"]) == ("København", ["Copenhagen"])


WORDS = st.sampled_from(["a", "b", "c"])
VALUES = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"city": WORDS, "topics": st.lists(WORDS, unique=True), "description": st.dictionaries(WORDS, WORDS)},
)


@given(st.lists(st.tuples(st.sampled_from(sorted(STANDINGS)), VALUES), min_size=1, max_size=4))
def test_the_order_of_records_does_not_matter(records: list[tuple[str, dict[str, Any]]]) -> None:
    members = [Member(f"org_{number}", *record) for number, record in enumerate(records)]
    results = {repr(unify(ORGANISATION, order, STANDINGS)) for order in permutations(members)}
    assert len(results) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("City of Paris", "Ville de Paris"),
        ("7-Zip", "7zip"),
        ("Brussels", "Bruxelles"),
        ("Ministry of Digital Affairs (MDA)", "Ministry of digital affairs"),
    ],
)
def test_names_that_differ_in_spelling_or_language_are_variants_and_no_conflict(one: str, other: str) -> None:
    result = united(("low", {"name": other}), ("high", {"name": one}))
    assert result.conflicts == []
    assert result.variants == [
        {"field": "name", "values": [{"value": one, "records": ["org_1"]}, {"value": other, "records": ["org_0"]}]}
    ]
    assert result.values["alternate_names"] == [other]


def test_names_that_one_record_states_together_are_variants_whoever_states_one_of_them_alone() -> None:
    """Commission européenne and European Commission share no word, but whoever calls a thing by
    both contradicts neither.
    """
    result = united(
        ("owner", {"name": "European Commission"}),
        ("low", {"name": "Commission européenne", "alternate_names": ["European Commission"]}),
        ("high", {"name": "Commission européenne"}),
    )
    assert result.conflicts == []
    assert [stated["field"] for stated in result.variants] == ["name"]


def test_a_name_that_nobody_states_beside_the_one_shown_makes_a_conflict_of_all() -> None:
    result = united(
        ("owner", {"name": "European Commission"}),
        ("low", {"name": "Commission européenne", "alternate_names": ["European Commission"]}),
        ("high", {"name": "Council of Europe", "alternate_names": ["Conseil de l’Europe"]}),
    )
    assert [stated["field"] for stated in result.conflicts] == ["name"]


@pytest.mark.parametrize(
    ("one", "other"), [("City of Paris", "Province of Paris"), ("Paris", "Lyon"), ("UNICEF", "UNESCO")]
)
def test_different_names_are_a_conflict(one: str, other: str) -> None:
    result = united(("low", {"name": other}), ("high", {"name": one}))
    assert [stated["field"] for stated in result.conflicts] == ["name"]
    assert result.variants == []


def test_one_real_difference_makes_a_conflict_of_all_values() -> None:
    result = united(("low", {"city": "Lyon"}), ("high", {"city": "Brussels"}), ("owner", {"city": "Bruxelles"}))
    assert result.variants == []
    assert {group["value"] for group in result.conflicts[0]["values"]} == {"Lyon", "Brussels", "Bruxelles"}


def test_addresses_that_differ_by_scheme_www_or_a_last_slash_are_variants() -> None:
    addresses = ("https://www.paris.fr", "https://paris.fr/", "http://paris.fr")
    result = united(
        *(({"0": "low", "1": "high", "2": "owner"}[str(i)], {"url": url}) for i, url in enumerate(addresses))
    )
    assert result.conflicts == []
    assert [stated["field"] for stated in result.variants] == ["url"]


def test_other_addresses_are_a_conflict() -> None:
    result = united(("low", {"url": "https://a.example"}), ("high", {"url": "https://a.example/x"}))
    assert [stated["field"] for stated in result.conflicts] == ["url"]
