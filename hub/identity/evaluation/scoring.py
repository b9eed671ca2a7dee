"""Scoring: what became of labelled pairs, counted against their labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.identity.evaluation.labelled_pairs import LabelledPair
from hub.identity.evaluation.pair_ends import EvaluatedRecords, subject_from_pair_row
from hub.identity.evidence.weighing import weigh
from hub.identity.evidence.weights import Outcome


@dataclass(slots=True)
class Confusion:
    """How often each outcome met each label. Ratios are None where nothing was counted."""

    joined_same: int = 0
    joined_different: int = 0
    candidate_same: int = 0
    candidate_different: int = 0
    apart_same: int = 0
    apart_different: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the joined that are the same."""
        return _ratio(self.joined_same, self.joined_same + self.joined_different)

    @property
    def recall(self) -> float | None:
        """Share of the same that are joined."""
        return _ratio(self.joined_same, self._same)

    @property
    def reach(self) -> float | None:
        """Share of the same that are joined or candidates."""
        return _ratio(self.joined_same + self.candidate_same, self._same)

    @property
    def _same(self) -> int:
        return self.joined_same + self.candidate_same + self.apart_same

    def count(self, outcome: Outcome, *, same: bool) -> None:
        """Add one pair."""
        name = f"{outcome.value}_{'same' if same else 'different'}"
        setattr(self, name, getattr(self, name) + 1)

    def as_dict(self) -> dict[str, Any]:
        """Counts and ratios, for JSON."""
        counts = {name: getattr(self, name) for name in self.__slots__}
        return counts | {"precision": self.precision, "recall": self.recall, "reach": self.reach}


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair with its outcome. basis: `records` where both are stored, `row` where an end was built from its columns."""

    pair: LabelledPair
    outcome: Outcome
    basis: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of a file of pairs. confusions: by grouping (`all`, `basis`, `kind`, `networks`, `difficulty`) and group."""

    confusions: Mapping[str, Mapping[str, Confusion]]
    judged: tuple[JudgedPair, ...]
    unresolvable: tuple[LabelledPair, ...] = ()

    @property
    def total(self) -> Confusion:
        """Over all pairs that could be judged."""
        return self.confusions["all"].get("all", Confusion())

    @property
    def wrong(self) -> tuple[JudgedPair, ...]:
        """Joined, but different things."""
        return tuple(judged for judged in self.judged if judged.outcome is Outcome.JOINED and not judged.pair.same)

    @property
    def missed(self) -> tuple[JudgedPair, ...]:
        """The same thing, but not joined."""
        return tuple(judged for judged in self.judged if judged.outcome is not Outcome.JOINED and judged.pair.same)


def evaluate(pairs: Iterable[LabelledPair], records: EvaluatedRecords) -> Evaluation:
    """Judge all pairs: stored records by their outcome in the store, other ends as subjects built from their row."""
    outcomes = [(pair, _judged(pair, records)) for pair in pairs]
    judged = tuple(outcome for _, outcome in outcomes if outcome)
    return Evaluation(_confusions(judged), judged, tuple(pair for pair, outcome in outcomes if outcome is None))


def _judged(pair: LabelledPair, records: EvaluatedRecords) -> JudgedPair | None:
    """A pair with its outcome; None if an end names no record and its row says nothing."""
    left, right = records.resolve(pair.left), records.resolve(pair.right)
    if left and right:
        return JudgedPair(pair, Outcome.JOINED if left == right else records.outcome(left, right), "records")
    subjects = [
        records.subjects.get(id_ or "") or subject_from_pair_row(end)
        for id_, end in ((left, pair.left), (right, pair.right))
    ]
    if any(not subject.names and not subject.identifiers for subject in subjects):
        return None
    return JudgedPair(pair, weigh(subjects[0], subjects[1], records.context).outcome, "row")


def _confusions(judged: Iterable[JudgedPair]) -> dict[str, dict[str, Confusion]]:
    confusions: defaultdict[str, defaultdict[str, Confusion]] = defaultdict(lambda: defaultdict(Confusion))
    for one in judged:
        for grouping, group in _groups(one):
            confusions[grouping][group].count(one.outcome, same=one.pair.same)
    return {"all": {}} | {grouping: dict(sorted(groups.items())) for grouping, groups in sorted(confusions.items())}


def _groups(judged: JudgedPair) -> list[tuple[str, str]]:
    def both(left: str, right: str) -> str:
        return " / ".join(sorted({left, right}))

    left, right = judged.pair.left, judged.pair.right
    return [
        ("all", "all"),
        ("basis", judged.basis),
        ("kind", both(left.kind, right.kind)),
        ("networks", both(left.network, right.network)),
        ("difficulty", judged.pair.difficulty or "unstated"),
    ]


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
