"""Answers put together from row fragments are the bytes that the plain queries give, whatever was kept,
lost or loaded in between.
"""

import asyncio
import json
import shutil
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub.load import load_all
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.plan.row_fragments import RowFragments
from hub.review.operator import TokenOperator
from hub.store import Database
from loaders.directory import find_directories
from schema.graphql import SCHEMA
from tests.hub.plan.operations import operations

ROOM = 10_000_000
RELAXED = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
LIST = (
    "query($n: Int, $after: String) { organisations(first: $n, after: $after) { nodes { name networks { slug } }"
    " pageInfo { endCursor } } }"
)
SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def executor_on(database: Database, room: int) -> Executor:
    limits = Limits(cost=10_000_000, aliases=500)
    operator, kept = TokenOperator(database), RowFragments(room)
    return Executor(SCHEMA, database, operator, limits=limits, base_uri="http://hub.example/", fragments=kept)


async def answered(url: str, asked: list[Operation], room: int, times: int = 1) -> list[bytes]:
    """The answers to operations asked one after the other; times: of the whole round, of which the last counts."""
    database = Database(url)
    executor = executor_on(database, room)
    for _ in range(times):
        answers = [(await executor.execute(one)).body for one in asked]
    await database.dispose()
    return answers


def compared(url: str, *asked: Operation, room: int = ROOM) -> None:
    plain = asyncio.run(answered(url, list(asked), 0))
    # at first plainly, then by fragments that all are missing, then by fragments that are there
    for times in (2, 3):
        assert asyncio.run(answered(url, list(asked), room, times)) == plain


@RELAXED
@given(document=operations(depth=4), room=st.sampled_from([ROOM, 3_000]))
def test_random_operations_have_the_same_bytes(seeded_url: str, document: str, room: int) -> None:
    compared(seeded_url, Operation(document), room=room)


@settings(RELAXED, max_examples=10)
@given(document=operations(depth=4))
def test_random_operations_have_the_same_bytes_on_postgresql(seeded_postgres_url: str, document: str) -> None:
    compared(seeded_postgres_url, Operation(document))


@settings(RELAXED, max_examples=15)
@given(
    asked=st.lists(
        st.tuples(st.integers(-1, 120), st.integers(-1, 120), st.sampled_from(["", "da", "fr"]), st.booleans()),
        min_size=2,
        max_size=6,
    )
)
def test_what_an_entity_shows_follows_variables_languages_and_limits(
    seeded_url: str, asked: list[tuple[int, int, str, bool]]
) -> None:
    document = """query($n: Int, $m: Int, $lang: String) { organisations(first: $n) { nodes {
      id a: description { value lang isFallback } b: description(lang: $lang) { value lang } related(first: $m) { nodes { name } } } } }"""
    compared(
        seeded_url,
        *(
            Operation(document, variables={"n": n, "m": m, "lang": lang or None}, languages=(lang,), bulk=bulk)
            for n, m, lang, bulk in asked
        ),
    )


async def test_one_statement_answers_what_is_known_and_a_second_reads_what_is_not(seeded: Database) -> None:
    executor, counts = executor_on(seeded, ROOM), []
    for size in (20, 20, 20, 10, 30):
        before = seeded.queries
        await executor.execute(Operation(LIST, variables={"n": size}))
        counts.append(seeded.queries - before)
    # asked once by whole texts; then by ids and what is missing; then by ids alone
    assert counts == [1, 2, 1, 1, 2]


async def test_what_is_asked_for_by_its_id_needs_no_statement_once_it_is_known(seeded: Database) -> None:
    executor, kinds = executor_on(seeded, ROOM), ("organisation", "product")
    listed = "{ organisations(first: 3) { nodes { id } } products(first: 3) { nodes { id } } }"
    found = json.loads((await executor.execute(Operation(listed))).body)["data"]
    ids = [node["id"] for kind in kinds for node in found[f"{kind}s"]["nodes"]]
    lookup = "query($id: ID!) { organisation(by: {id: $id}) { id name } node(id: $id) { id ... on Product { slug } } }"
    plain = [(await executor_on(seeded, 0).execute(Operation(lookup, variables={"id": one}))).body for one in ids]
    counts, revision = [], await executor.revision()
    for _ in range(4):
        before = seeded.queries
        for one, expected in zip(ids, plain, strict=True):
            assert (
                await executor.execute(Operation(lookup, variables={"id": one}, revision=revision))
            ).body == expected
        counts.append(seeded.queries - before)
    # products are no organisations, and what is not there leaves nothing to keep
    assert counts[-2:] == [6, 6]


async def test_a_load_leaves_no_fragment_of_before(sqlite_url: str, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS / "os2", seeds / "os2")
    database = Database(sqlite_url)
    executor = executor_on(database, ROOM)
    asked = Operation(
        '{ network(by: {slug: "os2"}) { slug } products(first: 100) { nodes { id name networks { title } } } }'
    )
    await load_all(database, find_directories(seeds))
    before = [json.loads((await executor.execute(asked)).body) for _ in range(3)]
    manifest = seeds / "os2" / "network.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")
    await load_all(database, find_directories(seeds))
    after = [json.loads((await executor.execute(asked)).body) for _ in range(2)]
    await database.dispose()
    assert before[0] == before[2] != after[0]
    assert after[0] == after[1]
    assert {n["title"][:4] for node in after[0]["data"]["products"]["nodes"] for n in node["networks"]} == {"New "}


async def test_what_is_kept_stays_within_its_room(seeded: Database) -> None:
    executor = executor_on(seeded, 40_000)
    for size in range(1, 60):
        for _ in range(2):
            document = f"{{ organisations(first: {size}) {{ nodes {{ name description {{ value }} url }} }} }}"
            await executor.execute(Operation(document))
            kept = executor._fragments
            held = sum(
                len(key) + len(text) for shelf in kept._shelves.values() for key, text in shelf.fragments.items()
            )
            assert held <= kept._used <= kept.room
