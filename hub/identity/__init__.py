"""Identity: which records are one thing, on what evidence, and what a person said about it. Pure: no I/O, no database.

`context` counts over all records, `match` weighs the pairs that blocking finds, `cluster` joins them under judgements.
"""

from hub.identity.clusters import Clusters, Contradiction, cluster
from hub.identity.evidence.context import Context, context
from hub.identity.evidence.weighing import cannot_link, weigh
from hub.identity.evidence.weights import CANDIDATE_AT, JOIN_AT, WEIGHTS, Evidence, Match, Outcome
from hub.identity.judgements import Judgement, Verdict
from hub.identity.pairs.affected import affected
from hub.identity.pairs.blocking import candidate_pairs
from hub.identity.pairs.matching import match
from hub.identity.subjects import Subject, subject

__all__ = [
    "CANDIDATE_AT",
    "JOIN_AT",
    "WEIGHTS",
    "Clusters",
    "Context",
    "Contradiction",
    "Evidence",
    "Judgement",
    "Match",
    "Outcome",
    "Subject",
    "Verdict",
    "affected",
    "candidate_pairs",
    "cannot_link",
    "cluster",
    "context",
    "match",
    "subject",
    "weigh",
]
