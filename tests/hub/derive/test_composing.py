"""An entity is a function of its records, whatever order they come in."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.derive.entities.columns import columns, dates, terms
from hub.derive.entities.composing import compose
from hub.derive.entities.merge_policy import Member, Standing
from hub.derive.entities.searched_texts import BODY_LIMIT, searched_texts
from schema.kinds import EVENT, NEWS_ITEM, ORGANISATION, PRODUCT
from schema.values.occurrences import HORIZON

WORDS = st.sampled_from(["København", "Aarhus", "os2"])
VALUES = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"acronym": WORDS, "topics": st.lists(WORDS, unique=True, min_size=1), "countries": st.just(["DK"])},
)
MEMBERS = st.lists(
    st.tuples(st.sampled_from(["alpha", "beta"]), VALUES, st.lists(WORDS, max_size=2), st.integers(1, 5)),
    min_size=1,
    max_size=3,
)


def member(number: int, network: str, values: dict[str, Any], identifiers: list[str], revision: int) -> Member:
    return Member(f"org_{number}", network, values, "org_0", [["cvr", one] for one in identifiers], revision)


@given(MEMBERS)
@settings(deadline=None)
def test_the_order_of_records_changes_no_row(drawn: list[Any]) -> None:
    members = [member(number, *one) for number, one in enumerate(drawn)]
    ordered = [compose(order, {"alpha": Standing(90)}) for order in permutations(members)]

    def rows(entity: Any) -> Any:
        return [
            entity.row,
            sorted(map(str, entity.terms)),
            sorted(map(str, entity.identifiers)),
            entity.search,
            entity.name_keys,
        ]

    assert all(rows(entity) == rows(ordered[0]) for entity in ordered)


@given(MEMBERS)
@settings(deadline=None)
def test_an_entity_has_every_network_identifier_and_term_of_its_records_once(drawn: list[Any]) -> None:
    members = [member(number, *one) for number, one in enumerate(drawn)]
    entity = compose(members, {})
    assert entity.row["networks"] == sorted({one.network for one in members})
    assert entity.row["network_count"] == len(entity.row["networks"])
    assert entity.first_revision == min(one.first_revision for one in members)
    stated = {(one.id, scheme, value) for one in members for scheme, value in one.identifiers}
    assert sorted((row["record"], row["scheme"], row["value"]) for row in entity.identifiers) == sorted(stated)
    topics = {value for one in members for value in one.values.get("topics", ())}
    assert sorted(row["value"] for row in entity.terms if row["field"] == "topics") == sorted(topics)


def test_only_what_labels_can_name_gets_comparable_spellings() -> None:
    news = Member("news_1", "alpha", {"name": "København"}, "news_1")
    assert compose([member(0, "alpha", {"name": "København"}, [], 1)], {}).name_keys
    assert compose([news], {}).name_keys == []


@pytest.mark.parametrize(
    ("stated", "stored", "precision"),
    [("2026", "2026-01-01", "year"), ("2026-05", "2026-05-01", "month"), ("2026-05-03", "2026-05-03", "day")],
)
def test_a_date_is_stored_as_its_first_day_with_how_exact_it_is(stated: str, stored: str, precision: str) -> None:
    row = columns(PRODUCT, {"released": stated})
    assert (row["released"], row["released_precision"]) == (stored, precision)
    assert columns(PRODUCT, {})["released"] is None


def test_only_lists_and_facets_are_terms() -> None:
    values = {"topics": ["a", "b"], "city": "Aarhus", "countries": [], "url": "https://aarhus.example"}
    assert terms(ORGANISATION, values) == {"topics": ["a", "b"], "city": ["Aarhus"]}


def test_search_finds_names_in_the_title_and_all_else_in_the_body() -> None:
    values = {
        "name": "København",
        "acronym": "KBH",
        "countries": ["DK"],
        "description": {"en": "A city", "da": "En by"},
    }
    document = searched_texts(ORGANISATION, values, ["64942212"]).document()
    title, body = document["title"], document["body"]
    assert set(title.split()) == {"kobenhavn", "koebenhavn", "kbh"}
    assert {"denmark", "city", "by", "64942212"} <= set(body.split())


def test_a_text_of_any_length_takes_a_bounded_place_in_search() -> None:
    values = {"name": "x", "description": {"en": "word " * BODY_LIMIT}}
    assert len(searched_texts(NEWS_ITEM, values, []).document()["body"]) <= BODY_LIMIT


def test_an_event_takes_place_at_every_date_of_its_rule_and_other_kinds_at_none() -> None:
    weekly = {"starts_at": "2026-05-01T10:00:00Z", "recurrence": "RRULE:FREQ=WEEKLY;COUNT=3"}
    assert [start for start, _ in dates(EVENT, weekly)] == [f"2026-05-{day}T10:00:00Z" for day in ("01", "08", "15")]
    assert dates(EVENT, {"starts_at": "2026-05"}) == [("2026-05-01T00:00:00Z", None)]
    assert dates(EVENT, {}) == dates(PRODUCT, weekly) == []


def test_a_series_without_end_has_its_dates_up_to_the_horizon_whenever_it_began() -> None:
    for start in ("1999-01-06T09:00:00Z", "2026-01-07T09:00:00Z"):
        listed = [when for when, _ in dates(EVENT, {"starts_at": start, "recurrence": "RRULE:FREQ=WEEKLY"})]
        assert listed[0] == start
        assert "2040-12-24" < listed[-1] < HORIZON
    late = {"starts_at": "2045-01-01T09:00:00Z", "recurrence": "RRULE:FREQ=DAILY"}
    assert [when for when, _ in dates(EVENT, late)] == ["2045-01-01T09:00:00Z"]
