"""Matching: the pairs that blocking finds, weighed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.identity.evidence.context import Context, context
from hub.identity.evidence.weighing import hopeless, weigh
from hub.identity.evidence.weights import Match, Outcome
from hub.identity.pairs.blocking import candidate_pairs
from hub.identity.subjects import Subject


@dataclass(slots=True)
class PairCounts:
    """What became of the pairs that met in blocks: contradicting or hopeless (vetoed), or weighed; of these
    joined or candidates (kept).

    A pair that contradicts counts once for each block in which it met, every other once.
    """

    blocked: int = 0
    vetoed: int = 0
    weighed: int = 0
    kept: int = 0


def match(
    subjects: Mapping[str, Subject], touched: Collection[str] | None = None, counted: Context | None = None
) -> Iterator[Match]:
    """All joined and candidate pairs, in order of their ids.

    With touched only those with a touched end (see `pairs.affected`).
    """
    return weighed(subjects, candidate_pairs(subjects.values(), touched), counted or context(subjects.values()))


def weighed(
    subjects: Mapping[str, Subject],
    pairs: Iterable[tuple[str, str]],
    counted: Context,
    counts: PairCounts | None = None,
) -> Iterator[Match]:
    """The joined and candidate ones of some pairs. counts: to which what becomes of them is added."""
    counts = counts or PairCounts()
    for left, right in pairs:
        counts.blocked += 1
        if hopeless(subjects[left], subjects[right]):
            counts.vetoed += 1
            continue
        counts.weighed += 1
        weighing = weigh(subjects[left], subjects[right], counted)
        if weighing.outcome is not Outcome.APART:
            counts.kept += 1
            yield weighing
