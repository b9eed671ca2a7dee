"""The yardstick's own reading and arithmetic, on a set as small as a hand.

The Febrl files themselves are not part of the repository.
"""

import pytest

from hub.identity.evaluation.model_comparison import MODELS
from scripts.yardstick.__main__ import blocked_pairs, results
from scripts.yardstick.febrl import read_set

HEADER = (
    "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth,"
    " soc_sec_id"
)
ROWS = [
    "rec-0-org, marigold, featherstonehaugh, 1, a street, , perth, 6000, wa, 19081209, 1",
    "rec-0-dup-0, marigold, featherstonehaugh, 1, a street, , perth, 6000, wa, 19081209, 1",
    "rec-1-org, peregrine, wolstenholme, 2, b street, , hobart, 7000, tas, 19990219, 2",
    "rec-1-dup-0, peregrine, wolstenholme, 2, b street, , hobart, 7000, tas, 19990219, 2",
    "rec-3-org, , , 3, c street, , , , , , 3",
    "rec-3-dup-0, tuppence, , 3, c street, , , , , 19110101, 3",
    "rec-5-org, alone, nobody, 4, d street, , perth, 6000, wa, 19120202, 4",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dataset1.csv").write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    return tmp_path


def test_originals_and_duplicates_are_two_networks_and_pairs_have_one_number(folder):
    febrl = read_set(folder, "febrl1", dated=True)
    assert febrl.pairs == {(f"rec-{number}-dup-0", f"rec-{number}-org") for number in (0, 1, 3)}
    born = febrl.records["rec-0-org"]
    assert (born.network, born.kind, born.names, born.city) == (
        "originals",
        "event",
        ("marigold featherstonehaugh",),
        "perth",
    )
    assert born.starts == "1908-12-09"
    assert (febrl.records["rec-3-org"].names, febrl.records["rec-3-org"].starts) == ((), None)
    assert read_set(folder, "febrl1", dated=False).records["rec-0-org"].kind == "organisation"


def test_only_pairs_across_the_two_are_weighed(folder):
    assert blocked_pairs(read_set(folder, "febrl1", dated=False)).keys() == {
        ("rec-0-dup-0", "rec-0-org"),
        ("rec-1-dup-0", "rec-1-org"),
    }


def test_every_model_is_measured_on_the_half_it_has_not_seen_and_pairs_that_do_not_meet_are_missed(folder):
    figures = dict(results(read_set(folder, "febrl1", dated=True)))
    assert figures.keys() == MODELS.keys()
    assert {confusion.pairs for confusion in figures.values()} == {2}
    hand_set = figures["hand-set"]
    assert (hand_set.apart_same, hand_set.joined_different) == (1, 0)
