"""Weighing two events, or two news items."""

from collections.abc import Iterator
from itertools import product

from hub.identity.evidence.agents import facts
from hub.identity.evidence.context import Context
from hub.identity.evidence.pieces import Evidence, Match, conclude, found
from hub.identity.names.generic_words import FILLERS
from hub.identity.names.hosts import domain
from hub.identity.names.spelling import words
from hub.identity.subjects import Subject

_OVERLAP = 0.6
_LONG_TITLE = 4


def weigh_press(left: Subject, right: Subject, context: Context) -> Match:
    """Title, day, page, place: a series has one title and many days, one event many titles and one day."""
    evidence = [
        *(found("uid", uid) for uid in sorted(left.of("uid") & right.of("uid"))[:1]),
        *_days(left, right),
        *_titles(left, right),
        *_pages(left, right, context),
        *(one for one in facts(left, right) if one.name in {"city", "city-differs", "country", "country-differs"}),
    ]
    return conclude(left.id, right.id, evidence)


def _days(left: Subject, right: Subject) -> Iterator[Evidence]:
    if not left.starts or not right.starts:
        return
    exact = min(len(left.starts), len(right.starts), 10)
    same = left.starts[:exact] == right.starts[:exact]
    if not same:
        yield found("day-differs", f"{left.starts[:10]} / {right.starts[:10]}", apart=left.kind == "event")
    elif exact == len("2026-05-31"):
        yield found("day", left.starts[:10])


def _titles(left: Subject, right: Subject) -> Iterator[Evidence]:
    pairs = [(words(a), words(b), a) for a, b in product(left.names, right.names)]
    same = [title for one, two, title in pairs if one == two]
    if same:
        yield found("title" if _telling(same[0]) else "title-common", same[0])
    elif pairs:
        nearest = max(_overlap(one, two) for one, two, _ in pairs)
        yield found("title-overlaps" if nearest >= _OVERLAP else "title-differs", f"{left.names[0]} / {right.names[0]}")


def _telling(title: str) -> bool:
    return len([word for word in words(title) if word not in FILLERS and not word.isdigit()]) >= _LONG_TITLE


def _overlap(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    ours, theirs = set(one) - FILLERS, set(two) - FILLERS
    digits = {word for word in ours ^ theirs if word.isdigit()}
    return 0.0 if digits else len(ours & theirs) / (len(ours | theirs) or 1)


def _pages(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    pages = (left.of("homepage"), right.of("homepage"))
    if same := sorted(pages[0] & pages[1]):
        yield found("homepage-shared" if context.shared("homepage", same[0], left, right) else "homepage", same[0])
    elif common := sorted(
        {domain(page.split("/")[0]) for page in pages[0]} & {domain(page.split("/")[0]) for page in pages[1]}
    ):
        yield found("domain" if left.kind == "news-item" else "host", common[0])
