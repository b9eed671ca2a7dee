"""Hints for documents and variables that do not fit the schema: the nearest names, what is
expected, where it is described.

graphql-core says what is wrong in words only, so its sentences are read here.
"""

import re
from collections.abc import Callable, Iterable

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_required_input_field,
)

from schema.kinds import KINDS
from schema.suggestions import KnownWords, nearest

_NAME = "['\"]?([A-Za-z_][A-Za-z0-9_.]*)['\"]?"
_KIND_PAGES = {kind.graphql: f"docs/kinds.md#{kind.graphql.lower()}" for kind in KINDS}
_SCALARS = {
    "Int": "a whole number from -2147483648 to 2147483647, without quotes",
    "Float": "a number, without quotes",
    "Boolean": "true or false, without quotes",
    "String": "text in quotes",
    "ID": "an id in quotes",
}
_LONGEST_MESSAGE, _MOST_LISTED = 2_000, 40
Hint = Callable[[GraphQLSchema, re.Match[str]], str]


def document_hint(schema: GraphQLSchema, message: str) -> str:
    """What helps with an error of validation or of coercing variables."""
    for pattern, hint in _HINTS:
        if (match := pattern.search(message[:_LONGEST_MESSAGE])) and (text := hint(schema, match)):
            return text
    return "Compare the document with the schema at /schema.graphql; /graphiql completes it while you type."


def _page(type_name: str) -> str:
    """Where a type is described: the page of its kind, or its definition."""
    kind = next((name for name in _KIND_PAGES if type_name.startswith(name)), None)
    where = f"{_KIND_PAGES[kind]} and " if kind else ""
    return f"See {where}type {type_name} in /schema.graphql."


def _choice(word: str, known: Iterable[str], noun: str, owner: str) -> str:
    """The nearest names, or all where none is near."""
    names = list(known)
    if near := KnownWords(names).nearest_few(word, 3):
        return f"Did you mean {' or '.join(near)}? {_page(owner)}"
    return f"{owner} has the {noun} {_listed(names)}. {_page(owner)}"


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:_MOST_LISTED]) + (", …" if len(shown) > _MOST_LISTED else "")


def _fragment(_: GraphQLSchema, match: re.Match[str]) -> str:
    return f"Ask for it on a type that has it: ... on Organisation {{ {match[1]} }}. {_page(match[2])}"


def _input_field(schema: GraphQLSchema, match: re.Match[str]) -> str:
    owner = schema.type_map.get(match[1])
    return _choice(match[2], owner.fields, "fields", owner.name) if isinstance(owner, GraphQLInputObjectType) else ""


def _subfields(schema: GraphQLSchema, match: re.Match[str]) -> str:
    owner = schema.type_map.get(match[2])
    if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    return (
        f"Say which of its fields to answer: {match[1]} {{ … }} with some of {_listed(owner.fields)}."
        f" {_page(owner.name)}"
    )


def _field(schema: GraphQLSchema, match: re.Match[str]) -> str:
    owner = schema.type_map.get(match[2])
    if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
        return ""
    return _choice(match[1], owner.fields, "fields", owner.name)


def _argument(schema: GraphQLSchema, match: re.Match[str]) -> str:
    type_name, _, field_name = match[2].partition(".")
    owner = schema.type_map.get(type_name)
    if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType) or field_name not in owner.fields:
        return ""
    known = owner.fields[field_name].args
    near = KnownWords(known).nearest_few(match[1], 3)
    stated = (
        f"Did you mean {' or '.join(near)}?" if near else f"{match[2]} takes: {', '.join(known) or 'no arguments'}."
    )
    return f"{stated} {_page(type_name)}"


def _enum(schema: GraphQLSchema, match: re.Match[str]) -> str:
    return _expected(schema, match["type"], match["value"])


def _required(schema: GraphQLSchema, match: re.Match[str]) -> str:
    return _expected(schema, match["type"], "")


def _unknown_type(schema: GraphQLSchema, match: re.Match[str]) -> str:
    known = KnownWords(name for name in schema.type_map if not name.startswith("__"))
    near = known.nearest_few(match[1], 3)
    return f"Did you mean {' or '.join(near)}? The types are in /schema.graphql." if near else ""


def _expected(schema: GraphQLSchema, type_name: str, value: str) -> str:
    """What a value of an input type looks like."""
    named: GraphQLNamedType | None = schema.type_map.get(re.sub(r"[\[\]!]", "", type_name))
    if isinstance(named, GraphQLEnumType):
        names = list(named.values)
        near = nearest(value, names)
        listed = f"Values of {named.name}: {_listed(names)}."
        meant = f"Did you mean {near}? " if near else ""
        return f"{meant}{listed} Write them without quotes in a document, and with quotes in variables."
    if isinstance(named, GraphQLInputObjectType):
        only_one = "exactly one of " if named.is_one_of else ""
        required = [name for name, field in named.fields.items() if is_required_input_field(field)]
        needed = f", of which {' and '.join(required)} must be there" if required else ""
        return f"Give {{…}} with {only_one}{_listed(named.fields)}{needed}. {_page(named.name)}"
    if named is None:
        return ""
    return f"Give {_SCALARS.get(named.name) or named.description or named.name}"[:300].rstrip(".") + "."


_HINTS: tuple[tuple[re.Pattern[str], Hint], ...] = (
    (re.compile(rf"Cannot query field {_NAME} on type {_NAME}.*inline fragment"), _fragment),
    (re.compile(rf"Expected value of type {_NAME} not to include unknown field {_NAME}"), _input_field),
    (re.compile(rf"Field {_NAME} of type '([A-Za-z]+)[^']*' must have a selection of subfields"), _subfields),
    (
        re.compile(r"Variable '(\$\w+)' of type '[^']*' used in position expecting type '([^']*)'"),
        lambda _, match: f"Declare the variable as {match[1]}: {match[2]}.",
    ),
    (re.compile(rf"Cannot query field {_NAME} on type {_NAME}"), _field),
    (
        re.compile(rf"Fields {_NAME} conflict"),
        lambda _, match: (
            f"Give one of them an alias, such as other: {match[1]}. Even in fragments on different types, a name must"
            " mean one thing."
        ),
    ),
    (re.compile(rf"Unknown argument {_NAME} on field {_NAME}"), _argument),
    (re.compile(rf"Unknown type {_NAME}"), _unknown_type),
    (re.compile(r"Value '(?P<value>[^']*)' does not exist in '(?P<type>\w+)' enum"), _enum),
    (re.compile(r"Enum '(?P<type>\w+)' cannot represent non-(?:enum|string) value: ['\"]?(?P<value>[^'\".]*)"), _enum),
    (re.compile(r"of (?:required )?type '(?P<type>[\w\[\]!]+)' (?:is required|was not provided)"), _required),
    (re.compile(r"Expected (?:a )?value of (?:non-null )?type '(?P<type>[\w\[\]!]+)'"), _required),
    (re.compile(r"(?P<type>Int|Float|Boolean|String|ID) cannot represent"), _required),
    (re.compile(r"OneOf Input Object type '(?P<type>\w+)'"), _required),
    (re.compile(r"Expected an? (?!value)"), lambda *_: "Give a value in the form that the message names."),
)
