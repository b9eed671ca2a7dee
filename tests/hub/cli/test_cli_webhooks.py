"""`hub webhook`: what its commands print and with what they exit; what is sent is tested in tests/hub/webhooks."""

import sqlite3

import pytest

MISSING = "HUB_WEBHOOK_KEY is not set: a hub that serves without it notifies nobody."
TARGET = "http://127.0.0.1:1/hook"


@pytest.fixture
def hook(hub, seeds, monkeypatch):
    """The id of a webhook, added with a key that is set."""
    hub("load", seeds.write("alpha", {"product": [{"key": "x", "name": "X"}]}).parent)
    monkeypatch.setenv("HUB_WEBHOOK_KEY", "a key of these tests, which is long enough")
    monkeypatch.setenv("HUB_HARVEST_PRIVATE", "127.0.0.0/8")
    return hub("webhook", "add", TARGET, "--kind", "product", "--json").document["id"]


def test_without_the_key_each_command_says_that_nobody_is_notified(hub, hook, monkeypatch):
    for command in (("list",), ("replay", hook)):
        assert MISSING not in hub("webhook", *command).err
    monkeypatch.delenv("HUB_WEBHOOK_KEY")
    for command in (("list", "--json"), ("replay", hook, "--json")):
        result = hub("webhook", *command)
        assert (result.code, MISSING in result.err) == (0, True), command
    for command in (("add", TARGET), ("rotate", hook)):
        result = hub("webhook", *command)
        assert (result.code, "Webhooks need HUB_WEBHOOK_KEY" in result.err) == (2, True), command


def test_one_that_is_off_is_a_finding_until_it_is_replayed(hub, hook, place):
    assert hub("webhook", "list").code == 0
    with sqlite3.connect(place / "hub.db") as store:  # as three days without an answer leave it
        store.execute("UPDATE webhook SET off_at = '2026-11-27T12:00:00Z', off_why = 'nothing has arrived'")
    listed = hub("webhook", "list", "--json")
    assert (listed.code, listed.document["webhooks"][0]["off_why"]) == (1, "nothing has arrived")
    assert "until `hub webhook replay ID`" in listed.err
    assert hub("webhook", "replay", hook).code == 0
    assert hub("webhook", "list").code == 0
    assert hub("webhook", "remove", hook).code == 0
    assert hub("webhook", "log", hook).code == 2
