"""Erased values are gone: from history, from old stores, from what an undo puts back, and from the file."""

from pathlib import Path
from typing import Any

import pytest

from hub.errors import ErrorCode, HubError
from hub.history.erasing import erase
from hub.history.rebuilding import rebuild
from hub.load import load, undo_load
from hub.store import Database
from tests.hub.history.test_history_answers import VERSIONS
from tests.hub.history.test_rebuilding import exported
from tests.hub.plan.conftest import asking, executor_on

PERSON = "Zebulon Quackenbush"
ANNA = {"key": "anna", "name": f"Kobenhavn of {PERSON}", "city": PERSON, "url": "https://zebulon-quackenbush.example"}
BODY = {"key": "anna", "name": "Kobenhavn"}
TOWN = {"key": "aar", "name": "Aarhus"}
REFERENCE = "alpha/organisation/anna"


async def everything(store: Database) -> str:
    """All rows of all tables as text."""
    from hub.store.tables import METADATA

    parts = [await store.fetch_rows(f'SELECT * FROM "{name}"') for name in sorted(METADATA.tables)]
    return repr([[tuple(row) for row in part] for part in parts])


async def stated(store: Database, seeds: Any, *bodies: dict[str, Any]) -> None:
    await load(store, seeds.write("alpha", {"organisation": list(bodies)}), allow_mass_delete=True, again=True)


async def test_what_a_record_stated_before_is_erased_and_what_it_states_stays(
    store: Database, seeds: Any, tmp_path: Path
) -> None:
    await stated(store, seeds, ANNA, TOWN)
    await stated(store, seeds, TOWN, ANNA)
    await stated(store, seeds, TOWN, BODY)
    state = await exported(store)
    assert PERSON in await everything(store)
    counted = await erase(store, [REFERENCE], is_rehearsal=True)
    assert (counted.versions, counted.withdrawn, await store.revision()) == (1, 0, 3)
    assert (await erase(store, [REFERENCE])).revision == 4
    assert "uackenbush" not in await everything(store)
    assert await exported(store) == state
    [node] = (await asking(executor_on(store))(VERSIONS))["data"]["organisations"]["nodes"]
    assert [(one["erased"], one["name"], one["values"], one["raw"]) for one in node["records"][0]["history"]][1:] == [
        (True, None, [], {})
    ]
    for revision, erased in ((1, 1), (2, 1), (3, 0), (4, 0)):
        async with Database(f"sqlite:///{tmp_path / f'{revision}.db'}") as old:
            rebuilt = await rebuild(store, str(revision), old)
            assert (rebuilt.erased, rebuilt.records) == (erased, 2 - erased)
            assert "uackenbush" not in await everything(old)
            if revision > 2:
                assert await exported(old) == state


async def test_a_withdrawn_record_keeps_its_key_alone_and_comes_back_as_ever(
    store: Database, seeds: Any, tmp_path: Path
) -> None:
    await stated(store, seeds, ANNA, TOWN)
    await stated(store, seeds, TOWN)
    before = await store.fetch_rows("SELECT id, entity FROM record ORDER BY id")
    erasure = await erase(store, [REFERENCE])
    assert (erasure.versions, erasure.withdrawn) == (0, 1)
    assert "uackenbush" not in await everything(store)
    assert await store.fetch_rows("SELECT id, entity FROM record ORDER BY id") == before
    await undo_load(store, 2)
    assert [tuple(row) for row in await store.fetch_rows("SELECT name FROM organisation")] == [("Aarhus",)]
    async with Database(f"sqlite:///{tmp_path / 'old.db'}") as old:
        assert (await rebuild(store, "1", old)).records == 1
    await stated(store, seeds, BODY, TOWN)
    assert len(await store.fetch_rows("SELECT name FROM organisation")) == 2


async def test_an_undo_does_not_bring_back_what_was_erased(store: Database, seeds: Any) -> None:
    await stated(store, seeds, ANNA, TOWN)
    await stated(store, seeds, TOWN, BODY)
    await erase(store, [REFERENCE])
    await undo_load(store, 2)
    assert "uackenbush" not in await everything(store)
    assert [tuple(row) for row in await store.fetch_rows("SELECT name FROM organisation")] == [("Aarhus",)]


async def test_the_bytes_are_gone_from_the_file(sqlite_store: Database, seeds: Any) -> None:
    await stated(sqlite_store, seeds, ANNA, TOWN)
    await stated(sqlite_store, seeds, TOWN)
    assert sqlite_store.path is not None
    files = [sqlite_store.path, sqlite_store.path.with_name("hub.db-wal")]
    assert b"uackenbush" in b"".join(path.read_bytes() for path in files if path.exists())
    await erase(sqlite_store, [REFERENCE])
    assert b"uackenbush" not in b"".join(path.read_bytes() for path in files if path.exists())


async def test_a_record_that_never_was_is_refused(store: Database, seeds: Any) -> None:
    await stated(store, seeds, TOWN)
    with pytest.raises(HubError) as refused:
        await erase(store, ["alpha/organisation/nobody"])
    assert refused.value.code is ErrorCode.RECORD_UNKNOWN
