import sqlite3

import pytest


@pytest.fixture
def loaded(hub, two_networks):
    hub("load", two_networks)


def test_a_store_that_was_just_loaded_is_sound(hub, loaded):
    result = hub("doctor")
    assert result.code == 0
    assert {line.partition(": ")[2] for line in result.out.splitlines()} == {"fine"}
    document = hub("doctor", "--json").document
    assert (document["command"], document["sound"]) == ("doctor", True)
    assert {check["differences"] for check in document["checks"]} == {0}


def test_what_is_out_of_step_is_shown_with_examples(hub, loaded, place):
    with sqlite3.connect(place / "hub.db") as store:
        store.execute("UPDATE value_count SET total = 7 WHERE kind = 'product' AND field = 'networks' AND value = ''")
    store.close()
    result = hub("doctor")
    assert result.code == 1
    assert "counts of values: 2 differences" in result.out
    assert "  + product networks  7 1" in result.out
    document = hub("doctor", "--json").document
    assert not document["sound"]
    assert [check["name"] for check in document["checks"] if check["differences"]] == ["counts of values"]


def test_without_a_store_there_is_nothing_to_examine(hub):
    assert hub("doctor").code == 3
