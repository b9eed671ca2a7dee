"""The vocabulary of tables that say how each field of an object type becomes SQL."""

from collections.abc import Callable, Mapping, Sequence

from hub.plan.lists.vocabulary_words import enum_word
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler
from schema.values.outcome import Storage

FieldLowering = Callable[[Compiler, str, Selected], str]
"""(compiler, alias of the object's row, selected field) → expression of the field's JSON text."""


def row_object(c: Compiler, table: Mapping[str, FieldLowering], alias: str, fields: Sequence[Selected]) -> str:
    """An object whose fields are lowered by a table, its row at an alias."""
    return c.object(fields, lambda field: table[field.name](c, alias, field))


def column(name: str, storage: Storage = "text") -> FieldLowering:
    """A field that is a column."""
    return lambda c, alias, _: c.dialect.quoted(f"{alias}.{name}", storage)


def number_text(c: Compiler, number: str) -> str:
    """A number that SQL or JSON states, as JSON text, a whole one without a point: both databases cast to
    text in ways of their own.
    """
    return c.dialect.quoted(f"CAST({number} AS double precision)", "number")


def enum_column(name: str) -> FieldLowering:
    """A column of words, which GraphQL spells as enum names."""
    return lambda c, alias, _: enum_text(c, f"{alias}.{name}")


def enum_text(c: Compiler, word: str) -> str:
    """The enum name of a stored word as JSON text, by its expression."""
    return c.dialect.quoted(enum_word(word), "text")
