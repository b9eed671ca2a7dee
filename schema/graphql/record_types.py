"""Records and what they tell about entities: provenance, conflicts, identifiers, texts."""

from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import ID, Argument, enum_type, field, many, object_type, reference
from schema.graphql.graphql_names import enum_name
from schema.graphql.vocabulary_enums import FOUND_BY, PROVENANCE_RULE
from schema.kinds import KINDS

KIND_NAME = enum_type(
    "KindName", "The kinds of entity.", {enum_name(kind.name): kind.description.splitlines()[0] for kind in KINDS}
)
LANGUAGES = Argument(
    "lang",
    list[scalars.LanguageTag] | None,
    "Languages in order of preference; by default those of the Accept-Language header, then English, then any.",
)
VERSIONS = Argument("first", int | None, "How many to return, the last first, 0 to 100; 10 by default.")
NODE = object_type(
    "Node",
    "Anything with an id by which it can be fetched again.",
    [field("id", ID, "Opaque id; ids of joined entities keep resolving.")],
    interface=True,
)
LOCALISED_TEXT = object_type(
    "LocalisedText",
    "A text in one language.",
    [
        field("value", str, "The text."),
        field("lang", scalars.LanguageTag, "Its language; `und` where the language is not stated."),
        field("isFallback", bool, "Whether the text is in a different language from the first one asked for."),
    ],
)
IDENTIFIER = object_type(
    "Identifier",
    "An identifier that another register or site assigns.",
    [
        field("scheme", str, "The scheme, such as wikidata, cvr or homepage."),
        field("value", str, "The value in the scheme's normal form."),
        field("uri", scalars.Url | None, "The address that the scheme defines for the value."),
    ],
)
STATED_VALUE = object_type(
    "StatedValue",
    "One normalised value of a record.",
    [
        field("field", str, "The field of the kind, as GraphQL spells it."),
        field("value", str, "The value; lists and language maps as JSON text."),
    ],
)
RECORD_VERSION = object_type(
    "RecordVersion",
    "What a record stated for a time.",
    [
        field("since", reference("Load"), "The load that brought it."),
        field("until", reference("Load") | None, "The load that replaced it; null for what the record states last."),
        field(
            "withdrawn",
            reference("Load") | None,
            "The load in which the record had left its source; nothing was stated from then until it came back.",
        ),
        field("erased", bool, "Whether what was stated has been erased: then there are no values."),
        field("name", str | None, "The name that the network used."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1, when it was replaced."),
        field("url", scalars.Url | None, "The page that it was taken from."),
        field("values", list[STATED_VALUE], "The normalised values."),
        field("raw", scalars.Json, "The values exactly as the source stated them."),
    ],
)
RECORD = object_type(
    "Record",
    "What one network states about one thing: never merged, never edited.",
    [
        field("id", ID, "Opaque id; without the prefix `rec_`, it leads to the entity that the record is part of."),
        field("network", reference("Network"), "The network that states it."),
        field("kind", KIND_NAME | None, "The kind; null for a relation between two other things."),
        field("key", str, "The network's own key."),
        field("name", str | None, "The name that the network uses."),
        field("path", str, "File, relative to the network's seed directory."),
        field("line", int | None, "Line in the file, from 1."),
        field("column", int | None, "Column in the line, from 1."),
        field("url", scalars.Url | None, "The page that the record was taken from."),
        field("values", list[STATED_VALUE], "The normalised values."),
        field("raw", scalars.Json, "The values exactly as the source states them."),
        field("firstSeen", reference("Load"), "The load that first brought the record."),
        field("lastChanged", reference("Load"), "The load that last changed the record."),
        field("lastSeen", reference("Load"), "The last load that still contained the record."),
        field(
            "unlistedSince",
            reference("Load") | None,
            "The load since which the source no longer lists the record; the record stays, because the source lists"
            " only a part, as feeds and calendars do.",
        ),
        field(
            "history",
            list[RECORD_VERSION],
            "What it stated over time, as far as the hub keeps it: the last first, which is what it states now unless"
            " it is withdrawn.",
            [VERSIONS],
        ),
    ],
    interfaces=(NODE,),
)
DERIVED_FROM = object_type(
    "DerivedFrom",
    "What a derived value follows from.",
    [
        field("id", ID, "The id of the entity or network, which `node` resolves."),
        field("name", str, "Its name."),
        field("field", str, "The field of it that says so, as GraphQL spells it."),
    ],
)
PROVENANCE = object_type(
    "Provenance",
    "Who states a value of an entity, where, since when, and whether the entity shows it.",
    [
        field("field", str, "The field of the kind, as GraphQL spells it."),
        field("value", str, "The value stated; lists and language maps as JSON text."),
        field("won", bool, "Whether the entity shows this value."),
        field(
            "rule",
            PROVENANCE_RULE,
            "The rule of the merge policy that decided; LOST for a value that the entity does not show.",
        ),
        field("derivedFrom", list[DERIVED_FROM], "What a derived value follows from; empty for a stated value."),
        field("network", reference("Network") | None, "The network that states it; null for a derived value."),
        field("record", RECORD | None, "The record that states it; null for a derived value."),
        field("path", str | None, "File, relative to the network's seed directory; null for a derived value."),
        field("line", int | None, "Line in the file, from 1."),
        field("url", scalars.Url | None, "The page that the record was taken from."),
        field("firstSeen", reference("Load") | None, "The load that first brought the record."),
        field("lastSeen", reference("Load") | None, "The last load that still contained the record."),
    ],
)
EDGE_STATEMENT = object_type(
    "EdgeStatement",
    "How one record states a relation.",
    [
        field("record", RECORD, "The record that states it."),
        field("label", str | None, "What it calls the other end; null where it gives only a key or identifiers."),
        field("role", str | None, "The role, as this record spells it."),
        field("how", FOUND_BY, "How the ends of the relation were found."),
        field(
            "field",
            str | None,
            "For a mention: the field of the record whose text contains it, such as name or description.en.",
        ),
        field("start", int | None, "For a mention: where it starts in that text, in code points from 0."),
        field("end", int | None, "For a mention: where it ends in that text, exclusive."),
        field("since", str | None, "Since when, as this record states it."),
        field("until", str | None, "Until when, as this record states it."),
        field("confidence", float, "How certain it is that the other end is the right one, 0 to 1."),
    ],
)
RELATION_FACTS = (
    field("roles", list[str], "The roles in the relation, each once, in the spelling of the first record by id."),
    field("since", str | None, "The earliest date since which a record states it, as precise as stated."),
    field("until", str | None, "The latest date until which a record states it; null if some record gives no end."),
    field(
        "confidence",
        float,
        "1 where both ends are stated by key or identifier; less where one was found by name or mentioned in a text.",
    ),
    field("networks", many(reference("Network")), "The networks that state it."),
    field("statements", list[EDGE_STATEMENT], "How each record states it; for a mention also where in the text."),
)
CONFLICT_VALUE = object_type(
    "ConflictValue",
    "One of several values that records state for the same field.",
    [
        field("value", str, "The value; lists as JSON text."),
        field("records", list[RECORD], "The records that state it."),
    ],
)
CONFLICT = object_type(
    "Conflict",
    "A field on which the records of an entity disagree.",
    [
        field("field", str, "The field of the kind, as GraphQL spells it."),
        field("values", list[CONFLICT_VALUE], "The values stated."),
    ],
)
