"""The store of an earlier revision, rebuilt, exports what was exported then, whatever happened since."""

import asyncio
import io
import shutil
from collections.abc import Sequence
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
from hub.load import judge, load, remove_network, stored_judgements, undo, undo_load
from hub.load.judgements import judgement_id
from hub.review.soundness import examined
from hub.store import Database, upgrade
from tests.conftest import Seeds

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


async def follow(store: Database, seeds: Seeds, steps: Sequence[Sequence[Any]]) -> dict[int, dict[str, bytes]]:
    """What was exported at each revision."""
    states = {}
    for number, step in enumerate(steps):
        try:
            await take(store, seeds, number, step)
        except HubError as error:
            if error.code not in _IDLE:
                raise
        if revision := await store.revision():
            states[revision] = await exported(store)
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
                    assert await exported(old) == state
                    assert [check.name for check in await examined(old) if check.differences] == []

    asyncio.run(law())
