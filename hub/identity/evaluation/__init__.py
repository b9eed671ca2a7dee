"""Evaluation against labelled pairs and mentions: the pure part of `hub identity evaluate`
and `hub identity sample`.
"""

from hub.identity.evaluation.confusion import Confusion
from hub.identity.evaluation.labelled_pairs import LabelledPair, PairEnd, kinds_meant, read_pairs
from hub.identity.evaluation.pair_ends import EvaluatedRecords, subject_from_pair_row
from hub.identity.evaluation.scoring import Evaluation, JudgedPair, evaluate

__all__ = [
    "Confusion",
    "EvaluatedRecords",
    "Evaluation",
    "JudgedPair",
    "LabelledPair",
    "PairEnd",
    "evaluate",
    "kinds_meant",
    "read_pairs",
    "subject_from_pair_row",
]
