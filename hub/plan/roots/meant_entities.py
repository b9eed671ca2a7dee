"""Which entities an id, slug, address or identifier means: the one rule of all root fields that look entities up."""

from collections.abc import Mapping, Sequence
from typing import Any

from hub.plan.lists.arguments import ADDRESSES, as_json, normal_identifier, slug_and_kind
from hub.plan.objects.record_objects import record_id_of
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KINDS, Kind


def way_to(by: Mapping[str, Any]) -> dict[str, Any]:
    """A way to find an entity, from an `EntityBy`: {id}, {slug, kind} or {keys: [[scheme, value] …], kind}.

    Without a kind it may be of any. Raises BAD_USER_INPUT for a kind or scheme that does not exist.
    """
    ((name, value),) = by.items()
    if name == "id":
        return {"id": record_id_of(value)}
    if name == "slug":
        slug, kind = slug_and_kind(value)
        return {"slug": slug, "kind": kind}
    if name == "identifier":
        return {"keys": [[value["scheme"].lower(), normal_identifier(value)]]}
    return {"keys": keys_of_address(value)}


def keys_of_address(address: str) -> list[list[str]]:
    """An address as an identifier of each scheme that it may be of: [[scheme, value] …]."""
    return [[scheme, normal(address)] for scheme, normal in ADDRESSES.items()]


def way_as_json(by: Mapping[str, Any]) -> str:
    """The same as JSON."""
    return as_json(way_to(by))


def entity_meant(c: Compiler, kinds: Sequence[Kind], way: str) -> str:
    """The one entity to which a way leads, as an expression; NULL where it leads to none or to several."""
    return f"(SELECT CASE count(*) WHEN 1 THEN min(x.id) END FROM ({entities_meant(c, kinds, way)}) x)"


def entities_meant(c: Compiler, kinds: Sequence[Kind], way: str) -> str:
    """A SELECT of the entities (id) of some kinds to which a way leads. way: JSON as of `way_to`, as an expression.

    Where they are several, none must be picked silently. Of those that have an address or identifier, only those of
    the first kind are meant: an office often shares the page of its body.
    """
    id_, slug, kind_of_way = (c.dialect.member(way, literal(name)) for name in ("id", "slug", "kind"))
    by_id = f"SELECT r.entity AS id FROM record r WHERE r.id = {id_} AND r.kind IN ({_names(kinds)})"
    ranks = " ".join(f"WHEN {literal(kind.name)} THEN {i}" for i, kind in enumerate(KINDS))
    having = f"{_having_keys(c, kinds, way)} AND coalesce({kind_of_way}, i.kind) = i.kind"
    by_keys = f"SELECT i.entity AS id, rank() OVER (ORDER BY CASE i.kind {ranks} END) AS place {having}"
    by_slug = [
        f"SELECT t.id FROM {kind.table} t WHERE t.slug = {slug} AND coalesce({kind_of_way}, {literal(kind.name)}) ="
        f" {literal(kind.name)}"
        for kind in kinds
    ]
    return " UNION ".join([by_id, f"SELECT k.id FROM ({by_keys}) k WHERE k.place = 1", *by_slug])


def entities_of_keys(c: Compiler, kind: Kind, way: str) -> str:
    """A SELECT of the entities (id) of a kind that have an address or identifier."""
    return f"SELECT DISTINCT i.entity AS id {_having_keys(c, [kind], way)}"


def _having_keys(c: Compiler, kinds: Sequence[Kind], way: str) -> str:
    """The FROM and WHERE clauses of the identifiers i that a way names."""
    key = c.alias("k")
    keys = c.dialect.elements(c.dialect.child(way, literal("keys")), key)
    scheme, value = (c.dialect.at(f"{key}.value", place) for place in (0, 1))
    named = f"i.scheme = {scheme} AND i.value = {value}"
    return f"FROM {keys} JOIN identifier i ON {named} WHERE i.kind IN ({_names(kinds)})"


def _names(kinds: Sequence[Kind]) -> str:
    return ", ".join(literal(kind.name) for kind in kinds) or "''"
