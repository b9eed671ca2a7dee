from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity.evaluation.intervals import wilson
from hub.identity.evaluation.stratification import stratified

SHARES = st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(SHARES)
def test_an_interval_contains_the_share_and_stays_between_nothing_and_all(share):
    part, whole = share
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    assert low < high


@given(SHARES, st.integers(2, 50))
def test_more_of_the_same_narrows_an_interval(share, times):
    part, whole = share
    (low, high), (lower, higher) = wilson(part * times, whole * times), wilson(part, whole)
    assert high - low < higher - lower


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(40, 40, 0.912, 1.0), (0, 10, 0.0, 0.278), (81, 263, 0.255, 0.366)]
)
def test_intervals_are_those_of_tables(part, whole, low, high):
    assert wilson(part, whole) == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def test_nothing_has_no_interval():
    assert wilson(0, 0) is None


THINGS = st.lists(st.tuples(st.sampled_from("abc"), st.integers()), unique=True)


def _drawn(things, size, seed=""):
    return stratified(things, size, lambda thing: thing[0], str, seed)


@given(THINGS, st.integers(1, 50), st.randoms())
def test_a_sample_has_the_size_asked_for_and_does_not_depend_on_order(things, size, random):
    drawn = _drawn(things, size)
    assert len(drawn) == len(set(drawn)) == min(size, len(things))
    assert set(drawn) <= set(things)
    random.shuffle(things)
    assert _drawn(things, size) == drawn


@given(THINGS, st.integers(1, 50))
def test_every_stratum_has_its_part_of_the_sample_to_within_one(things, size):
    drawn = _drawn(things, size)
    of_all, of_sample = Counter(thing[0] for thing in things), Counter(thing[0] for thing in drawn)
    for stratum, number in of_all.items():
        assert abs(of_sample[stratum] - number * len(drawn) / len(things)) <= 1


def test_another_seed_draws_others():
    things = [("a", number) for number in range(100)]
    assert _drawn(things, 10, "1") != _drawn(things, 10, "2")
