"""What commands print with --json. docs/schemas has a JSON Schema of each, generated from these declarations."""

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from hub.cli.operator_documents import (
    AddedOperationsDocument,
    AuditDocument,
    NewTokenDocument,
    OperationsDocument,
    RemovedOperationDocument,
    RevokedTokenDocument,
    TokensDocument,
)
from hub.cli.webhook_documents import (
    DeliveriesDocument,
    NewWebhookDocument,
    RemovedWebhookDocument,
    ReplayedDocument,
    WebhooksDocument,
)
from hub.exports.writing import Written
from hub.harvest.job_history import Job
from hub.history.forgetting import Trace
from hub.identity import Judgement
from hub.load import Counts
from hub.load.report_documents import LoadOutcome
from hub.review.explanation import ComparisonDocument
from hub.review.holdings import NetworkSummary
from hub.review.lookup import RecordDocument
from hub.review.soundness import Check
from hub.snapshots.snapshot_manifest import SnapshotFile
from hub.snapshots.verifying import Verified


@dataclass(frozen=True)
class ErrorStated:
    """What went wrong. code: see docs/errors.md."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class ErrorDocument:
    """The only document of a command that did not do what was asked."""

    error: ErrorStated


@dataclass(frozen=True)
class DraftedSource:
    """A source of a drafted manifest. mapping: columns by field; unused: columns that are not read."""

    name: str
    path: str
    format: str
    options: dict[str, Any]
    kind: str | None
    mapping: dict[str, str]
    unused: list[str]


@dataclass(frozen=True)
class DraftDocument:
    """The manifest that was written, and the files of which no format was recognised."""

    network: str
    manifest: str
    sources: list[DraftedSource]
    not_read: list[str]
    command: Literal["new"] = "new"


@dataclass(frozen=True)
class LoadDocument:
    """What came of all directories. revision: the newest of theirs; written: whether anything could be."""

    command: str
    written: bool
    revision: int
    loads: list[LoadOutcome]


@dataclass(frozen=True)
class HarvestDocument:
    """What a harvest did to each source, and the loads that followed, or would.

    off: sources whose fetching is off, as network/source. waiting: those whose servers want to be left alone, and until when.
    """

    command: str
    written: bool
    harvests: list[Job]
    off: list[str]
    waiting: dict[str, str]
    loads: list[LoadOutcome]


@dataclass(frozen=True)
class UndoneDocument:
    """What was taken back, or with written: false would be. counts: records by kind that came back (added), changed and went."""

    command: str
    written: bool
    network: str
    revision: int
    counts: dict[str, Counts]


@dataclass(frozen=True)
class ErasureDocument:
    """How much was erased, or with written: false would be: earlier versions of records, and withdrawn records as a whole."""

    written: bool
    revision: int
    records: int
    versions: int
    withdrawn: int
    command: Literal["erase"] = "erase"


@dataclass(frozen=True)
class PastStoreDocument:
    """The store that was rebuilt. records: in force then; erased: that cannot come back."""

    to: str
    revision: int
    finished_at: str
    records: int
    erased: int
    command: Literal["at"] = "at"


@dataclass(frozen=True)
class ServedDocument:
    """Where the hub answers."""

    host: str
    port: int
    graphql: str
    command: Literal["serve"] = "serve"


@dataclass(frozen=True)
class NetworksDocument:
    """The networks in the store."""

    networks: list[NetworkSummary]
    command: Literal["networks"] = "networks"


@dataclass(frozen=True)
class ExportDocument:
    """The files that were written."""

    format: str
    files: list[Written]
    command: Literal["export"] = "export"


@dataclass(frozen=True)
class SnapshotDocument:
    """A snapshot and its files. new: whether it was not there before; retired: snapshots whose files were removed."""

    path: str
    new: bool
    retired: list[str]
    snapshot: str
    files: list[SnapshotFile]
    command: Literal["snapshot"] = "snapshot"


@dataclass(frozen=True)
class MatchedListDocument:
    """What became of the rows of a list. matched: they mean one thing without doubt; proposed: a person should judge; unread: with a property that could not be read."""

    path: str
    to: str
    rows: int
    matched: int
    proposed: int
    unmatched: int
    unread: int
    command: Literal["match"] = "match"


@dataclass(frozen=True)
class VerifiedDocument:
    """Whether snapshots are what was written."""

    sound: bool
    snapshots: list[Verified]
    command: Literal["verify"] = "verify"


@dataclass(frozen=True)
class SiteDocument:
    """How many pages were written, and addresses of which none could be made."""

    pages: int
    faults: list[str]
    command: Literal["site"] = "site"


@dataclass(frozen=True)
class SdlDocument:
    """The GraphQL schema. up_to_date: with --check, whether the committed file is."""

    sdl: str
    up_to_date: bool | None = None
    command: Literal["schema"] = "schema"


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


@dataclass(frozen=True)
class SoundnessDocument:
    """Whether the store is sound. repaired_by: the revision that rebuilt what differed."""

    sound: bool
    repaired_by: int | None
    checks: list[Check]
    command: Literal["doctor"] = "doctor"


@dataclass(frozen=True)
class ForgettingDocument:
    """What was forgotten, or with written: false would be. found: rows that held it; left: that hold it still.

    revision: that it made, 0 for none; snapshots: whose files went; seeds: file and line of what names the person still.
    """

    written: bool
    revision: int
    found: list[Trace]
    left: list[Trace]
    snapshots: list[str]
    seeds: list[str]
    command: Literal["forget"] = "forget"


class EvaluationDocument(TypedDict, total=False):
    """What was measured; docs/identity.md explains the figures. Beside these keys, where pairs were judged, their counts, ratios and intervals."""

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


OUTPUTS: dict[str, tuple[type, ...]] = {
    "new": (DraftDocument,),
    "load": (LoadDocument,),
    "check": (LoadDocument,),
    "harvest": (HarvestDocument,),
    "undo": (UndoneDocument,),
    "remove": (UndoneDocument,),
    "erase": (ErasureDocument,),
    "forget": (ForgettingDocument,),
    "at": (PastStoreDocument,),
    "serve": (ServedDocument,),
    "networks": (NetworksDocument,),
    "export": (ExportDocument,),
    "snapshot": (SnapshotDocument,),
    "verify": (VerifiedDocument,),
    "site": (SiteDocument,),
    "schema": (SdlDocument,),
    "review": (CandidatesDocument, GroupVerdictDocument),
    "explain": (ExplainedPairDocument, ExplainedThingDocument),
    "match": (MatchedListDocument,),
    "join": (DecisionDocument,),
    "split": (DecisionDocument,),
    "judgements list": (JudgementsDocument,),
    "judgements undo": (UndoneJudgementsDocument,),
    "webhook add": (NewWebhookDocument,),
    "webhook list": (WebhooksDocument,),
    "webhook log": (DeliveriesDocument,),
    "webhook rotate": (NewWebhookDocument,),
    "webhook replay": (ReplayedDocument,),
    "webhook remove": (RemovedWebhookDocument,),
    "token new": (NewTokenDocument,),
    "token list": (TokensDocument,),
    "token revoke": (RevokedTokenDocument,),
    "operations add": (AddedOperationsDocument,),
    "operations list": (OperationsDocument,),
    "operations remove": (RemovedOperationDocument,),
    "audit": (AuditDocument,),
    "doctor": (SoundnessDocument,),
    "identity evaluate": (EvaluationDocument,),
}
"""By command what it prints, if not an `ErrorDocument`."""
