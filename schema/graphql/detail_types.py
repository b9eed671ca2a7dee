"""The types of what networks say of an entity beside its fields."""

from schema.details import ASSESSMENT_SCHEMES, PASSAGE_TOPICS
from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import Argument, InputField, enum_type, field, input_type, object_type, reference
from schema.graphql.graphql_names import enum_name
from schema.graphql.record_types import LANGUAGES, LOCALISED_TEXT, RECORD

_ORIGIN = (
    field("network", reference("Network"), "The network that states it."),
    field("record", RECORD, "The record that it is about."),
    field("path", str, "File, relative to the network's seed directory."),
    field("line", int | None, "Line in the file, from 1."),
    field("url", scalars.Url | None, "The page that it was taken from."),
)
_AS_OF = field("asOf", str | None, "The date it refers to, as precise as stated: 2021, 2021-05 or 2021-05-31.")
_NOTE = field("note", str | None, "A remark that qualifies it.")
TOPIC = enum_type(
    "PassageTopic", "What a passage is about.", {enum_name(k): text for k, text in PASSAGE_TOPICS.items()}
)
PASSAGE = object_type(
    "Passage",
    "A short text on one topic: what the pages of a network say, in the words of this hub.",
    [
        field("topic", TOPIC, "What it is about."),
        field("text", LOCALISED_TEXT | None, "The text.", [LANGUAGES]),
        field("order", int | None, "Its place among the passages of its topic."),
        *_ORIGIN,
    ],
)
ASSESSMENT_SCHEME = object_type(
    "AssessmentScheme",
    "A procedure by which a network assesses things.",
    [
        field("name", str, "Its short name, which filters take."),
        field("title", str, "Its name for readers."),
        field("url", scalars.Url, "The page that describes it."),
    ],
)
ASSESSMENT = object_type(
    "Assessment",
    "What a network found when it assessed the entity by a declared scheme.",
    [
        field("scheme", ASSESSMENT_SCHEME, "The scheme."),
        field("value", str, "What was found, such as a level."),
        _AS_OF,
        _NOTE,
        field("criteria", list[PASSAGE], "What the scheme asks for where it finds this value."),
        *_ORIGIN,
    ],
)
ENTITY_FIGURE = object_type(
    "EntityFigure",
    "A dated figure that a network gives about the entity; `value` of a number, `text` of what is not one.",
    [
        field("name", str, "What it tells."),
        field("value", float | None, "The number."),
        field("text", str | None, "What is stated in words, such as a fee with its period."),
        field("unit", str | None, "Unit, such as DKK or %."),
        _AS_OF,
        _NOTE,
        *_ORIGIN,
    ],
)
DETAIL_FIELDS = (
    field("assessments", list[ASSESSMENT], "How networks assess it, by scheme, the latest first."),
    field("figures", list[ENTITY_FIGURE], "Dated figures about it, by name, the latest first."),
    field(
        "passages",
        list[PASSAGE],
        "What the pages of networks say of it, by topic and order.",
        [Argument("topics", list[TOPIC] | None, "Only passages on these topics.")],
    ),
)
ASSESSMENT_FILTER = input_type(
    "AssessmentFilter",
    "Conditions on one assessment, all of which must hold.",
    [
        InputField(
            "scheme", str, f"The scheme: {', '.join(scheme.name for scheme in ASSESSMENT_SCHEMES)}.", required=True
        ),
        InputField("value", str, "What was found, such as a level."),
    ],
)
