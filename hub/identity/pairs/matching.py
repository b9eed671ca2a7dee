"""Matching: the pairs that blocking finds, weighed."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hub.identity.evidence.context import Context, context
from hub.identity.evidence.weighing import contradict, hopeless, weigh
from hub.identity.evidence.weights import Match, Outcome
from hub.identity.pairs.blocking import candidate_pairs
from hub.identity.subjects import Subject


def match(
    subjects: Mapping[str, Subject], touched: Collection[str] | None = None, counted: Context | None = None
) -> Iterator[Match]:
    """All joined and candidate pairs, in order of their ids; with touched only those with a touched end (see `pairs.affected`)."""
    return weighed(subjects, candidate_pairs(subjects.values(), touched), counted or context(subjects.values()))


def weighed(subjects: Mapping[str, Subject], pairs: Iterable[tuple[str, str]], counted: Context) -> Iterator[Match]:
    """The joined and candidate ones of some pairs."""
    for left, right in pairs:
        if contradict(subjects[left], subjects[right]) or hopeless(subjects[left], subjects[right]):
            continue
        weighing = weigh(subjects[left], subjects[right], counted)
        if weighing.outcome is not Outcome.APART:
            yield weighing
