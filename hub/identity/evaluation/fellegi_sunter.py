"""The probabilistic model of record linkage (Fellegi and Sunter, 1969) over the evidence that the engine names.

A piece of evidence weighs log2(m / u): m is how often it comes with two records of one thing, u how often with records
of two (as https://moj-analytical-services.github.io/splink/topic_guides/theory/fellegi_sunter.html explains it). A
piece that does not come weighs nothing, as a missing value does there, because where two records say different things
the engine names a piece of its own for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import exp, log, log2

from hub.identity.evaluation.pair_features import PairFeatures

SMOOTHING = 1.0
"""Pairs with a piece of evidence that are added to those counted, as often the same as all pairs are: a piece
seen once proves little.
"""
ROUNDS = 50
"""After which expectation maximisation stops; its weights move in the third digit by then."""

_LEAST_PRIOR = 1e-6


def weights_from_labels(pairs: Collection[PairFeatures]) -> dict[str, float]:
    """The weight of every piece that comes with some of the labelled pairs: above 0 where it comes
    more often with the same.
    """
    return weights_by_share((pair.names, float(pair.same)) for pair in pairs)


def weights_by_share(pairs: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    """The weights from pieces of evidence with the probability that their pair is one thing."""
    same: defaultdict[str, float] = defaultdict(float)
    different: defaultdict[str, float] = defaultdict(float)
    all_same = all_different = 0.0
    for names, share in pairs:
        all_same += share
        all_different += 1 - share
        for name in set(names):
            same[name] += share
            different[name] += 1 - share
    if not all_same or not all_different:
        return dict.fromkeys(sorted(same), 0.0)
    added = SMOOTHING / (all_same + all_different)
    return {
        name: log2((same[name] / all_same + added) / (different[name] / all_different + added)) for name in sorted(same)
    }


def weights_by_expectation(
    pairs: Collection[tuple[str, ...]], start: Mapping[str, float], prior: float
) -> dict[str, float]:
    """The weights from pairs that nobody labelled, by expectation maximisation.

    start: weights to begin with, in bits. prior: the share of the pairs that is taken to be one thing at first.
    """
    weights = dict(start)
    for _ in range(ROUNDS if pairs else 0):
        probabilities = [probability(total(names, weights), prior) for names in pairs]
        weights = weights_by_share(zip(pairs, probabilities, strict=True))
        # Where all pairs look alike there is no way back from a prior of 0 or 1.
        prior = min(max(sum(probabilities) / len(probabilities), _LEAST_PRIOR), 1 - _LEAST_PRIOR)
    return weights


def total(names: Iterable[str], weights: Mapping[str, float]) -> float:
    """What pieces of evidence weigh together; what was never seen weighs nothing."""
    return sum(weights.get(name, 0.0) for name in names)


def probability(weight: float, prior: float) -> float:
    """How probable it is that a pair of some weight is one thing.

    prior: the share of such pairs, above 0 and below 1.
    """
    odds = log(prior / (1 - prior)) + weight * log(2)
    return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))
