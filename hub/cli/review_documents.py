"""What looking at the store and judging print with --json."""

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from hub.identity import Judgement
from hub.review.explanation import ComparisonDocument
from hub.review.holdings import NetworkSummary
from hub.review.lookup import RecordDocument


@dataclass(frozen=True)
class NetworksDocument:
    """The networks in the store."""

    networks: list[NetworkSummary]
    command: Literal["networks"] = "networks"


@dataclass(frozen=True)
class CandidatesDocument:
    """The questions that wait for a person, the strongest first."""

    candidates: list[ComparisonDocument]
    command: Literal["review"] = "review"


@dataclass(frozen=True)
class GroupVerdictDocument:
    """The one verdict that was given to all questions, in how many judgements and which files."""

    verdict: str
    questions: int
    judgements: int
    revision: int
    files: list[str]
    command: Literal["review"] = "review"


@dataclass(frozen=True)
class ExplainedPairDocument:
    """Why two things are joined or apart. links: the chain that joins them, or the strongest pairs between them."""

    outcome: str
    left: RecordDocument
    right: RecordDocument
    links: list[ComparisonDocument]
    command: Literal["explain"] = "explain"


@dataclass(frozen=True)
class ExplainedThingDocument:
    """Of what an entity is made, and what joins or parts its records."""

    entity: str
    records: list[RecordDocument]
    links: list[ComparisonDocument]
    command: Literal["explain"] = "explain"


@dataclass(frozen=True)
class DecisionDocument:
    """Judgements that were given together. took_effect: whether the records are joined or parted now."""

    command: str
    judgements: list[Judgement]
    revision: int
    took_effect: bool
    files: list[str]


@dataclass(frozen=True)
class StoredJudgement:
    """A judgement of the store. origin: the file that states it, `http`, or nothing that is known."""

    id: str
    left: str
    right: str
    verdict: str
    by: str
    at: str
    why: str
    evidence: list[str]
    origin: str | None


@dataclass(frozen=True)
class JudgementsDocument:
    """All judgements, the oldest first."""

    judgements: list[StoredJudgement]
    command: Literal["judgements list"] = "judgements list"


@dataclass(frozen=True)
class UndoneJudgementsDocument:
    """The ids of judgements that were undone."""

    revision: int
    judgements: list[str]
    command: Literal["judgements undo"] = "judgements undo"


class EvaluationDocument(TypedDict, total=False):
    """What was measured; docs/identity.md explains the figures.

    Beside these keys, where pairs were judged, their counts, ratios and intervals.
    """

    command: str
    pairs: int
    judged: int
    stored: dict[str, Any]
    labels: dict[str, Any]
    offices: dict[str, Any]
    wrong: list[dict[str, Any]]
    missed: list[dict[str, Any]]
    unresolvable: list[dict[str, Any]]
    folds: dict[str, Any]
    mentions: dict[str, Any]
