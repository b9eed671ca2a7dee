"""Whom a reference means, and what several statements of one edge come to."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.derive.edges import StatedEdge, _merged
from hub.derive.ends import EdgeEnd, Referents, targets
from hub.identity.texts.gazetteer import Gazetteer, NamedEntity
from schema.records import Identifier, Reference, Statement, record_id

RECORD: Any = SimpleNamespace(id="prod_1", network="alpha", kind="product", entity="prod_1", name="OS2mo")
BY_KEY = record_id("alpha", "organisation", "kbh")
CVR = Identifier("cvr", "64942212")
KNOWN = Referents(
    {BY_KEY: "org_key"},
    {("cvr", "64942212"): {"org_number"}, ("cvr", "1"): {"org_a", "org_b"}, ("cvr", "2"): {"ospo_a", "org_c"}},
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
    return StatedEdge(**({"record": "prod_1", "predicate": "uses", "how": "label"} | ends | values))


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({"subject": EdgeEnd("ODENSE")}, True),
        ({"record": "prod_2", "since": "2020"}, True),
        ({"object": EdgeEnd("another name", "name", "prod_1", "product", 0.9)}, True),
        ({"subject": EdgeEnd("Aarhus")}, False),
        ({"subject": EdgeEnd("Odense", kind="ospo")}, False),
        ({"role": "vendor"}, False),
        ({"predicate": "develops"}, False),
        ({"object": EdgeEnd("OS2mo", "key", "prod_2", "product")}, False),
    ],
)
def test_an_edge_is_told_apart_by_predicate_ends_and_role_alone(other: dict[str, Any], is_same: bool) -> None:  # noqa: FBT001
    assert (edge().id == edge(**other).id) is is_same


YEARS = st.none() | st.sampled_from(["2019", "2020-05", "2021"])


@given(YEARS, YEARS, YEARS, YEARS)
def test_stated_twice_by_one_record_an_edge_holds_for_the_whole_time(a: Any, b: Any, c: Any, d: Any) -> None:
    first, second = edge(since=a, until=b), edge(since=c, until=d)
    both, turned = _merged(first, second), _merged(second, first)
    assert (both.since, both.until) == (turned.since, turned.until)
    assert both.since == min(filter(None, (a, c)), default=None)
    assert both.until == max(filter(None, (b, d)), default=None)
