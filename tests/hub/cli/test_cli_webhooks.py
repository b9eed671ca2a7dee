"""`hub webhook`: who would not be notified, and why, is said where it would be noticed last."""

import pytest


@pytest.mark.parametrize("command", ["list", "replay"])
def test_without_the_key_of_the_hub_that_serves_an_operator_is_warned(hub, monkeypatch, command):
    monkeypatch.setenv("HUB_HARVEST_PRIVATE", "127.0.0.0/8")
    monkeypatch.setenv("HUB_WEBHOOK_KEY", "a key of this test, which is long enough")
    added = hub("webhook", "add", "http://127.0.0.1:9/changes", "--json").document
    arguments = ["list"] if command == "list" else ["replay", added["id"]]
    assert "HUB_WEBHOOK_KEY" not in hub("webhook", *arguments).err
    monkeypatch.delenv("HUB_WEBHOOK_KEY")
    assert "HUB_WEBHOOK_KEY is not set: a hub that serves without it notifies nobody." in hub("webhook", *arguments).err
