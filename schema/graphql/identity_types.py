"""Why records are one entity or not: matches, evidence, judgements."""

from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import ID, enum_type, field, object_type, reference
from schema.graphql.record_types import NODE, RECORD

MATCH_OUTCOME = enum_type(
    "MatchOutcome",
    "What the hub concludes about two records.",
    {
        "JOINED": "They are about the same thing.",
        "CANDIDATE": "They may be about the same thing; a person should judge.",
        "CONTRADICTION": "Some evidence joins them, other evidence forbids it; a person should judge.",
        "RELATED": (
            "An office and a body with the same name: never one thing, but `ospo-of` is worth stating if no source"
            " states it."
        ),
        "APART": "Nothing suggests that they are about the same thing.",
    },
)
VERDICT = enum_type(
    "Verdict",
    "What a person decides about two records.",
    {
        "SAME": "They are about the same thing.",
        "DIFFERENT": "They are about different things.",
        "UNSURE": "Undecided; the engine decides.",
    },
)
EVIDENCE = object_type(
    "Evidence",
    "One piece of evidence for or against two records being about the same thing.",
    [
        field("name", str, "Its name; docs/identity.md lists all names with their weights."),
        field("weight", float, "How strongly it counts in favour; negative: against."),
        field("detail", str, "The values it rests on."),
        field("cannotLink", bool, "Whether it forbids joining the two, whatever the other evidence."),
    ],
)
JUDGEMENT = object_type(
    "Judgement",
    "What a person decided about two records; the latest judgement on a pair counts.",
    [
        field("id", ID, "The id by which the judgement can be undone."),
        field("left", str, "The first record, as network/kind/key."),
        field("right", str, "The second record, as network/kind/key."),
        field("verdict", VERDICT, "The verdict."),
        field("by", str, "Who judged."),
        field("at", scalars.DateTime, "When the judgement was made."),
        field("why", str, "The reason given."),
        field("evidence", list[str], "Names of the evidence that the engine had at that time."),
    ],
    interfaces=(NODE,),
)
MATCH = object_type(
    "Match",
    "Two records, what the hub concludes about them, and why.",
    [
        field("left", RECORD, "The first record."),
        field("right", RECORD, "The second record."),
        field("outcome", MATCH_OUTCOME, "What the hub concludes."),
        field("score", float, "The sum of the weights."),
        field("evidence", list[EVIDENCE], "The evidence for and against."),
        field("judgements", list[JUDGEMENT], "What people decided about the pair, oldest first."),
    ],
)
FOUND_THING = object_type(
    "FoundThing",
    "An entity that may be what was described, and why.",
    [
        field("entity", reference("Entity"), "The entity."),
        field("record", RECORD, "The one of its records that speaks most for it."),
        field("isMatch", bool, "Whether it is meant beyond doubt: it would be joined, and nothing else would."),
        field("outcome", MATCH_OUTCOME, "What the hub would conclude if the description were a record."),
        field("score", float, "The sum of the weights."),
        field("percent", float, "The score from 0 to 100; from 75 it joins, from 37.5 a person should judge."),
        field("evidence", list[EVIDENCE], "The evidence for and against."),
    ],
)
EXPLANATION = object_type(
    "Explanation",
    "Why two things are joined, are candidates, or are apart.",
    [
        field("outcome", MATCH_OUTCOME, "What the hub concludes."),
        field("links", list[MATCH], "If joined: the chain of matches between the two; otherwise the strongest match."),
    ],
)
JUDGED = object_type(
    "Judged",
    "The result of judging, or of undoing a judgement.",
    [
        field("revision", int, "The revision that it made."),
        field("judgementId", ID | None, "The id of the judgement; null when one was undone."),
    ],
)
JUDGED_GROUP = object_type(
    "JudgedGroup",
    "The result of judging a group of entities.",
    [
        field("revision", int, "The revision that it made."),
        field("judgementIds", list[ID], "The ids of the judgements, by which each can be undone."),
    ],
)
