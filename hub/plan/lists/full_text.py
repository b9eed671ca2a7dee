"""A user's words as a full-text query of each database; whatever the user types is ordinary text."""

from collections.abc import Callable
from typing import Any

from hub.identity.names.name_parts import profile
from hub.plan.sql.compiler import Compiler
from schema.values.folding import search_words as folded_words

LONGEST_QUERY = 32


def search_hits(c: Compiler, query: Any) -> str:
    """A SELECT of what a query finds: entity, kind and rank, the lowest first."""
    return c.dialect.words(c.bind(query, "text", search_words(c.dialect.name)), c.bind(query, "text", name_key))


def name_key(text: str) -> str:
    """The form under which the store keeps names, so that a query that is exactly a name finds what is called so."""
    return profile(text).full


def search_words(dialect: str) -> Callable[[str], str]:
    """A transform from free text to a query of which every word must occur as a prefix; no words find nothing."""
    spelled = _fts5 if dialect == "sqlite" else _tsquery
    return lambda text: spelled(folded_words(text)[:LONGEST_QUERY])


def _fts5(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"*' for word in words) or '""'


def _tsquery(words: tuple[str, ...]) -> str:
    return " & ".join(f"'{word}':*" for word in words)
