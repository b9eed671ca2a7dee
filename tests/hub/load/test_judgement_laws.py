"""Laws of loads and judgements over random seeds: order does not matter, twice is once, undone is as if never given."""

import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity import Judgement
from hub.load import judge, load_all, read_judgements, undo, write_judgements
from hub.load.judgements import fault_of, judgement_id
from hub.store import Database, upgrade
from hub.store.dump import dump
from tests.judged import stored_judgements

TOWNS = ("Aarhus", "Odense", "Ballerup")
VERDICTS = ("same", "different", "unsure")


def organisations(chance: random.Random, number: int) -> list[dict[str, Any]]:
    return [
        {
            "key": str(key),
            "name": f"{chance.choice(TOWNS)} Kommune",
            "countries": ["DK"],
            "url": f"https://{chance.choice(TOWNS).lower()}.dk",
        }
        for key in range(number)
    ]


def networks(chance: random.Random, seeds: Any) -> list[Path]:
    product = {"key": "p", "name": "OS2mo", "to:users": [{"label": "Odense Kommune"}, {"key": "1"}]}
    return [
        seeds.write(
            network,
            {"organisation": organisations(chance, 4), "product": [product]},
            precedence=chance.choice((10, 90)),
        )
        for network in ("alpha", "beta", "gamma")
    ]


async def dumped(store: Database) -> list[str]:
    return [line async for line in dump(store)]


async def whole(store: Database) -> dict[str, list[Any]]:
    """All rows of all tables, those that a dump leaves out too.

    Not how files looked when they were read last, which is no content.
    """
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%' AND name <> 'reading'"
    )
    return {
        table: sorted(repr(tuple(row)) for row in await store.fetch_rows(f'SELECT * FROM "{table}"'))
        for (table,) in await store.fetch_rows(names)
    }


@pytest.mark.parametrize("seed", range(3))
async def test_the_order_of_loads_does_not_matter(
    sqlite_store: Database, seeds: Any, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible walk, no secret
    folders = networks(chance, seeds)
    await load_all(sqlite_store, folders)
    expected = await dumped(sqlite_store)
    for number in range(2):
        chance.shuffle(folders)
        async with Database(f"sqlite:///{tmp_path / f'{number}.db'}") as other:
            await load_all(other, folders)
            assert await dumped(other) == expected


@pytest.mark.parametrize("seed", range(3))
async def test_loading_twice_writes_nothing_at_all(sqlite_store: Database, seeds: Any, seed: int) -> None:
    folders = networks(random.Random(seed), seeds)  # noqa: S311 - a reproducible walk, no secret
    await load_all(sqlite_store, folders)
    before = await whole(sqlite_store)
    assert {report.status for report in await load_all(sqlite_store, folders)} == {"unchanged"}
    assert await whole(sqlite_store) == before


@pytest.mark.parametrize("seed", range(5))
async def test_judgements_undone_in_any_order_leave_the_store_as_if_never_given(
    sqlite_store: Database, seeds: Any, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a reproducible walk, no secret
    await load_all(sqlite_store, networks(chance, seeds))
    before = await dumped(sqlite_store)
    references = [f"{network}/organisation/{key}" for network in ("alpha", "beta", "gamma") for key in range(4)]
    pairs = chance.sample(list(combinations(references, 2)), 4)
    judgements = [
        Judgement(left, right, chance.choice(VERDICTS), "anna", f"2026-05-0{number}T10:00:00Z")
        for number, (left, right) in enumerate(pairs, 1)
    ]
    for judgement in judgements:
        await judge(sqlite_store, judgement)
    judged = await dumped(sqlite_store)
    chance.shuffle(judgements)
    for judgement in judgements:
        await undo(sqlite_store, judgement_id(judgement))
    assert await dumped(sqlite_store) == before
    for judgement in judgements:
        await judge(sqlite_store, judgement)
    assert await dumped(sqlite_store) == judged


async def test_judgements_given_before_or_after_the_loads_come_to_the_same(
    sqlite_store: Database, seeds: Any, tmp_path: Path
) -> None:
    folders = networks(random.Random(1), seeds)  # noqa: S311 - a reproducible walk, no secret
    judgement = Judgement("alpha/organisation/0", "beta/organisation/1", "same", "anna", "2026-05-01T10:00:00Z")
    await load_all(sqlite_store, folders)
    await judge(sqlite_store, judgement)
    write_judgements(seeds.root / "judgements.jsonl", [judgement])
    async with Database(f"sqlite:///{tmp_path / 'first.db'}") as first:
        await upgrade(first)
        await load_all(first, [seeds.root])
        assert await stored_judgements(first) == [judgement]
        assert await dumped(first) == await dumped(sqlite_store)


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
GIVEN = st.builds(
    Judgement,
    left=st.sampled_from(["a/organisation/1", "b/organisation/x/y", "c/organisation/Ø"]),
    right=st.sampled_from(["d/organisation/1", "d/organisation/2"]),
    verdict=st.sampled_from(VERDICTS),
    by=st.sampled_from(["anna", "bo"]),
    at=st.sampled_from(["2026-05-01T10:00:00Z", "2026-05-01T10:00:00.000001Z", "2026-05-02T10:00:00+00:00"]),
    why=WORDS,
    evidence=st.lists(WORDS, max_size=2).map(tuple),
)


@given(judgements=st.lists(GIVEN, max_size=6))
def test_a_file_of_judgements_gives_back_each_once_oldest_first(
    tmp_path_factory: Any, judgements: list[Judgement]
) -> None:
    path = tmp_path_factory.mktemp("judgements") / "judgements.jsonl"
    write_judgements(path, [*judgements, *judgements])
    back, issues = read_judgements(path)
    assert issues == []
    assert sorted(back, key=repr) == sorted(set(judgements), key=repr)
    assert [one.at.removesuffix("Z") for one in back] == sorted(one.at.removesuffix("Z") for one in back)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"verdict": "maybe"}, "the verdict is 'maybe'"),
        ({"left": "a/organisation"}, "network/kind/key"),
        ({"left": "a/ospo/1"}, "ospo-of"),
        ({"left": "a/ospo/1", "verdict": "different"}, None),
        ({"left": "d/organisation/1"}, "the same"),
        ({"at": "2026-05-01"}, "not a time in UTC"),
        ({"at": "2026-05-01T10:00:00+02:00"}, "not a time in UTC"),
        ({"by": " "}, "`by` is empty"),
    ],
)
def test_a_fault_is_named_in_words(change: dict[str, str], words: str | None) -> None:
    sound = {
        "left": "a/organisation/1",
        "right": "d/organisation/1",
        "verdict": "same",
        "by": "anna",
        "at": "2026-05-01T10:00Z",
    }
    fault = fault_of(Judgement(**(sound | change)))
    assert (fault is None) if words is None else (words in str(fault))
