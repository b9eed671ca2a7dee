"""Weighing two events, or two news items."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from hub.identity.distinctions import same_day
from hub.identity.evidence.agents import facts
from hub.identity.evidence.context import Context
from hub.identity.evidence.identifier_evidence import identifier_evidence
from hub.identity.evidence.weights import Evidence, Match, Outcome, conclude, piece
from hub.identity.names.generic_words import COMMON_WORDS, FILLERS, OCCASIONS, SHORT, TOPICS
from hub.identity.names.hosts import domain, host_of
from hub.identity.names.spelling import collapse, words
from hub.identity.subjects import Subject
from schema.values.date_words import MONTHS
from schema.values.folding import fold

_GLOBAL = re.compile(r"://|@|[0-9a-f]{8}-[0-9a-f]{4}-")
"""What makes a key one that is meant to be unique in the world: an address, a UID or a UUID."""
_DATED_END = re.compile(r"#\d{4}-\d\d-\d\d(?:T\S*)?$")
"""The date that the key of a feed item without an id has behind its address, as one page may
be linked from many items.
"""
_MONTH_WORDS = {
    number: frozenset(collapse(fold(word)) for word, month in MONTHS.items() if month == number)
    for number in range(1, 13)
}
_BRACKETED_END = re.compile(r"[(\[][^()\[\]]{1,120}[)\]]\s*$")
_OF_ALL = COMMON_WORDS | FILLERS | OCCASIONS | TOPICS
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
    return conclude(left.id, right.id, evidence, _ceiling(left, right))


def _ceiling(left: Subject, right: Subject) -> Outcome:
    """Two entries of one list are two things, be they parts of a series, unless title and day are equal.

    Events without a day may be any two of a series.
    """
    if left.network != right.network:
        return Outcome.JOINED
    same_title = not {words(name) for name in left.names}.isdisjoint(words(name) for name in right.names)
    ours, theirs = (item.starts or "" for item in (left, right))
    same_day_stated = ours[:10] == theirs[:10] and (bool(ours) or left.kind != "event")
    return Outcome.JOINED if same_title and same_day_stated else Outcome.APART


def _days(left: Subject, right: Subject) -> Iterator[Evidence]:
    if not left.starts or not right.starts:
        return
    if not same_day(left.starts, right.starts):
        yield piece("day-differs", f"{left.starts[:10]} / {right.starts[:10]}", cannot_link=left.kind == "event")
    elif min(len(left.starts), len(right.starts)) >= len("2026-05-31"):
        yield piece("day", left.starts[:10])
        if left.starts == right.starts and "T" in left.starts:
            yield piece("moment", left.starts)


def _titles(left: Subject, right: Subject) -> Iterator[Evidence]:
    dated = _date_words(left.starts) & _date_words(right.starts)
    pairs = [(_without(dated, a), _without(dated, b), a) for a, b in product(_forms(left), _forms(right))]
    same = [(ours, title) for ours, theirs, title in pairs if ours == theirs]
    if same:
        shared, title = same[0]
        is_own = left.kind == "event" and _is_own(shared)
        yield piece("title" if _is_long(title) else "title-own" if is_own else "title-common", title)
    elif pairs:
        nearest = max(_overlap(set(ours), set(theirs)) for ours, theirs, _ in pairs)
        yield piece("title-overlaps" if nearest >= _OVERLAP else "title-differs", f"{left.names[0]} / {right.names[0]}")


def _forms(item: Subject) -> list[str]:
    """Its titles, also without what some of them say in brackets at the end ("… (talk at …)")."""
    bare = [_BRACKETED_END.sub("", name).strip() for name in item.names]
    return list(dict.fromkeys([*item.names, *filter(None, bare)]))


def _date_words(starts: str | None) -> set[str]:
    """The words by which a title may say the day: its numbers, and the month in the languages of `MONTHS`."""
    if not starts:
        return set()
    numbers = starts[:10].split("-")
    month = int(numbers[1]) if len(numbers) > 1 and numbers[1].isdigit() else 0
    return {*numbers, *(number.lstrip("0") for number in numbers), *_MONTH_WORDS.get(month, ())}


def _without(dated: set[str], title: str) -> tuple[str, ...]:
    """The words of a title but for those that say the day of both."""
    return tuple(word for word in words(title) if word not in dated) or words(title)


def _is_own(title: Sequence[str]) -> bool:
    """Whether it has several words, one of which not every event may have (OSPO OnRamp)."""
    return len(title) > 1 and any(len(word) >= SHORT and word.isalpha() and word not in _OF_ALL for word in title)


def _is_long(title: str) -> bool:
    return len([word for word in words(title) if word not in FILLERS and not word.isdigit()]) >= _LONG_TITLE


def _overlap(left: set[str], right: set[str]) -> float:
    """The share of words that two titles have in common.

    None where a number differs, as of two issues of a newsletter.
    """
    ours, theirs = left - FILLERS, right - FILLERS
    digits = {word for word in ours ^ theirs if word.isdigit()}
    return 0.0 if digits else len(ours & theirs) / (len(ours | theirs) or 1)


def _pages(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    pages = (left.of("homepage"), right.of("homepage"))
    guid, other = (_DATED_END.sub("", item.key) for item in (left, right))
    if guid == other and left.network != right.network and _GLOBAL.search(guid):
        yield piece("same-guid", guid)
    if same := sorted(pages[0] & pages[1]):
        shared = context.shared("homepage", same[0], left, right)
        yield piece("homepage-shared" if shared else "homepage", same[0])
    elif common := _domains(pages[0]) & _domains(pages[1]):
        yield piece("domain" if left.kind == "news-item" else "host", min(common))


def _domains(pages: Iterable[str]) -> set[str]:
    return {domain(host_of(page)) for page in pages} - {""}
