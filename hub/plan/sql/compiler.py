"""The state of compiling one query, and the assembly of JSON objects from selected fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.plan.selection import Selected
from hub.plan.sql.bindings import Parameters, Transform
from hub.plan.sql.json_dialects import Dialect
from schema.values.outcome import Storage

NULL = "'null'"
LONGEST_CHAIN = 200
"""Operands of one `||` chain; SQLite refuses expression trees deeper than 1,000, and a chain
is one level per operand.
"""
COMMA = " || ',' || "
"""Between the texts of a JSON array's items."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that a text leaves for entities, by the query that reads them (`hub.plan.sql.gaps`)."""

    sql: str
    parameters: Parameters


@dataclass(slots=True)
class Compiler:
    """Compiles one root field. base_uri: address under which entities have their `uri`.

    includes_derived: whether values count that no record states but that follow from others. gaps: where the outermost
    entities are left out of the text; None: nowhere. sole: the id that the root field is asked for, where the entity of
    that id is its whole text. searches: whether the query searches full text.
    """

    dialect: Dialect
    base_uri: str
    includes_derived: bool = True
    gaps: list[Gap] | None = None
    sole: Any = None
    searches: bool = False
    parameters: Parameters = field(init=False)
    _aliases: int = 0
    _shared: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parameters = Parameters(self.dialect)

    def alias(self, letter: str) -> str:
        """A fresh table alias."""
        self._aliases += 1
        return f"{letter}{self._aliases}"

    def bind(self, source: Any, storage: Storage = "text", transform: Transform | None = None) -> str:
        """The placeholder of a value left open until a request comes."""
        return self.parameters.add(source, storage, transform)

    def once(self, select: str) -> str:
        """The name of a SELECT that several parts of the query read and that runs once."""
        name = self.alias("once")
        self._shared[name] = select
        return name

    def complete(self, sql: str) -> str:
        """The query of a root field with what runs once in front of it."""
        shared = ", ".join(f"{name} AS MATERIALIZED ({select})" for name, select in self._shared.items())
        if not shared:
            return sql
        return f"WITH {shared}, {sql.removeprefix('WITH ')}" if sql.startswith("WITH ") else f"WITH {shared} {sql}"

    def check(self, source: Any, transform: Transform) -> None:
        """Check a value per request although the query has no use for it."""
        self.parameters.checks.append((source, transform))

    def network(self, source: Any) -> Any:
        """A value that names a network or a list of them; a request is refused where the store has no such network."""
        self.parameters.networks.append(source)
        return source

    def object(self, fields: Sequence[Selected], lower: Callable[[Selected], str]) -> str:
        """A JSON object as an SQL chain of literals and lowered values, without parentheses of its own.

        Why a bare chain: concatenation is associative, so an object within an object needs no parentheses,
        and SQLite before 3.46 has a parser stack of only 100 entries, of which each pair of parentheses takes
        one per level of nesting.
        """
        parts: list[str] = []
        for i, selected in enumerate(fields):
            parts.append(literal(f'{"," if i else "{"}"{selected.key}":'))
            is_type = selected.name == "__typename"
            parts.append(literal(f'"{selected.parent}"') if is_type else lower(selected))
        return _chain([*parts, literal("}")]) if parts else literal("{}")

    def object_of(self, fields: Sequence[Selected], expressions: Mapping[str, str]) -> str:
        """A JSON object whose fields are expressions that are known already, by name."""
        return self.object(fields, lambda selected: expressions[selected.name])


def _chain(parts: list[str]) -> str:
    if len(parts) <= LONGEST_CHAIN:
        return " || ".join(parts)
    middle = len(parts) // 2
    return f"({_chain(parts[:middle])}) || ({_chain(parts[middle:])})"


def literal(text: str) -> str:
    """Text of our own as an SQL literal. Never for values of users: those are bound."""
    return "'" + text.replace("'", "''") + "'"
