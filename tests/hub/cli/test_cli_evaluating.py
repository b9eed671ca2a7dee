import csv
import json
from pathlib import Path

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
    assert (document["stored"]["pairs"], document["labels"]["pairs"]) == (3, 0)
    assert document["stored"]["by"]["kind"]["organisation"]["joined_same"] == 1
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
    assert (result.document["stored"]["pairs"], result.document["labels"]["pairs"]) == (0, 1)
    assert "hub load" in result.err


def test_another_database_can_be_named(hub, loaded, pairs, place, monkeypatch):
    monkeypatch.setenv("HUB_DATABASE_URL", "sqlite:///nothing.db")
    document = hub(
        "identity", "evaluate", pairs((CITY, ABROAD, "same")), "--db", f"sqlite:///{place / 'hub.db'}", "--json"
    ).document
    assert document["stored"]["pairs"] == 1


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
    assert (document["joined_same"], document["stored"]["pairs"]) == (1, 1)


def test_a_pipe_gets_no_progress(hub, loaded, pairs):
    assert hub("identity", "evaluate", pairs((CITY, ABROAD, "same"))).err == ""


def test_models_are_compared_on_folds_of_networks(hub, loaded, pairs):
    labelled = pairs((CITY, ABROAD, "same"), (TOWN, LIKE, "same"), (CITY, LIKE, "not_same"))
    document = hub("identity", "evaluate", labelled, "--folds", 2, "--json").document
    assert sorted(network for part in document["folds"]["networks"] for network in part) == ["alpha", "beta"]
    held_out = [figures["held_out"] for figures in document["folds"]["models"].values()]
    assert {sum(figures[name] for name in COUNTS) for figures in held_out} == {3}
    assert document["folds"]["weights"]["country"]["hand_set"] == 0.5
    assert "Networks held out, 2 folds" in hub("identity", "evaluate", labelled, "--folds", 2).out


COUNTS = ("joined_same", "joined_different", "candidate_same", "candidate_different", "apart_same", "apart_different")


def test_the_evidence_on_labelled_pairs_is_written_a_line_a_pair(hub, loaded, pairs, place):
    hub("identity", "evaluate", pairs((CITY, ABROAD, "same"), (TOWN, LIKE, "same")), "--features", "features.jsonl")
    first, second = (json.loads(line) for line in (place / "features.jsonl").read_text().splitlines())
    assert (first["left"]["name"], first["same"], first["ceiling"]) == ("Københavns Kommune", True, "joined")
    assert {"host", "name-unique"} <= {piece["name"] for piece in second["evidence"] if piece["weight"] > 0}


MENTIONED = [
    {"key": "kbh", "name": "Københavns Kommune", "countries": ["DK"]},
    {"key": "aar", "name": "Aarhus Kommune", "countries": ["DK"]},
]


def test_mentions_are_sampled_labelled_and_measured(hub, seeds, place):
    news = [
        {"key": "one", "name": "Københavns Kommune shares its code"},
        {"key": "two", "name": "Aarhus Kommune follows"},
    ]
    seeds.write("alpha", {"organisation": MENTIONED, "news-item": news})
    hub("load")
    sample = hub("identity", "sample", "mentions", "--size", 10)
    assert "2 rows to label" in sample.err
    rows = list(csv.DictReader(sample.out.splitlines()))
    assert {(row["key"], row["mention"], row["target_key"]) for row in rows} == {
        ("one", "Københavns Kommune", "kbh"),
        ("two", "Aarhus Kommune", "aar"),
    }
    labels = {"one": "right", "two": "wrong"}
    labelled = [row | {"label": labels[row["key"]]} for row in rows] + [rows[0] | {"key": "gone", "label": "right"}]
    with (place / "mentions.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(labelled)
    document = hub("identity", "evaluate", "mentions.csv", "--json").document["mentions"]
    assert (document["right_found"], document["wrong_found"], document["right_missed"]) == (1, 1, 1)
    assert (document["precision"], document["recall"]) == (0.5, 0.5)
    shown = hub("identity", "evaluate", "mentions.csv").out
    assert "1 mention: found, but wrong" in shown


def test_candidates_are_sampled_as_pairs_to_label(hub, loaded, place):
    sample = hub("identity", "sample", "candidates")
    (row,) = csv.DictReader(sample.out.splitlines())
    assert (row["left_kind"], row["label"]) == ("organisation", "")
    assert "name-core" in row["evidence"]
    (place / "sample.csv").write_text(sample.out.replace("DK,,,", "DK,same,,"))
    assert hub("identity", "evaluate", "sample.csv", "--json").document["candidate_same"] == 1


def test_there_may_be_nothing_to_label(hub, loaded):
    result = hub("identity", "sample", "mentions", "--kind", "product")
    assert (result.code, result.out) == (0, "")
    assert "no mentions" in result.err


def test_every_field_of_the_json_is_documented(hub, loaded, pairs):
    labelled = pairs((CITY, ABROAD, "same"), (TOWN, LIKE, "same"), (CITY, LIKE, "not_same"))
    document = hub("identity", "evaluate", labelled, "--folds", 2, "--json").document
    page = (Path(__file__).parents[3] / "docs/identity.md").read_text(encoding="utf-8")
    table = page[page.index("### What `--json` says") :]
    fields = {*document, *document["stored"], *document["folds"], *document["offices"]} - {"command", *COUNTS[1:-1]}
    assert [field for field in sorted(fields) if f"`{field}`" not in table] == []
