"""A load that reads no file says what one that reads them all would say, and whatever may have changed is read."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub.load import load, readings
from hub.load.report import LoadReport, OnLoadProgress
from hub.load.taking_back import remove_network, undo_load
from hub.store import Database
from hub.store.dump import dump
from loaders import fingerprints
from loaders.fingerprints import fingerprint
from loaders.progress import Progress

ROWS: dict[str, list[dict[str, Any]]] = {
    "organisation": [
        {"key": "a", "name": "Aarhus Kommune", "countries": ["DK"], "url": "https://aarhus.dk"},
        {"key": "b", "name": "", "countries": ["DK"]},
        {"key": "a", "name": "Aarhus, once more"},
        {"key": "c", "name": "Skive Kommune", "countries": ["Nowhere"]},
    ],
    "product": [{"key": "p", "name": "OS2mo", "to:owners": [{"key": "missing"}]}],
}


class Listener:
    """Hears whether files are read."""

    def __init__(self) -> None:
        self.has_read = False

    def __call__(self, step: object) -> None:
        self.has_read |= isinstance(step, Progress)


async def loaded(store: Database, folder: Path, **options: Any) -> tuple[LoadReport, bool]:
    """The report of a load, and whether it read any file."""
    listener = Listener()
    hears: OnLoadProgress = listener
    return await load(store, folder, on_progress=hears, **options), listener.has_read


async def forget(store: Database) -> None:
    async with store.write() as tx:
        await tx.run("DELETE FROM reading")


async def test_a_load_that_reads_nothing_says_what_reading_all_would_say(store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", ROWS, expected={"organisation": {"min": 1, "max": 1}})
    assert (await loaded(store, folder))[1]
    quick, has_read = await loaded(store, folder)
    assert not has_read
    await forget(store)
    thorough, has_read = await loaded(store, folder)
    assert has_read
    assert quick.issue_counts
    assert replace(quick, seconds=0) == replace(thorough, seconds=0)
    again, has_read = await loaded(store, folder)
    assert (has_read, replace(again, seconds=0)) == (False, replace(thorough, seconds=0))


async def test_it_leaves_the_store_as_it_was(store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", ROWS)
    await load(store, folder)
    before = [line async for line in dump(store)], await store.revision()
    assert not (await loaded(store, folder))[1]
    assert ([line async for line in dump(store)], await store.revision()) == before


async def test_a_file_with_new_times_and_the_same_bytes_is_not_read(sqlite_store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", ROWS)
    await load(sqlite_store, folder)
    os.utime(folder / "product.jsonl", ns=(0, 0))
    assert not (await loaded(sqlite_store, folder))[1]


async def test_a_file_with_other_bytes_is_read_though_size_and_time_are_the_same(
    sqlite_store: Database, seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "_GRAIN", -(10**18))  # as if all files were old
    folder = seeds.write("alpha", ROWS)
    await load(sqlite_store, folder)
    assert not (await loaded(sqlite_store, folder))[1]
    file = folder / "product.jsonl"
    times = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("OS2mo", "OS2no"), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    report, has_read = await loaded(sqlite_store, folder)
    assert (has_read, report.status, report.counts["product"].changed) == (True, "accepted", 1)


@pytest.mark.parametrize("change", ["manifest", "new file", "file gone", "link"])
async def test_whatever_else_may_matter_is_read(
    sqlite_store: Database, seeds: Any, tmp_path: Path, change: str
) -> None:
    folder = seeds.write("alpha", ROWS)
    await load(sqlite_store, folder)
    if change == "manifest":
        folder = seeds.write("alpha", ROWS, title="Another title")
    elif change == "new file":
        (folder / "more.jsonl").write_text("", encoding="utf-8")
    elif change == "file gone":
        (folder / "product.jsonl").unlink()
    else:
        (tmp_path / "elsewhere.jsonl").write_text("", encoding="utf-8")
        (folder / "product.jsonl").unlink()
        (folder / "product.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    assert (await loaded(sqlite_store, folder))[1]


async def test_another_edition_of_the_reader_reads(
    sqlite_store: Database, seeds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = seeds.write("alpha", ROWS)
    await load(sqlite_store, folder)
    monkeypatch.setattr(readings, "reader_edition", lambda: "another")
    assert (await loaded(sqlite_store, folder))[1]


async def test_what_is_meant_to_go_is_read(sqlite_store: Database, seeds: Any) -> None:
    folder = seeds.write("alpha", ROWS)
    await load(sqlite_store, folder, allow_mass_delete=True)
    assert (await loaded(sqlite_store, folder))[1]
    assert (await loaded(sqlite_store, folder, allow_mass_delete=True))[1]


async def test_after_a_load_that_withdrew_records_the_next_reads_once(sqlite_store: Database, seeds: Any) -> None:
    await load(sqlite_store, seeds.write("alpha", ROWS))
    folder = seeds.write("alpha", ROWS | {"product": []})
    assert (await loaded(sqlite_store, folder))[1]
    assert [(await loaded(sqlite_store, folder))[1] for _ in range(2)] == [True, False]


async def test_what_was_undone_removed_or_rejected_is_read_and_refused_as_ever(
    sqlite_store: Database, seeds: Any
) -> None:
    folder = seeds.write("alpha", ROWS)
    first = await load(sqlite_store, folder)
    await undo_load(sqlite_store, first.revision)
    report, has_read = await loaded(sqlite_store, folder)
    assert (has_read, report.status) == (True, "unchanged")
    assert "content-undone" in report.issue_counts
    await load(sqlite_store, folder, again=True)
    assert not (await loaded(sqlite_store, folder))[1]
    await remove_network(sqlite_store, "alpha")
    assert await sqlite_store.fetch_value("SELECT count(*) FROM reading") == 0
    assert (await loaded(sqlite_store, folder))[1]


def test_a_fresh_directory_is_not_settled_and_its_stamps_tell_its_entries_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    fresh = fingerprint(tmp_path)
    assert not fresh.is_at_rest
    monkeypatch.setattr(fingerprints, "_GRAIN", -(10**18))
    assert fingerprint(tmp_path).is_at_rest
    assert fingerprint(tmp_path).stamps == fresh.stamps
    (tmp_path / "b").write_text("one", encoding="utf-8")
    (tmp_path / "b").replace(tmp_path / "a")  # another inode
    assert fingerprint(tmp_path).stamps != fresh.stamps
