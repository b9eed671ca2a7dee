"""A key that became another: `check` says that it looks so, and the manifest has id and history stay."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.identity import Judgement
from hub.load import check, judge, load, load_all, remove_network, undo_load
from hub.review.lookup import look_up
from hub.store import Database
from hub.store.dump import dump
from schema.issues import IssueCode
from schema.records import record_id
from tests.conftest import Seeds

TOWN = {"key": "aarhus", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.example/aarhus"}
RENAMED = TOWN | {"key": "aarhus-kommune", "url": "https://aarhus.example/aarhus-kommune"}
OTHER = {"key": "ode", "name": "Odense", "countries": ["DK"]}
USED = {"key": "desk", "name": "OS2desk", "to:users": [{"key": "aarhus-kommune"}]}
SAYS = {"renamed": {"organisation": {"aarhus": "aarhus-kommune"}}}


async def content(store: Database) -> list[str]:
    return [line async for line in dump(store)]


async def test_a_record_that_comes_by_another_key_looks_renamed_and_the_line_that_says_so_is_given(
    store: Database, seeds: Any
) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN, OTHER]}))
    report = await check(store, seeds.write("alpha", {"organisation": [RENAMED, OTHER]}))
    assert [(one.kind, one.old, one.new, one.line) for one in report.renamed] == [
        ("organisation", "aarhus", "aarhus-kommune", 1)
    ]
    assert yaml.safe_load(report.renamed_line or "") == SAYS


async def test_what_is_like_several_or_differs_does_not_look_renamed(store: Database, seeds: Any) -> None:
    twins = [{"key": key, "name": "Town hall"} for key in "ab"]
    await load(store, seeds.write("alpha", {"organisation": [*twins, TOWN]}))
    came = [{"key": key, "name": "Town hall"} for key in "cd"]
    report = await check(store, seeds.write("alpha", {"organisation": [*came, RENAMED | {"city": "Aarhus"}]}))
    assert (report.renamed, report.renamed_line) == ([], None)


async def test_the_new_key_takes_over_id_and_history_and_what_refers_by_either_key_finds_it(
    store: Database, seeds: Any
) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN, OTHER], "product": [USED]}))
    by_old_key = {"key": "mo", "name": "OS2mo", "to:users": [{"key": "aarhus", "network": "alpha"}]}
    await load(store, seeds.write("beta", {"product": [by_old_key | {"to:users": [{"label": "Aarhus Kommune"}]}]}))
    report = await load(store, seeds.write("alpha", {"organisation": [RENAMED, OTHER], "product": [USED]}, **SAYS))
    counts = report.counts["organisation"]
    assert (counts.changed, counts.added, counts.withdrawn, report.renamed) == (1, 0, 0, [])
    assert IssueCode.REFERENCE_UNRESOLVED not in report.issue_counts
    id_ = record_id("alpha", "organisation", "aarhus")
    row = "SELECT id, \"key\", first_revision, entity FROM record WHERE name = 'Aarhus Kommune'"
    assert [tuple(one) for one in await store.fetch_rows(row)] == [(id_, "aarhus-kommune", 1, id_)]
    for name in ("alpha/organisation/aarhus", "alpha/organisation/aarhus-kommune", id_):
        assert (await look_up(store, name)).entity == id_
    assert await store.fetch_value("SELECT count(*) FROM relation WHERE subject = :id OR object = :id", id=id_) == 2


async def test_undoing_restores_the_old_key_and_a_directory_loaded_anew_gives_the_same(
    store: Database, seeds: Any, tmp_path: Path
) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN, OTHER], "product": [USED]}))
    before = await content(store)
    folder = seeds.write("alpha", {"organisation": [RENAMED, OTHER], "product": [USED]}, **SAYS)
    await load(store, folder)
    renamed = await content(store)
    async with Database(f"sqlite:///{tmp_path / 'fresh.db'}") as fresh:
        await load_all(fresh, [folder])
        assert await content(fresh) == renamed
    await undo_load(store)
    assert await content(store) == before
    await load(store, folder, again=True)
    assert await content(store) == renamed
    await remove_network(store, "alpha")
    await load(store, folder, again=True)
    assert await content(store) == renamed


async def test_a_line_that_comes_after_the_new_key_still_has_the_old_id_answer(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN, OTHER]}))
    await load(store, seeds.write("alpha", {"organisation": [RENAMED, OTHER]}))
    await load(store, seeds.write("alpha", {"organisation": [RENAMED, OTHER]}, **SAYS))
    id_ = record_id("alpha", "organisation", "aarhus")
    by_new_key = record_id("alpha", "organisation", "aarhus-kommune")
    rows = await store.fetch_rows("SELECT id, entity, withdrawn_revision FROM record WHERE name = 'Aarhus Kommune'")
    assert {tuple(row) for row in rows} == {(id_, id_, None), (by_new_key, id_, 3)}


@pytest.mark.parametrize("key", ["aarhus", "aarhus-kommune"])
async def test_a_judgement_by_either_key_holds(store: Database, seeds: Any, key: str) -> None:
    await load(store, seeds.write("alpha", {"organisation": [TOWN, OTHER]}))
    await load(store, seeds.write("beta", {"organisation": [{"key": "abroad", "name": "The city of smiles"}]}))
    renamed = seeds.write("alpha", {"organisation": [RENAMED, OTHER]}, **SAYS)
    ends = (f"alpha/organisation/{key}", "beta/organisation/abroad")
    if key == "aarhus":
        await judge(store, Judgement(*ends, "same", "a test", "2026-01-01T00:00:00Z"))
        await load(store, renamed)
    else:
        await load(store, renamed)
        await judge(store, Judgement(*ends, "same", "a test", "2026-01-01T00:00:00Z"))
    assert await store.fetch_value("SELECT count(DISTINCT entity) FROM record WHERE \"key\" <> 'ode'") == 1


async def test_the_old_key_beside_the_new_one_is_reported(store: Database, seeds: Any) -> None:
    report = await load(store, seeds.write("alpha", {"organisation": [RENAMED, TOWN]}, **SAYS))
    (issue,) = report.issues
    assert issue.code is IssueCode.KEY_DUPLICATE
    report = await load(store, seeds.write("alpha", {"organisation": [TOWN, RENAMED]}, **SAYS))
    assert "`renamed`" in (report.issues[0].hint or "")


KEYS = st.lists(st.sampled_from("abcdef"), unique=True, min_size=2, max_size=5)


@settings(max_examples=10, deadline=None)
@given(olds=KEYS, data=st.data())
def test_keys_renamed_one_after_the_other_give_the_store_of_a_first_load(
    olds: list[str], data: Any, tmp_path_factory: Any
) -> None:
    """Law: whatever was renamed, by one line or step by step, ids are those of the first keys, and
    a fresh store equals it.
    """
    bodies = {key: {"name": f"Town of {key}", "id:cvr": "64942212"} for key in olds}
    renamed: dict[str, str] = {}

    async def law() -> None:
        folder = tmp_path_factory.mktemp("law")
        seeds = Seeds(folder / "seeds")
        async with Database(f"sqlite:///{folder / 'hub.db'}") as store:
            now = {key: key for key in olds}
            await load(store, write(seeds, bodies, now, renamed))
            ids = await store.fetch_rows("SELECT id, name FROM record ORDER BY id")
            for step in range(2):
                for first in data.draw(st.lists(st.sampled_from(olds), unique=True)):
                    renamed[now[first]] = now[first] = f"{first}{step}"
                report = await load(store, write(seeds, bodies, now, renamed))
                assert report.issues == []
            assert await store.fetch_rows("SELECT id, name FROM record ORDER BY id") == ids
            async with Database(f"sqlite:///{folder / 'fresh.db'}") as fresh:
                await load_all(fresh, [seeds.root / "alpha"])
                assert await content(fresh) == await content(store)

    asyncio.run(law())


def write(seeds: Seeds, bodies: dict[str, Any], now: dict[str, str], renamed: dict[str, str]) -> Path:
    """A directory of bodies by the keys that they have now; a product is used by each."""
    rows = [body | {"key": now[first]} for first, body in bodies.items()]
    users = {"key": "desk", "name": "OS2desk", "to:users": [{"key": key} for key in now.values()]}
    stated = {"renamed": {"organisation": renamed}} if renamed else {}
    return seeds.write("alpha", {"organisation": rows, "product": [users]}, **stated)
