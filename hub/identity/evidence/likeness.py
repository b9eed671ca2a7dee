"""How two names agree: spellings, sorts of agent, short forms, extensions; how a login stands for a name."""

from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, LCSseq

from hub.identity.keys.blocking_keys import LOGIN_LENGTH
from hub.identity.names.generic_words import (
    COMMON_WORDS,
    EDITIONS,
    FILLERS,
    INSTITUTIONS,
    SHORT,
    TAILS,
    TERRITORIAL,
    TOPICS,
    NameClass,
    agree,
    loosely_agree,
)
from hub.identity.names.name_parts import MANY, NameProfile, profile
from hub.identity.names.spelling import words

CLOSE_FROM = 10
"""Letters from which on a slip of the pen can be told from another name: of shorter ones one
letter is too large a part.
"""
ONE_SLIP_FROM = 16
"""Letters from which on one letter too many, too few or out of place is a slip, wherever in the name it is."""
PIECE = 4
"""Letters that a login takes from one word at most, but for a word it has in full.

What takes more spells another word.
"""


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


_OF_A_FIELD = TOPICS | COMMON_WORDS | EDITIONS
_SILENT = frozenset({NameClass.GOVERNMENT, NameClass.COUNCIL, NameClass.COMPANY})
RANK = {likeness: rank for rank, likeness in enumerate(Likeness)}


@lru_cache(maxsize=100_000)
def likeness(left: str, right: str) -> Likeness:
    """How two names agree. Symmetric."""
    ours, theirs = profile(left), profile(right)
    if not ours.full or not theirs.full:
        return Likeness.NONE
    if ours.full == theirs.full:
        return Likeness.CLASH if _qualified_differently(ours, theirs) else Likeness.FULL
    if not ours.core_forms.isdisjoint(theirs.core_forms):
        return _same_core(ours, theirs)
    return next((kind for kind, holds in _LOOSER if holds(ours, theirs) or holds(theirs, ours)), Likeness.NONE)


def _login_of_core(login: NameProfile, name: NameProfile) -> bool:
    """Whether a one-word name is the core of the other, though it looks as if it ended in a
    generic word (`zaanstad`).
    """
    return login.compact and bool(name.classes) and login.full == "".join(name.core) and not name.classes & INSTITUTIONS


def _qualified_differently(ours: NameProfile, theirs: NameProfile) -> bool:
    return bool(ours.qualifier and theirs.qualifier and ours.qualifier != theirs.qualifier) or _coded_differently(
        ours, theirs
    )


def _coded_differently(ours: NameProfile, theirs: NameProfile) -> bool:
    """Whether brackets say of two places of one name that they are two: Reinach (AG), Reinach (BL).

    A body that is no place may have a short form in each of its languages (UNDP, PNUD).
    """
    if not ours.acronyms or not theirs.acronyms or not ours.acronyms.isdisjoint(theirs.acronyms):
        return False
    return bool(ours.classes & TERRITORIAL) or bool(ours.codes and theirs.codes)


def _same_core(ours: NameProfile, theirs: NameProfile) -> Likeness:
    more = ours.classes ^ theirs.classes
    if not more - {NameClass.COMPANY}:  # a legal form says no more than an article
        return Likeness.TYPED if ours.classes & theirs.classes else Likeness.FULL
    if NameClass.OSPO in ours.classes & theirs.classes and more <= TERRITORIAL and _only_one_has(more, ours, theirs):
        return Likeness.BARE  # the office of a state, whose sort only one of them says
    single = min(len(ours.core), len(theirs.core)) == 1
    if NameClass.OSPO in more or (ours.classes & theirs.classes and not more <= _SILENT):
        return Likeness.EXTENDS
    if not (ours.classes and theirs.classes) and single and more & INSTITUTIONS:
        return Likeness.EXTENDS
    if not agree(ours.classes, theirs.classes):
        return Likeness.NONE if loosely_agree(ours.classes, theirs.classes) else Likeness.CLASH
    return Likeness.BARE if ours.particular else Likeness.NONE


def _only_one_has(classes: frozenset[NameClass], ours: NameProfile, theirs: NameProfile) -> bool:
    return not (classes & ours.classes and classes & theirs.classes)


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


def _extends(long: NameProfile, short: NameProfile) -> bool:
    """Whether the first name is the second and something more: a unit, a module, a programme."""
    if short.core and len(short.core) < len(long.core) and set(short.core) < set(long.core):
        return True
    return long.compact and short.compact and len(short.full) >= SHORT and long.full.startswith(short.full)


def says_field(long: NameProfile, short: NameProfile) -> bool:
    """Whether all that a name says more than another are general words in its middle (Apache Software
    Foundation, Apache Foundation).
    """
    ours, theirs = ([token for token in name.tokens if token not in FILLERS] for name in (long, short))
    if len(theirs) < MANY - 1 or ours[:1] != theirs[:1] or ours[-1:] != theirs[-1:]:
        return False
    return [token for token in ours if token in theirs] == theirs and set(ours) - set(theirs) <= _OF_A_FIELD


def is_slip(ours: NameProfile, theirs: NameProfile) -> bool:
    """Whether two long names of several words differ by one letter that only one of them has (John,
    Johns Hopkins University).
    """
    longest, shortest = sorted((ours, theirs), key=lambda name: -len(name.full))
    is_long = len(shortest.full) >= ONE_SLIP_FROM and max(len(ours.tokens), len(theirs.tokens)) >= MANY
    return is_long and len(longest.full) - len(shortest.full) == 1 and LCSseq.similarity(ours.full, theirs.full) == len(shortest.full)  # fmt: skip


def _close(ours: NameProfile, theirs: NameProfile) -> bool:
    """Whether they differ by a slip of the pen: nearly all letters alike, digits the same."""
    shortest = min(len(ours.full), len(theirs.full))
    if shortest < CLOSE_FROM or _digits(ours.full) != _digits(theirs.full):
        return False
    if shortest >= ONE_SLIP_FROM and DamerauLevenshtein.distance(ours.full, theirs.full, score_cutoff=1) <= 1:
        return True
    return bool(JaroWinkler.normalized_similarity(ours.full, theirs.full, score_cutoff=0.96))


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
    """Whether a login is put together from the beginnings of most words of a name, in order
    (`statcan`, `esdc`, `bzk`).
    """
    # A login keeps the country as the name has it (`swisstph`), in whichever language the name is compared.
    return any(_begins_words(short, tokens) for tokens in {profile(name).tokens, words(name)})


def _begins_words(short: str, tokens: tuple[str, ...]) -> bool:
    # longer logins are names; the bound also keeps the work here small
    if not 1 < len(short) <= LOGIN_LENGTH:
        return False
    starts = [token for token in tokens if token not in FILLERS][:12]
    reached = {0: 0}
    for token in starts:
        step = dict(reached)
        for position, used in reached.items():
            pieces = {*range(1, _shared_start(short[position : position + PIECE], token) + 1)}
            if short.startswith(token, position):
                pieces.add(len(token))
            for length in pieces:
                step[position + length] = max(step.get(position + length, 0), used + 1)
        reached = step
    return reached.get(len(short), 0) >= max(2, len(starts) * 2 / 3)


def _shared_start(left: str, right: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def opens(login: str, name: str) -> bool:
    """Whether a login of several words is how a name begins (`TweedeKamer`: Tweede Kamer der Staten-Generaal)."""
    short, long = profile(login), profile(name)
    return short.compact and len(short.core) > 1 and not long.compact and long.full.startswith(short.full)
