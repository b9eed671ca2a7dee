"""`hub undo` and `hub remove`: shown, asked, done, and not loaded again unasked."""

import pytest
import typer


@pytest.fixture
def wrong_load(hub, seeds):
    """A directory of five bodies, loaded, and then loaded with one of them alone."""
    bodies = [{"key": str(number), "name": f"Town of {number}"} for number in range(5)]
    hub("load", seeds.write("alpha", {"organisation": bodies}))
    folder = seeds.write("alpha", {"organisation": bodies[:1]})
    hub("load", folder, "--allow-mass-delete")
    return folder


def test_undo_shows_what_would_change_and_asks(hub, wrong_load):
    shown = hub("undo", "--dry-run")
    assert (shown.code, "4 records of alpha would change" in shown.out) == (0, True)
    for typed in ("n\n", ""):
        refused = hub("undo", typed=typed)
        assert (refused.code, "Nothing was written" in refused.err) == (4, True)
    assert hub("undo", "--dry-run", "--json").document["revision"] == 3
    done = hub("undo", typed="y\n")
    assert (done.code, "Revision 3: alpha is what it was before." in done.out) == (0, True)


def test_what_was_not_shown_is_not_done(hub, seeds, wrong_load, monkeypatch):
    def agreed_after_another_load(*_, **__):
        hub("load", seeds.write("beta", {"organisation": [{"key": "1", "name": "Odense"}]}))
        return True

    monkeypatch.setattr(typer, "confirm", agreed_after_another_load)
    result = hub("undo")
    assert (result.code, "Run `hub undo` again" in result.err) == (3, True)
    assert {one["network"] for one in hub("networks", "--json").document["networks"]} == {"alpha", "beta"}


def test_what_was_undone_stays_so_until_asked_for(hub, wrong_load):
    document = hub("undo", "--revision", "2", "--yes", "--json").document
    assert (document["written"], document["counts"]["organisation"]["added"]) == (True, 4)
    again = hub("load", wrong_load)
    assert again.code == 0
    assert "This content was undone at revision 3, so it is not loaded." in again.out
    assert "unchanged" in again.out
    assert hub("load", wrong_load, "--again").code == 4  # the brake asks as ever
    assert hub("load", wrong_load, "--again", "--allow-mass-delete").code == 0


def test_a_network_is_removed_and_brought_back(hub, seeds, wrong_load):
    hub("load", seeds.write("beta", {"organisation": [{"key": "1", "name": "Odense"}]}))
    assert "is removed" in hub("remove", "alpha", "--yes").out
    assert [one["network"] for one in hub("networks", "--json").document["networks"]] == ["beta"]
    assert "This content was removed at revision 4" in hub("load", wrong_load).out
    assert hub("undo", "--yes").code == 0
    assert [one["network"] for one in hub("networks", "--json").document["networks"]] == ["alpha", "beta"]


def test_what_cannot_be_taken_back_is_an_error_in_words(hub, wrong_load):
    for arguments, code in (
        (("remove", "gamma", "--yes"), "network-unknown"),
        (("undo", "--revision", "9", "--yes"), "load-unknown"),
        (("undo",), "usage"),
    ):
        result = hub(*arguments, "--json")
        assert (result.code, result.document["error"]["code"]) == (2, code)
