"""Laws of loading, over what is exported: what every network, list and judgement says, revision
stamps and history aside.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.app import create_editions
from hub.config import Settings
from hub.exports import DATASETS, MEDIUM_BY_NAME, Export
from hub.identity import Judgement
from hub.load import judge, load, load_all, remove_network, undo_load
from hub.store import Database, upgrade
from tests.conftest import Seeds

NAMES = ["Aarhus Kommune", "Odense", "Vejle", "OS2desk"]
NUMBERS = ["64942212", "55133018"]
BODIES = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from("abcd"), "name": st.sampled_from(NAMES)},
        optional={
            "id:cvr": st.sampled_from(NUMBERS),
            "city": st.sampled_from(["Aarhus", "Odense"]),
            "to:members": st.lists(st.fixed_dictionaries({"key": st.sampled_from("abcd")}), max_size=2),
        },
    ),
    unique_by=lambda body: body["key"],
    min_size=1,
)
PRODUCTS = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from("xyz"), "name": st.sampled_from(NAMES)},
        optional={"to:users": st.lists(st.fixed_dictionaries({"key": st.sampled_from("abcd")}), max_size=2)},
    ),
    unique_by=lambda product: product["key"],
)
NETWORK = st.fixed_dictionaries({"organisation": BODIES, "product": PRODUCTS})
SLOW = settings(max_examples=5, deadline=None)


def in_store(folder: Path, work: Callable[[Database, Seeds], Awaitable[None]]) -> None:
    """Run work on a fresh store and seeds."""

    async def run() -> None:
        async with Database(f"sqlite:///{folder / 'hub.db'}") as store:
            await upgrade(store)
            await work(store, Seeds(folder / "seeds"))

    asyncio.run(run())


async def exported(store: Database) -> dict[str, bytes]:
    """All datasets that are exported, by name."""
    export, found = Export(create_editions(store, Settings()), MEDIUM_BY_NAME["jsonl"]), {}
    for name, dataset in DATASETS.items():
        stream = io.BytesIO()
        await export.stream(dataset, stream)
        found[name] = stream.getvalue()
    return found


async def ids(store: Database) -> set[tuple[Any, ...]]:
    rows = await store.fetch_rows('SELECT id, network, kind, "key" FROM record')
    return {tuple(row) for row in rows}


@SLOW
@given(before=NETWORK, now=NETWORK, other=NETWORK)
def test_a_load_that_is_undone_leaves_the_datasets_as_they_were(
    before: Any, now: Any, other: Any, tmp_path_factory: Any
) -> None:
    folder = tmp_path_factory.mktemp("undone")

    async def law(store: Database, seeds: Seeds) -> None:
        await load_all(store, [seeds.write("alpha", before), seeds.write("beta", other)])
        same = Judgement(
            f"alpha/organisation/{before['organisation'][0]['key']}",
            f"beta/organisation/{other['organisation'][0]['key']}",
            "same",
            "a test",
            "2026-01-01T00:00:00Z",
        )
        await judge(store, same)
        datasets = await exported(store)
        report = await load(store, seeds.write("alpha", now), allow_mass_delete=True)
        if report.status == "accepted":
            await undo_load(store)
        assert await exported(store) == datasets

    in_store(folder, law)


@SLOW
@given(network=NETWORK, other=NETWORK)
def test_a_network_that_is_removed_and_loaded_again_has_the_same_ids_and_datasets(
    network: Any, other: Any, tmp_path_factory: Any
) -> None:
    folder = tmp_path_factory.mktemp("removed")

    async def law(store: Database, seeds: Seeds) -> None:
        alpha = seeds.write("alpha", network)
        await load_all(store, [alpha, seeds.write("beta", other)])
        datasets, known = await exported(store), await ids(store)
        await remove_network(store, "alpha")
        assert await ids(store) == known
        await load(store, alpha, again=True)
        assert (await exported(store), await ids(store)) == (datasets, known)

    in_store(folder, law)


@SLOW
@given(networks=st.lists(NETWORK, min_size=3, max_size=3), order=st.permutations(range(3)))
def test_the_order_of_directories_does_not_matter(networks: Any, order: Any, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("order")

    async def law(store: Database, seeds: Seeds) -> None:
        folders = [
            seeds.write(name, network) for name, network in zip(["alpha", "beta", "gamma"], networks, strict=True)
        ]
        await load_all(store, folders)
        async with Database(f"sqlite:///{folder / 'other.db'}") as other:
            await load_all(other, [folders[place] for place in order])
            assert await exported(other) == await exported(store)

    in_store(folder, law)


ITEM = "<item><title>Issue {0}</title><guid>urn:gazette:{0}</guid></item>"
STEPS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=2, max_size=6)


@SLOW
@given(steps=STEPS, moves=st.sampled_from(["load", "undo"]))
def test_a_feed_that_moves_on_n_times_loses_nothing(steps: Any, moves: str, tmp_path_factory: Any) -> None:
    """Each step moves the window on by some items and gives it a width: all that was ever listed is there, whatever
    was undone and loaded again.
    """
    folder = tmp_path_factory.mktemp("window")
    starts = list(accumulate(start for start, _ in steps))

    async def law(store: Database, seeds: Seeds) -> None:
        source = {"name": "news", "path": "feed.xml", "format": "feed"}
        directory, listed = seeds.write("gazette", {}, sources=[source]), set[str]()
        for start, (_, width) in zip(starts, steps, strict=True):
            items = "".join(ITEM.format(number) for number in range(start, start + width))
            (directory / "feed.xml").write_text(f"<rss version='2.0'><channel><title>G</title>{items}</channel></rss>")
            listed |= {f"Issue {number}" for number in range(start, start + width)}
            report = await load(store, directory)
            if moves == "undo" and report.status == "accepted":
                await undo_load(store)
                await load(store, directory, again=True)
            rows = await store.fetch_rows("SELECT name FROM record WHERE withdrawn_revision IS NULL")
            assert {row[0] for row in rows} == listed

    in_store(folder, law)


@SLOW
@given(days=st.lists(st.integers(1, 28), min_size=1, max_size=6, unique=True), shown=st.data())
def test_a_calendar_loses_only_what_was_still_to_come(days: Any, shown: Any, tmp_path_factory: Any) -> None:
    """What the rule keeps: events that were over when they left the calendar, and those that it lists."""
    folder = tmp_path_factory.mktemp("calendar")

    async def law(store: Database, seeds: Seeds) -> None:
        source = {"name": "days", "path": "days.ics", "format": "icalendar"}
        directory, there = seeds.write("gazette", {}, sources=[source]), set[int]()
        for today in (7, 14, 21):
            listed = set(shown.draw(st.lists(st.sampled_from(days), unique=True)))
            events = "".join(
                f"BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:Day {day}\r\nDTSTART:202606{day:02}T100000Z\r\nEND:VEVENT\r\n"
                for day in sorted(listed)
            )
            (directory / "days.ics").write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
            moment = datetime(2026, 6, today, 12, tzinfo=UTC)
            await load(store, directory, allow_mass_delete=True, clock=lambda moment=moment: moment)  # type: ignore[misc]
            there = {day for day in there if day <= today} | listed
            rows = await store.fetch_rows('SELECT "key" FROM record WHERE withdrawn_revision IS NULL')
            assert {int(row[0]) for row in rows} == there

    in_store(folder, law)
