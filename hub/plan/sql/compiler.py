"""The state of compiling one statement, and the assembly of JSON objects from selected fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.plan.selection import Selected
from hub.plan.sql.bindings import Parameters, Transform
from hub.plan.sql.dialects import Dialect
from schema.values.outcome import Storage

NULL = "'null'"
LONGEST_CHAIN = 200
COMMA = " || ',' || "
"""Between the texts of a JSON array's items."""


@dataclass(slots=True)
class Compiler:
    """Compiles one root field. base_uri: address under which entities have their `uri`."""

    dialect: Dialect
    base_uri: str
    parameters: Parameters = field(init=False)
    _aliases: int = 0

    def __post_init__(self) -> None:
        self.parameters = Parameters(self.dialect)

    def alias(self, letter: str) -> str:
        """A fresh table alias."""
        self._aliases += 1
        return f"{letter}{self._aliases}"

    def bind(self, source: Any, storage: Storage = "text", transform: Transform | None = None) -> str:
        """The placeholder of a value left open until a request comes."""
        return self.parameters.add(source, storage, transform)

    def check(self, source: Any, transform: Transform) -> None:
        """Have a value refused that the statement has no use for."""
        self.parameters.checks.append((source, transform))

    def object(self, selected: Sequence[Selected], lowered: Callable[[Selected], str]) -> str:
        """A JSON object as an SQL chain of literals and lowered values, without parentheses of its own.

        Concatenation is associative, so an object within an object needs none, and SQLite before 3.46 gives its parser a stack of
        only 100: what is nested must cost it as little as can be.
        """
        parts = [
            part
            for i, found in enumerate(selected)
            for part in (literal(f'{"{" if i == 0 else ","}"{found.key}":'), lowered(found))
        ]
        return _joined([*parts, literal("}")]) if selected else literal("{}")


def _joined(parts: list[str]) -> str:
    if len(parts) <= LONGEST_CHAIN:
        return " || ".join(parts)
    middle = len(parts) // 2
    return f"({_joined(parts[:middle])}) || ({_joined(parts[middle:])})"


def literal(text: str) -> str:
    """Text of our own as an SQL literal. Never for values of users: those are bound."""
    return "'" + text.replace("'", "''") + "'"


def listed(words: Sequence[str]) -> str:
    """Declared words as an SQL list."""
    return "(" + ", ".join(literal(word) for word in words) + ")"
