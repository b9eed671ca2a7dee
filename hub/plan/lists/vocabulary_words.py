"""Words of closed vocabularies: the store keeps their own spelling, GraphQL shows enum names. Both ways, in one place."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.plan.sql.compiler import literal
from schema.graphql.graphql_names import enum_name


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


def stored_words(vocabulary: Sequence[str], condition: Mapping[str, Any]) -> dict[str, Any]:
    """The operators of a condition on an enum with their values as the store spells them."""
    spellings = {enum_name(word): word for word in vocabulary}

    def stored(operand: Any) -> Any:
        if isinstance(operand, list):
            return [stored(part) for part in operand]
        return spellings[operand.name] if hasattr(operand, "name") else operand

    return {operator: stored(operand) for operator, operand in condition.items()}
