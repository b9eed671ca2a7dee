"""Words of closed vocabularies: the store keeps their own spelling, GraphQL shows enum names.

Both ways, in one place.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from hub.plan.sql.compiler import literal
from schema.graphql.graphql_names import enum_name
from schema.graphql.vocabulary_enums import STORED_WORDS


def enum_word(word: str, vocabulary: Sequence[str] = ()) -> str:
    """The enum name of a stored word, by its expression: news-item is NEWS_ITEM.

    vocabulary: the words that it can be, where one of them is spelt irregularly, such as configurationFiles.
    """
    regular = f"replace(upper({word}), '-', '_')"
    if any("/" in known for known in vocabulary):
        regular = f"replace({regular}, '/', '_')"
    odd = [known for known in vocabulary if known.upper().replace("-", "_").replace("/", "_") != enum_name(known)]
    cases = " ".join(f"WHEN {literal(known)} THEN {literal(enum_name(known))}" for known in odd)
    return f"CASE {word} {cases} ELSE {regular} END" if odd else regular


def stored_word(value: Enum | str) -> str:
    """A value of an enum, or its bare name, as the store spells it: NEWS_ITEM is news-item."""
    if isinstance(value, Enum):
        return STORED_WORDS.get(value) or stored_word(value.name)
    return value.lower().replace("_", "-")


def stored(operand: Any) -> Any:
    """Values of an enum as the store spells them; what is left open is spelt so when it is bound."""
    if isinstance(operand, list):
        return [stored(part) for part in operand]
    return stored_word(operand) if isinstance(operand, Enum) else operand
