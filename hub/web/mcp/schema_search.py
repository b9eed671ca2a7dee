"""The schema, searched by words: what an assistant needs of it to write a query, never the whole of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, print_type

from schema.graphql import SCHEMA

MOST = 25
"""Fields and types that are found at most."""
_LONGEST_TYPE = 12_000
"""Characters of a type in full, as a usual answer has room for; the fields of a larger one get a line each."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_IN_NAME, _IN_TYPE, _IN_TEXT = 4, 2, 1


@dataclass(frozen=True, slots=True)
class SchemaLine:
    """A field or type of the schema, as a line. names, types, texts: its words, by what they weigh."""

    line: str
    names: frozenset[str]
    types: frozenset[str]
    texts: frozenset[str]

    def score(self, words: set[str]) -> int:
        """How well it fits some words; 0 for not at all."""
        return sum(
            _IN_NAME * _has(self.names, word) + _IN_TYPE * _has(self.types, word) + _IN_TEXT * _has(self.texts, word)
            for word in words
        )


def found_in_schema(words: str) -> list[str]:
    """What the schema has on some words, best first; the type of that name; without words, what stands at its root."""
    name = words.strip()
    if name in SCHEMA.type_map:
        printed = print_type(SCHEMA.type_map[name])
        return [printed] if len(printed) <= _LONGEST_TYPE else [line.line for line in _of_type(name)]
    if not name:
        return [line.line for line in _lines() if line.line.startswith("Query.")]
    asked = set(_words(name))
    scored = [(-line.score(asked), position, line.line) for position, line in enumerate(_lines())]
    return [line for score, _, line in sorted(scored) if score][:MOST]


@cache
def _lines() -> tuple[SchemaLine, ...]:
    return tuple(line for name in sorted(SCHEMA.type_map) if not name.startswith("__") for line in _of_type(name))


def _of_type(name: str) -> Iterator[SchemaLine]:
    type_ = SCHEMA.type_map[name]
    if isinstance(type_, GraphQLEnumType):
        values = ", ".join(type_.values)
        yield _line(f"enum {name}: {values}", name, values, type_.description)
        return
    if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        return
    if type_ is SCHEMA.mutation_type:
        return
    for field_name, field in type_.fields.items():
        arguments = getattr(field, "args", {})
        stated = ", ".join(f"{one}: {argument.type}" for one, argument in arguments.items() if one != "asOf")
        signature = f"{name}.{field_name}" + (f"({stated})" if stated else "") + f": {field.type}"
        yield _line(signature, field_name, name, field.description)


def _line(signature: str, name: str, type_: str, description: str | None) -> SchemaLine:
    text = " ".join((description or "").split())
    shown = f"{signature}: {text}" if text else signature
    return SchemaLine(shown, frozenset(_words(name)), frozenset(_words(type_)), frozenset(_words(text)))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _has(known: frozenset[str], word: str) -> bool:
    """Whether a word is among those known, in the singular or the plural."""
    return not known.isdisjoint({word, f"{word}s", word.removesuffix("s")})
