"""One spelling of placeholders for both databases: `:name` for a value, `IN :names` for a list of them."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import TextClause, bindparam, text

DialectName = Literal["sqlite", "postgresql"]
_PLACEHOLDER = re.compile(r"(?<![:\w\\]):([a-z]\w*)")
"""As SQLAlchemy reads them: a cast (`::text`) is none, nor is a colon within a word."""
_NOTHING = "(SELECT NULL WHERE false)"
"""A list without members: neither database takes `IN ()` and means the same by `NOT IN ()`."""


def dialect_of(backend: str) -> DialectName:
    """The dialect of a backend that the hub knows."""
    return "sqlite" if backend == "sqlite" else "postgresql"


def for_driver(sql: str, values: Mapping[str, Any], dialect: DialectName) -> tuple[str, Sequence[Any]]:
    """The query as a driver takes it, and its values in order: `?` on SQLite, `$1` on PostgreSQL."""
    if not values:
        return sql, ()
    parts = _parts(sql)
    query, bound = [parts[0]], list[Any]()
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        value = values[name]
        members = list(value) if is_list(value) else [value]
        numbers = range(len(bound) + 1, len(bound) + len(members) + 1)
        placeholders = ["?" if dialect == "sqlite" else f"${number}" for number in numbers]
        bound += members
        listed = f"({', '.join(placeholders)})" if placeholders else _NOTHING
        query += [listed if is_list(value) else placeholders[0], rest]
    return "".join(query), bound


def for_driver_each(
    sql: str, entries: Sequence[Mapping[str, Any]], dialect: DialectName
) -> tuple[str, list[tuple[Any, ...]]]:
    """The SQL statement as a driver takes it to run it once for each mapping of single values, and the
    values of each in order.
    """
    parts = _parts(sql)
    names = parts[1::2]
    placeholders = ["?" if dialect == "sqlite" else f"${number}" for number in range(1, len(names) + 1)]
    query = "".join(text for pair in zip(parts[::2], [*placeholders, ""], strict=True) for text in pair)
    return query, [tuple(entry[name] for name in names) for entry in entries]


def for_sqlalchemy(sql: str, values: Mapping[str, Any]) -> TextClause:
    """The query as SQLAlchemy takes it, its lists marked to be expanded."""
    lists = [name for name, value in values.items() if is_list(value)]
    for name in lists:
        if not values[name]:
            # SQLAlchemy would put a list of integers there, which PostgreSQL does not compare with text
            sql = re.sub(rf"(?<![:\w\\]):{name}\b", _NOTHING, sql)
    return text(sql).bindparams(*(bindparam(name, expanding=True) for name in lists if values[name]))


def is_list(value: object) -> bool:
    """Whether a value stands for several, as after IN."""
    return isinstance(value, list | tuple | set | frozenset)


@lru_cache(maxsize=500)
def _parts(sql: str) -> tuple[str, ...]:
    """The text before, between and after the placeholders, with their names in between."""
    return tuple(_PLACEHOLDER.split(sql))
