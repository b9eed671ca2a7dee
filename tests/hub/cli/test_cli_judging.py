import json

import pytest

from hub.load import read_judgements

CITY = {
    "key": "kbh",
    "name": "Københavns Kommune",
    "countries": ["DK"],
    "url": "https://www.kk.dk",
    "id:cvr": "64942212",
}
ANCHOR = ("alpha/organisation/aar", "beta/organisation/aarhus")


@pytest.fixture
def loaded(hub, two_networks):
    hub("load", two_networks)
    return two_networks / "judgements.jsonl"


def entity(hub, name):
    return hub("explain", name, name, "--json").document["left"]["entity"]


def verdicts(path):
    judgements, issues = read_judgements(path)
    assert not issues
    return [(one.left, one.right, one.verdict) for one in judgements]


@pytest.mark.parametrize(
    "name",
    [
        "alpha/organisation/kbh",
        "kobenhavns-kommune",
        "https://www.kk.dk",
        "kk.dk",
        "Københavns Kommune",
        "kobenhavns kommune",
    ],
)
def test_a_thing_can_be_named_by_key_slug_address_or_name(hub, loaded, name):
    assert entity(hub, name) == entity(hub, "beta/organisation/cph")


def test_an_id_of_any_record_names_its_entity(hub, loaded):
    record = hub("explain", "beta/organisation/cph", "beta/organisation/cph", "--json").document["left"]
    assert entity(hub, record["id"]) == record["entity"]


def test_what_nothing_is_called_is_answered_by_what_was_meant(hub, loaded):
    result = hub("explain", "kobenhavns-komune", "aarhus.dk")
    assert result.code == 2
    assert "Did you mean kobenhavns-kommune?" in result.err


def test_why_two_records_are_one_is_explained_with_evidence_and_places(hub, loaded):
    result = hub("explain", "alpha/organisation/kbh", "beta/organisation/cph")
    assert result.code == 0
    assert result.out.startswith("joined: one entity")
    assert "cvr 64942212" in result.out
    assert "alpha: organisation.jsonl:1" in result.out


def test_a_whole_thing_is_explained_by_all_its_records_and_what_joins_them(hub, loaded):
    document = hub("explain", "kobenhavns-kommune", "--json").document
    assert {record["reference"] for record in document["records"]} == {
        "alpha/organisation/kbh",
        "beta/organisation/cph",
    }
    assert [link["outcome"] for link in document["links"]] == ["joined"]
    assert "cvr 64942212" in hub("explain", "kobenhavns-kommune").out


def test_why_two_things_are_apart_is_explained_too(hub, loaded):
    document = hub("explain", "alpha/organisation/kbh", "alpha/product/os2mo", "--json").document
    assert document["outcome"] == "apart"
    assert [one["name"] for one in document["links"][0]["evidence"]] == ["kind-differs"]


def test_a_candidate_is_explained_as_waiting_for_a_person(hub, loaded):
    document = hub("explain", *ANCHOR, "--json").document
    assert document["outcome"] == "candidate"


def test_joining_writes_the_judgement_to_store_and_file(hub, loaded):
    document = hub("join", *ANCHOR, "--why", "one town", "--json").document
    assert (document["took_effect"], verdicts(loaded)) == (True, [(*ANCHOR, "same")])
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "joined"


def test_a_judgement_given_on_the_command_line_is_found_again_by_a_fresh_store(
    hub, loaded, two_networks, monkeypatch, place
):
    hub("join", *ANCHOR, "--why", "one town")
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite:///{place / 'fresh.db'}")
    hub("load", two_networks)
    result = hub("explain", *ANCHOR)
    assert "judged same by the tests" in result.out
    assert "one town" in result.out


def test_a_judgement_is_written_beside_the_seeds_of_its_left_record_and_the_command_says_where(
    hub, loaded, place, monkeypatch
):
    other = place / "others"
    other.mkdir()
    monkeypatch.setenv("HUB_SEEDS", f"{other},{loaded.parent}")
    result = hub("join", *ANCHOR, "--why", "one town")
    assert str(loaded) in result.out
    assert verdicts(loaded) == [(*ANCHOR, "same")]
    assert not list(other.iterdir())


def test_a_judgement_on_a_record_without_a_directory_is_written_beside_the_seeds_of_the_other(hub, loaded):
    (loaded.parent / "alpha" / "network.yaml").unlink()
    assert str(loaded) in hub("join", *ANCHOR, "--why", "one town").out
    assert verdicts(loaded) == [(*ANCHOR, "same")]


def test_where_no_directory_has_either_record_nothing_is_judged(hub, loaded, place, monkeypatch):
    monkeypatch.setenv("HUB_SEEDS", str(place))
    for network in ("alpha", "beta"):
        (loaded.parent / network / "network.yaml").unlink()
    result = hub("join", *ANCHOR, "--why", "one town")
    assert (result.code, "--file" in result.err) == (2, True)
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "candidate"


def test_judgements_are_listed_and_undone_in_store_and_file(hub, loaded):
    hub("join", *ANCHOR, "--why", "one town")
    (judgement,) = hub("judgements", "list", "--json").document["judgements"]
    assert (judgement["left"], judgement["right"], judgement["origin"]) == (*ANCHOR, str(loaded))
    assert judgement["id"] in hub("judgements", "list").out
    assert hub("judgements", "undo", judgement["id"], "--json").document["judgements"] == [judgement["id"]]
    assert (verdicts(loaded), hub("judgements", "list", "--json").document["judgements"]) == ([], [])
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "candidate"
    result = hub("judgements", "undo", judgement["id"])
    assert (result.code, "hub judgements list" in result.err) == (2, True)


def test_a_check_says_what_would_come_of_a_line_that_is_gone_and_undoes_nothing(hub, loaded):
    hub("join", *ANCHOR, "--why", "one town")
    loaded.write_text("")
    (report, *_) = hub("check", "--json").document["loads"]
    assert (report["network"], report["counts"]["judgement"]["withdrawn"]) == ("judgements", 1)
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "joined"
    hub("load")
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "candidate"


def test_splitting_takes_apart_what_evidence_joins(hub, loaded):
    result = hub("split", "kobenhavns-kommune", "--why", "for the test")
    assert result.code == 0
    assert [verdict for _, _, verdict in verdicts(loaded)] == ["different"]
    assert hub("explain", "alpha/organisation/kbh", "beta/organisation/cph", "--json").document["outcome"] == "apart"


def test_a_single_record_cannot_be_split(hub, loaded):
    result = hub("split", "alpha/organisation/aar", "--why", "for the test")
    assert (result.code, "nothing to split" in result.err) == (2, True)


def test_of_three_records_those_to_split_off_must_be_named(hub, seeds):
    for network in ("alpha", "beta", "gamma"):
        seeds.write(network, {"organisation": [CITY]})
    hub("load")
    result = hub("split", "kobenhavns-kommune", "--why", "for the test")
    assert (result.code, "--record" in result.err) == (2, True)
    assert hub("split", "kobenhavns-kommune", "--record", "gamma/organisation/kbh", "--why", "for the test").code == 0
    assert (
        entity(hub, "alpha/organisation/kbh")
        == entity(hub, "beta/organisation/kbh")
        != entity(hub, "gamma/organisation/kbh")
    )


def test_a_judgement_needs_somebody_who_judges(hub, loaded, monkeypatch):
    monkeypatch.delenv("HUB_BY")
    assert hub("join", *ANCHOR, "--why", "one town").code == 2
    assert "--by" in hub("review").err


def test_a_judgements_file_with_a_broken_line_is_left_as_it_is(hub, loaded):
    loaded.write_text("no judgement\n")
    result = hub("join", *ANCHOR, "--why", "one town")
    assert result.code == 2
    assert f"{loaded}:1" in result.err
    assert loaded.read_text() == "no judgement\n"
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "candidate"


def test_a_file_that_cannot_be_written_leaves_the_store_as_it_was(hub, loaded, place):
    result = hub("join", *ANCHOR, "--why", "one town", "--file", place / "no" / "such" / "folder.jsonl")
    assert result.code == 2
    assert "cannot be written" in result.err
    assert hub("explain", *ANCHOR, "--json").document["outcome"] == "candidate"


def test_reviewing_shows_both_records_with_the_evidence_and_saves_each_verdict(hub, loaded):
    result = hub("review", typed="s\n")
    assert result.code == 0
    assert "alpha: organisation.jsonl:2" in result.out
    assert "beta: organisation.jsonl:2" in result.out
    assert "1 judgement saved" in result.out
    assert verdicts(loaded) == [(*ANCHOR, "same")]
    assert json.loads(loaded.read_text())["evidence"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [("k\n", []), ("q\n", []), ("", []), ("d\n", ["different"]), ("u\n", ["unsure"]), ("x\ns\n", ["same"])],
)
def test_each_key_has_its_verdict(hub, loaded, typed, left):
    assert hub("review", typed=typed).code == 0
    assert [verdict for _, _, verdict in verdicts(loaded)] == left


def test_undoing_a_verdict_shows_the_pair_again(hub, seeds):
    for network, sort, page in (("alpha", " Kommune", ""), ("beta", "", "/en")):
        towns = [
            {
                "key": town,
                "name": town + sort,
                "countries": ["DK"] if sort else [],
                "url": f"https://{town.lower()}.dk{page}",
            }
            for town in ("Aarhus", "Odense")
        ]
        seeds.write(network, {"organisation": towns})
    hub("load")
    result = hub("review", typed="s\nz\nd\nq\n")
    assert "undone" in result.out
    assert [verdict for _, _, verdict in verdicts(seeds.root / "judgements.jsonl")] == ["different"]


def test_what_was_judged_is_not_asked_again(hub, loaded):
    hub("review", typed="u\n")
    assert hub("review", "--json").document["candidates"] == []


def test_candidates_can_be_listed_and_narrowed(hub, loaded):
    assert len(hub("review", "--json").document["candidates"]) == 1
    assert hub("review", "--json", "--kind", "product").document["candidates"] == []
    assert len(hub("review", "--json", "--network", "beta").document["candidates"]) == 1


def test_a_key_of_somebody_elses_data_cannot_steer_the_terminal_of_a_reviewer(hub, seeds):
    seeds.write("alpha", {"organisation": [{"key": "a\x1b[2J", "name": "Aarhus Kommune", "url": "https://aarhus.dk"}]})
    seeds.write("beta", {"organisation": [{"key": "b\x1b[2J", "name": "Aarhus", "url": "https://aarhus.dk/en"}]})
    hub("load")
    result = hub("review", typed="k\n")
    assert "aarhus.dk" in result.out
    assert "\x1b" not in result.out


def test_judgements_are_exported_in_the_form_in_which_they_are_read(hub, loaded):
    hub("review", typed="s\n")
    assert hub("export", "--kind", "judgement", "--to", "-").out == loaded.read_text()


def test_a_group_of_questions_is_judged_at_once_with_a_reason_and_only_if_one_is_sure(hub, two_networks):
    hub("load", two_networks)
    waiting = hub("review", "--json").document["candidates"]
    assert waiting
    path = two_networks / "judgements.jsonl"
    before = verdicts(path) if path.exists() else []
    unsure = hub("review", "--all", "different", "--by", "editors", "--why", "Read beside each other.")
    assert unsure.code == 2
    assert "would be judged different" in unsure.err
    assert hub("review", "--all", "maybe", "--by", "editors").code == 2
    assert (verdicts(path) if path.exists() else []) == before
    other = hub("review", "--all", "different", "--evidence", "fork", "--by", "editors", "--why", "Read.", "--yes")
    assert "0 questions judged different" in other.out
    done = hub("review", "--all", "different", "--by", "editors", "--why", "Read beside each other.", "--yes")
    assert done.code == 0
    assert "judged different" in done.out
    assert hub("review", "--json").document["candidates"] == []
    assert {verdict for _, _, verdict in verdicts(path)} == {"different"}
