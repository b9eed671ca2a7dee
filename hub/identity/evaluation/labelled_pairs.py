"""Labelled pairs: two ends, each named by its network, and whether they are one thing (columns as in dev_pairs.csv)."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schema.kinds import AGENTS, KIND_BY_NAME

_KINDS = {"newsletter": ("news-item",), "news": ("news-item",), "webinar": ("event",), "software": ("product",)}
_SAME = frozenset({"same", "yes", "1", "true"})


@dataclass(frozen=True, slots=True)
class PairEnd:
    """One end of a labelled pair as its row names it."""

    network: str
    kind: str
    id_or_url: str
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two ends and whether they are one thing."""

    left: PairEnd
    right: PairEnd
    same: bool
    relation: str
    why: str
    difficulty: str


def read_pairs(lines: Iterable[str]) -> list[LabelledPair]:
    """The labelled pairs of a CSV file with a header; rows without a label are left out.

    Names and countries may be missing where the keys are those of records. Another missing column
    raises KeyError with its name.
    """
    return [_pair(row) for row in csv.DictReader(lines) if row["label"].strip()]


def _pair(row: Mapping[str, str]) -> LabelledPair:
    left, right = (_end(row, side) for side in ("left", "right"))
    same = row["label"].strip() in _SAME
    return LabelledPair(left, right, same, row.get("relation", ""), row.get("why", ""), row.get("difficulty", ""))


def _end(row: Mapping[str, str], side: str) -> PairEnd:
    network, kind, key = (row[f"{side}_{column}"].strip() for column in ("network", "kind", "id_or_url"))
    name, country = (row.get(f"{side}_{column}", "").strip() for column in ("name", "country"))
    return PairEnd(network, kind, key, name, country)


def kinds_meant(kind: str) -> tuple[str, ...]:
    """The kinds of record that a pair's word for a kind may mean, the likeliest first; what is no kind is an agent."""
    word = kind.split(" ", 1)[0]
    if word in AGENTS:
        return (word, *(other for other in AGENTS if other != word))
    return (word,) if word in KIND_BY_NAME else _KINDS.get(word, AGENTS)
