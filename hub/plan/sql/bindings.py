"""Values of an operation that a plan leaves open: variables at their leaves, and what a request brings along.

A plan is compiled for a shape of variables: which of them are null, how long lists of objects are, which enum and truth
values they hold. All other values are bound per request, so one plan serves them all.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from hub.plan.sql.json_dialects import Dialect
from hub.store.database import storable
from schema.graphql.vocabulary_enums import STORED_WORDS
from schema.values.outcome import Storage

Transform = Callable[[Any], Any]
_NUMBERED = re.compile(r"\$(\d+)(?=::)")


@dataclass(frozen=True, slots=True)
class Bound:
    """A leaf of the variables, to be looked up per request."""

    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A value that comes with the request or from an algorithm: languages, cost, computed ids."""

    name: str


def shaped(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """Variables with every open leaf replaced by where to look it up."""
    if isinstance(value, Mapping):
        return {key: shaped(inner, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        structural = not value or _has_structure(value)
        return [shaped(inner, (*path, i)) for i, inner in enumerate(value)] if structural else Bound(path)
    fixed = value is None or isinstance(value, bool) or (isinstance(value, Enum) and value not in STORED_WORDS)
    return value if fixed else Bound(path)


def _has_structure(items: list[Any]) -> bool:
    """Whether the SQL depends on an item of a list; words of vocabularies are bound like text."""
    return _holds(items, (Mapping, Enum)) and any(
        isinstance(item, Mapping) or (isinstance(item, Enum) and item not in STORED_WORDS) for item in items
    )


def _holds(items: list[Any], types: tuple[type, ...]) -> bool:
    """Whether any of some items, of which there may be a thousand, is of some types: their few classes
    are looked at, not they.
    """
    return any(issubclass(one, types) for one in set(map(type, items)))


def shape_key(value: Any) -> Hashable:
    """What a plan depends on of variables, as a key: alike for values that `shaped` makes alike."""
    if type(value) is str:  # as most are
        return ...
    if type(value) is dict or isinstance(value, Mapping):  # the former is known at once
        return tuple([(key, shape_key(inner)) for key, inner in value.items()])
    if isinstance(value, list):
        return ("list", *map(shape_key, value)) if not value or _has_structure(value) else ...
    if value is None or isinstance(value, bool):
        return value
    return value.name if isinstance(value, Enum) and value not in STORED_WORDS else ...


def resolved(value: Any, variables: Mapping[str, Any], carried: Mapping[str, Any]) -> Any:
    """A value with every open leaf filled in."""
    if isinstance(value, Bound):
        leaf: Any = variables
        for step in value.path:
            leaf = leaf[step]
        if type(leaf) is str:  # as most are
            return leaf
        return _word(leaf)
    if isinstance(value, Carried):
        return carried[value.name]
    if isinstance(value, Mapping):
        return {key: resolved(inner, variables, carried) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(inner, variables, carried) for inner in value]
    return _word(value)


def is_open(value: Any) -> bool:
    """Whether a value, or one within it, is known only with a request."""
    return any(True for _ in open_leaves(value))


def open_leaves(value: Any) -> Iterator[Bound | Carried]:
    """What of a value is known only with a request."""
    if isinstance(value, Bound | Carried):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from open_leaves(inner)


def _word(value: Any) -> Any:
    """A word of a vocabulary as it is stored, or each of a list; any other value as it is."""
    if isinstance(value, list):
        return list(map(_word, value)) if _holds(value, (Enum,)) else value
    return STORED_WORDS.get(value, value.name) if isinstance(value, Enum) else value


@dataclass(slots=True)
class Parameters:
    """The open values of one query, in the order of their placeholders. checks: values that are
    only checked, not bound.

    networks: values that name a network or a list of them, which the executor holds against those of the store.
    """

    dialect: Dialect
    sources: list[tuple[Any, Transform | None]] = field(default_factory=list)
    checks: list[tuple[Any, Transform]] = field(default_factory=list)
    networks: list[Any] = field(default_factory=list)
    _bound: dict[str, Any] | None = None
    """The values of the first request; only the open ones are computed again."""
    _open: list[tuple[str, Any, Transform | None]] = field(default_factory=list)

    def add(self, source: Any, storage: Storage = "text", transform: Transform | None = None) -> str:
        """Leave a value open and give its placeholder. transform: applied per request; may raise a `RequestError`."""
        self.sources.append((source, transform))
        return self.dialect.placeholder(len(self.sources) - 1, storage)

    def renumbered(self, sql: str) -> str:
        """The finished query with the values it uses numbered without gaps.

        PostgreSQL cannot infer the type of a parameter that no placeholder names and refuses the
        query; SQLite does not mind.
        """
        if self.dialect.name != "postgresql":
            return sql
        used = sorted({int(number) for number in _NUMBERED.findall(sql)})
        self.sources = [self.sources[number - 1] for number in used]
        numbers = {old: new for new, old in enumerate(used, start=1)}
        return _NUMBERED.sub(lambda match: f"${numbers[int(match[1])]}", sql)

    def named_networks(self, variables: Mapping[str, Any]) -> set[str]:
        """The slugs of networks that a request names."""
        named: set[str] = set()
        for source in self.networks:
            slugs = resolved(source, variables, {})
            named.update(slugs if isinstance(slugs, list) else [slugs])
        return named

    def open_leaves(self) -> Iterator[Bound | Carried]:
        """All that the values depend on."""
        for source, _ in (*self.sources, *self.checks):
            yield from open_leaves(source)

    def carries(self, name: str) -> bool:
        """Whether a value that comes with the request is among the open ones, or part of one."""
        wanted = Carried(name)
        return any(wanted in source if isinstance(source, list) else source == wanted for source, _ in self.sources)

    def bind(self, variables: Mapping[str, Any], carried: Mapping[str, Any]) -> dict[str, Any] | list[Any]:
        """The values of one request, as the database driver takes them.

        Raises `RequestError` for one that cannot be used.
        """
        for source, check in self.checks:
            check(resolved(source, variables, carried))
        named = [(f"p{i}", *source) for i, source in enumerate(self.sources)] if self._bound is None else self._open
        values = {} if self._bound is None else self._bound.copy()
        for name, source, transform in named:
            value = resolved(source, variables, carried)
            if type(value) is not str or not value.isascii() or "\0" in value:  # most values need no look
                value = storable(value)
            values[name] = transform(value) if transform else value
        if self._bound is None:
            self._bound = values
            self._open = [one for one in named if is_open(one[1])]
        return values if self.dialect.name == "sqlite" else list(values.values())
