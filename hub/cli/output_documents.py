"""What commands print with --json: by command its documents, which stand in the modules beside it, so that a
command imports its own alone.

docs/schemas has a JSON Schema of each, generated from these declarations.
"""

from hub.cli.export_documents import (
    ExportDocument,
    MatchedListDocument,
    SiteDocument,
    SnapshotDocument,
    VerifiedDocument,
)
from hub.cli.harvest_documents import HarvestDocument
from hub.cli.history_documents import ErasureDocument, ForgettingDocument, PastStoreDocument
from hub.cli.load_documents import DraftDocument, LoadDocument, UndoneDocument
from hub.cli.operator_documents import (
    AddedOperationsDocument,
    AuditDocument,
    NewTokenDocument,
    OperationsDocument,
    RemovedOperationDocument,
    RevokedTokenDocument,
    TokensDocument,
)
from hub.cli.review_documents import (
    CandidatesDocument,
    DecisionDocument,
    EvaluationDocument,
    ExplainedPairDocument,
    ExplainedThingDocument,
    GroupVerdictDocument,
    JudgementsDocument,
    NetworksDocument,
    UndoneJudgementsDocument,
)
from hub.cli.serving_documents import SdlDocument, ServedDocument
from hub.cli.soundness_documents import SoundnessDocument
from hub.cli.webhook_documents import (
    DeliveriesDocument,
    NewWebhookDocument,
    RemovedWebhookDocument,
    ReplayedDocument,
    WebhooksDocument,
)

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
