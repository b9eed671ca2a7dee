"""What a model of identity can be fitted on: the evidence that the engine names on a labelled
pair, whatever it weighs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hub.identity.evaluation.labelled_pairs import LabelledPair
from hub.identity.evaluation.pair_ends import EvaluatedRecords
from hub.identity.evidence.context import Context
from hub.identity.evidence.weighing import weigh
from hub.identity.evidence.weights import CANDIDATE_AT, JOIN_AT, Evidence, Match, Outcome
from hub.identity.subjects import Subject


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """evidence: its pieces, the heaviest first. ceiling: the most that may come of the pair,
    whatever its evidence weighs.

    Of an office and its organisation the ceiling is `RELATED` where that relation is stated or proposed, else `APART`.
    """

    networks: frozenset[str]
    same: bool
    evidence: tuple[Evidence, ...]
    ceiling: Outcome
    pair: LabelledPair | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the engine calls the pieces; one name may come twice, as of two registers."""
        return tuple(piece.name for piece in self.evidence)


def pair_features(pairs: Iterable[LabelledPair], records: EvaluatedRecords) -> list[PairFeatures]:
    """The features of those pairs that name two records of the store.

    Ends without a record have hardly any evidence.
    """
    features = []
    for pair in pairs:
        left, right = (records.subjects.get(records.resolve(end) or "") for end in (pair.left, pair.right))
        if left and right and left.id != right.id:
            features.append(features_of(left, right, records.context, pair, same=pair.same))
            if left.kind != right.kind and records.are_related(left.id, right.id):
                features[-1] = replace(features[-1], ceiling=Outcome.RELATED)
    return features


def features_of(
    left: Subject, right: Subject, context: Context, pair: LabelledPair | None = None, *, same: bool
) -> PairFeatures:
    """The features of two records."""
    match = weigh(left, right, context)
    across = Outcome.RELATED if match.outcome is Outcome.RELATED else Outcome.APART
    ceiling = _ceiling(match) if left.kind == right.kind else across
    return PairFeatures(frozenset((left.network, right.network)), same, match.evidence, ceiling, pair)


def _ceiling(match: Match) -> Outcome:
    """What the score does not account for: facts that cannot link, and rules that leave a pair below what it weighs."""
    if any(piece.cannot_link for piece in match.evidence):
        return Outcome.APART
    if match.outcome is Outcome.APART and match.score >= CANDIDATE_AT:
        return Outcome.APART
    if match.outcome is Outcome.CANDIDATE and match.score >= JOIN_AT:
        return Outcome.CANDIDATE
    return Outcome.JOINED
