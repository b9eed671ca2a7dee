"""Generic words of names by language: what says the class of an agent and what says nothing (a filler).

The lists are data: `words/name_classes.csv` (phrase, class, source) and `words/generic_words.csv` (word, sort, source).
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from hub.identity.names.spelling import collapse
from schema.values.folding import fold
from schema.values.word_lists import listed_words, words_of_sort

SHORT = 4
"""Words shorter than this are never taken for a name of their own."""

_WORDS = Path(__file__).parent / "words"


class NameClass(StrEnum):
    """The class of agent that a generic word in a name tells.

    Its name in lower case is what the list of phrases says.
    """

    MUNICIPALITY = "municipality"
    METROPOLIS = "metropolitan city"
    COUNTY = "county"
    REGION = "region"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    AGENCY = "agency"
    COUNCIL = "council"
    UNIVERSITY = "university"
    SCHOOL = "school"
    LIBRARY = "library"
    MUSEUM = "museum"
    ARCHIVE = "archive"
    COURT = "court"
    COMPANY = "company"
    OSPO = "open source programme office"


def comparable(words: Iterable[str]) -> frozenset[str]:
    """Words in comparable spelling."""
    return frozenset(collapse(fold(word)) for word in words)


def _generic(sort: str) -> frozenset[str]:
    return comparable(words_of_sort(_WORDS, "generic_words", sort))


FILLERS = _generic("filler")
"""Articles and prepositions: they say nothing."""
TAILS = frozenset(words_of_sort(_WORDS, "generic_words", "tail"))
"""Last words of a login that tell where an account is, not whose."""
GENITIVE = _generic("genitive")
"""Nordic generic words before which a place may stand in the genitive."""
ROLES = _generic("role")
"""Words in brackets that say in which part of its list a thing stands, not what it is."""
COMMON_WORDS = _generic("common")
"""Words that many products take for a name: equal they say little."""
EDITIONS = _generic("edition")
"""Words behind a product's name that say which edition of it or what sort of software it is, not which part of it."""
OCCASIONS = _generic("occasion")
"""Words of which titles of events are made everywhere: "OSPO call", "Open Source Day"."""
UNITS = _generic("unit")
"""First words of names of units that have no code of their own in IPA and go by that of their administration."""
TOPICS = _generic("topic")
"""Words of which names of agents are made in every country: equal they say little about whose it is."""

PHRASES: dict[tuple[str, ...], NameClass] = {
    tuple(collapse(fold(word)) for word in row["phrase"].split()): NameClass[row["class"].upper()]
    for row in listed_words(_WORDS, "name_classes")
}
"""Generic phrases and the class that each tells; of a phrase that is listed twice the last row counts."""
LONGEST_PHRASE = max(len(phrase) for phrase in PHRASES)

COMPACT_PREFIXES: tuple[tuple[str, NameClass], ...] = tuple(
    sorted(
        (
            ("".join(phrase), name_class)
            for phrase, name_class in PHRASES.items()
            if len("".join(phrase)) >= SHORT and name_class is not NameClass.COMPANY
        ),
        key=lambda pair: (-len(pair[0]), pair[0]),
    ),
)
"""Generic phrases without spaces, longest first, as they open or close the login of a code account
(`ajuntamentde…`, `…county`).
"""

COMPACT_SUFFIXES: tuple[tuple[str, NameClass], ...] = (*COMPACT_PREFIXES, ("gov", NameClass.GOVERNMENT))

TERRITORIAL = frozenset({NameClass.MUNICIPALITY, NameClass.METROPOLIS, NameClass.COUNTY, NameClass.REGION})
INSTITUTIONS = frozenset(
    {
        NameClass.UNIVERSITY,
        NameClass.SCHOOL,
        NameClass.LIBRARY,
        NameClass.MUSEUM,
        NameClass.ARCHIVE,
        NameClass.COURT,
        NameClass.METROPOLIS,
    },
)
"""Classes of agents that stand beside the place they are named after: Paris and its university."""

PLACED = TERRITORIAL | {
    NameClass.OSPO,
    NameClass.MINISTRY,
    NameClass.GOVERNMENT,
    NameClass.COUNCIL,
    NameClass.COURT,
    NameClass.AGENCY,
}
"""Classes of which each place or country has its own: equal names need a country beside them."""


def agree(left: frozenset[NameClass], right: frozenset[NameClass]) -> bool:
    """Whether two sets of classes can be of one agent: nothing said, something shared, or
    "government" beside a territory.
    """
    if not left or not right or left & right:
        return True
    both = left | right
    return NameClass.GOVERNMENT in both and bool(both & TERRITORIAL)
