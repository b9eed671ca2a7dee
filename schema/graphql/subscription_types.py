"""What can be followed while it happens: the changes of each revision, and loads on their way."""

from schema.graphql.custom_scalars import DateTime
from schema.graphql.dynamic import Argument, enum_type, field, object_type, reference, subscription_field
from schema.graphql.list_types import NESTED_PAGE
from schema.graphql.network_types import LOAD
from schema.graphql.record_types import KIND_NAME

_REVISION_CHANGES = object_type(
    "RevisionChanges",
    "What one revision changed.",
    [
        field("revision", int, "The revision; `since: revision` continues after it."),
        field("at", DateTime, "When the revision was made."),
        field("load", LOAD, "The load that made it."),
        field(
            "changes",
            reference("ChangeConnection"),
            "The changes in it that are followed. If a page does not hold all of them, `changes(since:)` in a query"
            " lists the rest.",
            NESTED_PAGE,
        ),
    ],
)
_STAGE = enum_type(
    "LoadStage",
    "How far a load has come.",
    {
        "READING": "The files of a source are being read.",
        "DERIVING": "What follows from the records is being worked out.",
        "STORED": "A revision has been made, see `load`.",
        "ENDED": "It is over, and nothing of it was stored.",
    },
)
_LOAD_PROGRESS = object_type(
    "LoadProgress",
    "How far a load has come, or what came of it.",
    [
        field("network", str | None, "Short name of the network; null for a load of judgements."),
        field("stage", _STAGE, "How far it has come."),
        field("step", str | None, "The source that is being read, or the step that is running."),
        field("done", int | None, "How much of the step is done: bytes of a source, or things."),
        field("total", int | None, "How much the step has to do; null where that is not known."),
        field("load", LOAD | None, "The load, once it is stored."),
    ],
)
SUBSCRIPTION = object_type(
    "Subscription",
    "What can be followed, over WebSockets (graphql-transport-ws) or as server-sent events.",
    [
        subscription_field(
            "changes",
            _REVISION_CHANGES,
            "The changes of each revision that has any, oldest first: those since a revision, then each new one.",
            [
                Argument("since", int | None, "The revision after which to start; by default the current one."),
                Argument("kinds", list[KIND_NAME] | None, "Only changes of entities of these kinds."),
                Argument("networks", list[str] | None, "Only what loads of these networks changed."),
            ],
        ),
        subscription_field(
            "loads",
            _LOAD_PROGRESS,
            "Loads while they run, a few times a second, and each that has been stored.",
            [Argument("network", str | None, "Only loads of this network.")],
        ),
    ],
)
