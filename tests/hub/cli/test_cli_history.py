"""`hub at` and `hub erase`: an old store is a store, and what is erased is asked about first."""

import pytest


@pytest.fixture
def renamed(hub, seeds):
    """A body that was called something else before, in the store."""
    for name in ("Aros", "Aarhus"):
        hub("load", seeds.write("alpha", {"organisation": [{"key": "aar", "name": name}]}))


def test_an_old_store_is_a_store_to_export_from(hub, renamed, place, monkeypatch):
    written = hub("at", "1", "--to", "old.db")
    assert (written.code, "old.db is the store as of revision 1" in written.out) == (0, True)
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite:///{place / 'old.db'}")
    assert '"name":"Aros"' in hub("export", "--kind", "organisation", "--to", "-").out


def test_a_moment_that_cannot_be_restored_is_refused(hub, renamed):
    document = hub("at", "7", "--to", "old.db", "--json").document
    assert document["error"]["code"] == "revision-unknown"
    assert hub("at", "soon", "--to", "old.db").code == 2


def test_an_erasure_is_shown_asked_and_done(hub, renamed):
    shown = hub("erase", "alpha/organisation/aar", "--dry-run")
    assert (shown.code, shown.out) == (0, "To be erased: 1 earlier version of 1 record.\n")
    assert hub("erase", "alpha/organisation/aar", typed="n\n").code == 4
    assert hub("erase", "alpha/organisation/aar", "--json").document["error"]["code"] == "usage"
    done = hub("erase", "alpha/organisation/aar", "--yes", "--json").document
    assert (done["written"], done["versions"], done["revision"]) == (True, 1, 3)
    left = hub("at", "1", "--to", "old.db")
    assert (left.code, "1 record of that revision" in left.err) == (0, True)
    assert hub("erase", "alpha/organisation/aar", "--dry-run", "--json").document["versions"] == 0
