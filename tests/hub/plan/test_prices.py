"""What an operation costs before it runs: never less than its answer has, little for what is small, and
said where it is too much.
"""

import json
import re

import pytest

from hub.load import load
from hub.plan.execution import Operation
from hub.plan.pricing import Tariff
from hub.plan.refusals import RefusalCode
from tests.hub.plan.conftest import executor_on

NATURAL = """{ ospos { nodes { name countries archetype
    organisations { nodes { name type url ownedProducts { nodes { name licence url
        users { totalCount nodes { name countries } } } } } } } } }"""
BULK = """{ news(first: 1000) { pageInfo { hasNextPage endCursor } nodes { id name url published
    mentions(first: 10) { edges { roles since node { id name slug } } }
    publishers(first: 10) { nodes { id name slug } } } } }"""
QUESTIONS = [
    "{ organisations { totalCount nodes { name related { totalCount edges { roles node { name } } } } } }",
    (
        "{ products(first: 100) { nodes { name users { nodes { name } } suppliers(first: 3) { edges { node { name } } }"
        " } } }"
    ),
    '{ search(query: "os2") { nodes { name related(first: 2) { nodes { name } } } } }',
    "{ changes(since: 0, first: 100) { nodes { name entity { name related { nodes { name } } } } } }",
    "{ events(first: 5) { nodes { name occurrences { startsAt endsAt } } } }",
    "{ overlap { entities { nodes { name related { nodes { name } } } } } }",
]


def fields_of(answer):
    if isinstance(answer, list):
        return sum(fields_of(part) for part in answer)
    return sum(1 + fields_of(part) for part in answer.values()) if isinstance(answer, dict) else 0


async def answered(executor, document, **options):
    answer = await executor.execute(Operation(document, **options))
    return answer, json.loads(answer.body)


@pytest.fixture
def executor(seeded):
    return executor_on(seeded)


@pytest.mark.parametrize("question", QUESTIONS)
async def test_the_price_is_at_least_what_the_answer_has(executor, question):
    answer, body = await answered(executor, question)
    assert answer.cost >= fields_of(body["data"])


async def test_natural_questions_of_a_small_hub_are_answered(executor):
    answer, body = await answered(executor, NATURAL)
    assert "errors" not in body, body
    assert answer.cost < 25_000


async def test_a_bulk_client_walks_with_two_nested_lists(executor):
    _, refused = await answered(executor, BULK)
    assert refused["errors"][0]["extensions"]["code"] != RefusalCode.INTERNAL
    answer, body = await answered(executor, BULK, bulk=True)
    assert "errors" not in body
    assert body["data"]["news"]["nodes"]
    assert answer.cost <= 1_000_000


async def test_the_budget_of_a_client_is_the_limit_that_it_is_told(executor):
    for bulk, limit in ((False, 50_000), (True, 1_000_000)):
        _, body = await answered(executor, "{ rateLimit { cost limit remaining } }", bulk=bulk)
        assert body["data"]["rateLimit"] == {"cost": 4, "limit": limit, "remaining": limit - 4}


async def test_a_refusal_names_the_dear_list_and_a_page_that_fits(seeded):
    executor = executor_on(seeded, cost=300)
    document = "{ products(first: 10) { nodes { name users(first: %s) { nodes { id name slug } } } } }"
    _, body = await answered(executor, document % 100)
    error = body["errors"][0]
    assert error["extensions"]["code"] == RefusalCode.TOO_COSTLY
    assert "products.nodes.users costs" in error["message"]
    first = int(re.search(r"with first: (\d+) there", error["message"])[1])
    assert "errors" not in (await answered(executor, document % first))[1]
    assert "errors" in (await answered(executor, document % (first + 1)))[1]


async def test_a_refusal_that_no_page_of_one_list_helps_says_so(seeded):
    _, body = await answered(executor_on(seeded, cost=3), "{ revision stats { records relations networks } }")
    assert "a smaller page of one list" in body["errors"][0]["message"]


@pytest.mark.parametrize(
    "lookup",
    [
        '{ organisation(by: {slug: "x"}) { id name slug url countries city type founded description { value lang } } }',
        '{ node(id: "x") { id ... on Product { name slug url licence } } }',
        '{ nodes(ids: ["a", "b", "c", "d"]) { id ... on Product { name slug url licence } } }',
    ],
)
async def test_what_is_looked_up_is_nearly_free(executor, lookup):
    answer, body = await answered(executor, lookup)
    assert "errors" not in body
    assert answer.cost <= 4


async def test_lists_of_things_looked_up_are_priced_for_each(executor):
    document = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { users(first: 3) { nodes { name } } } } }"
    prices = [(await answered(executor, document, variables={"ids": ["x"] * many}))[0].cost for many in (1, 2, 4)]
    assert prices[1] - prices[0] == (prices[2] - prices[1]) / 2 > 0


async def test_variables_decide_the_price(executor):
    document = "query($n: Int) { products(first: $n) { nodes { id } } }"
    prices = {many: (await answered(executor, document, variables={"n": many}))[0].cost for many in (1, 10, 1, 5)}
    assert prices == {1: 3, 10: 12, 5: 7}


async def test_without_statistics_pages_alone_make_the_price(executor):
    document = "{ ospos(first: 100) { nodes { id } } }"
    answer, _ = await answered(executor, document)
    assert answer.cost < 102
    in_use = next(iter(executor._plans.values()))
    assert Tariff().price(in_use.plan.selected) == 102


async def test_the_statistics_are_what_the_store_holds(seeded):
    held = await seeded.statistics()
    assert held["Query.products"] == (await seeded.fetch_value("SELECT count(*) FROM product"),) * 2
    degrees = "SELECT count(*) AS n FROM relation WHERE predicate = 'uses' AND object LIKE 'prod%' GROUP BY object"
    rows = await seeded.fetch_rows(f"SELECT sum(n), max(n) FROM ({degrees}) AS d")
    assert held["Product.users"] == tuple(rows[0])


MOST_USED = """{ products(first: 100, orderBy: [{field: USERS_COUNT, direction: DESC}]) {
    nodes { users { totalCount edges { roles } } } } }"""


async def test_a_nested_list_shows_ten_by_default(executor):
    _, body = await answered(executor, MOST_USED)
    lists = [product["users"] for product in body["data"]["products"]["nodes"]]
    assert all(len(users["edges"]) == min(10, users["totalCount"]) for users in lists)
    assert any(users["totalCount"] > 10 for users in lists)


async def test_the_statistics_follow_each_load(store, seeds):
    bodies = [{"key": str(i), "name": f"Body {i}"} for i in range(3)]
    users = [{"key": "2", "label": "Body 2"}, {"key": "1", "label": "Body 1"}]
    products = [
        {"key": "p", "name": "Product", "to:users": users},
        {"key": "q", "name": "Other", "to:users": users[:1]},
    ]
    await load(store, seeds.write("alpha", {"organisation": bodies, "product": products}))
    held = await store.statistics()
    assert (held["Query.organisations"], held["Product.users"]) == ((3, 3), (3, 2))
    assert (held["Organisation.usedProducts"], held["Ospo.usedProducts"]) == ((3, 2), (0, 0))
    executor = executor_on(store)
    document = "{ organisations(first: 100) { nodes { name } } }"
    assert (await answered(executor, document))[0].cost == 2 + 3
    await load(
        store, seeds.write("alpha", {"organisation": [*bodies, {"key": "4", "name": "Body 4"}]}), allow_mass_delete=True
    )
    assert (await store.statistics())["Product.users"] == (0, 0)
    assert (await answered(executor, document))[0].cost == 2 + 4
