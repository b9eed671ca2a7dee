"""Folds over networks: what is measured on a network must not have been fitted on it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.identity.evaluation.pair_features import PairFeatures


@dataclass(frozen=True, slots=True)
class NetworkFold:
    """networks: held out with every pair that touches one of them.

    counted: those of the held-out pairs that no earlier fold held out.
    """

    networks: frozenset[str]
    fitted_on: tuple[PairFeatures, ...]
    held_out: tuple[PairFeatures, ...]
    counted: tuple[PairFeatures, ...]


def network_folds(pairs: Sequence[PairFeatures], number: int) -> Iterator[NetworkFold]:
    """As many folds as asked for, or as there are networks.

    A pair of two networks may be held out twice, and is counted once.
    """
    before: frozenset[str] = frozenset()
    for networks in _parts(pairs, number):
        held_out = tuple(pair for pair in pairs if pair.networks & networks)
        counted = tuple(pair for pair in held_out if not pair.networks & before)
        yield NetworkFold(networks, tuple(pair for pair in pairs if not pair.networks & networks), held_out, counted)
        before |= networks


def _parts(pairs: Sequence[PairFeatures], number: int) -> list[frozenset[str]]:
    """The networks in parts that touch about as many pairs each: the largest network first,
    always into the smallest part.
    """
    sizes = Counter(network for pair in pairs for network in pair.networks)
    parts: list[set[str]] = [set() for _ in range(min(number, len(sizes)))]
    for network in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(parts, key=lambda part: sum(sizes[name] for name in part)).add(network)
    return [frozenset(part) for part in parts]
