"""What search finds comes in one order on both databases: called so, all words in names, some, none.

Then by networks, length of name, length of text.
"""

import json
from itertools import product
from random import Random
from typing import Any

from hub.load import load
from hub.plan.execution import Operation
from hub.store import Database
from schema.values.folding import search_words, sort_key, word_places
from tests.hub.plan.conftest import asking, executor_on

WORDS = ("amber", "birch", "cedar", "delta")
QUERIES = [" ".join(words) for number in (1, 2) for words in product(WORDS, repeat=number)] + [
    "ambe",
    "bir ced",
    "Amber!",
]
SEARCH = """query($query: String!, $after: String) { search(query: $query, first: 7, after: $after) { totalCount pageInfo { hasNextPage endCursor }
  edges { score node { id name networkCount ... on Organisation { acronym description { value } } } } } }"""


def bodies(draw: Random, number: int) -> list[dict[str, Any]]:
    """Organisations whose names and descriptions are of few words, each with a site of its own."""
    return [
        {
            "key": f"k{i}",
            "name": " ".join([*draw.choices(WORDS, k=draw.randint(0, 2)), f"Y{i:02}"]),
            "description": {"en": " ".join(draw.choices(WORDS, k=draw.randint(1, 4)))},
            "url": f"https://body{i}.example.org",
        }
        for i in range(number)
    ]


async def loaded(store: Database, seeds: Any) -> None:
    rows = bodies(Random(3), 40)  # noqa: S311 - the same every time
    rows[0] |= {"name": "Forest office of the north", "acronym": "CEDAR"}
    await load(store, seeds.write("alpha", {"organisation": rows}))
    await load(store, seeds.write("beta", {"organisation": [row for i, row in enumerate(rows) if i % 3 == 0]}))


def expected(node: dict[str, Any], query: str) -> tuple[Any, ...]:
    """What a found node is sorted by; its texts are all that it has."""
    names = {word for text in (node["name"], node["acronym"] or "") for *_, word in word_places(text)}
    met = [any(name.startswith(word) for name in names) for word in search_words(query)]
    tier = 3 if query.upper() == node["acronym"] else 2 if all(met) else int(any(met))
    return -tier, -node["networkCount"], len(sort_key(node["name"]))


async def found(store: Database, query: str) -> list[dict[str, Any]]:
    """All that a search finds, page by page."""
    edges, after = [], None
    while True:
        operation = Operation(SEARCH, variables={"query": query, "after": after})
        page = json.loads((await executor_on(store).execute(operation)).body)["data"]["search"]
        edges += page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            assert len(edges) == page["totalCount"]
            return edges
        after = page["pageInfo"]["endCursor"]


async def test_search_has_one_order_on_both_databases(
    sqlite_store: Database, postgres_store: Database, seeds: Any
) -> None:
    answers = []
    for store in (sqlite_store, postgres_store):
        await loaded(store, seeds)
        answers.append({query: await found(store, query) for query in QUERIES})
    assert answers[0] == answers[1]
    for query, edges in answers[0].items():
        keys = [expected(edge["node"], query) for edge in edges]
        assert keys == sorted(keys)
        assert [edge["score"] for edge in edges] == sorted((edge["score"] for edge in edges), reverse=True)
    tiers = {key[0] for query, edges in answers[0].items() for key in (expected(edge["node"], query) for edge in edges)}
    assert tiers == {-3, -2, -1, 0}
    assert {edge["node"]["networkCount"] for edge in answers[0]["amber"]} == {1, 2}


async def test_of_things_alike_the_one_with_less_beside_the_word_comes_first(store: Database, seeds: Any) -> None:
    rows = [
        {
            "key": f"k{i}",
            "name": f"Body Y{i}",
            "description": {"en": "amber " + " ".join(f"word{n}" for n in range(9 - i))},
        }
        for i in range(9)
    ]
    await load(store, seeds.write("alpha", {"organisation": rows}))
    answer = await asking(executor_on(store))('{ search(query: "amber") { nodes { name } } }')
    assert [node["name"] for node in answer["data"]["search"]["nodes"]] == [f"Body Y{i}" for i in range(8, -1, -1)]
