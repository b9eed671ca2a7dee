"""Laws of the read path: the fast path equals the slow one, both databases answer alike, one
statement per root field.
"""

import asyncio
import importlib.util
import json
import shutil
from pathlib import Path

import pytest
from graphql import parse
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from hub.plan.execution import Operation
from hub.store import Database

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parents[2] / "hub" / "web" / "examples").glob("*.graphql"))


def _sibling(name):
    spec = importlib.util.spec_from_file_location(f"plan_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


operations, support = _sibling("operations").operations, _sibling("conftest")
SLOW = "__schema { queryType { name } }"
RELAXED = settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)


async def answers(url, documents):
    database = Database(url)
    executor = support.executor_on(database, cost=10_000_000, aliases=500)
    found = [json.loads((await executor.execute(Operation(document))).body) for document in documents]
    await database.dispose()
    return found


def without_overlapping_fields(document, answer):
    assume(not any(e["extensions"]["code"] == "VALIDATION_FAILED" for e in answer.get("errors", ())))
    assert "errors" not in answer, (document, answer)
    return answer["data"]


@RELAXED
@given(document=operations())
def test_the_fast_path_and_strawberry_give_the_same_data(seeded_url, document):
    slow = document.replace("query Q {", f"query Q {{ {SLOW}", 1)
    quick, slowly = asyncio.run(answers(seeded_url, [document, slow]))
    expected = without_overlapping_fields(document, slowly)
    expected.pop("__schema")
    assert without_overlapping_fields(document, quick) == expected


NUMBERS = """{ candidates(first: 100) { nodes { score evidence { weight } } }
  organisations(first: 100) { nodes { evidence { score evidence { weight } } related { edges { confidence } } figures { value } } } }"""


@settings(RELAXED, max_examples=25)
@given(document=operations(depth=4))
@example(document=NUMBERS)
def test_sqlite_and_postgresql_answer_alike(seeded_url, seeded_postgres_url, document):
    assume("search" not in document)  # their ranks differ by nature
    assume(not any(word in document for word in ("At", " at", "finished", "started")))  # loaded at different times
    on_sqlite, on_postgres = [asyncio.run(answers(url, [document]))[0] for url in (seeded_url, seeded_postgres_url)]
    found, expected = (without_overlapping_fields(document, answer) for answer in (on_sqlite, on_postgres))
    assert json.dumps(found) == json.dumps(expected)  # to Python, 5 and 5.0 are equal


DOCUMENTED = [(path.stem, path.read_text(encoding="utf-8")) for path in EXAMPLES] + [
    (
        "three levels",
        (
            "{ organisations(first: 100) { totalCount nodes { name memberships(first: 3) { edges { roles node { name"
            " members(first: 5) { nodes { name records { path line } } } } } } } } }"
        ),
    ),
    (
        "everything paged",
        (
            "{ products(first: 100) { totalCount pageInfo { endCursor } edges { cursor node { name } } nodes { id }"
            " facets(fields: [LICENCE, NETWORKS]) { buckets { value } } } }"
        ),
    ),
    (
        "two roots",
        (
            "{ ospos { nodes { name organisations { nodes { name } } } } news(first: 100) { nodes { name mentions {"
            " nodes { name } } } } }"
        ),
    ),
]


@pytest.mark.parametrize(("name", "document"), DOCUMENTED)
async def test_there_is_one_statement_per_planned_root_field_whatever_the_depth(seeded, name, document):
    executor = support.executor_on(seeded)
    roots = [field.name.value for field in parse(document).definitions[0].selection_set.selections]
    await executor.execute(Operation(document))  # the networks that it names are asked for once
    before = seeded.queries
    answer = await executor.execute(Operation(document))
    graph = sum(3 if root == "neighbours" else 4 if root == "path" else 0 for root in roots)
    assert answer.executed, answer.body
    assert seeded.queries - before <= len(roots) + graph
    if not graph:
        assert seeded.queries - before == len(roots)


PAGE = """query($first: Int, $after: String, $last: Int, $before: String, $order: [OrganisationOrder!]) {
  organisations(first: $first, after: $after, last: $last, before: $before, orderBy: $order) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
ORDERS = [
    [],
    [{"field": "NAME", "direction": "DESC"}],
    [{"field": "TYPE", "nulls": "FIRST"}, {"field": "NETWORK_COUNT", "direction": "DESC"}],
    [{"field": "FOUNDED", "direction": "DESC"}],
    [{"field": "INHABITANTS", "direction": "DESC", "nulls": "FIRST"}],
]


async def walk(ask, order, size, *, backward=False):
    seen, cursor = [], None
    while True:
        page = {"last": size, "before": cursor} if backward else {"first": size, "after": cursor}
        found = (await ask(PAGE, order=order, **page))["data"]["organisations"]
        ids = [edge["node"]["id"] for edge in found["edges"]]
        seen = ids + seen if backward else seen + ids
        cursor = found["pageInfo"]["startCursor" if backward else "endCursor"]
        if not found["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            return seen


@pytest.mark.parametrize("order", ORDERS)
async def test_pages_walked_either_way_give_every_row_once_in_order(ask, order):
    whole = (await ask("{ organisations { totalCount } }"))["data"]["organisations"]["totalCount"]
    forward = await walk(ask, order, 37)
    assert len(forward) == len(set(forward)) == whole
    assert await walk(ask, order, 41, backward=True) == forward


@pytest.mark.parametrize("order", ORDERS)
@given(gone=st.sets(st.integers(0, 60), max_size=10), size=st.integers(1, 9))
@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_page_behind_an_old_cursor_neither_repeats_nor_skips_a_row(seeded_url, tmp_path, order, gone, size):
    asyncio.run(_holds_under_deletion(seeded_url, tmp_path, order, gone, size))


async def _holds_under_deletion(seeded_url, tmp_path, order, gone, size):
    copy = tmp_path / "copy.db"
    for leftover in tmp_path.glob("copy.db*"):
        leftover.unlink()
    shutil.copy(seeded_url.removeprefix("sqlite+aiosqlite:///"), copy)
    database = Database(f"sqlite+aiosqlite:///{copy}")
    ask = support.asking(support.executor_on(database))
    whole = await walk(ask, order, 100)
    first = (await ask(PAGE, order=order, first=size))["data"]["organisations"]
    dropped = {whole[i] for i in gone if i < len(whole)}
    async with database.write() as tx:
        await tx.run("DELETE FROM organisation WHERE id IN :dropped", dropped=list(dropped))
    rest, cursor = [], first["pageInfo"]["endCursor"]
    while cursor:
        found = (await ask(PAGE, order=order, first=7, after=cursor))["data"]["organisations"]
        rest += [edge["node"]["id"] for edge in found["edges"]]
        cursor = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
    await database.dispose()
    assert rest == [identity for identity in whole[size:] if identity not in dropped]


async def test_a_cursor_of_another_list_is_refused(ask):
    cursor = (await ask("{ organisations(first: 1) { pageInfo { endCursor } } }"))["data"]["organisations"]["pageInfo"][
        "endCursor"
    ]
    other = "query($c: String!) { organisations(after: $c, where: {type: {eq: LOCAL}}) { nodes { id } } }"
    assert (await ask(other, c=cursor))["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"


async def test_one_plan_serves_all_values_of_its_variables(seeded):
    executor = support.executor_on(seeded)
    document = "query($n: Int, $w: OrganisationWhere) { organisations(first: $n, where: $w) { nodes { name type } } }"
    for n, kind in ((1, "LOCAL"), (2, "COMPANY"), (3, "UNIVERSITY")):
        answer = json.loads(
            (await executor.execute(Operation(document, variables={"n": n, "w": {"type": {"in": [kind]}}}))).body
        )
        assert {node["type"] for node in answer["data"]["organisations"]["nodes"]} == {kind}
        assert len(answer["data"]["organisations"]["nodes"]) == n
    assert len(executor._plans) == 1


ALIASES = ("r", "s", "m", "i")
INDEXED = [("page", ALIASES), ("three_levels", ALIASES), ("lookup", ALIASES), ("related", ("relation", "s", "m", "i"))]
INDEXED += [("search", ("d", "k", "t"))]


@pytest.mark.parametrize(("name", "large"), INDEXED)
async def test_pages_lookups_and_relations_read_by_index_and_scan_no_large_table(seeded, name, large):
    golden = _sibling("test_golden_sql")
    sql = golden.statements((HERE / "golden" / f"{name}.graphql").read_text(encoding="utf-8"), "sqlite")
    statement = sql.partition("\n")[2]
    parameters = {f"p{number}": "[]" for number in range(60)}
    plan = [row[3] for row in await seeded.fetch_rows(f"EXPLAIN QUERY PLAN {statement}", **parameters)]
    scans = [step for step in plan if step.startswith("SCAN ") and "USING" not in step and "VIRTUAL TABLE" not in step]
    assert [step for step in scans if step.split()[1].rstrip("0123456789") in large] == []


def nested(hop, closing, hops):
    return "{ organisations(first: 1) { nodes { name " + hop * hops + closing * hops + " } } }"


@pytest.mark.parametrize("hops", range(1, 6))
async def test_lists_within_lists_are_answered_six_deep_on_the_oldest_sqlite(seeded, hops):
    document = nested("memberships(first: 1) { nodes { name ", "} }", hops)
    answer = await support.executor_on(seeded, cost=10**9).execute(Operation(document))
    assert answer.executed, (hops, answer.body)


@pytest.mark.parametrize("hops", range(1, 4))
async def test_facts_on_edges_are_answered_four_lists_deep_on_the_oldest_sqlite(seeded, hops):
    document = nested(
        "memberships(first: 1) { edges { roles statements { record { path line } } node { name ", "} } }", hops
    )
    answer = await support.executor_on(seeded, cost=10**9).execute(Operation(document))
    assert answer.executed, (hops, answer.body)


async def test_what_the_database_cannot_take_in_is_told_as_too_deep(seeded):
    page = "related(first: 1) { totalCount pageInfo { hasNextPage } edges { cursor } nodes { name "
    answer = await support.executor_on(seeded, cost=10**12).execute(Operation(nested(page, "} }", 7)))
    assert answer.executed or answer.code == "TOO_DEEP"
