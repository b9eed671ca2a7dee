"""Labelled mentions: a text, what was found in it, and whether the text means that."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.identity.evaluation.intervals import wilson

RecordName = tuple[str, str, str]
"""A record by network, kind and key."""
_RIGHT = "right"


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """text: the record of the news item or event. target: a record of the entity that its words were taken to name."""

    text: RecordName
    target: RecordName
    mention: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class MentionEvaluation:
    """What became of labelled mentions: those that are still found, by label, and those that are not."""

    right_found: tuple[LabelledMention, ...]
    wrong_found: tuple[LabelledMention, ...]
    right_missed: tuple[LabelledMention, ...]
    wrong_missed: tuple[LabelledMention, ...]

    def as_dict(self) -> dict[str, Any]:
        """Counts and shares, for JSON.

        precision: of those found; recall: of the right ones of the sample, not of all that texts name.
        """
        right, wrong, missed = len(self.right_found), len(self.wrong_found), len(self.right_missed)
        return {
            "right_found": right,
            "wrong_found": wrong,
            "right_missed": missed,
            "wrong_missed": len(self.wrong_missed),
            "precision": round(right / (right + wrong), 4) if right + wrong else None,
            "precision_interval": wilson(right, right + wrong),
            "recall": round(right / (right + missed), 4) if right + missed else None,
            "recall_interval": wilson(right, right + missed),
        }


def are_mentions(header: str) -> bool:
    """Whether the first line of a file of labels is that of mentions, not of pairs."""
    return "target_key" in header.split(",")


def read_mentions(lines: Iterable[str]) -> list[LabelledMention]:
    """The labelled mentions of a CSV file with a header; rows without a label are left out.

    A missing column raises KeyError.
    """
    return [_mention(row) for row in csv.DictReader(lines) if row["label"].strip()]


def _mention(row: Mapping[str, str]) -> LabelledMention:
    text = (row["network"], row["kind"], row["key"])
    target = (row["target_network"], row["target_kind"], row["target_key"])
    return LabelledMention(text, target, row["mention"], row["label"].strip() == _RIGHT, row.get("why") or "")


def evaluate_mentions(
    labelled: Iterable[LabelledMention], entities: Mapping[RecordName, str], found: Collection[tuple[RecordName, str]]
) -> MentionEvaluation:
    """entities: by record. found: the texts with the entities that are found in them now."""
    groups: dict[tuple[bool, bool], list[LabelledMention]] = {}
    for one in labelled:
        is_found = (one.text, entities.get(one.target, "")) in found
        groups.setdefault((one.right, is_found), []).append(one)
    order = ((True, True), (False, True), (True, False), (False, False))
    return MentionEvaluation(*(tuple(groups.get(group, ())) for group in order))
