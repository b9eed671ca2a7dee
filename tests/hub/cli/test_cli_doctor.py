import shutil
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
    assert [check["name"] for check in document["checks"] if check["differences"]] == [
        "counts of values",
        "what is derived",
    ]


FAULTS = {
    "a value": "UPDATE organisation SET name = 'Nowhere' WHERE id = (SELECT min(id) FROM organisation)",
    "a thing is gone": "DELETE FROM product",
    "an edge is gone": "DELETE FROM relation",
    "a statement of nothing": "UPDATE statement SET record = 'prod_aaaaaaaaaaaaaaaa'",
    "a term of nothing": "INSERT INTO term VALUES ('org_aaaaaaaaaaaaaaaa', 'countries', 'DK', 'organisation', 'x', 0)",
    "records of no thing": "UPDATE record SET entity = NULL",
    "search finds nothing": "DELETE FROM search_document",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_follows_from_records_is_repaired_from_them(hub, loaded, place, fault):
    before = hub("export", "--kind", "organisation", "--to", "-").out
    with sqlite3.connect(place / "hub.db") as store:
        store.execute(fault)
    store.close()
    assert hub("doctor").code == 1
    result = hub("doctor", "--repair")
    assert (result.code, "as revision 3" in result.out) == (0, True)
    assert hub("export", "--kind", "organisation", "--to", "-").out == before
    assert hub("doctor", "--repair", "--json").document["repaired_by"] is None


def test_a_revision_that_no_load_made_is_found_and_not_hidden_by_a_repair(hub, loaded, place):
    with sqlite3.connect(place / "hub.db") as store:
        store.execute("UPDATE record SET first_revision = 77 WHERE id = (SELECT min(id) FROM record)")
    store.close()
    document = hub("doctor", "--quick", "--json").document
    assert [check["name"] for check in document["checks"] if check["differences"]] == ["revisions"]
    assert hub("doctor", "--quick", "--repair").code == 1


def test_without_a_store_there_is_nothing_to_examine(hub):
    assert hub("doctor").code == 3


def test_a_store_in_which_nothing_was_loaded_yet_is_sound(hub, place, empty_sqlite_file):
    shutil.copyfile(empty_sqlite_file, place / "hub.db")
    assert hub("doctor").code == 0
