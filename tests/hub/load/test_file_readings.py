"""A load that reads only the files that changed leaves the store, and says, what one that reads all of them would."""

import os
import pickle
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.load import load
from hub.load.file_readings import FileState, KnownFiles
from hub.load.taking_back import remove_network
from hub.store import Database
from hub.store.dump import dump
from loaders import fingerprints
from loaders.directory import Entry, open_directory, read_directory, reread_directory
from loaders.file_memory import FileMemory, SameFile
from loaders.fingerprints import fingerprint
from schema.issues import Issue
from schema.records import Record

MANIFEST = """network: many
title: Many
homepage: https://many.example
publisher: {name: Town 0}
licence: CC0-1.0
attribution: Many
sources:
  - {name: files, path: "**/*.yml", format: publiccode}
  - {name: lists, path: lists/*.jsonl, format: table, kind: organisation, optional: true}
"""
FILES = 6
PUBLISHER = "0.yml"
"""The file that states the publisher of the network, who is looked for in each load."""
_OPENED: list[str] | None = None


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _OPENED is not None and event == "open" and str(arguments[0]).endswith(".yml"):
        _OPENED.append(Path(str(arguments[0])).name)


sys.addaudithook(_hear)


async def opened_by(store: Database, folder: Path, **options: Any) -> tuple[Any, set[str]]:
    """The report of a load, and the names of the files that it opened."""
    global _OPENED  # noqa: PLW0603 - an audit hook cannot be taken away again, only be told to be silent
    _OPENED = []
    try:
        return await load(store, folder, **options), set(_OPENED) - {"network.yaml"}
    finally:
        _OPENED = None


def software(key: int, town: int, version: str = "1", extra: str = "") -> str:
    """A publiccode.yml with two findings; several are of one town, which each of them states."""
    return f"""publiccodeYmlVersion: "0.5"
name: Software {key}
url: https://git.example/o/{key}
softwareVersion: "{version}"
organisation: {{name: Town {town}, uri: "https://town{town}.example"}}
legal: {{license: GPL v3}}
unheardOf: 1
{extra}"""


def directory(folder: Path, files: int = FILES) -> Path:
    """A seed directory of so many files."""
    (folder / "lists").mkdir(parents=True)
    (folder / "network.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "lists" / "towns.jsonl").write_text('{"key": "x", "name": "Town 0"}\n', encoding="utf-8")
    for index in range(files):
        (folder / f"{index}.yml").write_text(software(index, index // 2), encoding="utf-8")
    return folder


def age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all files taken for old, so that their times vouch for them."""
    monkeypatch.setattr(fingerprints, "_GRAIN", -(10**18))


async def test_only_the_changed_file_is_opened_and_the_store_is_as_if_all_were(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(monkeypatch)
    folder = directory(tmp_path / "many")
    await load(store, folder)
    assert (await opened_by(store, folder))[1] == set()
    (folder / "3.yml").write_text(software(3, 1, "2"), encoding="utf-8")
    report, opened = await opened_by(store, folder)
    assert opened == {PUBLISHER, "3.yml"}
    assert (report.counts["product"].read, report.counts["product"].changed) == (FILES, 1)
    assert report.counts["organisation"].unchanged == 4
    lines = [line async for line in dump(store)]
    thorough, opened = await opened_by(store, folder, again=True)
    assert len(opened) == FILES
    assert (thorough.status, thorough.issue_counts) == ("unchanged", report.issue_counts)
    assert [issue.place for issue in thorough.issues] == [issue.place for issue in report.issues]
    assert [line async for line in dump(store)] == lines


async def test_records_of_a_file_that_is_gone_go_and_those_of_files_that_are_not_read_stay(
    sqlite_store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(monkeypatch)
    folder = directory(tmp_path / "many")
    await load(sqlite_store, folder)
    (folder / "4.yml").unlink()
    report, opened = await opened_by(sqlite_store, folder)
    assert opened == {PUBLISHER, "5.yml"}, "which now is the first to state the town"
    assert (report.counts["product"].withdrawn, report.counts["product"].read) == (1, FILES - 1)
    (folder / "5.yml").write_text(software(5, 2, "2"), encoding="utf-8")
    report, opened = await opened_by(sqlite_store, folder)
    assert (report.counts["product"].changed, opened) == (1, {PUBLISHER, "5.yml"}), (
        "a load that withdrew is remembered too"
    )
    await remove_network(sqlite_store, "many")
    assert await sqlite_store.fetch_value("SELECT count(*) FROM file_reading") == 0


async def test_a_file_that_bears_old_times_is_known_by_its_bytes(
    sqlite_store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(monkeypatch)
    folder = directory(tmp_path / "many")
    await load(sqlite_store, folder)
    for name, text in (("1.yml", software(1, 0, "2")), ("2.yml", software(2, 1))):
        times = (folder / name).stat()
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, ns=(times.st_atime_ns, times.st_mtime_ns))
    report, opened = await opened_by(sqlite_store, folder)
    assert (report.counts["product"].changed, opened) == (1, {PUBLISHER, "1.yml", "2.yml"})
    assert (await opened_by(sqlite_store, folder))[1] == set(), "their new times are remembered"


async def test_fresh_files_are_opened_but_only_those_with_other_bytes_are_mapped(
    sqlite_store: Database, tmp_path: Path
) -> None:
    folder = directory(tmp_path / "many")
    first = await load(sqlite_store, folder)
    (folder / "3.yml").write_text(software(3, 1, "2"), encoding="utf-8")
    report, opened = await opened_by(sqlite_store, folder)
    assert len(opened) == FILES
    assert (report.counts["product"].changed, report.issue_counts) == (1, first.issue_counts)
    again = await load(sqlite_store, folder)
    assert replace(again, seconds=0, status="accepted", counts={}) == replace(
        report, seconds=0, counts={}, pairs=again.pairs, joined=again.joined
    )


Edit = tuple[str, int, int]
_FILE = st.integers(0, FILES)
_EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["edit", "same size", "touch", "rename", "swap", "delete", "link", "other key", "empty", "break"]
        ),
        _FILE,
        _FILE,
    ),
    min_size=1,
    max_size=4,
)


def change(folder: Path, edit: Edit) -> None:
    """Change a directory as people do."""
    what, one, two = edit
    file, other = folder / f"{one}.yml", folder / f"{two}.yml"
    texts = {
        "edit": software(one, two // 2, "1.1", f"# {two}\n"),
        "same size": software(one, one // 2, str(two)),
        "other key": software(two, one // 2),
        "empty": "",
        "break": "a: [\n",
    }
    if what in texts:
        _remove(file)
        file.write_text(texts[what], encoding="utf-8")
    elif what == "delete":
        _remove(file)
    elif not file.is_file():
        return
    elif what == "touch":
        os.utime(file, ns=(one, two))
    elif what == "link" and not file.is_symlink():
        file.rename(folder / "elsewhere")
        file.symlink_to(folder / "elsewhere")
    elif what == "rename":
        file.replace(other)
    elif what == "swap" and one != two and other.is_file():
        file.rename(folder / "aside")
        other.rename(file)
        (folder / "aside").rename(other)


def _remove(file: Path) -> None:
    if file.is_symlink() or file.exists():
        file.unlink()


def placed(entries: Sequence[Entry | SameFile]) -> list[Any]:
    """What entries state, records by where they stand and which they are alone."""
    stated: list[Any] = []
    for entry in entries:
        if isinstance(entry, SameFile):
            stated += [(entry.path, kind, id_) for kind, id_ in entry.records]
        elif isinstance(entry, Record):
            stated.append((entry.place.path, entry.kind, entry.id))
        else:
            stated.append(entry)
    # the issues of a file that is not read again stand before its records
    return sorted(map(repr, stated))


async def reread(folder: Path, known: KnownFiles, **options: Any) -> tuple[list[Entry | SameFile], KnownFiles]:
    """What a directory states where files are known, and what is known then."""
    manifest, _ = open_directory(folder)
    assert manifest is not None
    seen = fingerprint(folder)
    digests, stamps = seen.digests(manifest, known.digests()), seen.file_stamps()
    memory: FileMemory = known.memory(digests)
    entries = [entry async for batch in reread_directory(folder, manifest, memory, **options) for entry in batch]
    noted = {key: FileState(stamps[key[1]], digests[key[1]], given) for key, given in memory.noted.items()}
    return entries, KnownFiles(noted)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_EDITS, min_size=1, max_size=3))
async def test_whatever_is_edited_what_is_known_and_what_is_read_are_what_reading_all_gives(
    tmp_path: Path, visits: list[list[Edit]]
) -> None:
    shutil.rmtree(tmp_path / "many", ignore_errors=True)
    folder = directory(tmp_path / "many")
    _, known = await reread(folder, KnownFiles({}))
    for edits in visits:
        for edit in edits:
            change(folder, edit)
        entries, known = await reread(folder, known)
        manifest, _ = open_directory(folder)
        assert manifest is not None
        whole = [entry async for batch in read_directory(folder, manifest) for entry in batch]
        assert placed(entries) == placed(whole)
        issues = [entry for entry in entries if not isinstance(entry, Record | SameFile)]
        assert issues == [entry for entry in whole if not isinstance(entry, Record)]


async def by_post(task: Callable[[Any], Any], parts: Iterable[Any]) -> AsyncIterator[Any]:
    """Has a task done as another process would: all that goes there and comes back is sent as bytes."""
    for part in parts:
        there, what = pickle.loads(pickle.dumps((task, part)))  # noqa: S301 - of this process
        yield pickle.loads(pickle.dumps(there(what)))  # noqa: S301


@pytest.mark.parametrize("is_known", [False, True])
async def test_other_processes_give_what_threads_give_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_known: bool
) -> None:
    folder = directory(tmp_path / "many")
    (folder / "2.yml").write_text("a: [\n", encoding="utf-8")
    (folder / "4.yml").write_text("", encoding="utf-8")
    (folder / "5.yml").write_text(software(0, 1), encoding="utf-8")
    known = (await reread(folder, KnownFiles({})))[1] if is_known else KnownFiles({})
    known.states.pop((0, "3.yml"), None)
    monkeypatch.setattr("loaders.chunks.BATCH_FILES", 2)
    monkeypatch.setattr("loaders.directory.SHARED_BYTES", 1)
    told: list[object] = []
    given = [await reread(folder, known, share=share, on_progress=told.append) for share in (None, by_post)]
    entries, noted = zip(*given, strict=True)
    assert entries[0] == entries[1]
    # the stamps are of other moments
    gave = [{key: state.given for key, state in one.states.items()} for one in noted]
    assert gave[0] == gave[1]
    assert {(issue.code.value, issue.place.path) for issue in entries[0] if isinstance(issue, Issue)} >= {
        ("syntax", "2.yml"), ("syntax", "4.yml"), ("key-duplicate", "5.yml")
    }  # fmt: skip
    assert told[: len(told) // 2] == told[len(told) // 2 :]
