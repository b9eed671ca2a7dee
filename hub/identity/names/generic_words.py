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

    Its name in lower case is what the list of phrases says. Two bodies that may stand side by side under one name (a
    university and a technical one, a ministry of the federation and of a state) are of two classes.
    """

    MUNICIPALITY = "municipality"
    DISTRICT = "borough or district"
    METROPOLIS = "metropolitan city"
    COUNTY = "county"
    REGION = "region"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    FEDERAL_MINISTRY = "federal ministry"
    AGENCY = "agency"
    FEDERAL_AGENCY = "federal agency"
    COUNCIL = "council"
    PARLIAMENT = "parliament"
    SENATE = "senate"
    UNIVERSITY = "university"
    TECHNICAL_UNIVERSITY = "technical university"
    APPLIED_UNIVERSITY = "university of applied sciences"
    SCHOOL = "school"
    COLLEGE = "college"
    UPPER_SCHOOL = "upper secondary school"
    HIGHER_INSTITUTE = "institute of upper secondary schools"
    COMPREHENSIVE_SCHOOL = "comprehensive school"
    TECHNICAL_SCHOOL = "technical school"
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

TERRITORIAL = frozenset(
    {NameClass.MUNICIPALITY, NameClass.DISTRICT, NameClass.METROPOLIS, NameClass.COUNTY, NameClass.REGION}
)
GOVERNING = TERRITORIAL | {NameClass.GOVERNMENT, NameClass.COUNCIL}
"""Classes of which the names of bodies that govern a place are made: Leeds City Council."""
UNIVERSITIES = frozenset({NameClass.UNIVERSITY, NameClass.TECHNICAL_UNIVERSITY, NameClass.APPLIED_UNIVERSITY})
SCHOOLS = frozenset(
    {
        NameClass.SCHOOL,
        NameClass.COLLEGE,
        NameClass.UPPER_SCHOOL,
        NameClass.HIGHER_INSTITUTE,
        NameClass.COMPREHENSIVE_SCHOOL,
        NameClass.TECHNICAL_SCHOOL,
    },
)
OF_A_FIELD = frozenset({NameClass.MINISTRY, NameClass.FEDERAL_MINISTRY, NameClass.AGENCY, NameClass.FEDERAL_AGENCY})
"""Classes of agents that are called after their field: the Ministry of Finance of any country."""
INSTITUTIONS = (
    UNIVERSITIES
    | SCHOOLS
    | {NameClass.LIBRARY, NameClass.MUSEUM, NameClass.ARCHIVE, NameClass.COURT, NameClass.METROPOLIS}
)
"""Classes of agents that stand beside the place they are named after: Paris and its university."""

PLACED = (
    TERRITORIAL
    | OF_A_FIELD
    | {
        NameClass.OSPO,
        NameClass.GOVERNMENT,
        NameClass.COUNCIL,
        NameClass.PARLIAMENT,
        NameClass.SENATE,
        NameClass.COURT,
    }
)
"""Classes of which each place or country has its own: equal names need a country beside them."""


_LOOSELY_CALLED = (
    UNIVERSITIES,
    SCHOOLS,
    frozenset({NameClass.MINISTRY, NameClass.FEDERAL_MINISTRY}),
    frozenset({NameClass.AGENCY, NameClass.FEDERAL_AGENCY}),
    frozenset({NameClass.COUNCIL, NameClass.PARLIAMENT, NameClass.SENATE}),
    frozenset({NameClass.MUNICIPALITY, NameClass.DISTRICT}),
)


def loosely_agree(left: frozenset[NameClass], right: frozenset[NameClass]) -> bool:
    """Whether two sets of classes are of sorts that differ, but that lists mix up: a university, a technical one."""
    return any(left & sorts and right & sorts for sorts in _LOOSELY_CALLED)


def agree(left: frozenset[NameClass], right: frozenset[NameClass]) -> bool:
    """Whether two sets of classes can be of one agent: nothing said, something shared, or
    "government" beside a territory.
    """
    if not left or not right or left & right:
        return True
    both = left | right
    return NameClass.GOVERNMENT in both and bool(both & TERRITORIAL)
