"""The labels of candidates and mentions that were read by hand: keys and verdicts, without a store."""

from collections import Counter
from pathlib import Path

import pytest

from hub.identity.evaluation import read_pairs
from hub.identity.evaluation.labelled_mentions import are_mentions, read_mentions
from schema.kinds import KIND_BY_NAME

LABELS = Path(__file__).parent / "labels"


def _lines(name):
    return (LABELS / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("candidates.csv", 200),
        ("candidates_beyond_sample.csv", 393),
        ("candidates_all_open.csv", 91),
        ("near_names.csv", 160),
        ("shared_addresses.csv", 80),
    ],
)
def test_every_labelled_pair_has_known_kinds_and_is_labelled_once(name, rows):
    assert len(_lines(name)) == rows + 1
    pairs = read_pairs(_lines(name))
    assert rows * 0.95 < len(pairs) <= rows
    ends = Counter(frozenset((pair.left, pair.right)) for pair in pairs)
    assert set(ends.values()) == {1}
    assert {end.kind for pair in pairs for end in (pair.left, pair.right)} <= set(KIND_BY_NAME)
    assert all(bool(pair.relation) != pair.same for pair in pairs), "what is not the same has a cause"


@pytest.mark.parametrize("name", ["mentions.csv", "mentions_added.csv"])
def test_every_labelled_mention_has_a_verdict_and_a_wrong_one_a_cause(name):
    lines = _lines(name)
    assert are_mentions(lines[0])
    mentions = read_mentions(lines)
    assert len(mentions) == len(lines) - 1
    assert all(bool(mention.why) != mention.right for mention in mentions)
    assert {mention.text[1] for mention in mentions} == {"event", "news-item"}
