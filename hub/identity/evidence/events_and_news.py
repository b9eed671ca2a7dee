"""Weighing two events, or two news items."""

from collections.abc import Iterable, Iterator
from itertools import product

from hub.identity.evidence.agents import facts
from hub.identity.evidence.context import Context
from hub.identity.evidence.identifier_evidence import identifier_evidence
from hub.identity.evidence.weights import Evidence, Match, conclude, piece
from hub.identity.names.generic_words import FILLERS
from hub.identity.names.hosts import domain, host_of
from hub.identity.names.spelling import words
from hub.identity.subjects import Subject

_OVERLAP = 0.6
"""The share of words from which on titles overlap: a town added or left out does not matter, another subject does."""
_LONG_TITLE = 4
"""Words that make a title one that hardly a second event has."""


def weigh_press(left: Subject, right: Subject, context: Context) -> Match:
    """Title, day, page, place: a series has one title and many days, one event many titles and one day."""
    evidence = [
        *identifier_evidence(left, right, context),
        *_days(left, right),
        *_titles(left, right),
        *_pages(left, right, context),
        *(fact for fact in facts(left, right) if fact.name in {"city", "city-differs", "country", "country-differs"}),
    ]
    return conclude(left.id, right.id, evidence)


def _days(left: Subject, right: Subject) -> Iterator[Evidence]:
    if not left.starts or not right.starts:
        return
    if not same_day(left.starts, right.starts):
        yield piece("day-differs", f"{left.starts[:10]} / {right.starts[:10]}", cannot_link=left.kind == "event")
    elif min(len(left.starts), len(right.starts)) >= len("2026-05-31"):
        yield piece("day", left.starts[:10])


def same_day(left: str, right: str) -> bool:
    """Whether two dates or moments can be of one day: they agree as far as both are stated, `2026-05` with `2026-05-31`."""
    exact = min(len(left), len(right), len("2026-05-31"))
    return left[:exact] == right[:exact]


def _titles(left: Subject, right: Subject) -> Iterator[Evidence]:
    pairs = [(words(a), words(b), a) for a, b in product(left.names, right.names)]
    same = [title for ours, theirs, title in pairs if ours == theirs]
    if same:
        yield piece("title" if _is_long(same[0]) else "title-common", same[0])
    elif pairs:
        nearest = max(_overlap(ours, theirs) for ours, theirs, _ in pairs)
        yield piece("title-overlaps" if nearest >= _OVERLAP else "title-differs", f"{left.names[0]} / {right.names[0]}")


def _is_long(title: str) -> bool:
    return len([word for word in words(title) if word not in FILLERS and not word.isdigit()]) >= _LONG_TITLE


def _overlap(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The share of words that two titles have in common; none where a number differs, as of two issues of a newsletter."""
    ours, theirs = set(left) - FILLERS, set(right) - FILLERS
    digits = {word for word in ours ^ theirs if word.isdigit()}
    return 0.0 if digits else len(ours & theirs) / (len(ours | theirs) or 1)


def _pages(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    pages = (left.of("homepage"), right.of("homepage"))
    if same := sorted(pages[0] & pages[1]):
        yield piece("homepage-shared" if context.shared("homepage", same[0], left, right) else "homepage", same[0])
    elif common := _domains(pages[0]) & _domains(pages[1]):
        yield piece("domain" if left.kind == "news-item" else "host", min(common))


def _domains(pages: Iterable[str]) -> set[str]:
    return {domain(host_of(page)) for page in pages} - {""}
