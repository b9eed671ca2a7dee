"""Scoring: what became of labelled pairs, counted against their labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.identity.evaluation.confusion import Confusion, found
from hub.identity.evaluation.label_ends import LabelEnds
from hub.identity.evaluation.labelled_pairs import LabelledPair
from hub.identity.evaluation.pair_ends import EvaluatedRecords, subject_from_pair_row
from hub.identity.evidence.weighing import weigh
from hub.identity.evidence.weights import Outcome

STORED, LABEL = "records", "row"
"""Whether a pair was judged by two records of the store, or an end is a label alone and was built
from the columns of its row.
"""
Groups = Mapping[str, Mapping[str, Confusion]]
"""Counts by grouping (`all`, `kind`, `networks`, `difficulty`) and group."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair with its outcome.

    related: it is an office and an agent, and the hub states or proposes that they belong together.
    """

    pair: LabelledPair
    outcome: Outcome
    basis: str
    across_kinds: bool = False
    related: bool = False

    @property
    def found(self) -> Outcome:
        """What it counts as."""
        return found(Outcome.RELATED if self.related else self.outcome, same=self.pair.same)

    @property
    def is_office(self) -> bool:
        """Whether it is labelled as an office and the agent that it belongs to."""
        return self.across_kinds and (self.pair.same or self.pair.relation.startswith("ospo-of"))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of labelled pairs.

    Those of two records of the store count apart from those with an end that is a label alone.
    """

    judged: tuple[JudgedPair, ...]
    unresolvable: tuple[LabelledPair, ...] = ()

    @property
    def total(self) -> Confusion:
        """Over all pairs that could be judged."""
        return self.groups(None)["all"].get("all", Confusion())

    def groups(self, basis: str | None) -> Groups:
        """The counts of the pairs of one basis, or of all."""
        return _groups(judged for judged in self.judged if basis in {None, judged.basis})

    @property
    def offices(self) -> tuple[JudgedPair, ...]:
        """The pairs of an office and the organisation that it belongs to."""
        return tuple(judged for judged in self.judged if judged.is_office)

    @property
    def wrong(self) -> tuple[JudgedPair, ...]:
        """Joined, but different things."""
        return tuple(judged for judged in self.judged if judged.outcome is Outcome.JOINED and not judged.pair.same)

    @property
    def missed(self) -> tuple[JudgedPair, ...]:
        """The same thing, but not found."""
        return tuple(judged for judged in self.judged if judged.found is not Outcome.JOINED and judged.pair.same)


def evaluate(pairs: Iterable[LabelledPair], records: EvaluatedRecords) -> Evaluation:
    """Judge all pairs: two records by what the store makes of them, a record and a label by what
    the label is resolved to.
    """
    labels = LabelEnds(records.subjects.values(), records.entities)
    outcomes = [(pair, _judged(pair, records, labels)) for pair in pairs]
    judged = tuple(outcome for _, outcome in outcomes if outcome)
    return Evaluation(judged, tuple(pair for pair, outcome in outcomes if outcome is None))


def _judged(pair: LabelledPair, records: EvaluatedRecords, labels: LabelEnds) -> JudgedPair | None:
    """A pair with its outcome; None if an end names no record and its row says nothing."""
    left, right = records.resolve(pair.left), records.resolve(pair.right)
    if left and right:
        outcome = Outcome.JOINED if left == right else records.outcome(left, right)
        across = records.are_of_two_kinds(left, right)
        return JudgedPair(pair, outcome, STORED, across, across and records.are_related(left, right))
    subjects = [
        records.subjects.get(id_ or "") or subject_from_pair_row(end)
        for id_, end in ((left, pair.left), (right, pair.right))
    ]
    if any(not subject.names and not subject.identifiers for subject in subjects):
        return None
    record, label = left or right, pair.right if left else pair.left
    if record and labels.can_resolve(label):
        is_meant = labels.entity(label) == records.entities.get(record, record)
        return JudgedPair(pair, Outcome.JOINED if is_meant else Outcome.APART, LABEL)
    # Two labels, or titles: weighed as if they were records.
    return JudgedPair(pair, weigh(subjects[0], subjects[1], records.context).outcome, LABEL)


def _groups(judged: Iterable[JudgedPair]) -> dict[str, dict[str, Confusion]]:
    confusions: defaultdict[str, defaultdict[str, Confusion]] = defaultdict(lambda: defaultdict(Confusion))
    for entry in judged:
        for grouping, group in _memberships(entry):
            confusions[grouping][group].count(entry.found, same=entry.pair.same)
    return {"all": {}} | {grouping: dict(sorted(groups.items())) for grouping, groups in sorted(confusions.items())}


def _memberships(judged: JudgedPair) -> list[tuple[str, str]]:
    def both(left: str, right: str) -> str:
        return " / ".join(sorted({left, right}))

    left, right = judged.pair.left, judged.pair.right
    return [
        ("all", "all"),
        ("kind", both(left.kind, right.kind)),
        ("networks", both(left.network, right.network)),
        ("difficulty", judged.pair.difficulty or "unstated"),
    ]
