"""Excerpts: the part of an entity's texts that shows best why a search found it, with the places of
the words that it found.
"""

from hub.plan.objects.record_objects import field_name
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal


def excerpt(c: Compiler, identity: str, searched: str, field: Selected) -> str:
    """The first of the excerpts of an entity that have the most words of a search.

    searched: a SELECT of its words (given, used).
    """
    item, best, word = c.alias("e"), c.alias("b"), c.alias("w")
    prefixes = f"(SELECT coalesce(used, given) AS prefix FROM ({searched}) a)"
    stored = f"(SELECT x.excerpts FROM search_excerpt x WHERE x.entity = {identity})"
    words = c.dialect.items(c.dialect.child(f"{item}.value", literal("words")), word)
    met = f"(SELECT count(*) FROM {prefixes} q WHERE EXISTS (SELECT 1 FROM {words} WHERE {_begins(word)}))"

    def lower(inner: Selected) -> str:
        if inner.name == "offsets":
            return _offsets(c, c.dialect.child(f"{best}.value", literal("words")), prefixes, inner)
        value = c.dialect.member(f"{best}.value", literal(inner.name))
        return c.dialect.quoted(field_name(c, value) if inner.name == "field" else value, "text")

    rows = f"SELECT {item}.value FROM {c.dialect.elements(stored, item)} ORDER BY {met} DESC, {item}.key LIMIT 1"
    return f"coalesce((SELECT {c.object(field.only(), lower)} FROM ({rows}) {best}), 'null')"


def _begins(word: str) -> str:
    """Whether a word of an excerpt, with its place behind a space, begins with a prefix of q."""
    return f"substr({word}.value, 1, length(q.prefix)) = q.prefix"


def _offsets(c: Compiler, words: str, prefixes: str, field: Selected) -> str:
    """Where the words of an excerpt stand that begin as the search says; each once, however many spellings of it do."""
    word, place = c.alias("w"), c.alias("o")
    behind_word = f"substr({word}.value, {c.dialect.find(f'{word}.value', literal(' '))} + 1)"
    found = (
        f"SELECT DISTINCT {behind_word} AS value FROM {c.dialect.items(words, word)} JOIN {prefixes} q ON"
        f" {_begins(word)}"
    )
    bounds = {name: c.dialect.at(c.dialect.nested(place), i) for i, name in enumerate(("start", "end"))}
    order = f"CAST({bounds['start']} AS integer)"
    return c.dialect.array(f"SELECT {c.object_of(field.only(), bounds)} AS j FROM ({found}) {place} ORDER BY {order}")
