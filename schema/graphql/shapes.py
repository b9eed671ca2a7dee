"""Types beside the kinds: networks, records, provenance, loads, issues, and what joins them."""

from typing import Any

import strawberry

from schema.graphql import scalars
from schema.graphql.fields import Argument, enum_name, enum_type, field, lazily, many, object_type
from schema.graphql.inputs import PAGE
from schema.issues import IssueCode, Severity
from schema.kinds import KINDS

ID = strawberry.ID
KIND_NAME = enum_type(
    "KindName", "The kinds of entity.", {enum_name(kind.name): kind.description.splitlines()[0] for kind in KINDS}
)
SEVERITY = enum_type(
    "Severity",
    "How much a finding costs.",
    {
        Severity.ERROR.name: "A record or a file is lost.",
        Severity.WARNING.name: "A value is lost or doubtful.",
        Severity.INFO.name: "Nothing is lost.",
    },
)
ISSUE_CODE = enum_type(
    "IssueCode", "What is wrong; docs/errors.md tells the remedy.", {code.name: f"{code.value}" for code in IssueCode}
)
ACTION = enum_type(
    "ChangeAction",
    "What happened to an entity in a revision.",
    {
        "ADDED": "It appeared.",
        "CHANGED": "A value or relation changed.",
        "WITHDRAWN": "No network states it any longer.",
        "JOINED": "It became part of `other`.",
        "SPLIT": "It left `other`.",
    },
)
LANGUAGES = Argument(
    "lang",
    list[scalars.LanguageTag] | None,
    "Languages in order of preference; default: Accept-Language, then en, then any.",
)

NODE = object_type(
    "Node",
    "Anything with an id by which it can be fetched again.",
    [
        field("id", ID, "Opaque id; ids of joined entities keep resolving."),
    ],
    interface=True,
)

LOCALISED_TEXT = object_type(
    "LocalisedText",
    "A text in one language.",
    [
        field("value", str, "The text."),
        field("lang", scalars.LanguageTag, "Its language; und where none is stated."),
        field("isFallback", bool, "Whether it is not in the first language asked for."),
    ],
)
PAGE_INFO = object_type(
    "PageInfo",
    "Where a page stands in its list (Relay).",
    [
        field("hasNextPage", bool, "Whether more follow."),
        field("hasPreviousPage", bool, "Whether there are some before."),
        field("startCursor", str | None, "Cursor of the first edge."),
        field("endCursor", str | None, "Cursor of the last edge."),
    ],
)
BUCKET = object_type(
    "Bucket",
    "One value of a facet.",
    [
        field("value", str, "The value as filters take it."),
        field("label", str, "The value for people."),
        field("count", int, "How many entities have it."),
    ],
)
FACET = object_type(
    "Facet",
    "Counts by one field, under all conditions but those on the field itself.",
    [
        field("field", str, "The field."),
        field("buckets", list[BUCKET], "The most frequent values."),
        field("otherCount", int, "Sum of the counts of the values that are not listed."),
        field("missing", int, "How many entities have no value."),
    ],
)
IDENTIFIER = object_type(
    "Identifier",
    "An outside id.",
    [
        field("scheme", str, "Scheme, such as wikidata, cvr or homepage."),
        field("value", str, "Value in the scheme's normal form."),
        field("uri", scalars.Url | None, "Address that the scheme gives it."),
    ],
)
STATED_VALUE = object_type(
    "StatedValue",
    "One normalised value of a record.",
    [
        field("field", str, "Field of the kind, as GraphQL spells it."),
        field("value", str, "The value; lists and language maps as JSON text."),
    ],
)
RECORD = object_type(
    "Record",
    "What one network states about one thing: never merged, never edited.",
    [
        field("id", ID, "Opaque id derived from network, kind and key."),
        field("network", lazily("Network"), "The network that states it."),
        field("kind", KIND_NAME | None, "Kind; null for a bare relation between others."),
        field("key", str, "The network's own key."),
        field("name", str | None, "Its name there."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("column", int | None, "Column in the line, from 1."),
        field("url", scalars.Url | None, "The page it was taken from."),
        field("values", list[STATED_VALUE], "Its normalised values."),
        field("raw", scalars.Json, "Its values as the source states them."),
        field("firstSeen", lazily("Load"), "The load that brought it."),
        field("lastChanged", lazily("Load"), "The load that last changed it."),
        field("lastSeen", lazily("Load"), "The last load that had it."),
    ],
)
PROVENANCE = object_type(
    "Provenance",
    "Who states a value of an entity, where, since when, and whether it counts.",
    [
        field("field", str, "Field of the kind, as GraphQL spells it."),
        field("value", str, "The value stated; lists and language maps as JSON text."),
        field("won", bool, "Whether the entity shows it."),
        field("rule", str, "Why: only, agreed, authority, precedence, recency, curation, united or lost."),
        field("network", lazily("Network"), "The network that states it."),
        field("record", RECORD, "The record that states it."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("url", scalars.Url | None, "The page it was taken from."),
        field("firstSeen", lazily("Load"), "The load that brought the record."),
        field("lastSeen", lazily("Load"), "The last load that had it."),
    ],
)
EDGE_STATEMENT = object_type(
    "EdgeStatement",
    "One record's own statement of a relation.",
    [
        field("record", RECORD, "The record that states it."),
        field(
            "how",
            str,
            "By what the other end was found: key, identifier, name, label, missing, or mention for a name or link in a text.",
        ),
        field(
            "field",
            str | None,
            "Of a mention: the field of the record in whose text it stands, such as name or description.en.",
        ),
        field("start", int | None, "Of a mention: where it starts in that text, in code points from 0."),
        field("end", int | None, "Of a mention: where it ends, exclusive."),
        field("since", str | None, "Since when, as this record states it."),
        field("until", str | None, "Until when, as this record states it."),
        field("confidence", float, "How sure the other end is, 0 to 1."),
    ],
)
CONFLICT_VALUE = object_type(
    "ConflictValue",
    "One of several values that records state for one field.",
    [
        field("value", str, "The value; lists as JSON text."),
        field("records", list[RECORD], "Who states it."),
    ],
)
CONFLICT = object_type(
    "Conflict",
    "A field on which the records of an entity disagree.",
    [
        field("field", str, "Field of the kind, as GraphQL spells it."),
        field("values", list[CONFLICT_VALUE], "What is stated."),
    ],
)
FIGURE = object_type(
    "Figure",
    "A dated figure that a network gives about itself.",
    [
        field("name", str, "What is counted."),
        field("value", float, "The figure."),
        field("unit", str | None, "Unit, such as DKK or %."),
        field("asOf", str | None, "When it was true, as exact as stated: 2021, 2021-05 or 2021-05-31."),
        field("note", str | None, "What to know about it."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("url", scalars.Url | None, "The page that says so."),
    ],
)
KIND_COUNT = object_type(
    "KindCount",
    "How many of a kind.",
    [
        field("kind", KIND_NAME, "The kind."),
        field("records", int, "Records that state one."),
        field("entities", int, "Entities they make up."),
        field("shared", int, "Entities that another network states too."),
    ],
)
NETWORK = object_type(
    "Network",
    "A network whose seed directory the hub has loaded.",
    [
        field("id", ID, "Opaque id."),
        field("slug", str, "Its short name."),
        field("title", str, "Its full name."),
        field("description", LOCALISED_TEXT | None, "What it is.", [LANGUAGES]),
        field("homepage", scalars.Url, "Its page on the web."),
        field("publisher", str, "Who maintains its data."),
        field("publisherUrl", scalars.Url | None, "The publisher's page."),
        field("licence", str, "Licence of its data."),
        field("attribution", str, "Whom to credit on reuse."),
        field("precedence", int, "Where networks differ, the value of the one with the higher precedence wins."),
        field("authority", list[str], "Fields on which it is the authority."),
        field("figures", list[FIGURE], "Dated figures it gives about itself."),
        field("counts", list[KIND_COUNT], "What it holds, by kind."),
        field("lastLoad", lazily("Load") | None, "The last load that was taken."),
        field("issueCount", int, "Findings of its last load."),
    ],
    interfaces=(NODE,),
)
LOAD_COUNT = object_type(
    "LoadCount",
    "What a load did to the records of a kind.",
    [
        field("kind", str, "The kind as manifests spell it; also relation and figure."),
        *(
            field(name, int, f"How many were {name}.")
            for name in ("read", "added", "changed", "withdrawn", "unchanged", "rejected", "kept")
        ),
    ],
)
LOAD = object_type(
    "Load",
    "One load of one network: one transaction, one revision.",
    [
        field("revision", int, "The revision it made."),
        field("network", NETWORK | None, "The network; null for a load of judgements."),
        field("status", str, "taken, or kept: what the last good load stored was kept."),
        field("startedAt", scalars.DateTime, "When it began."),
        field("finishedAt", scalars.DateTime, "When it ended."),
        field("counts", list[LOAD_COUNT], "What became of its records, by kind."),
    ],
)
ISSUE = object_type(
    "Issue",
    "A finding about a seed directory.",
    [
        field("id", ID, "Opaque id."),
        field("network", str, "Network whose directory it is."),
        field("code", ISSUE_CODE, "What is wrong."),
        field("severity", SEVERITY, "How much it costs."),
        field("path", str, "File, relative to the directory."),
        field("line", int | None, "Line, from 1."),
        field("column", int | None, "Column, from 1."),
        field("field", str | None, "The field."),
        field("value", str | None, "The value, shortened."),
        field("message", str, "What is wrong, in words."),
        field("hint", str | None, "What to do."),
        field("revision", int, "Revision that stored it."),
    ],
)
CHANGE = object_type(
    "Change",
    "What a revision did to an entity.",
    [
        field("revision", int, "The revision."),
        field("at", scalars.DateTime, "When."),
        field("action", ACTION, "What happened."),
        field("kind", KIND_NAME, "Kind of the entity."),
        field("entityId", ID, "Its id then; it resolves through `node` if the entity or its successor exists."),
        field("name", str, "Its name then."),
        field("otherId", ID | None, "On JOINED and SPLIT: the other entity."),
        field("entity", lazily("Entity") | None, "The entity it is now part of; null once withdrawn."),
    ],
)
MATRIX_CELL = object_type(
    "OverlapCell",
    "How many entities two networks share.",
    [
        field("left", str, "One network."),
        field("right", str, "The other."),
        field("kind", KIND_NAME, "The kind."),
        field("count", int, "Entities of the kind that both state."),
    ],
)
OVERLAP = object_type(
    "Overlap",
    "Who and what is in two or more networks.",
    [
        field("matrix", list[MATRIX_CELL], "Counts by pair of networks and kind."),
        field("entities", lazily("EntityConnection"), "The shared entities, those in most networks first.", PAGE),
    ],
)
STATS = object_type(
    "Stats",
    "What the hub holds.",
    [
        field("revision", int, "Current revision."),
        field("loadedAt", scalars.DateTime | None, "When the last load ended."),
        field("networks", int, "Networks."),
        field("records", int, "Records in force."),
        field("relations", int, "Relations."),
        field("resolvedRelations", int, "Relations of which both ends are in the hub."),
        field("joined", int, "Entities made of more than one record."),
        field("kinds", list[KIND_COUNT], "By kind."),
        field(
            "issues",
            many(
                object_type(
                    "SeverityCount",
                    "Findings of one severity.",
                    [
                        field("severity", SEVERITY, "The severity."),
                        field("count", int, "How many."),
                    ],
                )
            ),
            "Findings of the last loads.",
        ),
    ],
)
RATE_LIMIT = object_type(
    "RateLimit",
    "The published cost of this operation; also in the header x-graphql-cost.",
    [
        field("limit", int, "Largest cost that is answered."),
        field("cost", int, "Cost of this operation."),
        field("remaining", int, "What a larger operation could still cost."),
        field("resetAt", scalars.DateTime, "When the limit counts anew: it is per operation, so at once."),
    ],
)
STEP = object_type(
    "PathStep",
    "One step of a path between entities.",
    [
        field("predicate", str, "Predicate of the relation walked."),
        field("outward", bool, "Whether it was walked from subject to object."),
        field("node", lazily("Entity"), "The entity reached."),
    ],
)
PATH = object_type(
    "Path",
    "A shortest path between two entities.",
    [
        field("length", int, "Number of steps."),
        field("start", lazily("Entity"), "Where it starts."),
        field("steps", list[STEP], "The steps."),
    ],
)
NEIGHBOUR = object_type(
    "Neighbour",
    "An entity near another.",
    [
        field("distance", int, "Steps away, from 1."),
        field("node", lazily("Entity"), "The entity."),
    ],
)
NEIGHBOURS = object_type(
    "Neighbours",
    "The entities around one.",
    [
        field("totalCount", int, "How many there are within the depth."),
        field("nodes", list[NEIGHBOUR], "The nearest, by distance, then id."),
    ],
)


def edge_type(name: str, node: Any, description: str, more: tuple[Any, ...] = ()) -> type:
    """An edge of a connection."""
    return object_type(
        f"{name}Edge",
        description,
        [
            field("cursor", str, "Opaque position in this list."),
            field("node", node, "The entity."),
            *more,
        ],
    )


def connection_type(name: str, node: Any, edge: type, more: tuple[Any, ...] = ()) -> type:
    """A Relay connection with nodes beside edges."""
    return object_type(
        f"{name}Connection",
        f"A page of a list: {name}.",
        [
            field("edges", list[edge], "The page with what concerns the connection."),
            field("nodes", list[node], "The page."),
            field("pageInfo", PAGE_INFO, "Where the page stands."),
            field("totalCount", int, "How many there are in all; costs only when selected."),
            *more,
        ],
    )


MATCH_OUTCOME = enum_type(
    "MatchOutcome",
    "What the hub makes of two records.",
    {
        "JOINED": "They are one entity.",
        "CANDIDATE": "A person should judge.",
        "CONTRADICTION": "Evidence joins them, other evidence holds them apart.",
        "APART": "Nothing suggests that they are one.",
    },
)
VERDICT = enum_type(
    "Verdict",
    "What a person says of two records.",
    {
        "SAME": "They are about one thing.",
        "DIFFERENT": "They are about different things.",
        "UNSURE": "It cannot be told; the engine decides.",
    },
)
EVIDENCE = object_type(
    "Evidence",
    "One piece of evidence on two records.",
    [
        field("name", str, "What it is; docs/identity.md lists all with their weights."),
        field("weight", float, "How much it speaks for one thing; negative: against."),
        field("detail", str, "The values it rests on."),
        field("cannotLink", bool, "Whether it forbids joining whatever else speaks for it."),
    ],
)
JUDGEMENT = object_type(
    "Judgement",
    "What a person decided about two records; the latest on a pair counts.",
    [
        field("id", ID, "Its id, by which it is undone."),
        field("left", str, "One record, as network/kind/key."),
        field("right", str, "The other."),
        field("verdict", VERDICT, "The verdict."),
        field("by", str, "Who."),
        field("at", scalars.DateTime, "When."),
        field("why", str, "Why."),
        field("evidence", list[str], "Names of the engine's evidence at that time."),
    ],
)
MATCH = object_type(
    "Match",
    "Two records, what the hub makes of them, and why.",
    [
        field("left", RECORD, "One record."),
        field("right", RECORD, "The other."),
        field("outcome", MATCH_OUTCOME, "What the hub makes of them."),
        field("score", float, "Sum of the weights."),
        field("evidence", list[EVIDENCE], "What speaks for and against."),
        field("judgements", list[JUDGEMENT], "What persons said, oldest first."),
    ],
)
EXPLANATION = object_type(
    "Explanation",
    "Why two things are one, wait for a person, or are apart.",
    [
        field("outcome", MATCH_OUTCOME, "What the hub makes of them."),
        field("links", list[MATCH], "If joined: the chain of matches between them; else the strongest match."),
    ],
)
JUDGED = object_type(
    "Judged",
    "What a judgement did.",
    [
        field("revision", int, "The revision it made."),
        field("judgementId", ID | None, "Its id; null when one was undone."),
    ],
)
