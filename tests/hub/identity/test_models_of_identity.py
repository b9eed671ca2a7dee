"""Folds over networks, and the models that are fitted on them."""

import json
from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.identity import Subject, context
from hub.identity.evaluation.fellegi_sunter import probability, total, weights_by_expectation, weights_from_labels
from hub.identity.evaluation.model_comparison import MODELS, WeighingModel, held_out, measured
from hub.identity.evaluation.network_folds import network_folds
from hub.identity.evaluation.pair_features import PairFeatures, features_of
from hub.identity.evaluation.reporting import EvaluationReport
from hub.identity.evidence.weighing import weigh
from hub.identity.evidence.weights import CANDIDATE_AT, JOIN_AT, WEIGHTS, Outcome, piece

NAMES = st.sampled_from(["name", "country", "homepage", "name-differs", "account", "type-differs"])
PAIRS = st.builds(
    lambda networks, same, names, ceiling: PairFeatures(
        frozenset(networks), same, tuple(piece(name) for name in names), ceiling
    ),
    st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=2),
    st.booleans(),
    st.lists(NAMES, unique=True),
    st.sampled_from([Outcome.APART, Outcome.CANDIDATE, Outcome.JOINED]),
)
LABELLED = st.lists(PAIRS, min_size=1, max_size=40)


@given(LABELLED, st.integers(2, 6))
def test_every_fold_fits_on_pairs_of_other_networks_alone_and_holds_out_all_the_rest(pairs, number):
    for fold in network_folds(pairs, number):
        assert not any(pair.networks & fold.networks for pair in fold.fitted_on)
        assert all(pair.networks & fold.networks for pair in fold.held_out)
        assert len(fold.fitted_on) + len(fold.held_out) == len(pairs)


@given(LABELLED, st.integers(2, 6))
def test_folds_partition_networks_and_count_every_pair_once(pairs, number):
    folds = list(network_folds(pairs, number))
    networks = [network for fold in folds for network in fold.networks]
    assert sorted(networks) == sorted({network for pair in pairs for network in pair.networks})
    assert len(folds) <= number
    counted = [id(pair) for fold in folds for pair in fold.counted]
    assert sorted(counted) == sorted(id(pair) for pair in pairs)


@given(LABELLED)
def test_evidence_weighs_for_what_it_comes_with_more_often(pairs):
    same, different = ([pair for pair in pairs if pair.same is value] for value in (True, False))
    for name, weight in weights_from_labels(pairs).items():
        shares = [
            sum(name in pair.names for pair in group) / len(group) if group else None for group in (same, different)
        ]
        if None in shares:
            assert isclose(weight, 0, abs_tol=1e-9)
        else:
            assert weight == pytest.approx(0) if isclose(*shares) else (weight > 0) == (shares[0] > shares[1])


def test_a_weight_is_the_binary_logarithm_of_m_over_u():
    pairs = [PairFeatures(frozenset("a"), number < 300, (piece("name"),) * (number % 3 == 0 or number < 240), Outcome.JOINED) for number in range(600)]  # fmt: skip
    (weight,) = weights_from_labels(pairs).values()
    m, u = (sum(bool(pair.names) for pair in pairs[start : start + 300]) / 300 for start in (0, 300))
    assert 2**weight == pytest.approx(m / u, rel=0.02)


@given(st.integers(-60, 60), st.floats(0.001, 0.999))
def test_probabilities_turn_at_the_prior(weight, prior):
    assert 0 <= probability(weight, prior) <= 1
    assert probability(0, prior) == pytest.approx(prior)
    assert (probability(weight, prior) - prior) * weight > 0 or weight == 0


@pytest.mark.parametrize(("weight", "certainty"), [(5000, 1.0), (-5000, 0.0)])
def test_overwhelming_evidence_makes_certain_and_overflows_nothing(weight, certainty):
    assert probability(weight, 0.5) == certainty


@given(LABELLED)
def test_expectation_gives_a_finite_weight_to_all_that_comes(pairs):
    names = [pair.names for pair in pairs]
    weights = weights_by_expectation(names, WEIGHTS, 0.5)
    assert weights.keys() == {name for one in names for name in one}
    assert all(abs(weight) < 60 for weight in weights.values())


def test_expectation_finds_the_two_sorts_of_pairs_without_labels():
    alike, unlike = ("name", "country", "homepage"), ("name-differs", "type-differs")
    weights = weights_by_expectation([alike] * 30 + [unlike] * 70, {"name": 1.0}, 0.5)
    assert total(alike, weights) > 5
    assert total(unlike, weights) < -5


@given(LABELLED)
def test_no_model_goes_beyond_what_facts_and_rules_allow(pairs):
    order = [Outcome.APART, Outcome.CANDIDATE, Outcome.JOINED]
    for fit in MODELS.values():
        model = fit(pairs)
        assert all(order.index(model.outcome(pair)) <= order.index(pair.ceiling) for pair in pairs)


@given(LABELLED)
def test_models_with_fitted_thresholds_join_nothing_wrongly_that_they_were_fitted_on(pairs):
    for name, fit in MODELS.items():
        confusion = measured(fit(pairs), pairs)
        assert confusion.pairs == len(pairs)
        if name != "hand-set":
            assert confusion.joined_different == 0


@given(LABELLED, st.integers(2, 6))
def test_what_is_not_fitted_does_the_same_on_networks_held_out(pairs, number):
    folds = list(network_folds(pairs, number))
    assert {held_out(fit, folds).pairs for fit in MODELS.values()} == {len(pairs)}
    assert held_out(MODELS["hand-set"], folds) == measured(WeighingModel(WEIGHTS, JOIN_AT, CANDIDATE_AT), pairs)


def test_features_are_written_as_a_line_of_json_that_people_can_read():
    features = PairFeatures(frozenset("a"), same=True, evidence=(piece("name", "Århus"),), ceiling=Outcome.JOINED)
    (line,) = EvaluationReport(None, [features]).feature_lines()
    assert "Århus" in line
    written = json.loads(line)
    assert written["ceiling"] == "joined"
    assert [evidence["name"] for evidence in written["evidence"]] == ["name"]


OSLO = Subject("o1", "a", "organisation", "oslo", ("City of Oslo",), ("NO",), (("homepage", "oslo.no"),))
KOMMUNE = Subject("o2", "b", "organisation", "0301", ("Oslo kommune",), ("NO",), (("homepage", "oslo.no"),))
ABROAD = Subject("o3", "b", "organisation", "us", ("City of Oslo",), ("US",))
OFFICE = Subject("s1", "b", "ospo", "ospo", ("Oslo kommune",), ("NO",), (("homepage", "oslo.no"),))


@pytest.mark.parametrize(
    ("left", "right", "ceiling"),
    [(OSLO, KOMMUNE, Outcome.JOINED), (OSLO, ABROAD, Outcome.APART), (OSLO, OFFICE, Outcome.RELATED)],
)
def test_features_are_the_evidence_of_the_engine_and_the_most_that_may_come_of_it(left, right, ceiling):
    counted = context([left, right])
    features = features_of(left, right, counted, same=True)
    match = weigh(left, right, counted)
    assert (features.evidence, features.ceiling, features.networks) == (match.evidence, ceiling, {"a", "b"})
    assert MODELS["hand-set"]([]).outcome(features) is match.outcome


def test_every_model_finds_an_office_and_its_body_where_the_relation_is_stated_or_proposed():
    features = features_of(OSLO, OFFICE, context([OSLO, OFFICE]), same=True)
    other = replace(features, same=False)
    for fit in MODELS.values():
        counted = measured(fit([features, other]), [features, other, replace(features, ceiling=Outcome.APART)])
        assert (counted.joined_same, counted.apart_same, counted.apart_different) == (1, 1, 1)
        assert (counted.joined_different, counted.precision, counted.recall) == (0, 1.0, 0.5)
