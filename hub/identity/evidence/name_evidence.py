"""The best likeness of two records' names, and the evidence it makes."""

from collections.abc import Iterator
from itertools import product

from hub.identity.evidence.context import Context
from hub.identity.evidence.likeness import RANK, Likeness, likeness, opens
from hub.identity.evidence.weights import Evidence, piece
from hub.identity.names.generic_words import PLACED
from hub.identity.names.name_parts import MANY, NameProfile, profile
from hub.identity.subjects import Subject

UNIQUE = frozenset({Likeness.FULL, Likeness.TYPED, Likeness.BARE, Likeness.ACRONYM, Likeness.INITIALS})
ALIKE = frozenset({Likeness.FULL, Likeness.TYPED, Likeness.BARE, Likeness.ACRONYM})


def best_likeness(left: Subject, right: Subject) -> tuple[Likeness, str, str]:
    """The most that a name of one and a name of the other have in common, with both names.

    A clash of sorts (city, county) weighs more than a mere difference, but less than an agreement of other names.
    """
    if len(left.names) == len(right.names) == 1:
        return likeness(left.names[0], right.names[0]), left.names[0], right.names[0]
    pairs = [(likeness(a, b), a, b) for a, b in product(left.names, right.names)]
    return min(pairs, key=_preference, default=(Likeness.NONE, "", ""))


def _preference(pair: tuple[Likeness, str, str]) -> tuple[int, int, str, str]:
    """The closest first, then the longest: a full name says more than the short form beside it."""
    alike, ours, theirs = pair
    return (
        len(RANK) if alike is Likeness.NONE else RANK[alike],
        -len(profile(ours).full) - len(profile(theirs).full),
        ours,
        theirs,
    )


def name_evidence(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """What the names of two agents say. The name of a code account says nothing against: it is only a login."""
    alike, ours, theirs = best_likeness(left, right)
    if context.is_account(left) or context.is_account(right):
        if alike is Likeness.EXTENDS and (opens(ours, theirs) or opens(theirs, ours)):
            yield piece("login-opens", f"{ours} / {theirs}")
            return
        if alike is Likeness.NONE or (alike is Likeness.EXTENDS and left.accounts & right.accounts):
            return
    detail = f"{ours} / {theirs}" if ours != theirs else ours
    weigh = {
        Likeness.FULL: lambda: piece(_full(profile(ours)), detail),
        Likeness.TYPED: lambda: piece("name-typed" if profile(ours).classes & PLACED else "name", detail),
        Likeness.BARE: lambda: piece(_bare(left, right, ours, theirs), detail),
        Likeness.ACRONYM: lambda: piece("acronym", detail),
        Likeness.INITIALS: lambda: piece("initials", detail),
        Likeness.CLOSE: lambda: piece("name-close", detail),
        Likeness.EXTENDS: lambda: piece("name-extends", detail),
        Likeness.CLASH: lambda: piece("name-clash", detail),
    }
    if alike in weigh:
        yield weigh[alike]()
    elif left.names and right.names:
        yield piece("name-differs", detail)
    if alike in UNIQUE:
        yield from uniqueness(left, right, profile(ours).count_key, profile(theirs).count_key, context)


def uniqueness(left: Subject, right: Subject, ours: str, theirs: str, context: Context) -> Iterator[Evidence]:
    """Whether their networks have one thing of that name, or many."""
    most = max(context.namesakes(left, ours), context.namesakes(right, theirs))
    if most <= 1:
        yield piece("name-unique", f"{ours} / {theirs}" if ours != theirs else ours)
    elif most >= MANY:
        yield piece("name-shared", f"{most} in one network")


def _bare(left: Subject, right: Subject, ours: str, theirs: str) -> str:
    """A place and an agent of that place agree only within a country."""
    placed = (profile(ours).classes | profile(theirs).classes) & PLACED
    return "name-core-abroad" if placed and not set(left.countries) & set(right.countries) else "name-core"


def _full(name: NameProfile) -> str:
    if name.long:
        return "name-long"
    if name.specific:
        return "name-specific"
    return "name" if name.distinctive else "name-common"
