"""Folding of text: one form for search, sorting and slugs, in which case, accents and transliteration do not matter."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from slugify import slugify

SLUG_LENGTH = 80
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "å": "a",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "đ": "d",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "þ": "th",
        "ð": "d",
        "ħ": "h",
    }
)
_EXPANDED = str.maketrans({"ø": "oe", "å": "aa", "ü": "ue", "ö": "oe", "ä": "ae"})
_COLLAPSED = (("aa", "a"), ("oe", "o"), ("ue", "u"), ("ae", "a"))
_ACCENTS = tuple(
    range(first, last + 1)
    for first, last in ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
)
_POINTS = (
    range(0x0591, 0x05C8),
    range(0x0610, 0x061B),
    range(0x064B, 0x0660),
    range(0x0670, 0x0671),
    range(0x06D6, 0x06EE),
)
_DROPPED = frozenset(chr(code) for codes in (*_ACCENTS, *_POINTS) for code in codes if unicodedata.combining(chr(code)))
"""Accents of Latin, Greek and Cyrillic and the points of Hebrew and Arabic, which may be left out in
writing; the marks of all
other scripts are letters: without its vowel signs a Nepali or Thai word is another one.
"""
_JOINERS = "\u200c\u200d"
_LEFT_OUT = dict.fromkeys(map(ord, (*_DROPPED, *_JOINERS)))
MARKS = "".join(
    chr(code)
    for codes in (range(0x0900, 0x1AB0), range(0x1B00, 0x1C80), range(0xA800, 0xABF0))
    for code in codes
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
"""The marks of Indic, Thai, Khmer and like scripts, which Python's word class does not count
among the letters of a word.
"""
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
"""A word of letters, digits and such marks."""


WordPlace = tuple[int, int, str]
"""(start, end, folded) of a word in a text, in code points, end exclusive."""


def fold(text: str) -> str:
    """Text without case and accents: ø→o, å→a, æ→ae, ß→ss.

    Greek and Cyrillic keep their letters without marks, Indic and Thai with them.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", letters).translate(_LEFT_OUT)
    return unicodedata.normalize("NFC", bare.casefold().translate(_LETTERS))


def search_words(query: str) -> tuple[str, ...]:
    """The folded words of a query, each once.

    Punctuation and operators of any search engine are ordinary separators.
    """
    return tuple(dict.fromkeys(WORD.findall(fold(query))))


def word_places(text: str) -> Iterator[WordPlace]:
    """The words of a text by which search finds it, each in all its spellings, in order: Øresund is met by oresund
    and oeresund, Aarhus by arhus.
    """
    if text.isascii():
        for word in WORD.finditer(text.lower()):
            start, end = word.span()
            for spelling in _spellings_of_word(word[0]):
                yield start, end, spelling
        return
    folded, places = _aligned(text)
    for word in WORD.finditer(folded):
        # one letter may fold to several, some of which are no part of the word, as the stroke
        # that a half has between 1 and 2
        start, end = places[word.start()], max(places[word.end()], places[word.end() - 1] + 1)
        for spelling in _spellings_of_word(text[start:end]):
            yield start, end, spelling


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """A text folded letter by letter, and for each letter of the result where it comes from.

    At last the length of the text.
    """
    letters = [_fold_letter(letter) for letter in text]
    places = [place for place, folded in enumerate(letters) for _ in folded]
    return "".join(letters), [*places, len(text)]


_fold_letter = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=16_384)
def _spellings_of_word(word: str) -> tuple[str, ...]:
    # kept, as the texts of a load have few different words
    return tuple(dict.fromkeys(_spellings(word)))


def _spellings(text: str) -> list[str]:
    folded = fold(text)
    plain, spelt = WORD.findall(folded), _collapsed(folded)
    collapsed = [] if spelt == folded else WORD.findall(spelt)
    if text.isascii():
        return plain + collapsed
    expanded = WORD.findall(fold(unicodedata.normalize("NFC", text).casefold().translate(_EXPANDED)))
    return plain + expanded + collapsed


def _collapsed(word: str) -> str:
    for double, single in _COLLAPSED:
        word = word.replace(double, single)
    return word


def slug(text: str) -> str:
    """An ASCII slug of at most 80 characters, cut at a word; `x` where nothing of the text can be spelt."""
    return (
        str(slugify(fold(text[:2000]), max_length=SLUG_LENGTH, word_boundary=True))
        or str(slugify(fold(text[:2000]), max_length=SLUG_LENGTH))
        or "x"
    )


def sort_key(text: str) -> str:
    """The folded text by which lists are sorted, without leading punctuation."""
    folded = " ".join(fold(text).split())
    return re.sub(r"^[\W_]+", "", folded) or folded
