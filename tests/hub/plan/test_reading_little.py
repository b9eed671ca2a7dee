"""A question costs what its answer costs: it does the same work on a store of 2,000 things as on one of 200.

Work is counted in steps of SQLite's virtual machine, which no clock and no other program disturbs.
"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from graphql import get_variable_values, parse

from hub.derive.entities.composing import compose
from hub.derive.entities.merge_policy import Member
from hub.plan.compile import compile_plan
from hub.plan.sql.bindings import shaped
from hub.plan.sql.json_dialects import DIALECTS
from schema.graphql import SCHEMA
from scripts.bench.questions import document
from tests.hub.plan.small_stores import store

SMALL, LARGE = 200, 2_000
STEP = 10
NETWORKS = ("north", "south", "west")
WEB = Path(__file__).parents[3] / "hub/web"
SHOWN = ("pages/home", "examples/01-across-networks", "examples/07-overlap", "examples/10-events")
"""Queries of pages and examples whose conditions an index answers; the others ask something of each row."""
CARRIED = {"languages": None, "cost": 1, "limit": 1_000, "now": "2026-01-01T00:00:00Z", "largest_page": 1_000}
Work = Callable[[str, dict[str, Any]], int]


def entities(size: int) -> list[Any]:
    """Organisations, products and news.

    Each tenth of the first thousand values is common to them however many there are.
    """
    made = []
    for i in range(size):
        organisation = {"name": f"Body {i:05}", "countries": ["DK" if i < 100 else "SE"], "city": f"Town {i % 7}"}
        organisation["type"] = "foundation" if i % (size // 40) == 0 else "local"
        product = {"name": f"Product {i:05}", "licence": ("MIT", "EUPL-1.2")[i % 2], "description": {"en": "A text"}}
        news = {"name": f"News {i:05}", "published": "2026-01-01"}
        shared = NETWORKS[: 2 + i % 2] if i < 30 else NETWORKS[i % 3 :][:1]
        made.append(compose([Member(f"org_{i}", slug, organisation, f"org_{i}") for slug in shared], {}))
        made.append(compose([Member(f"prod_{i}", NETWORKS[i % 3], product, f"prod_{i}")], {}))
        made.append(compose([Member(f"news_{i}", NETWORKS[i % 3], news, f"news_{i}")], {}))
    return made


def edges(size: int) -> list[tuple[str, str, str]]:
    """Every organisation maintains three products and uses two, and one news item mentions each product."""
    maintains = [("maintains", f"org_{i}", f"prod_{(i * 3 + k) % size}") for i in range(size) for k in range(3)]
    uses = [("uses", f"org_{i}", f"prod_{(i + k) % size}") for i in range(size) for k in (1, 5)]
    return [*maintains, *uses, *(("mentions", f"news_{i}", f"prod_{i}") for i in range(size))]


@pytest.fixture(scope="module")
def work() -> Any:
    """Counts the steps of all statements of a document on the small store and on the large one."""
    engines = {size: store(entities(size), edges(size), NETWORKS) for size in (SMALL, LARGE)}
    raw = {size: engine.raw_connection() for size, engine in engines.items()}

    def counted(text: str, given: dict[str, Any]) -> list[int]:
        return [_steps(connection.driver_connection, text, given) for connection in raw.values()]

    yield counted
    for size, engine in engines.items():
        raw[size].close()
        engine.dispose()


def _steps(connection: sqlite3.Connection, text: str, given: dict[str, Any]) -> int:
    parsed = parse(text)
    operation: Any = parsed.definitions[0]
    coerced: Any = get_variable_values(SCHEMA, operation.variable_definitions or (), given)
    variables = dict(coerced.coerced)
    plan = compile_plan(SCHEMA, parsed, operation, shaped(variables), DIALECTS["sqlite"], "http://hub.example/")
    count = 0

    def step() -> None:
        nonlocal count
        count += 1

    answers = []
    connection.set_progress_handler(step, STEP)
    for query in plan.queries:
        answers += [row[0] for row in connection.execute(query.sql, query.parameters.bind(variables, CARRIED))]
    connection.set_progress_handler(None, 0)
    assert all(json.loads(answer) is not None for answer in answers)
    return count * STEP


QUESTIONS: dict[str, dict[str, Any]] = {
    "Q1": {"id": "org_7"},
    "Q2": {"country": "DK"},
    "Q3": {},
    "Q5": {"minimum": 2},
    "Q7": {},
    "Q8": {"id": "org_7"},
    "Q11": {"id": "org_7"},
    "Q12": {"ids": [f"{kind}_{i}" for kind in ("org", "prod", "news") for i in range(30)]},
    "Q13": {},
    "Q16": {},
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_of_the_benchmark_reads_what_it_returns(work: Work, question: str) -> None:
    assert_same(work(document("hub", question) or "", QUESTIONS[question]))


PAGES = {
    "page": (
        "{ products(first: 100) { totalCount nodes { name description { value } } pageInfo { hasNextPage endCursor"
        " } } }"
    ),
    "networks first": (
        "{ organisations(first: 10, orderBy: [{field: NETWORK_COUNT, direction: DESC}, {field: NAME}]) { totalCount"
        " nodes { name } } }"
    ),
    "latest first": (
        "{ news(first: 10, orderBy: [{field: PUBLISHED, direction: DESC}]) { totalCount nodes { name published } } }"
    ),
    "earliest first": "{ events(first: 10, orderBy: [{field: STARTS_AT}]) { totalCount nodes { name startsAt } } }",
    "latest of a kind of news": (
        "{ news(first: 10, where: {type: {eq: NEWS}}, orderBy: [{field: PUBLISHED, direction: DESC}]) { totalCount"
        " nodes { name } } }"
    ),
    "at the end of a relation": (
        "{ products(first: 5, where: {users: {some: {countries: {eq: DK}}}}) { totalCount nodes { name } } }"
    ),
    "related to one": (
        '{ products(first: 5, where: {users: {some: {id: {eq: "org_7"}}}}) { totalCount facets(fields: [LICENCE,'
        " NETWORKS]) { buckets { value count } } nodes { name } } }"
    ),
    "single value": '{ organisations(first: 5, where: {city: {eq: "Town 1"}}) { totalCount nodes { name } } }',
    "facets without their own condition": (
        "{ organisations(first: 1, where: {countries: {eq: SE}}) { totalCount facets(fields: [COUNTRIES]) { missing"
        " buckets { value count } } } }"
    ),
    "group": (
        "{ products { groupBy(fields: [LICENCE], first: 10) { totalCount groups { count keys { value label } } } } }"
    ),
    "by year": (
        "{ news { groupBy(fields: [PUBLISHED_YEAR], first: 10) { totalCount missing groups { count keys { value } }"
        " } } }"
    ),
    "overlap": (
        "{ overlap { matrix { left { slug } right { slug } kind count } entities(first: 10) { totalCount nodes { kind"
        " name } } } }"
    ),
    "overlap of two": (
        '{ overlap(networks: ["north", "south"]) { matrix { left { slug } right { slug } count } entities(first: 3) {'
        " totalCount nodes { name } } } }"
    ),
    **{name: (WEB / f"{name}.graphql").read_text(encoding="utf-8") for name in SHOWN},
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_reads_what_it_shows(work: Work, page: str) -> None:
    assert_same(work(PAGES[page], {"today": CARRIED["now"]}))


def assert_same(steps: list[int]) -> None:
    """Ten times the store, at most a quarter more: a B-tree may be one level deeper."""
    small, large = steps
    assert large <= small * 1.25 + 100


def test_what_reads_a_whole_kind_is_noticed(work: Work) -> None:
    small, large = work('{ products(where: {name: {contains: "no such name"}}) { totalCount } }', {})
    assert large > small * 5
