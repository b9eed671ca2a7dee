"""`hub new`: from a directory of files to a network that loads."""

import pytest

MEMBERS = (
    "Kommune;CVR-nr;Hjemmeside\nAarhus Kommune;55133018;https://aarhus.dk\nOdense Kommune;35209115;https://odense.dk\n"
)


@pytest.fixture
def folder(place):
    (place / "towns").mkdir()
    (place / "towns" / "members.csv").write_text(MEMBERS)
    (place / "towns" / "notes.txt").write_text("x")
    return place / "towns"


def test_a_draft_is_written_and_loads_at_once(hub, folder):
    result = hub("new", "towns", folder)
    assert result.code == 0
    assert "members.csv: table, organisation by name, url" in result.out
    assert "notes.txt" in result.err
    assert hub("check", folder).code == 0
    assert hub("load", folder).code == 0
    assert hub("networks", "--json").document["networks"][0]["counts"] == {"organisation": 2}


def test_json_tells_what_was_guessed(hub, folder):
    document = hub("new", "towns", folder, "--json").document
    (source,) = document["sources"]
    assert (source["path"], source["format"], source["kind"], source["options"]) == (
        "members.csv",
        "table",
        "organisation",
        {"delimiter": ";"},
    )
    assert document["not_read"] == ["notes.txt"]


def test_a_manifest_that_is_there_is_never_overwritten(hub, folder):
    (folder / "network.yaml").write_text("mine")
    result = hub("new", "towns", folder)
    assert (result.code, (folder / "network.yaml").read_text()) == (2, "mine")
    assert "exists already" in result.err


@pytest.mark.parametrize("name", ["judgements", "Towns", "two towns", "-x", ""])
def test_a_name_that_no_network_can_have_is_refused(hub, folder, name):
    assert hub("new", "--", name, folder).code == 2
    assert not (folder / "network.yaml").exists()


def test_a_directory_without_a_file_that_is_read_gets_no_manifest(hub, place):
    (place / "empty").mkdir()
    result = hub("new", "towns", place / "empty")
    assert result.code == 2
    assert "docs/formats.md" in result.err
    assert not (place / "empty" / "network.yaml").exists()


def test_the_current_directory_is_the_default(hub, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert hub("new", "towns").code == 0
    assert (folder / "network.yaml").exists()
