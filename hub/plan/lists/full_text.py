"""A user's words as a full-text query of each database; whatever the user types is ordinary text."""

from functools import lru_cache
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
MOST_RANKED = 1_000
"""Hits that `search` ranks, and as many again that have all words in their names."""
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρσςτυφχψω", "абвгдежзиклмнопрстуфхцчшщъыьэюя")
_POSITIONS = as_json(list(range(1, CORRECTED_LENGTHS.stop + 1)))


def search_hits(c: Compiler, query: Any, corrected: str) -> str:
    """A SELECT of what a query finds: entity, kind and rank, the lowest first. corrected: a SELECT of its corrected words."""
    return c.dialect.hits(c.dialect.prefixes(corrected), c.bind(query, "text", name_key))


def best_hits(c: Compiler, query: Any, corrected: str, condition: str, total: str | None = None) -> str:
    """Likewise, but under a condition on the document d, and of words that very many entities have only what may be among the best.

    To rank a hit costs as much as to count ten. So where there are more than `MOST_RANKED`, only so many that have all words in
    their names are ranked, and as many others, the first ones of the store. total: how many hits there are, as an expression, where
    that is counted anyway.
    """
    name, others = c.bind(query, "text", name_key), c.alias("o")
    anywhere, in_names = c.dialect.prefixes(corrected), c.dialect.prefixes(corrected, in_names=True)
    first_ones = f"SELECT 1 FROM {c.dialect.hit_count(anywhere)} LIMIT {MOST_RANKED + 1}"
    counted = total or f"(SELECT count(*) FROM ({first_ones}) n)"
    # a limit of 0, unlike a condition, keeps both databases from searching at all
    beyond = c.once(f"SELECT CASE WHEN {counted} > {MOST_RANKED} THEN {MOST_RANKED} ELSE 0 END AS most")
    named = c.once(c.dialect.hits(in_names, name, condition, f"(SELECT most FROM {beyond})"))
    first = c.dialect.hits(anywhere, name, condition, str(MOST_RANKED))
    return (
        f"SELECT * FROM {named} UNION ALL "
        f"SELECT * FROM ({first}) {others} WHERE {others}.entity NOT IN (SELECT entity FROM {named})"
    )


def hit_count(c: Compiler, corrected: str) -> str:
    """A FROM clause with a row for each entity that a query finds, read from the index alone."""
    return c.dialect.hit_count(c.dialect.prefixes(corrected))


def name_key(text: str) -> str:
    """The form under which the store keeps names, so that a query that is exactly a name finds what is called so."""
    return profile(text).full


def corrected_words(c: Compiler, query: Any) -> str:
    """A SELECT, computed once in a query, of the folded words of a search: given, and used where it is another.

    A word with which no word of the store begins gives way to the nearest one, at a Damerau-Levenshtein distance of 1 (one
    letter more, less, other, or two changed over); of several to the most frequent, then to the first of the alphabet.
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


@lru_cache(maxsize=32)
def letters_of(text: str) -> str:
    """The letters of the alphabets in which a query is written, as JSON, and no letter at all."""
    folded = "".join(_folded(text))
    return as_json(["", *(letter for letters in _ALPHABETS if set(letters) & set(folded) for letter in letters)])


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
        f"SELECT {head} || {letter}.value || substr({word}, {at} + 1) AS near FROM {places}, {letters} WHERE {at} <= length({word})"
        f" UNION SELECT {head} || {letter}.value || substr({word}, {at}) FROM {places}, {letters} WHERE {at} <= length({word}) + 1"
        f" UNION SELECT {swapped} FROM {places} WHERE {at} < length({word})"
    )
