"""Assessments, figures and passages: what networks say beside the fields, in one request with the things themselves."""

import csv
from pathlib import Path

from tests.hub.plan.test_reading import code, data

SEEDS = Path(__file__).parents[3] / "seeds"
LEVEL = """query($level: String) {
  products(where: {assessments: {scheme: "os2-level", value: $level}}, first: 100) {
    totalCount
    facets(fields: [ASSESSMENTS], first: 100) { buckets { value count } }
    nodes { name assessments { scheme { name title url } value asOf network { slug } record { key } criteria { text(lang: ["en"]) { value } } } }
  }
}"""


async def test_products_at_a_level_and_what_the_level_means_are_one_request(ask):
    with (SEEDS / "os2" / "products.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["level"] == "2"]
    found = (await data(ask, LEVEL, level="2"))["products"]
    assert {node["name"] for node in found["nodes"]} == {row["name"] for row in rows}
    (level,) = [one for one in found["nodes"][0]["assessments"] if one["scheme"]["name"] == "os2-level"]
    assert level["asOf"] == rows[0]["level_date"]
    assert level["criteria"][0]["text"]["value"].startswith("Level 2:")
    assert {"value": "os2-level:2", "count": len(rows)} in found["facets"][0]["buckets"]


async def test_nothing_is_at_level_3_yet(ask):
    assert (await data(ask, LEVEL, level="3"))["products"]["totalCount"] == 0


async def test_a_scheme_that_does_not_exist_is_an_error_with_a_hint(ask):
    assert (
        await code(ask, '{ products(where: {assessments: {scheme: "os2-leve"}}) { totalCount } }') == "BAD_USER_INPUT"
    )


async def test_passages_are_chosen_by_topic_in_their_order_and_language(ask):
    query = """{ organisation(by: {slug: "os2-offentligt-digitaliseringsfaellesskab"}) {
      passages(topics: [VALUES]) { topic order text(lang: ["da"]) { value lang } url }
      figures { name text value network { slug } }
    } }"""
    found = (await data(ask, query))["organisation"]
    assert [one["order"] for one in found["passages"]] == [1, 2, 3, 4, 5]
    assert {one["text"]["lang"] for one in found["passages"]} == {"da"}
    assert any(one["name"] == "membership fee" and "25,000" in one["text"] for one in found["figures"])


async def test_search_finds_what_a_passage_says(ask):
    found = await data(ask, '{ search(query: "bought lawfully somebody") { nodes { name } } }')
    assert [node["name"] for node in found["search"]["nodes"]] == ["OS2 – Offentligt digitaliseringsfællesskab"]
