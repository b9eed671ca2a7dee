"""Hints for misspelt words."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

_LIKENESS = 72
"""In per cent; lower, and words that have little in common are suggested."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a given one, if any is like it at all; letter case, - and _ do not count."""
    best = process.extractOne(word[:100], sorted(known), scorer=fuzz.ratio, processor=_plain, score_cutoff=_LIKENESS)
    return best[0] if best else None


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "")


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The hint for a misspelt word."""
    similar = nearest(word, known)
    return f"did you mean `{similar}`?" if similar else None


def did_you_mean_one_of(word: str, known: Collection[str]) -> str | None:
    """The hint for a word that must be one of those known: the most similar one, or all of them."""
    return did_you_mean(word, known) or (f"use one of {', '.join(sorted(known))}" if known else None)
