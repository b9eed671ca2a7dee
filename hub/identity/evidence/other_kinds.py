"""Weighing two things of a kind that has no rules of its own: by their identifiers, pages and names."""

from hub.identity.evidence.context import Context
from hub.identity.evidence.identifier_evidence import identifier_evidence, page_evidence
from hub.identity.evidence.name_evidence import name_evidence
from hub.identity.evidence.weights import Match, conclude, piece
from hub.identity.subjects import Subject


def weigh_others(left: Subject, right: Subject, context: Context) -> Match:
    """The default rules: whatever a new kind is, its schemes and names are those of all kinds."""
    evidence = [
        *identifier_evidence(left, right, context),
        *page_evidence(left, right, context),
        *name_evidence(left, right, context),
    ]
    if left.network == right.network:
        evidence.append(piece("one-network", left.network))
    return conclude(left.id, right.id, evidence)
