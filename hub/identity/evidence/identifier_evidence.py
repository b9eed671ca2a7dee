"""What identifiers and pages say about two records of one family, as far as their schemes speak for it."""

from collections.abc import Collection, Iterator

from hub.identity.evidence.context import Context
from hub.identity.evidence.name_evidence import ALIKE, best_likeness
from hub.identity.evidence.weights import Evidence, piece
from hub.identity.names.generic_words import GOVERNING, INSTITUTIONS, TERRITORIAL, UNITS, NameClass
from hub.identity.names.hosts import label
from hub.identity.subjects import Subject


def identifier_evidence(
    left: Subject, right: Subject, context: Context, weighed_elsewhere: Collection[str] = ()
) -> Iterator[Evidence]:
    """Numbers, of which a thing has one, and identifiers, of which it may have several; pages
    have evidence of their own.

    weighed_elsewhere: schemes for which the family has rules of its own.
    """
    yield from _numbers(left, right, context)
    for scheme in sorted(left.own_identifiers.keys() & right.own_identifiers.keys()):
        common = left.own_identifiers[scheme] & right.own_identifiers[scheme]
        if common and scheme not in weighed_elsewhere:
            value = min(common)
            shared = context.shared(scheme, value, left, right)
            yield piece("identifier-shared" if shared else "identifier", f"{scheme} {value}")


def _numbers(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """Numbers of registers: equal ones for, with their known failures; different ones cannot link."""
    for scheme in sorted(left.numbers.keys() & right.numbers.keys()):
        ours, theirs = left.numbers[scheme], right.numbers[scheme]
        if ours & theirs:
            value = min(ours & theirs)
            yield piece(_equal_number(left, right, scheme, value, context), f"{scheme} {value}")
        elif scheme in left.own_numbers.keys() & right.own_numbers.keys():
            yield piece("register-differs", f"{scheme} {min(ours)} / {min(theirs)}", cannot_link=True)


def _equal_number(left: Subject, right: Subject, scheme: str, value: str, context: Context) -> str:
    if context.shared(scheme, value, left, right):
        return "register-shared"
    of_parent = (
        context.is_account(left) != context.is_account(right)
        or _is_unit(left) != _is_unit(right)
        or _are_place_and_institution(left, right)
    )
    return "register-of-parent" if of_parent and best_likeness(left, right)[0] not in ALIKE else "register"


def _is_unit(agent: Subject) -> bool:
    return any(name.tokens[:1] and name.tokens[0] in UNITS for name in agent.profiles)


def _are_place_and_institution(left: Subject, right: Subject) -> bool:
    """Whether one is a municipality or other territory and the other a school, library, museum or archive: it states
    the number and the page of the body that runs it where it has none of its own.
    """
    ours, theirs = (frozenset().union(*(name.classes for name in agent.profiles)) for agent in (left, right))
    return _runs(ours, theirs) or _runs(theirs, ours)


def _runs(owner: frozenset[NameClass], owned: frozenset[NameClass]) -> bool:
    return bool(owner) and owner <= GOVERNING and bool(owned & INSTITUTIONS - TERRITORIAL)


def page_evidence(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """One page, or pages under one domain.

    A page that a network gives to several things counts in full for one name only.
    """
    if pages := left.homepages & right.homepages:
        page = min(pages)
        lent = context.shared("homepage", page, left, right) or _are_place_and_institution(left, right)
        shared = lent and best_likeness(left, right)[0] not in ALIKE
        yield piece("homepage-shared" if shared else "homepage", page)
    elif domains := left.domains & right.domains:
        own = min(domains)
        named = left.hosts & right.hosts and all(_goes_by(label(own), agent) for agent in (left, right))
        yield piece("host-named" if named else "host", own)


def _goes_by(short: str, agent: Subject) -> bool:
    """Whether a short form is the agent's name or stated in it."""
    return any(short == name.full or short in name.acronyms for name in agent.profiles)
