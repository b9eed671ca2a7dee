"""What an evaluation has to say, and the one form of it that programs read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hub.identity.evaluation.confusion import Confusion
from hub.identity.evaluation.intervals import wilson
from hub.identity.evaluation.labelled_mentions import MentionEvaluation
from hub.identity.evaluation.labelled_pairs import LabelledPair
from hub.identity.evaluation.model_comparison import MODELS, fellegi_sunter_from_labels, held_out, measured
from hub.identity.evaluation.network_folds import network_folds
from hub.identity.evaluation.pair_features import PairFeatures
from hub.identity.evaluation.scoring import LABEL, STORED, Evaluation, JudgedPair
from hub.identity.evidence.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class ModelFigures:
    """What one model makes of the pairs: of those it was fitted on, and of pairs of networks that it has not seen."""

    fitted: Confusion
    held_out: Confusion


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """parts: the networks of each fold.

    fitted_weights: those of Fellegi and Sunter's model from all labels, in bits.
    """

    parts: tuple[frozenset[str], ...]
    models: dict[str, ModelFigures]
    fitted_weights: dict[str, float]


def compare(pairs: Sequence[PairFeatures], number: int) -> ModelComparison:
    """All models on so many folds."""
    folds = list(network_folds(pairs, number))
    models = {name: ModelFigures(measured(fit(pairs), pairs), held_out(fit, folds)) for name, fit in MODELS.items()}
    weights = dict(fellegi_sunter_from_labels(pairs).weights)
    return ModelComparison(tuple(fold.networks for fold in folds), models, weights)


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """pairs, mentions: of what was labelled. comparison: of models, where folds were asked for."""

    pairs: Evaluation | None
    features: Sequence[PairFeatures] = ()
    comparison: ModelComparison | None = None
    mentions: MentionEvaluation | None = None

    def document(self) -> dict[str, Any]:
        """It in JSON; docs/identity.md explains the fields."""
        document: dict[str, Any] = {"command": "identity evaluate"}
        if self.pairs:
            document |= _pairs_document(self.pairs)
        if self.comparison:
            document["folds"] = _comparison_document(self.comparison)
        if self.mentions:
            wrong = [asdict(mention) for mention in self.mentions.wrong_found]
            missed = [asdict(mention) for mention in self.mentions.right_missed]
            document["mentions"] = self.mentions.as_dict() | {"wrong": wrong, "missed": missed}
        return document

    def feature_lines(self) -> Iterator[str]:
        """A line of JSON for every pair of two stored records: its ends, its label and the pieces of evidence on it."""
        for one in self.features:
            ends = _ends(one.pair) if one.pair else {}
            yield json.dumps(
                ends | {"ceiling": one.ceiling, "evidence": [asdict(piece) for piece in one.evidence]},
                ensure_ascii=False,
            )


def _pairs_document(evaluation: Evaluation) -> dict[str, Any]:
    offices = evaluation.offices
    related = sum(judged.related for judged in offices)
    return {
        "pairs": len(evaluation.judged) + len(evaluation.unresolvable),
        "judged": len(evaluation.judged),
        **evaluation.total.as_dict(),
        "stored": _groups_document(evaluation, STORED),
        "labels": _groups_document(evaluation, LABEL),
        "offices": {"pairs": len(offices), "found": related, "interval": wilson(related, len(offices))},
        "wrong": [_pair_document(judged) for judged in evaluation.wrong],
        "missed": [_pair_document(judged) for judged in evaluation.missed],
        "unresolvable": [_ends(pair) for pair in evaluation.unresolvable],
    }


def _groups_document(evaluation: Evaluation, basis: str) -> dict[str, Any]:
    groups = {
        grouping: {name: confusion.as_dict() for name, confusion in confusions.items()}
        for grouping, confusions in evaluation.groups(basis).items()
    }
    total = groups.pop("all").get("all", Confusion().as_dict())
    return {"pairs": sum(judged.basis == basis for judged in evaluation.judged)} | total | {"by": groups}


def _comparison_document(comparison: ModelComparison) -> dict[str, Any]:
    return {
        "networks": [sorted(part) for part in comparison.parts],
        "models": {
            name: {"fitted": figures.fitted.as_dict(), "held_out": figures.held_out.as_dict()}
            for name, figures in comparison.models.items()
        },
        "weights": {
            name: {"hand_set": WEIGHTS.get(name), "fellegi_sunter": round(weight, 2)}
            for name, weight in comparison.fitted_weights.items()
        },
    }


def _pair_document(judged: JudgedPair) -> dict[str, Any]:
    return _ends(judged.pair) | {"outcome": judged.outcome.value, "basis": judged.basis}


def _ends(pair: LabelledPair) -> dict[str, Any]:
    return {
        "left": asdict(pair.left),
        "right": asdict(pair.right),
        "same": pair.same,
        "difficulty": pair.difficulty,
        "why": pair.why,
    }
