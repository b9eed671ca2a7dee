from pathlib import Path
from typing import Any

import pytest

from hub.errors import ErrorCode, HubError
from hub.identity import Judgement
from hub.load import judge, load, load_all, read_judgements, undo, write_judgements
from hub.load.judgements import judgement_id
from hub.store import Database
from hub.store.dump import dump
from schema.issues import IssueCode
from tests.copenhagen import ABROAD, CITY
from tests.judged import stored_judgements

LIBRARY = {"key": "lib", "name": "Library of Nowhere", "countries": ["DK"]}
PRODUCT = {"key": "p", "name": "OS2mo", "to:users": [{"key": "kbh"}]}
APART = Judgement(
    "alpha/organisation/kbh", "beta/organisation/cph", "different", "anna", "2026-05-01T10:00:00Z", "a test"
)
SAME = Judgement("alpha/organisation/kbh", "gamma/organisation/lib", "same", "anna", "2026-05-01T11:00:00Z")


@pytest.fixture
async def loaded(store: Database, seeds: Any) -> Database:
    for network, organisation in (("alpha", CITY), ("beta", ABROAD), ("gamma", LIBRARY)):
        await load(
            store,
            seeds.write(network, {"organisation": [organisation], "product": [PRODUCT] if network == "alpha" else []}),
        )
    return store


async def dumped(store: Database) -> list[str]:
    return [line async for line in dump(store)]


async def organisations(store: Database) -> int:
    return int(await store.fetch_value("SELECT count(*) FROM organisation"))


async def test_a_verdict_different_parts_what_the_machine_joined(loaded: Database) -> None:
    assert await organisations(loaded) == 2
    assert await judge(loaded, APART) == 4
    assert await organisations(loaded) == 3
    assert "split" in {row[0] for row in await loaded.fetch_rows("SELECT action FROM change WHERE revision = 4")}


async def test_a_verdict_same_joins_what_the_machine_did_not(loaded: Database) -> None:
    await judge(loaded, SAME)
    assert await organisations(loaded) == 1
    assert await loaded.fetch_value("SELECT count(DISTINCT entity) FROM record WHERE kind = 'organisation'") == 1


@pytest.mark.parametrize("judgement", [APART, SAME])
async def test_judging_and_undoing_restores_every_byte(loaded: Database, judgement: Judgement) -> None:
    before = await dumped(loaded)
    await judge(loaded, judgement)
    assert await dumped(loaded) != before
    await undo(loaded, judgement_id(judgement))
    assert await dumped(loaded) == before


async def test_a_later_judgement_overrides_an_earlier_one(loaded: Database) -> None:
    await judge(loaded, APART)
    await judge(loaded, Judgement(APART.left, APART.right, "same", "bo", "2026-06-01T10:00:00Z"))
    assert await organisations(loaded) == 2


async def test_judging_the_same_twice_writes_nothing(loaded: Database) -> None:
    first = await judge(loaded, APART)
    assert await judge(loaded, APART) == first == await loaded.revision()


async def test_judgements_hold_whatever_is_loaded_afterwards(loaded: Database, seeds: Any) -> None:
    await judge(loaded, APART)
    await load(loaded, seeds.write("beta", {"organisation": [ABROAD | {"city": "København"}], "product": []}))
    assert await organisations(loaded) == 3


async def test_judgements_beside_the_seeds_count_before_and_after_their_records(
    store: Database, seeds: Any, tmp_path: Path
) -> None:
    folders = [seeds.write("alpha", {"organisation": [CITY]}), seeds.write("beta", {"organisation": [ABROAD]})]
    write_judgements(seeds.root / "judgements.jsonl", [APART])
    await load_all(store, [seeds.root])
    assert await organisations(store) == 2
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    for folder in folders:
        await load(other, folder)
    reports = await load_all(other, [seeds.root])
    assert [report.status for report in reports] == ["accepted", "unchanged", "unchanged"]
    assert await dumped(other) == await dumped(store)
    await other.dispose()


async def test_judgements_within_a_seed_directory_are_not_taken(store: Database, seeds: Any) -> None:
    folders = [seeds.write("alpha", {"organisation": [CITY]}), seeds.write("beta", {"organisation": [ABROAD]})]
    write_judgements(folders[1] / "judgements.jsonl", [APART])
    await load_all(store, folders)
    assert await stored_judgements(store) == []


async def test_judgements_come_back_from_a_file_as_they_were(loaded: Database, tmp_path: Path) -> None:
    await judge(loaded, SAME)
    await judge(loaded, APART)
    write_judgements(tmp_path / "judgements.jsonl", await stored_judgements(loaded))
    assert read_judgements(tmp_path / "judgements.jsonl") == ([APART, SAME], [])


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"[]",
        b'{"left": 1}',
        b'{"left":"a/organisation/b","right":"a/organisation/c","verdict":"maybe","by":"x","at":"2026-05-01T10:00:00Z"}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_a_line_that_is_no_judgement_is_an_issue_at_its_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "judgements.jsonl"
    write_judgements(path, [APART])
    path.write_bytes(path.read_bytes() + line + b"\n")
    judgements, issues = read_judgements(path)
    assert judgements == [APART]
    assert [(issue.place.line, issue.code in {IssueCode.SYNTAX, IssueCode.ROW_SHAPE}) for issue in issues] == [
        (2, True)
    ]


async def test_a_judgement_on_a_record_that_is_not_there_is_refused(loaded: Database) -> None:
    with pytest.raises(HubError) as caught:
        await judge(
            loaded,
            Judgement("alpha/organisation/none", "beta/organisation/cph", "same", "anna", "2026-05-01T10:00:00Z"),
        )
    assert caught.value.code is ErrorCode.RECORD_UNKNOWN


async def test_an_office_and_its_body_are_never_judged_the_same(loaded: Database) -> None:
    with pytest.raises(HubError) as caught:
        await judge(
            loaded, Judgement("alpha/organisation/kbh", "beta/ospo/cph", "same", "anna", "2026-05-01T10:00:00Z")
        )
    assert caught.value.code is ErrorCode.JUDGEMENT_INVALID
    assert "ospo-of" in caught.value.message


async def test_undoing_what_was_never_judged_is_refused(loaded: Database) -> None:
    with pytest.raises(HubError) as caught:
        await undo(loaded, "judgement_0")
    assert caught.value.code is ErrorCode.JUDGEMENT_UNKNOWN
