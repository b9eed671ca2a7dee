"""What the words of labelled pairs mean, and what may be left out of their table."""

import pytest

from hub.identity import subject
from hub.identity.evaluation import PairEnd, kinds_meant, read_pairs, subject_from_pair_row
from hub.identity.keys.packed_keys import match_keys
from hub.identity.pairs.blocking import Blocks

ENDS = [f"{side}_{name}" for side in ("left", "right") for name in ("network", "kind", "id_or_url", "name", "country")]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("news", ("news-item",)),
        ("newsletter", ("news-item",)),
        ("webinar", ("event",)),
        ("software", ("product",)),
    ],
)
def test_other_words_for_kinds(word, kinds):
    assert kinds_meant(word) == kinds


@pytest.mark.parametrize(
    ("label", "is_same"),
    [("same", True), ("yes", True), ("1", True), ("true", True), (" yes ", True), ("no", False), ("", False)],
)
def test_labels_that_mean_one_thing(label, is_same):
    (pair,) = read_pairs([",".join([*ENDS, "label"]), ",".join([*"nkxyz" * 2, label])])
    assert pair.same is is_same


def test_what_explains_a_pair_may_be_missing_and_is_empty_then():
    (pair,) = read_pairs([",".join([*ENDS, "label"]), ",".join([*"nkxyz" * 2, "same"])])
    assert (pair.relation, pair.why, pair.difficulty) == ("", "", "")
    explained = ["label", "relation", "why", "difficulty"]
    (pair,) = read_pairs([",".join([*ENDS, *explained]), ",".join([*"nkxyz" * 2, "same", "r", "w", "d"])])
    assert (pair.relation, pair.why, pair.difficulty) == ("r", "w", "d")


@pytest.mark.parametrize("ending", ["yml", "yaml", "json", "md", "csv"])
def test_a_file_that_names_an_end_is_no_page_of_it(ending):
    assert subject_from_pair_row(PairEnd("n", "product", f"otter.{ending}", "Otter", "")).identifiers == ()


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        ({"starts_at": "2026-05-31"}, "2026-05-31"),
        ({"published": "2026-05-30"}, "2026-05-30"),
        ({"starts_at": "2026-05-31", "published": "2026-05-30"}, "2026-05-31"),
        ({}, None),
    ],
)
def test_the_day_of_a_record_is_its_start_or_else_its_publication(values, starts):
    assert subject("1", "n", "event", "k", {"name": "Otter"} | values, ()).starts == starts


def test_records_meet_only_by_the_match_keys_that_are_wanted():
    keys = [
        match_keys(subject(id_, id_, "product", id_, {"name": name}, [("homepage", "otter.example")]))
        for id_, name in (("1", "Alpha"), ("2", "Beta"))
    ]
    (shared,) = set(keys[0].strong) & set(keys[1].strong)
    for wanted, pairs in (({shared}, [("1", "2")]), (set(), []), (None, [("1", "2")])):
        blocks = Blocks(wanted)
        for one in keys:
            blocks.add(one)
        assert list(blocks.pairs()) == pairs
