"""Evaluation against labelled pairs: the pure part of `hub identity evaluate PAIRS.csv`."""

from hub.identity.evaluation.labelled_pairs import LabelledPair, PairEnd, kinds_meant, read_pairs
from hub.identity.evaluation.pair_ends import EvaluatedRecords, subject_from_pair_row
from hub.identity.evaluation.scoring import Confusion, Evaluation, JudgedPair, evaluate

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
