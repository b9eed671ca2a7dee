"""`hub forget` says what it did, and ends before it has written anything where it cannot say all of it."""

import shutil
from pathlib import Path

import pytest

PERSON = "Zebulon Quackenbush"


@pytest.fixture
def held(hub, place: Path, seeds) -> Path:
    """A store that holds the name of a person, and its seeds."""
    folder = seeds.write("alpha", {"organisation": [{"key": "kbh", "name": f"Office of {PERSON}"}]})
    assert hub("load").code == 0
    return Path(folder.parent)


@pytest.mark.parametrize("options", [["--yes"], ["--yes", "--json"], ["--dry-run"]])
def test_where_named_seeds_are_missing_nothing_is_forgotten(hub, held: Path, options: list[str]):
    away = held.rename(held.with_name("away"))
    refused = hub("forget", PERSON, *options)
    assert (refused.code, "There is no directory" in refused.out + refused.err) == (2, True)
    away.rename(held)
    assert [trace["table"] for trace in hub("forget", PERSON, "--dry-run", "--json").document["found"]] != []


def test_a_hub_without_seeds_of_its_own_forgets_and_says_that_none_were_searched(hub, held: Path, place, monkeypatch):
    monkeypatch.delenv("HUB_SEEDS")
    shutil.rmtree(held)
    assert "No seeds were searched" in hub("forget", PERSON, "--dry-run").out
    done = hub("forget", PERSON, "--yes", "--json").document
    assert (done["written"], done["left"], done["seeds"], done["searched"]) == (True, [], [], [])


def test_pushed_seeds_are_searched_where_there_are_no_others(hub, held: Path, place: Path, monkeypatch):
    monkeypatch.delenv("HUB_SEEDS")
    held.rename(place / "hub.db.seeds")
    done = hub("forget", PERSON, "--yes", "--json").document
    assert done["searched"] == [str(place / "hub.db.seeds")]
    assert done["seeds"] == [f"{place / 'hub.db.seeds' / 'alpha' / 'organisation.jsonl'}:1"]


def test_what_is_done_is_not_called_to_be_done(hub, held: Path):
    assert hub("forget", PERSON, "--dry-run").out.startswith("To be forgotten: ")
    assert hub("forget", PERSON, "--yes").out.startswith("Revision 2: forgotten ")
    again = hub("forget", PERSON, "--yes").out
    assert again.startswith("Nothing in the store was rewritten; forgotten 0 snapshots.")
    assert "finds nothing more" in again
