"""The labelled pairs, weighed from their own rows alone: what two mentions would give.

With records the figures are higher.
"""

from pathlib import Path

import pytest

from hub.identity.evaluation import EvaluatedRecords, evaluate, read_pairs

PAIRS = Path(__file__).parents[2].parent / "shared" / "identity" / "dev_pairs.csv"
pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="the labelled pairs are not part of the repository")


@pytest.fixture(scope="module")
def report():
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        return evaluate(read_pairs(lines), EvaluatedRecords())


def test_no_pair_is_joined_wrongly(report):
    assert report.wrong == ()
    assert report.total.precision == 1.0


def test_rows_alone_join_a_good_part_and_reach_more(report):
    assert report.total.recall >= 0.3
    assert report.total.reach >= 0.75


def test_every_pair_is_judged_or_listed(report):
    assert len(report.judged) + len(report.unresolvable) == 187
