"""Hints for misspelt words."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_LIKENESS = 72


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a given one, if any is like it at all; letter case, - and _ count as nothing."""
    found = process.extractOne(word[:100], sorted(known), scorer=fuzz.ratio, processor=_plain, score_cutoff=_LIKENESS)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The hint for a misspelt word: «Did you mean x?»."""
    found = nearest(word, known)
    return f"Did you mean {found}?" if found else None


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "")
