"""`hub snapshot` and `hub verify` as an operator types them."""

from pathlib import Path

import pytest


@pytest.fixture
def loaded(hub, two_networks) -> None:
    assert hub("load").code == 0


def test_a_snapshot_is_written_and_found_whole(hub, loaded, place):
    made = hub("snapshot")
    assert made.code == 0
    [path] = (place / "snapshots").iterdir()
    assert f"written to snapshots/{path.name}." in made.out.replace(str(place) + "/", "")
    assert "manifest" not in made.err
    checked = hub("verify")
    assert (checked.code, checked.err) == (0, "")
    assert f"{path.name}: " in checked.out
    assert "fine" in checked.out
    again = hub("snapshot")
    assert again.code == 0
    assert "there already" in again.out


def test_programs_get_one_document(hub, loaded, place):
    made = hub("snapshot", "--to", place / "out", "--json").document
    path = Path(made["path"])
    assert (made["command"], made["new"], made["retired"]) == ("snapshot", True, [])
    assert {"records.csv", "ro-crate-metadata.json"} <= {file["path"] for file in made["files"]}
    checked = hub("verify", place / "out", "--json").document
    assert (checked["sound"], [one["snapshot"] for one in checked["snapshots"]]) == (True, [path.name])


def test_each_damaged_file_is_named(hub, loaded, place):
    path = Path(hub("snapshot", "--json").document["path"])
    (path / "records.csv").write_text("id\n")
    (path / "README.md").unlink()
    checked = hub("verify", path)
    assert checked.code == 1
    assert "2 files damaged" in checked.out
    assert f"{path.name}/records.csv: " in checked.err
    assert f"{path.name}/README.md: " in checked.err
    assert hub("verify", path, "--json").document["sound"] is False


def test_old_snapshots_are_retired_by_the_setting_and_by_the_option(hub, loaded, seeds, monkeypatch):
    monkeypatch.setenv("HUB_KEEP_SNAPSHOTS", "2")
    names = []
    for number in range(3):
        seeds.write("alpha", {"product": [{"key": "a", "name": f"Number {number}"}]})
        hub("load", "--allow-mass-delete")
        made = hub("snapshot", "--json").document
        names.append(made["snapshot"])
    assert made["retired"] == names[:1]
    seeds.write("alpha", {"product": [{"key": "a", "name": "Another"}]})
    hub("load")
    assert f"{names[1]} was retired" in hub("snapshot", "--keep", 1).out


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("verify", "nowhere"), 2, "file-unusable"),
        (("snapshot", "--keep", "-1"), 2, "usage"),
        (("snapshot", "--to", "file"), 2, "file-unusable"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(hub, loaded, place, arguments, code, word):
    (place / "file").write_text("")
    answer = hub(*arguments, "--json")
    assert answer.code == code
    assert answer.document["error"]["code"] == word


def test_without_a_store_there_is_nothing_to_take(hub):
    assert hub("snapshot").code == 3


@pytest.mark.parametrize("command", ["snapshot", "verify"])
def test_help_has_an_example(hub, command):
    assert f"Example: hub {command}" in hub(command, "--help").out
