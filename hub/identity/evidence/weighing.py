"""Weigh any two records: the one entry to all evidence."""

from dataclasses import replace

from hub.identity.distinctions import contradict
from hub.identity.evidence.agents import weigh_agents
from hub.identity.evidence.context import NOWHERE, Context
from hub.identity.evidence.events_and_news import weigh_press
from hub.identity.evidence.likeness import Likeness
from hub.identity.evidence.name_evidence import best_likeness
from hub.identity.evidence.other_kinds import weigh_others
from hub.identity.evidence.products import weigh_products
from hub.identity.evidence.register_rows import differing_rows
from hub.identity.evidence.weights import Match, Outcome, conclude, piece
from hub.identity.subjects import Subject
from schema.kinds import family_of

_RULES = {"agent": weigh_agents, "product": weigh_products, "event": weigh_press, "news-item": weigh_press}
"""Families with rules of their own; all others are weighed by `weigh_others`."""


def weigh(left: Subject, right: Subject, context: Context = NOWHERE) -> Match:
    """The outcome for two records with all evidence. context: how often networks repeat identifiers and names."""
    if right.id < left.id:
        left, right = right, left
    family = family_of(left.kind)
    if family != family_of(right.kind):
        kinds = piece("kind-differs", f"{left.kind} / {right.kind}", cannot_link=True)
        return conclude(left.id, right.id, [kinds], Outcome.APART)
    match = _RULES.get(family, weigh_others)(left, right, context)
    if match.outcome is Outcome.JOINED and differing_rows(left, right):
        return replace(match, outcome=Outcome.CANDIDATE)
    return match


def cannot_link(left: Subject, right: Subject) -> bool:
    """Whether facts alone keep two records from ever being one: kinds, numbers of one register, countries
    of agents, days of events.
    """
    return left.kind != right.kind or contradict(left.distinctions, right.distinctions) or differing_rows(left, right)


def hopeless(left: Subject, right: Subject) -> bool:
    """Whether two agents without accounts, or two products, have neither name nor identifier nor domain in
    common: nothing else suffices.

    It only saves time: `weigh` would find these apart as well, after looking at everything.
    """
    if left.kind == "product":
        named_only = right.kind == "product"
    else:
        named_only = family_of(left.kind) == "agent" and not (left.accounts or right.accounts)
    if not named_only:
        return False
    if not left.identified.isdisjoint(right.identified) or not left.domains.isdisjoint(right.domains):
        return False
    return best_likeness(left, right)[0] in {Likeness.NONE, Likeness.EXTENDS, Likeness.CLASH}
