"""The texts of an entity that search looks at: their folded words for the index, and excerpts in which each
word has its place. Pure.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from schema.kinds import KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.values.countries import name_of
from schema.values.folding import WordPlace, word_places

BODY_LIMIT = 20_000
"""Characters of one text that search takes."""
LONGEST_EXCERPT = 200
MOST_NETWORKS, MOST_NAME, MOST_TEXT = 99, 99, 99_999
"""Networks, and letters of the name and of all texts, beyond which more make no difference to the weight of a thing."""
_NAMES = ("name", "acronym", "alternate_names")
_SPOKEN = {"Text", "Label", "LocalisedText", "Country"}
# as many whole words as fit; of a longer word the part that fits
_EXCERPT = re.compile(rf"\S(?:.{{0,{LONGEST_EXCERPT - 2}}}\S)?(?!\S)|\S{{1,{LONGEST_EXCERPT}}}", re.DOTALL)
Located = tuple[str, str | None, str]
"""(field, language, text)"""


class SearchedText(NamedTuple):
    """One text that search looks at. places: of its words."""

    field: str
    language: str | None
    text: str
    places: Sequence[WordPlace]

    def excerpts(self) -> Iterator[dict[str, Any]]:
        """Its parts of at most 200 characters; see `SearchedTexts.excerpts`."""
        for part in _EXCERPT.finditer(self.text):
            first, last = part.span()
            # (n,) sorts before every place that starts at n; a word that is longer than an excerpt ends with it
            within = self.places[bisect_left(self.places, (first,)) : bisect_left(self.places, (last,))]
            words = [f"{word} [{start - first},{min(end, last) - first}]" for start, end, word in within]
            yield {"field": self.field, "language": self.language, "text": part[0], "words": words}


@dataclass(frozen=True, slots=True)
class SearchedTexts:
    """names: what it is called; others: all else that is said of it."""

    names: Sequence[SearchedText]
    others: Sequence[SearchedText]

    def document(self) -> dict[str, str]:
        """The folded words of its names, and of everything else, for full-text search."""
        return {"title": _distinct_words(self.names), "body": _distinct_words(self.others)}

    def excerpts(self) -> list[dict[str, Any]]:
        """{field, language, text, words} of at most 200 characters of a text each.

        Words has `oresund [0,7]` for every spelling of a word in it.
        """
        return [excerpt for text in (*self.names, *self.others) for excerpt in text.excerpts()]


def _distinct_words(texts: Iterable[SearchedText]) -> str:
    return " ".join(dict.fromkeys(word for text in texts for *_, word in text.places))


def search_weight(networks: int, name: str, document: Mapping[str, str]) -> int:
    """What decides between things that a search finds alike: more networks, then a shorter name, then a shorter text.
    The greater comes first.

    networks: how many speak of it; name: by which it is sorted. Of the digits two are for networks, two for the
    name, five for the text.
    """
    length = sum(map(len, document.values()))
    shortness = (MOST_NAME - min(len(name), MOST_NAME), MOST_TEXT - min(length, MOST_TEXT))
    return (min(networks, MOST_NETWORKS) * (MOST_NAME + 1) + shortness[0]) * (MOST_TEXT + 1) + shortness[1]


def searched_texts(
    kind: Kind, values: Mapping[str, Any], identifiers: Sequence[str], passages: Sequence[Mapping[str, str]] = ()
) -> SearchedTexts:
    """What search looks at, in the order of importance.

    passages: the texts by language of each passage about the entity.
    """
    names = [located for name in _NAMES for located in _texts(name, values.get(name))]
    others = [located for name, fact in _spoken(kind.name) for located in _words(name, fact, values.get(name))]
    others += [("identifiers", None, identifier) for identifier in identifiers]
    others += [located for texts in passages for located in _texts("passages", dict(sorted(texts.items())))]
    return SearchedTexts(
        [SearchedText(*located, list(word_places(located[-1]))) for located in names],
        [
            SearchedText(field, language, text[:BODY_LIMIT], list(word_places(text[:BODY_LIMIT])))
            for field, language, text in others
        ],
    )


@cache
def _spoken(kind: str) -> tuple[tuple[str, Fact], ...]:
    return tuple(
        (name, fact)
        for name, fact in KIND_BY_NAME[kind].facts.items()
        if name not in _NAMES and fact.value.name in _SPOKEN
    )


def _words(field: str, fact: Fact, value: Any) -> Iterator[Located]:
    """The texts of a value; of countries their names too, as nobody searches for a code."""
    if fact.value.name == "Country":
        yield from ((field, None, name_of(code)) for *_, code in _texts(field, value))
    yield from _texts(field, value)


def _texts(field: str, value: Any) -> Iterator[Located]:
    if isinstance(value, Mapping):
        yield from ((field, language, text) for language, text in value.items())
    elif isinstance(value, list):
        yield from ((field, None, str(member)) for member in value)
    elif value:
        yield field, None, str(value)
