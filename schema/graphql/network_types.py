"""Networks, their loads and issues, and what the hub holds in all."""

from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import ID, enum_type, field, many, object_type, reference
from schema.graphql.record_types import KIND_NAME, LANGUAGES, LOCALISED_TEXT, NODE
from schema.graphql.vocabulary_enums import LOAD_STATUS
from schema.issues import CATALOGUE, IssueCode, Severity

SEVERITY = enum_type(
    "Severity",
    "How serious an issue is.",
    {
        Severity.ERROR.name: "A record or a file is lost.",
        Severity.WARNING.name: "A value is lost or doubtful.",
        Severity.INFO.name: "Nothing is lost.",
    },
)
ISSUE_CODE = enum_type(
    "IssueCode",
    "What is wrong; docs/errors.md explains each code and how to fix it.",
    {code.name: CATALOGUE[code].meaning for code in IssueCode},
)
ACTION = enum_type(
    "ChangeAction",
    "What happened to an entity in a revision.",
    {
        "ADDED": "It appeared.",
        "CHANGED": "A value or relation changed.",
        "WITHDRAWN": "No network states it any longer.",
        "JOINED": "It became part of another entity, see `otherId`.",
        "SPLIT": "It was split off another entity, see `otherId`.",
    },
)
FIGURE = object_type(
    "Figure",
    "A dated figure that a network publishes about itself.",
    [
        field("name", str, "What is counted."),
        field("value", float, "The figure."),
        field("unit", str | None, "Unit, such as DKK or %."),
        field("asOf", str | None, "The date it refers to, as precise as stated: 2021, 2021-05 or 2021-05-31."),
        field("note", str | None, "A remark that qualifies the figure."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("url", scalars.Url | None, "The page that states the figure."),
    ],
)
KIND_COUNT = object_type(
    "KindCount",
    "Counts for one kind.",
    [
        field("kind", KIND_NAME, "The kind."),
        field("records", int, "How many records of the kind there are."),
        field("entities", int, "How many entities these records make up."),
        field("shared", int, "How many of these entities more than one network states."),
    ],
)
HARVEST_OUTCOME = enum_type(
    "HarvestOutcome",
    "What became of a harvest of a source.",
    {
        "CHANGED": "Its files have changed.",
        "UNCHANGED": "Its files have not changed.",
        "PARTIAL": "It was not fetched completely, so missing records are not treated as deleted.",
        "FAILED": "Nothing was fetched; the source keeps what it had.",
    },
)
HARVEST = object_type(
    "Harvest",
    "What one harvest did to one source.",
    [
        field("startedAt", scalars.DateTime, "When it began."),
        field("finishedAt", scalars.DateTime, "When it ended."),
        field("outcome", HARVEST_OUTCOME, "What became of it."),
        field("added", int, "Records that the load after it added."),
        field("changed", int, "Records that it changed."),
        field("withdrawn", int, "Records that are no longer in the source."),
        field("unchanged", int, "Records that did not change."),
        field("rejected", int, "Rows and files with findings of error severity."),
        field("failed", int, "Records or pages that could not be fetched."),
        field("bytes", int, "Bytes that were fetched."),
        field("milliseconds", int, "How long the fetching took."),
        field("message", str | None, "Why it failed, or what could not be fetched."),
        field("revision", int | None, "The revision of the load after it, if that made one."),
    ],
)
LIVE_SOURCE = object_type(
    "LiveSource",
    "A source that is fetched from where it is published, as its last harvest left it. A harvest without news is shown"
    " by the next revision at the latest.",
    [
        field("name", str, "Its name in network.yaml."),
        field("way", str, "The way it is fetched, such as url or git."),
        field("fetchedAt", scalars.DateTime | None, "When it was last fetched; null if it never was."),
        field("askedAt", scalars.DateTime, "When it was last asked for."),
        field("failingSince", scalars.DateTime | None, "Since when it cannot be fetched."),
        field("misses", int, "How many times in a row it could not be fetched."),
        field("message", str | None, "Why."),
        field("needsAttention", bool, "Whether it was due three times without success."),
        field("harvests", list[HARVEST], "Its last ten harvests, the newest first."),
    ],
)
PUBLISHING_ORGANISATION = object_type(
    "PublishingOrganisation",
    "The organisation that publishes a network.",
    [
        field("id", ID, "The id of the organisation, which `node` resolves."),
        field("slug", str, "Its readable id."),
        field("name", str, "Its name."),
    ],
)
NETWORK = object_type(
    "Network",
    "A network whose seed directory the hub has loaded.",
    [
        field("id", ID, "Opaque id."),
        field("slug", str, "Short name."),
        field("title", str, "Full name."),
        field("description", LOCALISED_TEXT | None, "What the network is.", [LANGUAGES]),
        field("url", scalars.Url | None, "The network's website; null for one that has none."),
        field("publisher", str, "Who maintains the network's data."),
        field("publisherUrl", scalars.Url | None, "The publisher's website."),
        field(
            "publisherOrganisation",
            PUBLISHING_ORGANISATION | None,
            "The publisher as an organisation of the graph; null for a publisher that is known only by name, and for"
            " the hub's own editors.",
        ),
        field("licence", str, "Licence of the network's data."),
        field("attribution", str, "Whom to credit when reusing the data."),
        field("precedence", int, "Where networks disagree, the value of the one with the higher precedence wins."),
        field("authority", list[str], "Fields for which this network is the authority."),
        field("figures", list[FIGURE], "Dated figures that the network publishes about itself."),
        field("counts", list[KIND_COUNT], "What the network states, by kind."),
        field("lastLoad", reference("Load") | None, "The last accepted load."),
        field("sources", list[LIVE_SOURCE], "Sources of it that `hub harvest` fetched from where they are published."),
        field("issueCount", int, "How many issues the last load found."),
        field(
            "hubs",
            list[str],
            "The other hubs through which it came, from the one that loads it from its own directory to the one that"
            " was read; empty if this hub loads it itself.",
        ),
        field(
            "statedAt",
            scalars.DateTime,
            "When the hub that loads it from its own directory stored this state of it.",
        ),
    ],
    interfaces=(NODE,),
)
LOAD_COUNT = object_type(
    "LoadCount",
    "What a load did to the records of one kind.",
    [
        field("kind", str, "The kind as manifests spell it; also `relation` and `figure`."),
        field("read", int, "How many were read from the files."),
        field("added", int, "How many were added."),
        field("changed", int, "How many were changed."),
        field("withdrawn", int, "How many were withdrawn."),
        field("unchanged", int, "How many stayed as they were."),
        field("rejected", int, "How many were rejected."),
        field("kept", int, "How many were kept although their source could not be read."),
    ],
)
LOAD = object_type(
    "Load",
    "One load of one network: one transaction, one revision.",
    [
        field("id", ID, "Opaque id: load_ and the revision."),
        field("revision", int, "The revision that the load made."),
        field("network", NETWORK | None, "The network; null for a load of judgements."),
        field("status", LOAD_STATUS, "Whether it was stored."),
        field("startedAt", scalars.DateTime, "When the load started."),
        field("finishedAt", scalars.DateTime, "When the load finished."),
        field("counts", list[LOAD_COUNT], "What the load did to the records, by kind."),
    ],
    interfaces=(NODE,),
)
ISSUE = object_type(
    "Issue",
    "A problem found in a seed directory.",
    [
        field("id", ID, "Opaque id."),
        field("network", NETWORK, "The network whose seed directory has the issue."),
        field("code", ISSUE_CODE, "What is wrong, as a code."),
        field("severity", SEVERITY, "How serious it is."),
        field("path", str, "File, relative to the seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("column", int | None, "Column in the line, from 1."),
        field("field", str | None, "The field concerned."),
        field("value", str | None, "The value concerned, shortened."),
        field("message", str, "What is wrong, in words."),
        field("hint", str | None, "How to fix it."),
        field("revision", int, "The revision whose load found it."),
    ],
    interfaces=(NODE,),
)
FIELD_CHANGE = object_type(
    "FieldChange",
    "A field of an entity that a revision changed.",
    [
        field("field", str, "The field of the kind, as GraphQL spells it."),
        field("from", str | None, "The value before; lists and language maps as JSON text, at most 500 characters."),
        field("to", str | None, "The value after, in the same form; null if there no longer is one."),
        field(
            "records",
            many(reference("Record")),
            "The records that the new value comes from; if there is no new value, those that the old one came from.",
        ),
    ],
)
CHANGE = object_type(
    "Change",
    "What a revision did to an entity.",
    [
        field("revision", int, "The revision."),
        field("at", scalars.DateTime, "When the revision was made."),
        field("action", ACTION, "What happened."),
        field("kind", KIND_NAME, "The kind of the entity."),
        field("entityId", ID, "Its id at that time; `node` resolves it as long as the entity or its successor exists."),
        field("name", str, "Its name at that time."),
        field(
            "fields",
            list[FIELD_CHANGE],
            "For CHANGED: the fields whose values changed; empty if only its records did, and where the hub no longer"
            " keeps them.",
        ),
        field("otherId", ID | None, "For JOINED and SPLIT: the other entity."),
        field("entity", reference("Entity") | None, "The entity that it is part of today; null once withdrawn."),
    ],
)
SEVERITY_COUNT = object_type(
    "SeverityCount",
    "How many issues there are of one severity.",
    [field("severity", SEVERITY, "The severity."), field("count", int, "The number of issues.")],
)
STATS = object_type(
    "Stats",
    "What the hub holds.",
    [
        field("revision", int, "The current revision."),
        field("loadedAt", scalars.DateTime | None, "When the last load finished."),
        field("networks", int, "Number of networks."),
        field("records", int, "Number of records in force."),
        field("relations", int, "Number of relations between two entities."),
        field("unresolvedEnds", int, "Number of ends of relations that are not in the hub."),
        field("joined", int, "Number of entities that consist of more than one record."),
        field("kinds", list[KIND_COUNT], "Counts by kind."),
        field("issues", list[SEVERITY_COUNT], "Issues of the last load of each network, by severity."),
    ],
)
RATE_LIMIT = object_type(
    "RateLimit",
    "The cost of this operation, which the header x-graphql-cost also gives.",
    [
        field("limit", int, "The highest cost that is answered."),
        field("cost", int, "The cost of this operation."),
        field("remaining", int, "How much more the operation could have cost."),
        field(
            "resetAt",
            scalars.DateTime,
            "When the limit is reset: at once, because it applies to each operation separately.",
        ),
        field("budget", int | None, "The cost that this client may ask for in a minute; null if there is no budget."),
        field("budgetRemaining", int | None, "How much of the budget was left before this operation."),
        field("budgetResetsIn", int | None, "Seconds until the whole budget would be available again."),
    ],
)
