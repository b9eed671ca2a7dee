"""Models of identity beside each other: fitted on some networks, measured on those held out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

from hub.identity.evaluation.confusion import Confusion, found
from hub.identity.evaluation.fellegi_sunter import total, weights_by_expectation, weights_from_labels
from hub.identity.evaluation.network_folds import NetworkFold
from hub.identity.evaluation.pair_features import PairFeatures
from hub.identity.evidence.weights import CANDIDATE_AT, JOIN_AT, WEIGHTS, Outcome

REACHED = 0.98
"""The share of the same, where only weights decide, that a fitted threshold for candidates has to reach on the
pairs that it is fitted on.
"""


@dataclass(frozen=True, slots=True)
class WeighingModel:
    """Weights of named evidence, and the sums from which on a pair is joined, or waits for a person."""

    weights: Mapping[str, float]
    join_at: float
    candidate_at: float

    def outcome(self, pair: PairFeatures) -> Outcome:
        """What comes of a pair; facts and rules that no weight overrides hold for every model."""
        if pair.ceiling is Outcome.RELATED:
            return pair.ceiling
        score = total(pair.names, self.weights)
        if pair.ceiling is Outcome.APART or score < self.candidate_at:
            return Outcome.APART
        return pair.ceiling if score >= self.join_at else Outcome.CANDIDATE


def hand_set(_: Sequence[PairFeatures]) -> WeighingModel:
    """The table of evidence as it stands."""
    return WeighingModel(WEIGHTS, JOIN_AT, CANDIDATE_AT)


def hand_set_with_fitted_thresholds(pairs: Sequence[PairFeatures]) -> WeighingModel:
    """The weights of the table with thresholds from the pairs."""
    return _with_thresholds(WEIGHTS, pairs)


def fellegi_sunter_from_labels(pairs: Sequence[PairFeatures]) -> WeighingModel:
    """Weights and thresholds from labelled pairs."""
    return _with_thresholds(weights_from_labels(pairs), pairs)


def fellegi_sunter_by_expectation(pairs: Sequence[PairFeatures]) -> WeighingModel:
    """Weights from the pairs without their labels, beginning with those of the table; thresholds from their labels."""
    return _with_thresholds(weights_by_expectation([pair.names for pair in pairs], WEIGHTS, 0.5), pairs)


MODELS: Mapping[str, Callable[[Sequence[PairFeatures]], WeighingModel]] = MappingProxyType(
    {
        "hand-set": hand_set,
        "hand-set, thresholds fitted": hand_set_with_fitted_thresholds,
        "Fellegi–Sunter, from labels": fellegi_sunter_from_labels,
        "Fellegi–Sunter, by EM": fellegi_sunter_by_expectation,
    }
)
"""How to get each model from labelled pairs."""


def measured(model: WeighingModel, pairs: Sequence[PairFeatures]) -> Confusion:
    """What a model makes of pairs."""
    confusion = Confusion()
    for pair in pairs:
        confusion.count(found(model.outcome(pair), same=pair.same), same=pair.same)
    return confusion


def held_out(fit: Callable[[Sequence[PairFeatures]], WeighingModel], folds: Sequence[NetworkFold]) -> Confusion:
    """What models make of pairs of which they have not seen a network; every pair counts once."""
    confusion = Confusion()
    for fold in folds:
        model = fit(fold.fitted_on)
        for pair in fold.counted:
            confusion.count(found(model.outcome(pair), same=pair.same), same=pair.same)
    return confusion


def _with_thresholds(weights: Mapping[str, float], pairs: Sequence[PairFeatures]) -> WeighingModel:
    """A model that joins none of these pairs wrongly and all others that it can.

    Its candidates reach `REACHED` of the same that only weights decide.
    """
    joinable = [(total(pair.names, weights), pair.same) for pair in pairs if pair.ceiling is Outcome.JOINED]
    worst = max((score for score, same in joinable if not same), default=-inf)
    right = sorted(score for score, same in joinable if same)
    join_at = next((score for score in right if score > worst), inf)
    reached = right[int(len(right) * (1 - REACHED))] if right else inf
    return WeighingModel(weights, join_at, min(join_at, reached))
