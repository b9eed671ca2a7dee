"""A load that is undone leaves what was there before it.

A network that is removed and loaded again is the same as ever.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.errors import HubError
from hub.identity import Judgement
from hub.load import check, judge, load, load_all, remove_network, undo_load
from hub.load.former import UNDOABLE
from hub.store import Database
from hub.store.dump import dump
from schema.issues import IssueCode
from tests.conftest import Seeds

CITY = {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"], "id:cvr": "64942212"}
ABROAD = {"key": "cph", "name": "City of Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
TOWN = {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.dk"}
PRODUCT = {"key": "os2mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}


async def content(store: Database) -> list[str]:
    return [line async for line in dump(store)]


async def ids(store: Database) -> list[Any]:
    return [tuple(row) for row in await store.fetch_rows("SELECT id, entity FROM record ORDER BY id")]


async def live_ids(store: Database) -> list[Any]:
    rows = await store.fetch_rows("SELECT id, entity FROM record WHERE withdrawn_revision IS NULL ORDER BY id")
    return [tuple(row) for row in rows]


@pytest.fixture
def grown(seeds: Any) -> Any:
    """Writes `alpha` as it is first and as it is then: one body changed, moved by a line, another gone, a third new."""

    def write(when: str) -> Path:
        before = {"organisation": [CITY, TOWN], "product": [PRODUCT]}
        now = {"organisation": [{"key": "new", "name": "Odense"}, CITY | {"name": "Copenhagen"}], "product": [PRODUCT]}
        return Path(seeds.write("alpha", before if when == "before" else now))

    return write


async def test_an_undone_load_leaves_what_was_before_it_as_a_revision_of_its_own(
    store: Database, seeds: Any, grown: Any
) -> None:
    await load_all(store, [grown("before"), seeds.write("beta", {"organisation": [ABROAD]})])
    before = await content(store), await ids(store)
    await load(store, grown("now"))
    report = await undo_load(store)
    assert (report.network, report.revision) == ("alpha", 4)
    assert [(one.added, one.changed, one.withdrawn) for one in (report.counts["organisation"],)] == [(1, 1, 1)]
    assert await content(store) == before[0]
    assert [row for row in await ids(store) if row in before[1]] == before[1]


async def test_undoing_is_undone_likewise(store: Database, grown: Any) -> None:
    await load(store, grown("before"))
    await load(store, grown("now"))
    after = await content(store)
    await undo_load(store)
    await undo_load(store)
    assert await content(store) == after


async def test_undoing_an_earlier_load_takes_back_what_followed_of_that_network_alone(
    store: Database, seeds: Any, grown: Any
) -> None:
    await load(store, grown("before"))
    before = await content(store)
    await load(store, grown("now"))
    await load(store, seeds.write("alpha", {"organisation": [TOWN], "product": [PRODUCT]}), allow_mass_delete=True)
    await load(store, seeds.write("beta", {"organisation": [ABROAD]}))
    await undo_load(store, 2)
    assert [row[0] for row in await store.fetch_rows("SELECT slug FROM network ORDER BY slug")] == ["alpha", "beta"]
    await remove_network(store, "beta")
    assert await content(store) == before


async def test_the_newest_load_may_have_brought_another_manifest_alone(store: Database, seeds: Any) -> None:
    rows = {"organisation": [CITY, TOWN]}
    await load(store, seeds.write("alpha", rows))
    await load(store, seeds.write("beta", {"organisation": [ABROAD]}))
    before = await content(store)
    await load(store, seeds.write("alpha", rows, precedence=90, title="Wrong"))
    report = await undo_load(store)
    assert (report.network, await content(store)) == ("alpha", before)


async def test_a_rehearsal_counts_and_writes_nothing(store: Database, grown: Any) -> None:
    await load(store, grown("before"))
    await load(store, grown("now"))
    before = await content(store)
    for report in (await undo_load(store, is_rehearsal=True), await remove_network(store, "alpha", is_rehearsal=True)):
        assert report.counts["organisation"].withdrawn > 0
    assert (await content(store), await store.revision()) == (before, 2)


@pytest.mark.parametrize("taken_back", ["undone", "removed"])
async def test_what_was_taken_back_is_loaded_again_only_when_it_changed_or_on_demand(
    store: Database, grown: Any, taken_back: str
) -> None:
    await load(store, grown("before"))
    folder = grown("now")
    await load(store, folder)
    loaded = await content(store)
    await (undo_load(store) if taken_back == "undone" else remove_network(store, "alpha"))
    kept = await content(store)
    for report in (await check(store, folder), await load(store, folder)):
        assert (report.status, report.revision, report.withdrawn) == ("unchanged", 3, [])
        assert [one.message for one in report.issues if one.code is IssueCode.CONTENT_UNDONE] == [
            f"This content was {taken_back} at revision 3, so it is not loaded."
        ]
        assert not any(counts.added or counts.withdrawn for counts in report.counts.values())
    assert await content(store) == kept
    assert (await load(store, folder, again=True)).status == "accepted"
    assert await content(store) == loaded
    await remove_network(store, "alpha")
    manifest = folder / "network.yaml"
    manifest.write_text(manifest.read_text().replace('"title": "', '"title": "New '))
    assert (await load(store, folder)).status == "accepted"


async def test_a_removed_network_leaves_tombstones_and_returns_with_the_same_ids(store: Database, seeds: Any) -> None:
    alpha = seeds.write("alpha", {"organisation": [CITY, TOWN], "product": [PRODUCT]})
    await load_all(store, [alpha, seeds.write("beta", {"organisation": [ABROAD]})])
    before = await content(store), await ids(store)
    await remove_network(store, "alpha")
    assert [row[0] for row in await store.fetch_rows("SELECT slug FROM network")] == ["beta"]
    gone = "SELECT count(*) FROM record WHERE network = 'alpha' AND withdrawn_revision = 3"
    assert (await store.fetch_rows(gone))[0][0] == 3
    await load(store, alpha, again=True)
    assert (await content(store), await ids(store)) == before


async def test_only_loads_of_networks_that_are_kept_can_be_undone(
    store: Database, seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_HISTORY_DAYS", "0")
    with pytest.raises(HubError, match="no load to undo"):
        await undo_load(store)
    for number in range(UNDOABLE + 1):
        await load(store, seeds.write("alpha", {"organisation": [CITY | {"city": f"Town {number}"}, TOWN]}))
    judgement = Judgement(
        "alpha/organisation/kbh", "alpha/organisation/aar", "different", "a test", "2026-01-01T00:00:00Z"
    )
    judged = await judge(store, judgement)
    for revision in (1, judged, 99):
        with pytest.raises(HubError, match="not a load that can be undone"):
            await undo_load(store, revision)
    assert (await undo_load(store, 2)).network == "alpha"
    with pytest.raises(HubError, match="no network gamma"):
        await remove_network(store, "gamma")


BODIES = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from("abcd"), "name": st.sampled_from(["Aarhus", "Odense", "Vejle"])},
        optional={"id:cvr": st.sampled_from(["64942212", "55133018"]), "city": st.sampled_from(["Aarhus", "Odense"])},
    ),
    unique_by=lambda body: body["key"],
    min_size=1,
)


@settings(max_examples=12, deadline=None)
@given(first=BODIES, then=BODIES, other=BODIES)
def test_loads_undone_in_turn_give_back_each_state(first: Any, then: Any, other: Any, tmp_path_factory: Any) -> None:
    async def law() -> None:
        folder = tmp_path_factory.mktemp("law")
        seeds = Seeds(folder / "seeds")
        async with Database(f"sqlite:///{folder / 'hub.db'}") as store:
            await load(store, seeds.write("beta", {"organisation": other}))
            states = [await content(store)]
            for bodies in (first, then):
                report = await load(store, seeds.write("alpha", {"organisation": bodies}), allow_mass_delete=True)
                if report.status == "accepted":
                    states.append(await content(store))
            known = await live_ids(store)
            for revision, state in reversed(list(enumerate(states[:-1], start=2))):
                await undo_load(store, revision)
                assert await content(store) == state
            await load(store, seeds.root / "alpha", allow_mass_delete=True, again=True)
            # where what is withdrawn leads to depends on what it was part of when it went
            assert (await content(store), await live_ids(store)) == (states[-1], known)

    asyncio.run(law())
