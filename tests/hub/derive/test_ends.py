"""Whom a reference means, and what several statements of one edge come to."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.derive.edge_merging import first_day, last_day, merged_edge
from hub.derive.edges import StatedEdge
from hub.derive.ends import EdgeEnd, Referents, targets
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from schema.records import Identifier, Reference, Statement, record_id

RECORD: Any = SimpleNamespace(id="prod_1", network="alpha", kind="product", entity="prod_1", name="OS2mo")
BY_KEY = record_id("alpha", "organisation", "kbh")
CVR = Identifier("cvr", "64942212")
KNOWN = Referents(
    {BY_KEY: "org_key"},
    {
        ("cvr", "64942212"): {"org_number": {"beta"}},
        ("cvr", "1"): {"org_a": {"beta"}, "org_b": {"gamma"}},
        ("cvr", "2"): {"ospo_a": {"alpha"}, "org_c": {"beta"}},
        ("cvr", "3"): {"org_a": {"beta"}, "org_own": {"alpha", "gamma"}},
        ("cvr", "4"): {"org_a": {"alpha"}, "org_b": {"alpha"}},
    },
    Gazetteer([NamedEntity("org_name", "organisation", ("Comune di Monopoli",), ("IT",))]),
)


@pytest.mark.parametrize(
    ("reference", "how", "entity"),
    [
        (Reference(label="Comune di Monopoli", key="kbh", identifiers=(CVR,)), "key", "org_key"),
        (Reference(label="Comune di Monopoli", key="gone", identifiers=(CVR,)), "identifier", "org_number"),
        (Reference(label="Comune di Monopoli", country="IT"), "name", "org_name"),
        (Reference(label="Odense"), "label", None),
        (Reference(key="gone"), "missing", None),
        (Reference(key="kbh", network="beta"), "missing", None),
        (Reference(identifiers=(Identifier("cvr", "1"),)), "label", None),
        (Reference(identifiers=(Identifier("cvr", "2"),)), "identifier", "org_c"),
        (Reference(identifiers=(Identifier("cvr", "3"),)), "identifier", "org_own"),
        (Reference(network="beta", identifiers=(Identifier("cvr", "3"),)), "identifier", "org_a"),
        (Reference(identifiers=(Identifier("cvr", "4"),)), "label", None),
    ],
)
def test_an_end_is_found_by_the_surest_way_that_leads_to_one_thing(
    reference: Reference, how: str, entity: str | None
) -> None:
    end = KNOWN.end(RECORD, reference, ("organisation",))
    assert end is not None
    assert (end.how, end.entity) == (how, entity)
    assert end.confidence == 1 or how == "name"


def test_a_reference_to_another_kind_than_the_predicate_allows_is_no_end() -> None:
    assert KNOWN.end(RECORD, Reference(label="Odense", kind="event"), ("organisation", "ospo")) is None


def test_without_a_reference_the_record_itself_is_meant_if_it_is_of_a_kind_that_fits() -> None:
    assert KNOWN.end(RECORD, None, ("product",)) == EdgeEnd("OS2mo", "key", "prod_1", "product")
    assert KNOWN.end(RECORD, None, ("organisation",)) is None


def test_a_statement_is_found_again_under_all_that_its_ends_may_be_called() -> None:
    reference = Reference(label="Comune di Monopoli", key="kbh", identifiers=(CVR,))
    words = set(targets(RECORD, Statement("uses", reference, None)))
    assert {f"key:{BY_KEY}", "id:cvr:64942212"} <= words
    assert any(word.startswith("name:") for word in words)


def edge(**values: Any) -> StatedEdge:
    ends = {"subject": EdgeEnd("Odense"), "object": EdgeEnd("OS2mo", "key", "prod_1", "product")}
    return StatedEdge(**({"record": "prod_1", "network": "alpha", "predicate": "uses", "how": "label"} | ends | values))


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"subject": EdgeEnd("ODENSE")}, True),
        ({"record": "prod_2", "since": "2020"}, True),
        ({"object": EdgeEnd("another name", "name", "prod_1", "product", 0.9)}, True),
        ({"subject": EdgeEnd("Aarhus")}, False),
        ({"role": "vendor"}, True),
        ({"subject": EdgeEnd(None, key="461")}, False),
        ({"subject": EdgeEnd("Odense", "key", "org_1")}, False),
        ({"predicate": "develops"}, False),
        ({"object": EdgeEnd("OS2mo", "key", "prod_2", "product")}, False),
    ],
)
def test_an_edge_is_told_apart_by_predicate_and_ends_alone(other: dict[str, Any], is_same: bool) -> None:  # noqa: FBT001
    assert (edge().place == edge(**other).place) is is_same


DATES = st.none() | st.sampled_from(["2015", "2015-03", "2015-03-31", "2016-02", "2014-12-31"])
STATEMENTS = st.lists(
    st.tuples(DATES, DATES, st.sampled_from([None, "Founder", "founder", "vendor"]), st.sampled_from("ab")),
    min_size=1,
    max_size=4,
)


@given(STATEMENTS, st.randoms())
def test_statements_merge_to_the_whole_time_all_roles_and_all_networks(said: list[Any], chance: Any) -> None:
    rows = [
        edge(since=since, until=until, role=role, network=network, record=f"prod_{i}").row()
        for i, (since, until, role, network) in enumerate(said)
    ]
    merged = merged_edge(rows)
    chance.shuffle(rows)
    assert merged_edge(rows) == merged
    begins = [first_day(since) for since, *_ in said if since]
    assert merged["since_day"] == min(begins, default=None)
    is_open = any(until is None for _, until, *_ in said)
    assert merged["until_day"] == (None if is_open else max(last_day(until) for _, until, *_ in said))
    assert set(merged["role_keys"]) == {role.lower() for *_, role, _ in said if role}
    assert len(merged["roles"]) == len(merged["role_keys"])
    assert merged["networks"] == sorted({network for *_, network in said})


def test_a_year_lasts_from_its_first_to_its_last_day() -> None:
    assert (first_day("2015"), last_day("2015")) == ("2015-01-01", "2015-12-31")
    assert (first_day("2016-02"), last_day("2016-02")) == ("2016-02-01", "2016-02-29")


def test_of_a_body_and_its_office_under_one_number_the_body_is_meant_where_both_may_stand() -> None:
    end = KNOWN.end(RECORD, Reference(identifiers=(Identifier("cvr", "2"),)), ("organisation", "ospo"))
    assert end is not None
    assert end.entity == "org_c"
    both = KNOWN.end(RECORD, Reference(identifiers=(Identifier("cvr", "1"),)), ("organisation", "ospo"))
    assert both is not None
    assert both.entity is None
