"""`orderBy` as sort keys, always tie-broken by id."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.plan.lists.listings import SortKey
from hub.plan.refusals import ErrorCode, RequestError
from schema.graphql.fields import enum_name
from schema.kinds import Kind
from schema.values.outcome import Storage

MOST_KEYS = 8
_COLUMNS: dict[str, tuple[str, Storage]] = {
    "NAME": ("sort_name", "text"),
    "NETWORK_COUNT": ("network_count", "integer"),
    "CREATED_AT": ("created_revision", "integer"),
    "UPDATED_AT": ("updated_revision", "integer"),
}
_EMPTY: dict[Storage, str] = {"text": "''", "integer": "0", "number": "0", "boolean": "FALSE", "json": "''"}


def sort_keys(kind: Kind, alias: str, order: Sequence[Mapping[str, Any]], rank: str | None) -> tuple[SortKey, ...]:
    """The keys of an order. rank: the expression of relevance, where there is a search. Raises INVALID_ORDER."""
    if len(order) > MOST_KEYS:
        raise RequestError(
            ErrorCode.INVALID_ORDER,
            f"orderBy has {len(order)} keys; at most {MOST_KEYS} are answered.",
            "Leave out the last ones: ties are broken by id.",
        )
    keys: list[SortKey] = []
    for stated in order:
        keys += _keys(kind, alias, stated, rank)
    if not order:
        keys = [SortKey(rank, "integer")] if rank else [SortKey(f"{alias}.sort_name")]
    return (*keys, SortKey(f"{alias}.id"))


def _keys(kind: Kind, alias: str, stated: Mapping[str, Any], rank: str | None) -> list[SortKey]:
    field, descending = stated["field"].name, stated.get("direction") is not None and stated["direction"].name == "DESC"
    if field == "RELEVANCE":
        if rank is None:
            raise RequestError(ErrorCode.INVALID_ORDER, "There is no relevance without search.")
        return [SortKey(rank, "integer", descending)]
    if field in _COLUMNS:
        column, storage = _COLUMNS[field]
        return [SortKey(f"{alias}.{column}", storage, descending)]
    column, storage = next((name, fact.value.storage) for name, fact in kind.facts.items() if enum_name(name) == field)
    nulls_first = stated.get("nulls") is not None and stated["nulls"].name == "FIRST"
    absent = SortKey(f"CASE WHEN {alias}.{column} IS NULL THEN 1 ELSE 0 END", "integer", nulls_first)
    if storage == "boolean":
        return [absent, SortKey(f"CASE WHEN {alias}.{column} IS TRUE THEN 1 ELSE 0 END", "integer", descending)]
    return [absent, SortKey(f"coalesce({alias}.{column}, {_EMPTY[storage]})", storage, descending)]
