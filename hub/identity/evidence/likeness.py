"""How two names agree: spellings, sorts of agent, short forms, extensions; how a login stands for a name."""

from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from hub.identity.names.generic_words import FILLERS, INSTITUTIONS, SHORT, TAILS, NameClass, agree
from hub.identity.names.name_parts import MANY, NameProfile, profile

CLOSE_FROM = 10
PIECE = 4
LOGIN_LENGTH = 20


class Likeness(StrEnum):
    """How two names agree, from most to least."""

    FULL = "full"
    TYPED = "typed"
    BARE = "bare"
    ACRONYM = "acronym"
    INITIALS = "initials"
    CLOSE = "close"
    NONE = "none"
    EXTENDS = "extends"
    CLASH = "clash"


_SILENT = frozenset({NameClass.GOVERNMENT, NameClass.COUNCIL, NameClass.COMPANY})
RANK = {likeness: rank for rank, likeness in enumerate(Likeness)}


@lru_cache(maxsize=100_000)
def likeness(left: str, right: str) -> Likeness:
    """How two names agree. Symmetric."""
    one, two = profile(left), profile(right)
    if not one.full or not two.full:
        return Likeness.NONE
    if one.full == two.full:
        return Likeness.CLASH if _qualified_apart(one, two) else Likeness.FULL
    if not one.core_forms.isdisjoint(two.core_forms):
        return _same_core(one, two)
    return next((found for found, holds in _LOOSER if holds(one, two) or holds(two, one)), Likeness.NONE)


def _login_of_core(login: NameProfile, name: NameProfile) -> bool:
    """Whether a one-word name is the core of the other, though it looks as if it ended in a generic word (`zaanstad`)."""
    return login.compact and bool(name.classes) and login.full == "".join(name.core) and not name.classes & INSTITUTIONS


def _qualified_apart(one: NameProfile, two: NameProfile) -> bool:
    return bool(one.qualifier and two.qualifier and one.qualifier != two.qualifier)


def _same_core(one: NameProfile, two: NameProfile) -> Likeness:
    if one.classes == two.classes:
        return Likeness.TYPED if one.classes else Likeness.FULL
    more = one.classes ^ two.classes
    single = min(len(one.core), len(two.core)) == 1
    if NameClass.OSPO in more or (one.classes & two.classes and not more <= _SILENT):
        return Likeness.EXTENDS
    if not (one.classes and two.classes) and single and more & INSTITUTIONS:
        return Likeness.EXTENDS
    if not agree(one.classes, two.classes):
        return Likeness.CLASH
    return Likeness.BARE if one.particular else Likeness.NONE


def _short_for(short: NameProfile, long: NameProfile) -> bool:
    return len(short.full) > 1 and short.full in long.acronyms


def _initials_of(short: NameProfile, long: NameProfile) -> bool:
    """Whether a one-word name of three letters and more abbreviates a longer one, generic words and fillers aside."""
    if len(short.tokens) >= MANY or len(long.tokens) == 1:
        return False
    candidate = "".join(short.core) or short.full
    placed = (short.classes and short.classes == long.classes) or (short.compact and short.tokens[-1] in TAILS)
    shortest = 2 if placed else 3
    return len(candidate) >= shortest and candidate in {long.initials, long.core_initials}


def _extends(one: NameProfile, two: NameProfile) -> bool:
    """Whether the first name is the second and something more: a unit, a module, a programme."""
    if two.core and len(two.core) < len(one.core) and set(two.core) < set(one.core):
        return True
    return one.compact and two.compact and len(two.full) >= SHORT and one.full.startswith(two.full)


def _close(one: NameProfile, two: NameProfile) -> bool:
    """Whether they differ by a slip of the pen: nearly all letters alike, digits the same."""
    if min(len(one.full), len(two.full)) < CLOSE_FROM or not JaroWinkler.normalized_similarity(
        one.full, two.full, score_cutoff=0.96
    ):
        return False
    return _digits(one.full) == _digits(two.full)


_LOOSER = (
    (Likeness.BARE, _login_of_core),
    (Likeness.ACRONYM, _short_for),
    (Likeness.INITIALS, _initials_of),
    (Likeness.EXTENDS, _extends),
    (Likeness.CLOSE, _close),
)
"""What two names of different cores may still have in common; the first that holds either way round counts."""


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


@lru_cache(maxsize=100_000)
def abbreviates(short: str, name: str) -> bool:
    """Whether a login is put together from the beginnings of most words of a name, in order (`statcan`, `esdc`, `bzk`)."""
    starts = [token for token in profile(name).tokens if token not in FILLERS][:12]
    reached = {0: 0}
    for token in starts:
        step = dict(reached)
        for position, used in reached.items():
            for length in range(1, _shared_start(short[position : position + PIECE], token) + 1):
                step[position + length] = max(step.get(position + length, 0), used + 1)
        reached = step
    return 1 < len(short) <= LOGIN_LENGTH and reached.get(len(short), 0) >= max(2, len(starts) * 2 / 3)


def _shared_start(left: str, right: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def opens(login: str, name: str) -> bool:
    """Whether a login of several words is how a name begins (`TweedeKamer`: Tweede Kamer der Staten-Generaal)."""
    short, long = profile(login), profile(name)
    return short.compact and len(short.core) > 1 and not long.compact and long.full.startswith(short.full)
