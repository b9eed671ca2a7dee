"""Values of an operation that a plan leaves open: variables at their leaves, and what a request brings along.

A plan is compiled for a shape of variables: which are null, how lists of objects are long, which enum values and truth
values they hold. All other values are bound per request, so one plan serves them all.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from hub.plan.sql.dialects import Dialect
from hub.store.database import storable
from schema.values.outcome import Storage

Transform = Callable[[Any], Any]
_NUMBERED = re.compile(r"\$(\d+)(?=::)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A leaf of the variables, to be looked up per request."""

    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A value that the request or a preparation carries: languages, cost, computed ids."""

    name: str


def shaped(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Variables with every open leaf replaced by where to find it."""
    if isinstance(value, Mapping):
        return {key: shaped(inner, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        structural = not value or any(isinstance(inner, Mapping | Enum) for inner in value)
        return [shaped(inner, (*path, i)) for i, inner in enumerate(value)] if structural else Bound(path)
    return value if value is None or isinstance(value, bool | Enum) else Bound(path)


def signature(value: Any) -> Hashable:
    """A shape as a key of the plan cache."""
    if isinstance(value, Mapping):
        return tuple(sorted((key, signature(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        return ("list", *(signature(inner) for inner in value))
    if isinstance(value, Bound):
        return "bound"
    return ("enum", value.name) if isinstance(value, Enum) else ("is", value)


def settled(value: Any, variables: Mapping[str, Any], carried: Mapping[str, Any]) -> Any:
    """A value with every open leaf filled in."""
    if isinstance(value, Bound):
        return _lookup(variables, value.path)
    if isinstance(value, Carried):
        return carried[value.name]
    if isinstance(value, Mapping):
        return {key: settled(inner, variables, carried) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [settled(inner, variables, carried) for inner in value]
    return value.name if isinstance(value, Enum) else value


def _lookup(variables: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        variables = variables[step]
    return variables


@dataclass(slots=True)
class Parameters:
    """The open values of one statement, in the order of their placeholders."""

    dialect: Dialect
    sources: list[tuple[Any, Transform | None]] = field(default_factory=list)
    checks: list[tuple[Any, Transform]] = field(default_factory=list)

    def add(self, source: Any, storage: Storage = "text", transform: Transform | None = None) -> str:
        """Leave a value open and give its placeholder. transform: applied per request; may raise a `RequestError`."""
        self.sources.append((source, transform))
        return self.dialect.placeholder(len(self.sources) - 1, storage)

    def settle(self, sql: str) -> str:
        """Drop the values that a finished statement does not use and renumber the rest: PostgreSQL refuses unused ones."""
        if self.dialect.name != "postgresql":
            return sql
        used = sorted({int(number) for number in _NUMBERED.findall(sql)})
        self.sources = [self.sources[number - 1] for number in used]
        places = {number: place for place, number in enumerate(used, start=1)}
        return _NUMBERED.sub(lambda found: f"${places[int(found[1])]}", sql)

    def bind(self, variables: Mapping[str, Any], carried: Mapping[str, Any]) -> dict[str, Any] | list[Any]:
        """The values of one request, as the database driver takes them. Raises `RequestError` for one that cannot be used."""
        for source, transform in self.checks:
            transform(settled(source, variables, carried))
        values = [
            _transformed(storable(settled(source, variables, carried)), transform) for source, transform in self.sources
        ]
        return {f"p{i}": value for i, value in enumerate(values)} if self.dialect.name == "sqlite" else values


def _transformed(value: Any, transform: Transform | None) -> Any:
    return transform(value) if transform else value
