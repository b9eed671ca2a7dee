"""A user's words as a full-text query of each database; whatever the user types is ordinary text."""

from collections.abc import Callable

from schema.values.folding import search_words as folded_words

LONGEST_QUERY = 32


def search_words(dialect: str) -> Callable[[str], str]:
    """A transform from free text to a query of which every word must occur as a prefix; no words find nothing."""
    spelled = _fts5 if dialect == "sqlite" else _tsquery
    return lambda text: spelled(folded_words(text)[:LONGEST_QUERY])


def _fts5(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"*' for word in words) or '""'


def _tsquery(words: tuple[str, ...]) -> str:
    return " & ".join(f"'{word}':*" for word in words)
