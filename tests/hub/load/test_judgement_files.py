"""judgements.jsonl is the truth for what came from it: what leaves it is undone, but never unasked in bulk."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub.identity import Judgement
from hub.load import judge, load_all, write_judgements
from hub.load.judgements import stored_with_origins
from hub.store import Database
from hub.store.dump import dump
from schema.issues import IssueCode
from tests.copenhagen import ABROAD, CITY
from tests.judged import stored_judgements

APART = Judgement(
    "alpha/organisation/kbh", "beta/organisation/cph", "different", "anna", "2026-05-01T10:00:00Z", "a test"
)
UNSURE = replace(APART, verdict="unsure", by="bo", at="2026-04-01T10:00:00Z")
LATER = replace(APART, by="carl", at="2026-06-01T10:00:00Z")


@pytest.fixture
def file(seeds: Any) -> Path:
    """The file beside the seeds of two networks that state one body."""
    seeds.write("alpha", {"organisation": [CITY]})
    seeds.write("beta", {"organisation": [ABROAD]})
    return Path(seeds.root) / "judgements.jsonl"


async def _load(store: Database, file: Path, *judgements: Judgement, allow_mass_delete: bool = False) -> Any:
    write_judgements(file, judgements)
    return (await load_all(store, [file.parent], allow_mass_delete=allow_mass_delete))[0]


def _remove(file: Path) -> None:
    file.unlink()


def _break(file: Path) -> None:
    file.write_text('{"left": "alpha/organisation/kbh", \n')


async def test_a_line_that_is_gone_is_undone_with_a_finding(store: Database, file: Path) -> None:
    await _load(store, file)
    before = [line async for line in dump(store)]
    await _load(store, file, APART)
    assert [line async for line in dump(store)] != before
    report = await _load(store, file)
    assert (report.status, report.counts["judgement"].withdrawn) == ("accepted", 1)
    assert [(issue.code, "not judged different any more" in issue.message) for issue in report.issues] == [
        (IssueCode.JUDGEMENT_UNDONE, True)
    ]
    assert [line async for line in dump(store)] == before


async def test_a_file_that_is_gone_asks_and_what_it_brought_stays(store: Database, file: Path) -> None:
    await _load(store, file, APART)
    _remove(file)
    report = (await load_all(store, [file.parent]))[0]
    assert (report.status, report.counts["judgement"].kept) == ("rejected", 1)
    assert "is gone" in report.issues[0].message
    assert await stored_judgements(store) == [APART]
    report = (await load_all(store, [file.parent], allow_mass_delete=True))[0]
    assert (report.status, await stored_judgements(store)) == ("accepted", [])
    assert (await load_all(store, [file.parent]))[0].network != "judgements"


async def test_a_file_that_lost_half_of_its_lines_asks(store: Database, file: Path) -> None:
    await _load(store, file, APART, UNSURE, LATER)
    report = await _load(store, file, APART)
    assert (report.status, len(await stored_judgements(store))) == ("rejected", 3)
    assert report.issues[0].message.endswith("2 of 3 judgements are gone.")
    report = await _load(store, file, APART, allow_mass_delete=True)
    assert (report.status, await stored_judgements(store)) == ("accepted", [APART])


async def test_lines_that_were_written_anew_are_no_loss(store: Database, file: Path) -> None:
    await _load(store, file, APART, LATER)
    written = [replace(one, why="in better words") for one in (APART, LATER)]
    assert (await _load(store, file, *written)).status == "accepted"
    assert await stored_judgements(store) == written


async def test_a_line_that_cannot_be_read_undoes_nothing(store: Database, file: Path) -> None:
    await _load(store, file, APART)
    _break(file)
    report = (await load_all(store, [file.parent]))[0]
    assert (report.issues[0].code, await stored_judgements(store)) == (IssueCode.SYNTAX, [APART])


async def test_no_file_undoes_what_was_judged_over_http(store: Database, file: Path) -> None:
    await _load(store, file)
    await judge(store, APART)
    await _load(store, file, APART, LATER)
    await _load(store, file, LATER)
    assert set(await stored_judgements(store)) == {APART, LATER}


async def test_a_line_that_went_to_another_file_is_not_undone(store: Database, seeds: Any, tmp_path: Path) -> None:
    folder = seeds.write("alpha", {"organisation": [CITY]})
    seeds.write("beta", {"organisation": [ABROAD]})
    here, there = seeds.root / "judgements.jsonl", tmp_path / "elsewhere" / "judgements.jsonl"
    there.parent.mkdir()
    folder.rename(there.parent / "alpha")
    roots = [seeds.root, there.parent]
    write_judgements(here, [APART, LATER])
    await load_all(store, roots)
    write_judgements(here, [LATER])
    write_judgements(there, [APART])
    revision = await store.revision()
    reports = await load_all(store, roots)
    assert ([report.status for report in reports[:2]], await store.revision()) == (["unchanged"] * 2, revision)
    assert dict(await stored_with_origins(store)) == {APART: str(there), LATER: str(here)}


async def test_a_line_that_is_gone_from_the_release_to_which_a_link_leads_now_is_undone(
    store: Database, file: Path, tmp_path: Path
) -> None:
    releases, current = [tmp_path / "r1", tmp_path / "r2"], tmp_path / "current"
    for release, judgements in zip(releases, ([APART, LATER], [LATER]), strict=True):
        shutil.copytree(file.parent, release)
        write_judgements(release / "judgements.jsonl", judgements)
    current.symlink_to(releases[0])
    await load_all(store, [current])
    current.unlink()
    current.symlink_to(releases[1])
    await load_all(store, [current])
    assert await stored_judgements(store) == [LATER]


async def test_other_directories_say_nothing_about_a_file(store: Database, file: Path, tmp_path: Path) -> None:
    await _load(store, file, APART)
    other = tmp_path / "other"
    other.mkdir()
    (other / "judgements.jsonl").write_text("")
    await load_all(store, [other])
    assert await stored_judgements(store) == [APART]
