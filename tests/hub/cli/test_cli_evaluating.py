import csv

import pytest

from hub.identity.evaluation import kinds_meant

COLUMNS = "left_network,left_kind,left_id_or_url,left_name,left_country,right_network,right_kind,right_id_or_url,right_name,right_country,label,relation,why,difficulty"
CITY = ("alpha", "organisation", "kbh", "Københavns Kommune", "DK")
ABROAD = ("beta", "organisation", "https://www.kk.dk/", "City of Copenhagen", "DK")
TOWN = ("alpha", "organisation", "organisation.jsonl", "Aarhus Kommune", "DK")
LIKE = ("beta", "organisation", "aarhus", "Aarhus", "DK")


@pytest.fixture
def pairs(place):
    def write(*rows):
        with (place / "pairs.csv").open("w", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(COLUMNS.split(","))
            writer.writerows((*left, *right, label, "", "", "easy") for left, right, label in rows)
        return place / "pairs.csv"

    return write


@pytest.fixture
def loaded(hub, two_networks):
    hub("load", two_networks)


def test_joins_candidates_and_wrong_joins_are_counted_apart(hub, loaded, pairs):
    document = hub(
        "identity", "evaluate", pairs((CITY, ABROAD, "same"), (TOWN, LIKE, "same"), (CITY, LIKE, "not_same")), "--json"
    ).document
    assert (document["joined_same"], document["candidate_same"], document["apart_different"]) == (1, 1, 1)
    assert (document["precision"], document["recall"], document["reach"]) == (1.0, 0.5, 1.0)
    assert document["by"]["basis"].keys() == {"records"}
    assert [one["left"]["name"] for one in document["missed"]] == ["Aarhus Kommune"]


def test_a_wrong_join_is_listed(hub, loaded, pairs):
    result = hub("identity", "evaluate", pairs((CITY, ABROAD, "not_same")))
    assert result.code == 0
    assert "1 pair: wrong joins" in result.out


def test_what_nothing_is_known_of_is_listed_as_unresolvable(hub, loaded, pairs):
    nobody = ("nowhere", "organisation", "a.yml", "(none)", "")
    document = hub("identity", "evaluate", pairs((CITY, nobody, "same")), "--json").document
    assert (document["judged"], len(document["unresolvable"])) == (0, 1)


def test_without_a_store_ends_are_judged_from_their_rows(hub, pairs):
    result = hub("identity", "evaluate", pairs((CITY, ABROAD, "same")), "--json")
    assert result.document["by"]["basis"].keys() == {"row"}
    assert "hub load" in result.err


def test_another_database_can_be_named(hub, loaded, pairs, place, monkeypatch):
    monkeypatch.setenv("HUB_DATABASE_URL", "sqlite:///nothing.db")
    document = hub(
        "identity", "evaluate", pairs((CITY, ABROAD, "same")), "--db", f"sqlite:///{place / 'hub.db'}", "--json"
    ).document
    assert document["by"]["basis"].keys() == {"records"}


@pytest.mark.parametrize(
    ("content", "hint"), [("a,b\n1,2\n", "left_"), ("left_network\n\n1\n", "column"), ("\udcff", "UTF-8")]
)
def test_a_file_that_is_none_of_pairs_is_reported(hub, place, content, hint):
    (place / "pairs.csv").write_text(content, errors="surrogateescape")
    result = hub("identity", "evaluate", "pairs.csv")
    assert result.code == 2
    assert hint in result.err


def test_a_file_that_is_not_there_is_reported(hub):
    assert hub("identity", "evaluate", "nothing.csv").code == 2


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("organisation (owner)", ("organisation", "ospo")),
        ("ospo", ("ospo", "organisation")),
        ("ministry", ("organisation", "ospo")),
        ("product", ("product",)),
        ("newsletter", ("news-item",)),
    ],
)
def test_a_pairs_word_for_a_kind_means(word, kinds):
    assert kinds_meant(word) == kinds


def test_the_owner_of_a_product_is_the_agent_that_its_record_leads_to(hub, seeds, pairs):
    city = {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"]}
    seeds.write(
        "alpha", {"organisation": [city], "product": [{"key": "mo", "name": "OS2mo", "to:owners": [{"key": "kbh"}]}]}
    )
    seeds.write("beta", {"product": [{"key": "tool", "name": "A tool"}]})
    hub("load")
    owner = ("alpha", "organisation (owner)", "product.jsonl", "(none)", "DK")
    document = hub(
        "identity", "evaluate", pairs((owner, ("alpha", "organisation", "kbh", "", "DK"), "same")), "--json"
    ).document
    assert (document["joined_same"], document["by"]["basis"].keys()) == (1, {"records"})
