"""What identifiers and pages say about two records of one family, as far as their schemes speak for it."""

from collections.abc import Collection, Iterator

from hub.identity.evidence.context import Context
from hub.identity.evidence.name_evidence import ALIKE, best_likeness
from hub.identity.evidence.weights import Evidence, piece
from hub.identity.subjects import Subject


def identifier_evidence(
    left: Subject, right: Subject, context: Context, weighed_elsewhere: Collection[str] = ()
) -> Iterator[Evidence]:
    """Numbers, of which a thing has one, and identifiers, of which it may have several; pages have evidence of their own.

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
    if context.is_account(left) != context.is_account(right) and best_likeness(left, right)[0] not in ALIKE:
        return "register-of-parent"
    return "register"


def page_evidence(left: Subject, right: Subject, context: Context) -> Iterator[Evidence]:
    """One page, or pages under one domain. A page that a network gives to several things counts in full for one name only."""
    if pages := left.homepages & right.homepages:
        page = min(pages)
        shared = context.shared("homepage", page, left, right) and best_likeness(left, right)[0] not in ALIKE
        yield piece("homepage-shared" if shared else "homepage", page)
    elif domains := left.domains & right.domains:
        yield piece("host", min(domains))
