"""A user's words as a full-text query of each database; whatever the user types is ordinary text."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any

from hub.identity.names.name_parts import profile
from hub.plan.lists.arguments import as_json
from hub.plan.sql.compiler import Compiler
from schema.values.folding import search_words as folded_words

LONGEST_QUERY = 32
MOST_CORRECTED = 8
"""Words of a query that may be corrected: each costs some hundred look-ups."""
CORRECTED_LENGTHS = range(5, 33)
"""Letters of a word that may be corrected: of shorter ones too many others are near."""
_TIER = 1_000_000_000
"""By how much a better tier goes before all weights."""
_ALL = 1_000_000_000
"""No limit: there is no value of LIMIT that means so to both databases."""
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρσςτυφχψω", "абвгдежзиклмнопрстуфхцчшщъыьэюя")
_LETTERS = [frozenset(letters) for letters in _ALPHABETS]
_POSITIONS = as_json(list(range(1, CORRECTED_LENGTHS.stop + 1)))


@dataclass(frozen=True, slots=True)
class Hits:
    """What a query finds. named: the name of a table of what has all its words in its names; others: a SELECT of
    the rest; rows as in `all`.
    """

    c: Compiler
    named: str
    others: str

    def all(self) -> str:
        """A SELECT of number, entity, kind and rank, the lowest first."""
        return f"SELECT * FROM {self.named} UNION ALL {self.others}"

    def first(self, is_enough: str) -> str:
        """Likewise of what has all words in its names alone where that is enough, as all else ranks behind it."""
        # a limit of 0, unlike a condition, keeps both databases from searching at all
        limit = f"LIMIT (SELECT CASE WHEN {is_enough} THEN 0 ELSE {_ALL} END)"
        return f"SELECT * FROM {self.named} UNION ALL SELECT * FROM ({self.others} {limit}) {self.c.alias('o')}"


def search_hits(c: Compiler, query: Any, corrected: str) -> Hits:
    """What a query finds, in the same order on both databases. corrected: a SELECT of its corrected words.

    First comes what is called just so, then what has all words in its names, some of them, none; of these each
    time the greater weight.
    """
    c.searches = True
    in_names, in_some = (c.dialect.prefixes(corrected, in_names=True, partly=partly) for partly in (False, True))
    called = f"d.entity IN (SELECT k.entity FROM name_key k WHERE k.key = {c.bind(query, 'text', name_key)})"
    named = c.once(_ranked(c, in_names, called, 3, 2))
    others = _ranked(c, c.dialect.prefixes(corrected), c.dialect.is_hit(in_some), 1, 0)
    return Hits(c, named, f"{others} AND d.number NOT IN (SELECT number FROM {named})")


def _ranked(c: Compiler, query: str, is_better: str, better: int, worse: int) -> str:
    """A SELECT of the hits of a full-text query, of the better tier under a condition on the document d."""
    tier = f"CASE WHEN {is_better} THEN {better * _TIER} ELSE {worse * _TIER} END"
    return f"SELECT d.number, d.entity, d.kind, -({tier} + d.weight) AS rank FROM {c.dialect.hits(query)}"


def hit_count(c: Compiler, corrected: str) -> str:
    """How many entities a query finds, as an expression, read from the index alone."""
    return f"(SELECT count(*) FROM {c.dialect.hit_count(c.dialect.prefixes(corrected))})"


def name_key(text: str) -> str:
    """The form under which the store keeps names, so that a query that is exactly a name finds what is called so."""
    return profile(text).full


def corrected_words(c: Compiler, query: Any) -> str:
    """A SELECT, computed once in a query, of the folded words of a search: given, and used where it is another.

    A word with which no word of the store begins gives way to the nearest one, at a Damerau-Levenshtein
    distance of 1 (one letter more, less, other, or two changed over); of several to the most frequent, then to
    the first of the alphabet.
    """
    word = c.alias("w")
    given = f"{word}.value"
    doubtful = f"SELECT value FROM {c.dialect.items(c.bind(query, 'json', correctable_words), c.alias('v'))}"
    unknown = f"{given} IN ({doubtful}) AND NOT {c.dialect.begins_word(given)}"
    nearest = c.dialect.most_frequent(_neighbours(c, query, given))
    words = c.dialect.items(c.bind(query, "json", query_words), word)
    once = c.once(f"SELECT {given} AS given, CASE WHEN {unknown} THEN ({nearest}) END AS used FROM {words}")
    return f"SELECT given, used FROM {once}"


@lru_cache(maxsize=32)
def _folded(text: str) -> tuple[str, ...]:
    """The words of a query; kept, as several values of one request are made of them."""
    return folded_words(text)[:LONGEST_QUERY]


def query_words(text: str) -> str:
    """The folded words of a query as JSON."""
    return as_json(_folded(text))


def correctable_words(text: str) -> str:
    """Those of its words that may be corrected, as JSON: never numbers, of which each is another thing."""
    words = [word for word in _folded(text) if word.isalpha() and len(word) in CORRECTED_LENGTHS]
    return as_json(words[:MOST_CORRECTED])


def letters_of(text: str) -> str:
    """The letters of the alphabets in which a query is written, as JSON, and no letter at all."""
    folded = "".join(_folded(text))
    return _letters(*[not letters.isdisjoint(folded) for letters in _LETTERS])


@lru_cache
def _letters(*are_used: bool) -> str:
    return as_json(["", *"".join(compress(_ALPHABETS, are_used))])


def _neighbours(c: Compiler, query: Any, word: str) -> str:
    """A SELECT of the words one step from a word: another letter at a place, none, one more, or two changed over.

    Written out in the query, not in Python, so that nothing is made for the words that the store knows.
    """
    place, letter = c.alias("p"), c.alias("a")
    at = f"CAST({place}.value AS integer)"
    places = c.dialect.items(c.bind(_POSITIONS, "json"), place)
    letters = c.dialect.items(c.bind(query, "json", letters_of), letter)
    head = f"substr({word}, 1, {at} - 1)"
    swapped = f"{head} || substr({word}, {at} + 1, 1) || substr({word}, {at}, 1) || substr({word}, {at} + 2)"
    return (
        f"SELECT {head} || {letter}.value || substr({word}, {at} + 1) AS near FROM {places}, {letters} WHERE {at} <="
        f" length({word}) UNION SELECT {head} || {letter}.value || substr({word}, {at}) FROM {places}, {letters} WHERE"
        f" {at} <= length({word}) + 1 UNION SELECT {swapped} FROM {places} WHERE {at} < length({word})"
    )
