"""Identity: which records are one thing, on what evidence, and what a person said about it. Pure: no I/O, no database.

`weigh` compares two records and `cluster` joins what was weighed under the judgements. `hub.derive` does so a batch of
match keys at a time (`keys.packed_keys`, `pairs.blocking.Blocks`, `pairs.affected.Affected`, `pairs.matching.weighed`).
`context`, `candidate_pairs`, `match` and `affected` do the same for records that are all in memory: what the yardstick
measures, and what tests hold the batches to.
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
