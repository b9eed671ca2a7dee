"""Words of names in one spelling: folded, transliterations collapsed (å, aa → a; ø, oe → o; ü, ue → u; æ, ae → a)."""

import re
from functools import lru_cache

from schema.values.folding import WORD, fold

_COLLAPSED = (("aa", "a"), ("oe", "o"), ("ue", "u"))
# At the end of a word "ae" is no transliteration of æ or ä: INRAE is not INRA.
_INNER_AE = re.compile(r"ae(?=.)")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORTEST = 4
_SIGNS = (("++", " plusplus "), ("#", " sharp "), ("&", " "), ("\u2019", " "), ("'", " "))


@lru_cache(maxsize=50_000)
def collapse(folded: str) -> str:
    """A folded word with its digraphs collapsed, so that both transliterations of a letter meet.

    Very short ones are acronyms.
    """
    if len(folded) < _SHORTEST:
        return folded
    for digraph, letter in _COLLAPSED:
        folded = folded.replace(digraph, letter)
    return _INNER_AE.sub("a", folded)


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a name in comparable spelling; a name without spaces is split at its humps (`TweedeKamer`)."""
    text = text[:500]
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    if " " not in text.strip():
        text = _HUMP.sub(" ", text)
    return tuple(collapse(word) for word in WORD.findall(fold(text)))


@lru_cache(maxsize=50_000)
def _comparable(word: str) -> str:
    # kept, as the texts of a load have few different words
    return collapse(fold(word))


def squash(text: str) -> str:
    """A name as one string without spaces and signs."""
    return "".join(words(text))


def plain_words(text: str) -> list[tuple[str, int, int]]:
    """The words of running text in comparable spelling with their spans; nothing is split at humps."""
    return [(_comparable(match[0]), *match.span()) for match in WORD.finditer(text)]


def plain_word_set(text: str) -> set[str]:
    """The different words of running text in comparable spelling, where their places do not matter."""
    return {_comparable(word) for word in WORD.findall(text)}
