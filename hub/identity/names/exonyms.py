"""Exonyms: names of towns, regions and countries in other languages, mapped to one spelling before names are compared.

The list is `words/exonyms.csv`: another name, the name that stands for it, its source; as written or folded.
"""

from pathlib import Path

from hub.identity.names.spelling import collapse
from schema.values.folding import fold
from schema.values.word_lists import listed_words


def _phrase(name: str) -> tuple[str, ...]:
    return tuple(collapse(word) for word in fold(name).split())


EXONYMS: dict[tuple[str, ...], tuple[str, ...]] = {
    _phrase(row["exonym"]): _phrase(row["name"]) for row in listed_words(Path(__file__).parent / "words", "exonyms")
}
"""From a folded, collapsed phrase to the spelling that stands for it."""

LONGEST_EXONYM = max(len(phrase) for phrase in EXONYMS)
