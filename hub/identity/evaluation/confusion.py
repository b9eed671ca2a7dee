"""Counts of what became of labelled pairs, and the shares that follow, with how sure they are."""

from dataclasses import dataclass
from typing import Any

from hub.identity.evaluation.intervals import wilson
from hub.identity.evidence.weights import Outcome


def found(outcome: Outcome, *, same: bool) -> Outcome:
    """What an outcome counts as: of an office and its organisation, which are never joined, the relation is
    what there is to be found.
    """
    if outcome is Outcome.RELATED:
        return Outcome.JOINED if same else Outcome.APART
    return outcome


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
        return _ratio(self.shares["precision"])

    @property
    def recall(self) -> float | None:
        """Share of the same that are joined."""
        return _ratio(self.shares["recall"])

    @property
    def reach(self) -> float | None:
        """Share of the same that are joined or candidates."""
        return _ratio(self.shares["reach"])

    @property
    def shares(self) -> dict[str, tuple[int, int]]:
        """Every share as part and whole; `candidate_precision` is that of the candidates that are the same."""
        same = self.joined_same + self.candidate_same + self.apart_same
        return {
            "precision": (self.joined_same, self.joined_same + self.joined_different),
            "recall": (self.joined_same, same),
            "reach": (self.joined_same + self.candidate_same, same),
            "candidate_precision": (self.candidate_same, self.candidate_same + self.candidate_different),
        }

    @property
    def pairs(self) -> int:
        """How many were counted."""
        return sum(getattr(self, name) for name in self.__slots__)

    def count(self, outcome: Outcome, *, same: bool) -> None:
        """Add one pair."""
        name = f"{outcome.value}_{'same' if same else 'different'}"
        setattr(self, name, getattr(self, name) + 1)

    def as_dict(self) -> dict[str, Any]:
        """Counts, ratios and their 95 % intervals, for JSON."""
        counts: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        ratios = {name: _ratio(share) for name, share in self.shares.items()}
        return counts | ratios | {"intervals": {name: wilson(*share) for name, share in self.shares.items()}}


def _ratio(share: tuple[int, int]) -> float | None:
    part, whole = share
    return round(part / whole, 4) if whole else None
