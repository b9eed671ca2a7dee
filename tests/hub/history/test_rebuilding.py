"""The store of an earlier revision, rebuilt, exports what was exported then, whatever happened since."""

import asyncio
import io
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.app import create_editions
from hub.config import Settings
from hub.errors import ErrorCode, HubError
from hub.exports import DATASETS, MEDIUM_BY_NAME, Export
from hub.history.rebuilding import rebuild
from hub.identity import Judgement
from hub.load import judge, load, remove_network, undo, undo_load
from hub.load.former import ORIGINS
from hub.load.judgements import judgement_id
from hub.review.soundness import examined
from hub.store import Database, upgrade
from hub.store.tables import METADATA
from tests.conftest import Seeds, new_postgres_database
from tests.hub.load.test_details import ROW, folder
from tests.hub.load.test_windows import feed, loaded
from tests.judged import stored_judgements

KEYS = st.sampled_from("abc")
TOWNS = st.sampled_from(["Aarhus", "Odense", "Vejle"])
ENDS = st.lists(
    st.one_of(st.fixed_dictionaries({"key": KEYS}), st.fixed_dictionaries({"label": TOWNS})), min_size=1, max_size=2
)
ORGANISATIONS = st.fixed_dictionaries(
    {"key": KEYS, "name": TOWNS.map("{} Kommune".format), "countries": st.sampled_from([["DK"], []])},
    optional={"id:cvr": st.sampled_from(["64942212", "55133018"]), "url": TOWNS.map("https://{}.dk".format)},
)
PRODUCTS = st.fixed_dictionaries({"key": KEYS, "name": st.sampled_from(["OS2mo", "Decidim"]), "to:users": ENDS})
NEWS = st.fixed_dictionaries({"key": KEYS, "name": TOWNS.map("{} Kommune takes up OS2mo".format)})


def listed(rows: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(rows, max_size=3, unique_by=lambda row: row["key"])


NETWORKS = st.sampled_from(["alpha", "beta"])
PLACES = st.tuples(NETWORKS, KEYS).map(lambda pair: f"{pair[0]}/organisation/{pair[1]}")
LOADS = st.tuples(
    st.just("load"),
    NETWORKS,
    st.fixed_dictionaries(
        {"organisation": listed(ORGANISATIONS), "product": listed(PRODUCTS), "news-item": listed(NEWS)}
    ),
    st.sampled_from([10, 90]),
)
STEPS = st.one_of(
    LOADS,
    LOADS,
    st.tuples(st.just("judge"), PLACES, PLACES, st.sampled_from(["same", "different"])),
    st.tuples(st.just("take back")),
    st.tuples(st.just("undo")),
    st.tuples(st.just("remove"), NETWORKS),
)

_IDLE = {ErrorCode.LOAD_UNKNOWN, ErrorCode.NETWORK_UNKNOWN, ErrorCode.RECORD_UNKNOWN, ErrorCode.JUDGEMENT_INVALID}
"""Why a step may have nothing to work on."""


async def exported(store: Database) -> dict[str, bytes]:
    """All datasets as JSON Lines."""
    export, found = Export(create_editions(store, Settings()), MEDIUM_BY_NAME["jsonl"]), {}
    for name, dataset in DATASETS.items():
        stream = io.BytesIO()
        await export.stream(dataset, stream)
        found[name] = stream.getvalue()
    return found


async def held(store: Database) -> dict[str, Any]:
    """All datasets, and all that is stated, withdrawn records and revisions included.

    Whose a withdrawn one is alone may differ.
    """
    rows = {}
    for origin in ORIGINS:
        columns = [f'"{one.name}"' for one in METADATA.tables[origin].columns if one.name != "entity"]
        rows[f"stated {origin}"] = [
            tuple(row) for row in await store.fetch_rows(f"SELECT {', '.join(columns)} FROM {origin} ORDER BY 1")
        ]
    return rows | await exported(store)


async def take(store: Database, seeds: Seeds, number: int, step: Sequence[Any]) -> None:
    """One thing that happens to a store; what cannot be done now is not done."""
    match step:
        case ["load", network, rows, precedence]:
            folder = seeds.write(network, {kind: some for kind, some in rows.items() if some}, precedence=precedence)
            await load(store, folder, allow_mass_delete=True, again=True)
        case ["judge", left, right, verdict]:
            await judge(store, Judgement(left, right, verdict, "a test", f"2026-01-01T00:00:{number:02}Z"))
        case ["take back"]:
            for judgement in (await stored_judgements(store))[:1]:
                await undo(store, judgement_id(judgement))
        case ["undo"]:
            await undo_load(store)
        case ["remove", network]:
            await remove_network(store, network)


async def follow(store: Database, seeds: Seeds, steps: Sequence[Sequence[Any]]) -> dict[int, dict[str, Any]]:
    """What was held at each revision."""
    states = {}
    for number, step in enumerate(steps):
        try:
            await take(store, seeds, number, step)
        except HubError as error:
            if error.code not in _IDLE:
                raise
        if revision := await store.revision():
            states[revision] = await held(store)
    return states


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store to copy: to migrate one takes longer than all that happens in it here."""
    path = tmp_path_factory.mktemp("empty") / "hub.db"

    async def make() -> None:
        async with Database(f"sqlite:///{path}") as store:
            await upgrade(store)

    asyncio.run(make())
    return path


@settings(max_examples=12, deadline=None)
@given(first=LOADS, steps=st.lists(STEPS, min_size=2, max_size=7))
def test_every_revision_is_rebuilt_as_it_was(first: Any, steps: Any, empty: Path, tmp_path_factory: Any) -> None:
    async def law() -> None:
        folder = tmp_path_factory.mktemp("law")
        async with Database(f"sqlite:///{shutil.copy(empty, folder / 'hub.db')}") as store:
            states = await follow(store, Seeds(folder / "seeds"), [first, *steps])
            for revision, state in states.items():
                async with Database(f"sqlite:///{shutil.copy(empty, folder / f'{revision}.db')}") as old:
                    await rebuild(store, str(revision), old)
                    assert await held(old) == state
                    assert [check.name for check in await examined(old) if check.differences] == []

    asyncio.run(law())


SENT = [
    {"key": "a", "name": "Aarhus Kommune", "countries": ["DK"], "id:cvr": "55133018"},
    {"key": "b", "name": "Vejle Kommune", "countries": ["DK"]},
]
USED = {"product": [{"key": "os2", "name": "OS2mo", "to:users": [{"key": "a"}, {"label": "Vejle"}]}]}
WRITTEN = (
    ("load", "alpha", {"organisation": SENT, **USED}, 50),
    ("load", "beta", {"organisation": [SENT[0] | {"name": "City of Aarhus"}]}, 90),
    ("judge", "alpha/organisation/a", "beta/organisation/a", "different"),
    ("load", "alpha", {"organisation": SENT[::-1], **USED}, 10),
    ("take back",),
    ("remove", "beta"),
    ("undo",),
)


async def test_both_databases_give_back_each_state_to_either(
    store: Database, seeds: Seeds, postgres_server: str, empty: Path, tmp_path: Path
) -> None:
    states = await follow(store, seeds, WRITTEN)
    assert list(states) == list(range(1, 8))
    for revision in (3, 5, 6):
        async with Database(f"sqlite:///{shutil.copy(empty, tmp_path / f'{revision}.db')}") as old:
            await rebuild(store, str(revision), old)
            assert await held(old) == states[revision]
    async with Database(await new_postgres_database(postgres_server)) as old:
        rebuilt = await rebuild(store, "2", old)
        assert (await held(old), await old.revision()) == (states[2], 2)
        assert (rebuilt.revision, rebuilt.records, rebuilt.erased) == (2, 4, 0)
        with pytest.raises(HubError, match="already holds a store"):
            await rebuild(store, "3", old)


async def test_details_and_what_no_file_lists_any_more_come_back(
    sqlite_store: Database, seeds: Seeds, empty: Path, tmp_path: Path
) -> None:
    states = {}
    gazette = tmp_path / "gazette"
    gazette.mkdir()
    for row, issues in (
        (ROW, (1,)),
        (ROW | {"level": "3"}, (1, 2)),
        ({"key": "mo", "name": "OS2mo"}, (2, 3)),
        (ROW, (1, 3)),
    ):
        await load(sqlite_store, folder(seeds, [row]))
        states[await sqlite_store.revision()] = await held(sqlite_store)
        await loaded(sqlite_store, gazette, "news.xml", feed(*issues))
        states[await sqlite_store.revision()] = await held(sqlite_store)
    assert list(states) == list(range(1, 9))
    for revision, state in states.items():
        async with Database(f"sqlite:///{shutil.copy(empty, tmp_path / f'{revision}.db')}") as old:
            await rebuild(sqlite_store, str(revision), old)
            assert await held(old) == state


async def test_an_old_store_has_its_books_and_goes_on_like_any_other(
    sqlite_store: Database, seeds: Seeds, empty: Path, tmp_path: Path
) -> None:
    await follow(sqlite_store, seeds, WRITTEN)
    async with Database(f"sqlite:///{shutil.copy(empty, tmp_path / 'old.db')}") as old:
        await rebuild(sqlite_store, "4", old)
        for book in ("load", "change"):
            told = f'SELECT * FROM "{book}" WHERE revision <= 4 ORDER BY 1, 2, 3'
            assert await old.fetch_rows(told) == await sqlite_store.fetch_rows(told)
        assert (await undo_load(old)).revision == 5
        async with Database(f"sqlite:///{shutil.copy(empty, tmp_path / 'older.db')}") as older:
            await rebuild(old, "3", older)
            assert await exported(older) == (await _rebuilt(sqlite_store, "3", empty, tmp_path / "three.db"))


async def _rebuilt(store: Database, moment: str, empty: Path, path: Path) -> dict[str, bytes]:
    async with Database(f"sqlite:///{shutil.copy(empty, path)}") as old:
        await rebuild(store, moment, old)
        return await exported(old)


async def test_beyond_the_history_that_is_kept_the_oldest_revision_is_named(
    sqlite_store: Database, seeds: Seeds, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_HISTORY_DAYS", "2")
    states = {}
    for day in range(1, 8):
        folder = seeds.write("alpha", {"organisation": [SENT[0] | {"city": f"Town {day}"}]})
        await load(sqlite_store, folder, clock=lambda day=day: datetime(2026, 5, day, 12, tzinfo=UTC))
        states[day] = await exported(sqlite_store)
    assert await _rebuilt(sqlite_store, "4", empty, tmp_path / "4.db") == states[4]
    with pytest.raises(HubError) as refused:
        await _rebuilt(sqlite_store, "3", empty, tmp_path / "3.db")
    assert refused.value.code is ErrorCode.HISTORY_FORGOTTEN
    assert "restored is 4, of 2026-05-04T12:00:00Z" in refused.value.hint
    for moment, day in (
        ("2026-05-05", 5),
        ("2026-05-06T11:59:59Z", 5),
        ("2026-05-06T14:00:00+02:00", 6),
        ("2026-06-01", 7),
    ):
        assert await _rebuilt(sqlite_store, moment, empty, tmp_path / f"{moment}.db") == states[day]
    for moment, code in (
        ("99", ErrorCode.REVISION_UNKNOWN),
        ("2026-04-30", ErrorCode.REVISION_UNKNOWN),
        ("last week", ErrorCode.USAGE),
    ):
        with pytest.raises(HubError) as refused:
            await _rebuilt(sqlite_store, moment, empty, tmp_path / "none.db")
        assert refused.value.code is code
