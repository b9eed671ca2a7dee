"""`orderBy` as sort keys, always tie-broken by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.plan.lists.fact_expressions import fact_value
from hub.plan.lists.relation_counts import counts, end_of_count
from hub.plan.lists.row_lists import SortKey
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.sql.compiler import Compiler
from schema.graphql.graphql_names import enum_name
from schema.kinds import Kind
from schema.values.outcome import Storage

MOST_KEYS = 8
_COLUMNS: dict[str, tuple[str, Storage]] = {
    "NAME": ("sort_name", "text"),
    "NETWORK_COUNT": ("network_count", "integer"),
    "CONFLICT_COUNT": ("conflict_count", "integer"),
    "CREATED_AT": ("created_revision", "integer"),
    "UPDATED_AT": ("updated_revision", "integer"),
}
_EMPTY: dict[Storage, str] = {"text": "''", "integer": "0", "number": "0", "boolean": "FALSE", "json": "''"}


@dataclass(frozen=True, slots=True)
class Others:
    """The other ends of a list of relations: the alias of the relation, and the expressions of
    their ids and folded names.
    """

    relation: str
    identity: str
    name: str


def sort_keys(
    c: Compiler, kind: Kind, alias: str, order: Sequence[Mapping[str, Any]], rank: str | None, today: str = "''"
) -> tuple[SortKey, ...]:
    """The keys of an order.

    rank: the expression of relevance, where there is a search; today: that of the day. Raises INVALID_ORDER.
    """
    _check(order)
    keys = [key for part in order for key in _keys(c, kind, alias, part, rank, today)]
    if not order:
        keys = [SortKey(rank, "integer")] if rank else [SortKey(f"{alias}.sort_name")]
    return (*keys, SortKey(f"{alias}.id"))


def is_indexed(order: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an index has the order: by name, the most networks first and then by name, by date
    with what has none last.
    """
    named = [(part["field"].name, _is_descending(part)) for part in order]
    if len(named) == 1 and named[0][0] in {"STARTS_AT", "PUBLISHED"}:
        return not _has_nulls_first(order[0])
    return named in ([], [("NAME", False)], [("NETWORK_COUNT", True), ("NAME", False)])


def relation_sort_keys(others: Others, order: Sequence[Mapping[str, Any]]) -> tuple[SortKey, ...]:
    """The keys of an order of relations, by name where none is given; not unique yet. Raises INVALID_ORDER."""
    _check(order)
    keys: list[SortKey] = []
    for part in order:
        if part["field"].name == "NAME":
            keys.append(SortKey(others.name, "text", _is_descending(part)))
            continue
        column = _EDGE_COLUMNS[part["field"].name].format(relation=others.relation, identity=others.identity)
        keys += [_absence_key(column, part), SortKey(f"coalesce({column}, '')", "text", _is_descending(part))]
    return tuple(keys) if order else (SortKey(others.name),)


_EDGE_COLUMNS = {
    "SINCE": "{relation}.since_day",
    "UNTIL": "{relation}.until_day",
    "PUBLISHED": "(SELECT x.published FROM news_item x WHERE x.id = {identity})",
    "STARTS_AT": "(SELECT x.starts_at FROM event x WHERE x.id = {identity})",
}


def contested_sort_keys(row: str, order: Sequence[Mapping[str, Any]]) -> tuple[SortKey, ...]:
    """The keys of an order of contested fields at an alias, not unique yet; the most contested first where none is
    given. Raises INVALID_ORDER.
    """
    _check(order)
    columns = [(*_CONTESTED_COLUMNS[part["field"].name], _is_descending(part)) for part in order]
    columns = columns or [(*_CONTESTED_COLUMNS["CONFLICT_COUNT"], True)]
    return tuple(SortKey(f"{row}.{column}", storage, descending) for column, storage, descending in columns)


_CONTESTED_COLUMNS: dict[str, tuple[str, Storage]] = {
    "CONFLICT_COUNT": ("conflict_count", "integer"),
    "NETWORK_COUNT": ("network_count", "integer"),
    "NAME": ("sort_name", "text"),
    "KIND": ("kind", "text"),
    "FIELD": ("field", "text"),
}


def _check(order: Sequence[Mapping[str, Any]]) -> None:
    if len(order) > MOST_KEYS:
        message = f"orderBy has {len(order)} keys; the limit is {MOST_KEYS}."
        raise RequestError(RefusalCode.INVALID_ORDER, message, "Leave out the last ones: ties are broken by id.")


def _is_descending(part: Mapping[str, Any]) -> bool:
    direction = part.get("direction")
    return direction is not None and bool(direction.name == "DESC")


def _absence_key(column: str, part: Mapping[str, Any]) -> SortKey:
    """Whether there is a value at all: keyset pages compare keys with < and >, which NULL never meets."""
    return SortKey(f"CASE WHEN {column} IS NULL THEN 1 ELSE 0 END", "integer", _has_nulls_first(part))


def _has_nulls_first(part: Mapping[str, Any]) -> bool:
    nulls = part.get("nulls")
    return nulls is not None and bool(nulls.name == "FIRST")


def _keys(c: Compiler, kind: Kind, alias: str, part: Mapping[str, Any], rank: str | None, today: str) -> list[SortKey]:
    """The sort keys of one part of an order.

    A value that may be absent takes two, of which the first says whether it is.
    """
    field, descending = part["field"].name, _is_descending(part)
    if field == "RELEVANCE":
        if rank is None:
            raise RequestError(RefusalCode.INVALID_ORDER, "RELEVANCE can only be used with search.")
        return [SortKey(rank, "integer", descending)]
    if field in _COLUMNS:
        name, storage = _COLUMNS[field]
        return [SortKey(f"{alias}.{name}", storage, descending)]
    if field == "NEXT_OCCURRENCE":
        # from the beginning of today, as many events are known by their day only, and those under way among them
        is_ahead = f"starts_at >= {today} OR ends_at > {today}"
        coming = f"SELECT event, min(starts_at) AS n FROM occurrence WHERE {is_ahead} GROUP BY event"
        return [
            _absence_key("coming.n", part),
            SortKey(
                "coalesce(coming.n, '')",
                "text",
                descending,
                f" LEFT JOIN ({coming}) coming ON coming.event = {alias}.id",
            ),
        ]
    if (end := end_of_count(kind.name, field)) is not None:
        # one alias per field, so that two keys on one field share the join
        join = f" LEFT JOIN ({counts(end)}) {field.lower()} ON {field.lower()}.owner = {alias}.id"
        return [SortKey(f"coalesce({field.lower()}.n, 0)", "integer", descending, join)]
    name, storage = next((name, fact.value.storage) for name, fact in kind.facts.items() if enum_name(name) == field)
    column = fact_value(c, kind, alias, name)
    absent = _absence_key(column, part)
    if storage == "boolean":
        return [absent, SortKey(f"CASE WHEN {column} IS TRUE THEN 1 ELSE 0 END", "integer", descending)]
    return [absent, SortKey(f"coalesce({column}, {_EMPTY[storage]})", storage, descending)]
