"""Matching: the pairs that blocking finds, weighed."""

from collections.abc import Collection, Iterator, Mapping

from hub.identity.blocking import candidate_pairs
from hub.identity.context import Context, context
from hub.identity.evidence import Match, Outcome
from hub.identity.subjects import Subject
from hub.identity.weighing import contradict, hopeless, weigh


def match(subjects: Mapping[str, Subject], touched: Collection[str] | None = None, known: Context | None = None) -> Iterator[Match]:
    """All joined and candidate pairs, in order of their ids; with touched only those with a touched end (see `context.reach`)."""
    counted = known or context(subjects.values())
    for left, right in candidate_pairs(subjects.values(), touched):
        if contradict(subjects[left], subjects[right]) or hopeless(subjects[left], subjects[right]):
            continue
        weighed = weigh(subjects[left], subjects[right], counted)
        if weighed.outcome is not Outcome.APART:
            yield weighed
