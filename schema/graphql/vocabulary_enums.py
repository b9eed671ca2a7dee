"""Closed vocabularies as GraphQL enums, derived from where they are declared: value types, predicates,
and what the hub decides.
"""

from typing import Any

from schema.graphql.dynamic import enum_type
from schema.graphql.graphql_names import enum_name
from schema.relations import PREDICATES
from schema.values.catalogue import VALUE_TYPES
from schema.values.vocabularies import MEANINGS


def _enum(name: str, description: str, words: tuple[str, ...]) -> Any:
    meant = zip(words, MEANINGS[words], strict=True)
    described = {enum_name(word): f"{meaning} Spelt `{word}` in records and exports." for word, meaning in meant}
    return enum_type(name, description, described)


VOCABULARIES: dict[str, Any] = {
    value.name: _enum(value.name, value.description, value.vocabulary)
    for value in VALUE_TYPES.values()
    if value.vocabulary
}
"""The enum of each closed vocabulary, by the name of its value type."""
PREDICATE = enum_type(
    "Predicate",
    "The types of relation between entities, each read from its subject to its object.",
    {
        enum_name(predicate.name): (
            f"The subject has the object under `{predicate.forward}`, "
            f"the object has the subject under `{predicate.inverse}`. {predicate.forward_text}"
        )
        for predicate in PREDICATES
    },
)
STORED_WORDS: dict[Any, str] = {
    enum[enum_name(word)]: word
    for enum, words in (
        *((VOCABULARIES[value.name], value.vocabulary) for value in VALUE_TYPES.values() if value.vocabulary),
        (PREDICATE, tuple(predicate.name for predicate in PREDICATES)),
    )
    for word in words
}
"""What the store and the records call each value of these enums."""
LOAD_STATUS = enum_type(
    "LoadStatus",
    "What became of a load.",
    {
        "ACCEPTED": "It was stored.",
        "REJECTED": (
            "Too much of it was broken or missing, so only its issues were stored; what the last accepted load brought"
            " stays in force."
        ),
    },
)
PROVENANCE_RULE = enum_type(
    "ProvenanceRule",
    "The rule of the merge policy that decided whether an entity shows a value.",
    {
        "ONLY": "No other record states the field.",
        "DERIVED": "No record states it: it follows from another value.",
        "AGREED": "All records that state the field state this value.",
        "NAME": "The record has a name, while others have only the login of a code account.",
        "AUTHORITY": "The network is the authority for the field.",
        "PRECEDENCE": "The network has the higher precedence.",
        "RECENCY": "The record is newer.",
        "CURATION": "Editors of the hub stated it to correct the others.",
        "FIRST": "Nothing else distinguishes the records; the first one by id counts.",
        "UNITED": "The entity shows the values of all records together.",
        "LOST": "The entity shows another value.",
    },
)
FOUND_BY = enum_type(
    "FoundBy",
    "How the ends of a relation were found, the less certain of the two.",
    {
        "KEY": "The network's own key names it.",
        "IDENTIFIER": "An identifier names it.",
        "NAME": "Its name was found among the entities.",
        "LABEL": "It was not found; the record gives a name only.",
        "MISSING": "It was not found; the record gives a key or identifier that nothing in the hub has.",
        "MENTION": "Its name or address occurs in a text.",
    },
)
