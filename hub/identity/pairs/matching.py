"""Matching: the pairs that blocking finds, weighed."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hub.identity.evidence.context import Context, context
from hub.identity.evidence.weights import Match, Outcome
from hub.identity.evidence.weighing import contradict, hopeless, weigh
from hub.identity.pairs.blocking import candidate_pairs
from hub.identity.subjects import Subject


def match(
    subjects: Mapping[str, Subject], touched: Collection[str] | None = None, known: Context | None = None
) -> Iterator[Match]:
    """All joined and candidate pairs, in order of their ids; with touched only those with a touched end (see `pairs.affected`)."""
    return weighed(subjects, candidate_pairs(subjects.values(), touched), known or context(subjects.values()))


def weighed(subjects: Mapping[str, Subject], pairs: Iterable[tuple[str, str]], counted: Context) -> Iterator[Match]:
    """The joined and candidate ones of some pairs."""
    for left, right in pairs:
        if contradict(subjects[left], subjects[right]) or hopeless(subjects[left], subjects[right]):
            continue
        found = weigh(subjects[left], subjects[right], counted)
        if found.outcome is not Outcome.APART:
            yield found
