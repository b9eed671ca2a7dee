"""Weigh any two records: the one entry to all evidence."""

from hub.identity.evidence.agents import weigh_bodies
from hub.identity.evidence.context import NOWHERE, Context
from hub.identity.evidence.events_and_news import weigh_press
from hub.identity.evidence.likeness import Likeness
from hub.identity.evidence.name_evidence import best_likeness
from hub.identity.evidence.pieces import Match, Outcome, conclude, found
from hub.identity.evidence.products import weigh_products
from hub.identity.keys.blocking_keys import family
from hub.identity.subjects import Subject

_BY_FAMILY = {"body": weigh_bodies, "product": weigh_products, "event": weigh_press, "news-item": weigh_press}


def weigh(left: Subject, right: Subject, context: Context = NOWHERE) -> Match:
    """The outcome for two records with all evidence. context: how often networks repeat identifiers and names."""
    if right.id < left.id:
        left, right = right, left
    sort = family(left.kind)
    if sort != family(right.kind) or sort not in _BY_FAMILY:
        return conclude(
            left.id, right.id, [found("kind-differs", f"{left.kind} / {right.kind}", apart=True)], Outcome.APART
        )
    return _BY_FAMILY[sort](left, right, context)


def cannot_link(left: Subject, right: Subject) -> bool:
    """Whether facts alone keep two records from ever being one: kinds, numbers of one register, countries of bodies, days of events."""
    return left.kind != right.kind or contradict(left, right)


def contradict(left: Subject, right: Subject) -> bool:
    """Whether the facts of two records, kinds aside, cannot be of one thing."""
    if left.own_numbers and right.own_numbers:
        common = left.own_numbers.keys() & right.own_numbers.keys()
        if any(left.own_numbers[scheme].isdisjoint(right.own_numbers[scheme]) for scheme in common):
            return True
    if left.kind == "event" and left.starts and right.starts:
        exact = min(len(left.starts), len(right.starts), 10)
        return left.starts[:exact] != right.starts[:exact]
    bodies = family(left.kind) == "body"
    return bodies and bool(left.lands and right.lands) and left.lands.isdisjoint(right.lands)


def hopeless(left: Subject, right: Subject) -> bool:
    """Whether two bodies without accounts, or two products, have neither name nor identifier nor domain in common: nothing else suffices."""
    named_only = left.kind == right.kind == "product" or not (left.accounts or right.accounts)
    if not named_only or family(left.kind) not in {"body", "product"}:
        return False
    if not left.identified.isdisjoint(right.identified) or not left.domains.isdisjoint(right.domains):
        return False
    return best_likeness(left, right)[0] in {Likeness.NONE, Likeness.EXTENDS, Likeness.CLASH}
