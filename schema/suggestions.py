"""Which known word a misspelt one may have meant, and how a finding says so."""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz, process

LIKENESS = 66
"""In per cent: csv for cvs, alpha for alfa; lower, and words that have little in common are suggested."""
_LONGEST = 100
"""Letters of a word that are compared, which bounds what a misspelt one can cost."""


class KnownWords:
    """Words of which one may be meant; made plain once, for whoever asks often."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words; their order does not matter."""
        self._words = sorted(words)
        self._plain = [_plain(word) for word in self._words]

    def nearest(self, word: str, least: float = LIKENESS) -> str | None:
        """The word most like a given one, if any is like it at all; letter case, spaces, - and _ do not count.

        least: see `LIKENESS`.
        """
        return next(iter(self.nearest_few(word, 1, least)), None)

    def nearest_few(self, word: str, most: int, least: float = LIKENESS) -> list[str]:
        """So many of the words that are like a given one, the most alike first."""
        plain = _plain(word[:_LONGEST])
        alike = process.extract(plain, self._plain, scorer=fuzz.ratio, score_cutoff=least, limit=most)
        return [self._words[place] for _, _, place in alike]


def nearest(word: str, known: Iterable[str], least: float = LIKENESS) -> str | None:
    """The known word most like a given one, if any is like it at all."""
    return KnownWords(known).nearest(word, least)


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")


def did_you_mean(word: str, known: Iterable[str] | KnownWords, least: float = LIKENESS) -> str | None:
    """The hint of a finding for a misspelt word."""
    similar = (known if isinstance(known, KnownWords) else KnownWords(known)).nearest(word, least)
    return f"did you mean `{similar}`?" if similar else None


def did_you_mean_one_of(word: str, known: Collection[str]) -> str | None:
    """The hint for a word that must be one of those known: the most similar one, or all of them."""
    return did_you_mean(word, known) or (f"use one of {', '.join(sorted(known))}" if known else None)
