"""Orders, pages, cursors and facets against their meaning, on the small store of the filter laws."""

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, get_variable_values, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.plan.compile import compile_plan
from hub.plan.lists.cursors import DEFAULT_PAGE, decoded, list_digest, page_size
from hub.plan.lists.facets import FACET_SIZE
from hub.plan.lists.orders import MOST_KEYS, sort_keys
from hub.plan.refusals import RequestError
from hub.plan.sql.bindings import shaped
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS
from schema.graphql import SCHEMA
from schema.kinds import ORGANISATION
from schema.values.folding import fold

_spec = importlib.util.spec_from_file_location("filter_laws", Path(__file__).parent / "test_filter_laws.py")
laws = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(laws)
rows = laws.rows
OF_KIND = {
    plural: [entity for entity in laws.ENTITIES if entity["kind"] == kind]
    for plural, kind in {"organisations": "organisation", "events": "event"}.items()
}
VALUES = {
    "NAME": lambda entity: fold(entity["name"]),
    "NETWORK_COUNT": lambda entity: entity["networkCount"],
    "CREATED_AT": lambda entity: entity["created"],
    "UPDATED_AT": lambda entity: entity["updated"],
    "CITY": lambda entity: entity["city"],
    "INHABITANTS": lambda entity: entity["inhabitants"],
    "ALL_DAY": lambda entity: entity["allDay"],
}
ORDERABLE = {"organisations": [*VALUES][:6], "events": [*list(VALUES)[:4], "ALL_DAY"]}


def ask(rows, document, **variables):
    parsed = parse(document)
    operation = next(node for node in parsed.definitions if isinstance(node, OperationDefinitionNode))
    coerced = dict(get_variable_values(SCHEMA, operation.variable_definitions or (), variables).coerced)
    plan = compile_plan(SCHEMA, parsed, operation, shaped(coerced), DIALECTS["sqlite"], "http://hub.example/")
    (query,) = plan.queries
    ((text,),) = rows.execute(query.sql, query.parameters.bind(coerced, {"largest_page": 100}))
    return json.loads(text)


def ordered(plural, order):
    """Ids as an order means them: by its keys from the last to the first, as sorting is stable."""
    entities = sorted(OF_KIND[plural], key=lambda entity: entity["id"])
    for key in reversed(order or [{"field": "NAME"}]):
        value, descending = VALUES[key["field"]], key.get("direction") == "DESC"
        present = [entity for entity in entities if value(entity) is not None]
        absent = [entity for entity in entities if value(entity) is None]
        groups = {}
        for entity in present:
            groups.setdefault(value(entity), []).append(entity)
        present = [entity for group in sorted(groups, reverse=descending) for entity in groups[group]]
        entities = absent + present if key.get("nulls") == "FIRST" else present + absent
    return [entity["id"] for entity in entities]


def keys(plural):
    return st.fixed_dictionaries(
        {"field": st.sampled_from(ORDERABLE[plural])},
        optional={"direction": st.sampled_from(("ASC", "DESC")), "nulls": st.sampled_from(("FIRST", "LAST"))},
    )


PAGE = """query($o: [{order}!], $first: Int, $after: String, $last: Int, $before: String) {{
  {plural}(orderBy: $o, first: $first, after: $after, last: $last, before: $before) {{
    nodes {{ id }} edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
NODES = (
    "query($o: [{order}!], $first: Int, $after: String, $last: Int) {{ {plural}(orderBy: $o, first: $first, after:"
    " $after, last: $last) {{ nodes {{ id }} }} }}"
)
ORDERS = {"organisations": "OrganisationOrder", "events": "EventOrder"}


@pytest.mark.parametrize("plural", ORDERS)
@pytest.mark.parametrize("nulls", [None, "FIRST", "LAST"])
@pytest.mark.parametrize("direction", [None, "ASC", "DESC"])
def test_each_field_orders_as_it_means(rows, plural, direction, nulls):
    for field in ORDERABLE[plural]:
        order = [{"field": field, "direction": direction, "nulls": nulls}]
        document = NODES.format(plural=plural, order=ORDERS[plural])
        assert [node["id"] for node in ask(rows, document, o=order)["nodes"]] == ordered(plural, order)


@pytest.mark.parametrize("plural", ORDERS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(data=st.data())
def test_pages_of_any_size_either_way_are_cut_from_one_order(rows, plural, data):
    order = data.draw(st.lists(keys(plural), max_size=3))
    size = data.draw(st.integers(1, 9))
    whole = ordered(plural, order)
    document = PAGE.format(plural=plural, order=ORDERS[plural])
    for size_name, cursor_name, end, more in (
        ("first", "after", "endCursor", "hasNextPage"),
        ("last", "before", "startCursor", "hasPreviousPage"),
    ):
        rest, cursor = whole, None
        while True:
            page = ask(rows, document, o=order, **{size_name: size, cursor_name: cursor})
            cut, rest = (rest[:size], rest[size:]) if size_name == "first" else (rest[-size:], rest[:-size])
            assert [node["id"] for node in page["nodes"]] == [edge["node"]["id"] for edge in page["edges"]] == cut
            cursors = [edge["cursor"] for edge in page["edges"]]
            assert [page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]] == [cursors[0], cursors[-1]]
            assert page["pageInfo"][more] is bool(rest)
            assert page["pageInfo"]["hasPreviousPage" if size_name == "first" else "hasNextPage"] is (
                cursor is not None
            )
            if not rest:
                break
            cursor = page["pageInfo"][end]
        alone = ask(rows, NODES.format(plural=plural, order=ORDERS[plural]), o=order, **{size_name: size})
        assert [node["id"] for node in alone["nodes"]] == (whole[:size] if size_name == "first" else whole[-size:])


def test_a_page_of_none_is_empty_and_says_that_more_follow(rows):
    page = ask(rows, PAGE.format(plural="events", order="EventOrder"), first=0)
    info = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert page == {"nodes": [], "edges": [], "pageInfo": info}


def key(name, **more):
    return {"field": SCHEMA.type_map["OrganisationOrderField"].parse_value(name), **more}


def compiler():
    return Compiler(DIALECTS["sqlite"], "")


def test_relevance_orders_by_the_rank_of_a_search_and_only_with_one():
    found = sort_keys(compiler(), ORGANISATION, "t", [key("RELEVANCE")], "s.rank")
    assert [(k.expression, k.storage, k.descending) for k in found] == [
        ("s.rank", "integer", False),
        ("t.id", "text", False),
    ]
    assert [k.expression for k in sort_keys(compiler(), ORGANISATION, "t", [], "s.rank")] == ["s.rank", "t.id"]
    assert [k.storage for k in sort_keys(compiler(), ORGANISATION, "t", [], "s.rank")] == ["integer", "text"]
    descending = SCHEMA.type_map["Direction"].parse_value("DESC")
    assert sort_keys(compiler(), ORGANISATION, "t", [key("RELEVANCE", direction=descending)], "s.rank")[0].descending
    with pytest.raises(RequestError) as refusal:
        sort_keys(compiler(), ORGANISATION, "t", [key("RELEVANCE")], None)
    assert (refusal.value.code, refusal.value.message) == ("INVALID_ORDER", "RELEVANCE can only be used with search.")


def test_an_order_has_at_most_eight_keys():
    assert len(sort_keys(compiler(), ORGANISATION, "t", [key("NAME")] * MOST_KEYS, None)) == MOST_KEYS + 1
    with pytest.raises(RequestError) as refusal:
        sort_keys(compiler(), ORGANISATION, "t", [key("NAME")] * (MOST_KEYS + 1), None)
    assert (refusal.value.code, refusal.value.message) == ("INVALID_ORDER", "orderBy has 9 keys; the limit is 8.")
    assert refusal.value.extensions["hint"] == "Leave out the last ones: ties are broken by id."


def cursor_of(*parts):
    return json.dumps(parts).encode().hex()


@pytest.mark.parametrize(
    ("parts", "storages"),
    [
        (["a"], ("text",)),
        ([""], ("text",)),
        ([0, "a"], ("integer", "text")),
        ([-(2**63) + 1, 2**63 - 1], ("integer", "integer")),
        ([1.5, 1], ("number", "number")),
    ],
)
def test_a_cursor_gives_back_what_it_was_made_of(parts, storages):
    assert decoded(cursor_of("digest", *parts), "digest", storages) == parts


@pytest.mark.parametrize(
    ("cursor", "storages", "message"),
    [
        ("zz", ("text",), "The cursor was not issued by this hub."),
        ("5B", ("text",), "The cursor was not issued by this hub."),
        (7, ("text",), "The cursor was not issued by this hub."),
        (b"[".hex() * 100_000, ("text",), "The cursor was not issued by this hub."),
        ("7B7D", ("text",), "The cursor belongs to another list."),
        (cursor_of("digest"), ("text",), "The cursor belongs to another list."),
        (cursor_of("digest", "a", "b"), ("text",), "The cursor belongs to another list."),
        (cursor_of("other", "a"), ("text",), "The cursor belongs to another list."),
        (cursor_of("digest", 1), ("text",), "The cursor was not issued by this hub."),
        (cursor_of("digest", "1"), ("integer",), "The cursor was not issued by this hub."),
        (cursor_of(*["digest", True]), ("integer",), "The cursor was not issued by this hub."),
        (cursor_of("digest", 1.5), ("integer",), "The cursor was not issued by this hub."),
        (cursor_of("digest", 2**63), ("integer",), "The cursor was not issued by this hub."),
        (cursor_of("digest", -(2**63)), ("integer",), "The cursor was not issued by this hub."),
        (cursor_of("digest", "a\0"), ("text",), "The cursor was not issued by this hub."),
        (cursor_of("digest", 1), ("boolean",), "The cursor was not issued by this hub."),
        (cursor_of("digest", "a", 1), ("text", "text"), "The cursor was not issued by this hub."),
        (cursor_of("digest", None), ("text",), "The cursor was not issued by this hub."),
    ],
)
def test_a_cursor_of_anything_else_is_refused(cursor, storages, message):
    with pytest.raises(RequestError) as refusal:
        decoded(cursor, "digest", storages)
    assert (refusal.value.code, refusal.value.message) == ("INVALID_CURSOR", message)


def test_a_list_has_one_digest_however_its_arguments_are_sorted():
    assert list_digest({"a": 1, "b": [2]}) == list_digest({"b": [2], "a": 1})
    assert list_digest({"a": 1}) != list_digest({"a": 2})
    assert list_digest({"a": ORGANISATION.model}) == list_digest({"a": str(ORGANISATION.model)})
    assert len(list_digest("networks")) == 12


@pytest.mark.parametrize(
    ("size", "more", "rows_read"),
    [(None, 0, DEFAULT_PAGE), (None, 1, DEFAULT_PAGE + 1), (0, 0, 0), (100, 1, 101), (7, 0, 7)],
)
def test_a_page_reads_as_many_rows_as_are_asked_for_and_some_more(size, more, rows_read):
    assert page_size("first", more=more)([size, 100]) == rows_read
    assert page_size("first")([3, 100]) == 3


@pytest.mark.parametrize("size", [-1, 101])
def test_a_page_beyond_the_limits_is_refused_by_the_name_of_its_argument(size):
    with pytest.raises(RequestError) as refusal:
        page_size("last")([size, 100])
    assert (refusal.value.code, refusal.value.message) == ("INVALID_PAGE", f"last is {size}; it must be from 0 to 100.")
    with pytest.raises(RequestError) as refusal:
        page_size("facets(first:)")([size, 100])
    assert refusal.value.message == f"facets(first:) is {size}; it must be from 0 to 100."
    with pytest.raises(RequestError) as refusal:
        page_size("first")([1_001, 1_000])
    assert "from 0 to 1000" in refusal.value.message
    assert "100" not in refusal.value.extensions["hint"], "how large pages may be depends on settings and client"
    facet_size = page_size("facets(first:)", default=FACET_SIZE)
    assert (facet_size([None, 100]), facet_size([5, 100])) == (FACET_SIZE, 5)


FACETS = """query($w: OrganisationWhere, $n: Int) { organisations(where: $w) {
  facets(fields: [CITY, COUNTRIES, NETWORKS, CITY], first: $n) { __typename field otherCount missing buckets { __typename value label count } } } }"""
WHERES = [
    {},
    {"city": {"ne": "a"}},
    {"countries": {"eq": "DK"}},
    {"networks": {"eq": "south"}, "city": {"isNull": False}},
    {"and": [{"city": {"in": ["a", "ab"]}}, {"countries": {"isNull": True}}]},
]
LABELS = {"DK": "Denmark", "SE": "Sweden", "NO": "Norway"}


@pytest.mark.parametrize("size", [None, 0, 1, 2, 100])
@pytest.mark.parametrize("where", WHERES, ids=str)
def test_a_facet_counts_its_values_under_all_conditions_but_its_own(rows, where, size):
    flat = {name: value for part in [where, *where.get("and", ())] for name, value in part.items() if name != "and"}
    facets = ask(rows, FACETS, w=where, n=size)["facets"]
    assert [facet["field"] for facet in facets] == ["city", "countries", "networks"]
    for facet in facets:
        others = {name: value for name, value in flat.items() if name != facet["field"]}
        entities = [entity for entity in OF_KIND["organisations"] if laws.holds(ORGANISATION, entity, others)]
        held = [entity[facet["field"]] for entity in entities]
        values = [value for one in held for value in ((one,) if isinstance(one, str) else one or ())]
        counted = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
        listed = counted[: FACET_SIZE if size is None else size]
        assert facet["buckets"] == [
            {"__typename": "Bucket", "value": value, "label": LABELS.get(value, value), "count": count}
            for value, count in listed
        ]
        assert facet["otherCount"] == sum(count for _, count in counted[len(listed) :])
        assert facet["missing"] == sum(not one for one in held)
        assert facet["__typename"] == "Facet"


def test_no_facet_asked_for_is_an_empty_list(rows):
    assert ask(rows, "{ organisations { facets(fields: []) { field } } }") == {"facets": []}
