"""Hints for misspelt words."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

_LIKENESS = 72
"""In per cent; lower, and words that have little in common are suggested."""


class KnownWords:
    """Words of which one may be meant; made plain once, for whoever asks often."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words; their order does not matter."""
        self._words = sorted(words)
        self._plain = [_plain(word) for word in self._words]

    def nearest(self, word: str) -> str | None:
        """The word most like a given one, if any is like it at all; letter case, - and _ do not count."""
        best = process.extractOne(_plain(word[:100]), self._plain, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        return self._words[best[2]] if best else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a given one, if any is like it at all."""
    return KnownWords(known).nearest(word)


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "")


def did_you_mean(word: str, known: Iterable[str] | KnownWords) -> str | None:
    """The hint for a misspelt word."""
    similar = (known if isinstance(known, KnownWords) else KnownWords(known)).nearest(word)
    return f"did you mean `{similar}`?" if similar else None


def did_you_mean_one_of(word: str, known: Collection[str]) -> str | None:
    """The hint for a word that must be one of those known: the most similar one, or all of them."""
    return did_you_mean(word, known) or (f"use one of {', '.join(sorted(known))}" if known else None)
