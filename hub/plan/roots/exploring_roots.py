"""Root fields that explore what crosses the networks: overlap, neighbours, paths."""

from collections.abc import Callable, Mapping
from typing import Any

from hub.plan.lists.connections import connection
from hub.plan.lists.counted_fields import entity_source
from hub.plan.lists.row_lists import RowList, SortKey, list_identity
from hub.plan.lists.term_ranges import EVERY_KIND
from hub.plan.lists.value_conditions import in_list, kind_among
from hub.plan.lists.vocabulary_words import stored
from hub.plan.objects.edge_objects import edge_field
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.lowering import enum_text
from hub.plan.objects.network_objects import network_by_slug
from hub.plan.roots.algorithms import computed
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal

LEAST_EDGES, EDGES_OF_ONE = 500, 5
"""Relations that `neighbours` shows: so many for each entity asked for, or the former.

A hundred may have thousands between them.
"""


def _overlap(c: Compiler, field: Selected) -> str:
    arguments = field.arguments

    def lower(inner: Selected) -> str:
        if inner.name == "matrix":
            return _matrix(c, arguments, inner)
        return connection(c, _shared_entities(c, arguments), inner)

    return f"SELECT {c.object(field.only(), lower)}"


def _sets(c: Compiler, arguments: Mapping[str, Any]) -> str:
    """A SELECT of the sets of networks that share something: kind, value (the networks as JSON), total, and of
    how many wanted ones (n).

    There are few such sets however much is shared, and the load has counted what is in each.
    """
    slug = c.alias("v")
    wanted = "true"
    if arguments.get("networks") is not None:
        wanted = in_list(c, f"{slug}.value", c.network(arguments["networks"]))
    among = f"SELECT count(*) FROM {c.dialect.items(c.dialect.nested('k'), slug)} WHERE {wanted}"
    kinds = kind_among(c, "k.kind", arguments.get("kinds"))
    if arguments.get("kinds") is None:
        kinds = f"k.kind IN ({EVERY_KIND})"
    shared = f"FROM value_count k WHERE k.field = 'shared' AND k.value <> '' AND {kinds}"
    return f"SELECT * FROM (SELECT k.kind, k.value, k.total, ({among}) AS n {shared}) w WHERE n > 1"


def _shared_entities(c: Compiler, arguments: Mapping[str, Any]) -> RowList:
    row, sets = c.alias("u"), _sets(c, arguments)
    # CROSS JOIN binds SQLite to this order
    theirs = "m.kind = w.kind AND m.field = 'shared' AND m.value = w.value"
    shared = f"SELECT m.entity AS id, w.kind, w.n FROM ({sets}) w CROSS JOIN term m WHERE {theirs}"
    return RowList(
        f"({shared}) {row}",
        ((row, f"({shared})", "id"),),
        (SortKey(f"{row}.n", "integer", descending=True), SortKey(f"{row}.id")),
        lambda inner: any_entity(c, f"{row}.id", inner),
        list_identity("overlap", dict(arguments)),
        facet=lambda name: entity_source(c, f"{row}.id", f"{row}.kind", name),
        is_sorted=False,
        carried=("id",),
        total=f"(SELECT coalesce(sum(total), 0) FROM ({sets}) w)",
    )


def _matrix(c: Compiler, arguments: Mapping[str, Any], field: Selected) -> str:
    left, right = (c.dialect.items(c.dialect.nested("w"), slug) for slug in ("a", "b"))
    named, wanted = [c.dialect.by_code_point(f"{slug}.value") for slug in ("a", "b")], ""
    if arguments.get("networks") is not None:
        wanted = "".join(f" AND {in_list(c, f'{slug}.value', arguments['networks'])}" for slug in ("a", "b"))
    cells = (
        f"SELECT {named[0]} AS l, {named[1]} AS r, w.kind AS kind, sum(w.total) AS n FROM ({_sets(c, arguments)}) w "
        f"CROSS JOIN {left} CROSS JOIN {right} WHERE a.key < b.key{wanted} GROUP BY {named[0]}, {named[1]}, w.kind"
    )
    cell = c.alias("x")

    def lower(inner: Selected) -> str:
        if inner.name in {"left", "right"}:
            return network_by_slug(c, f"{cell}.{inner.name[0]}", inner)
        return enum_text(c, f"{cell}.kind") if inner.name == "kind" else f"CAST({cell}.n AS text)"

    body = c.object(field.only(), lower)
    return c.dialect.array(f"SELECT {body} AS j FROM ({cells}) {cell} ORDER BY {cell}.l, {cell}.r, {cell}.kind")


def _neighbours(c: Compiler, field: Selected) -> str:
    """The query of `neighbours`; who they are was computed before (`relation_graph`) and comes as a parameter."""
    near = c.bind(computed(field.key), "json")
    item = c.alias("e")

    def neighbour(inner: Selected) -> str:
        if inner.name == "distance":
            return f"CAST({c.dialect.at(f'{item}.value', 2)} AS text)"
        return any_entity(c, c.dialect.at(f"{item}.value", 0), inner)

    def lower(inner: Selected) -> str:
        if inner.name == "totalCount":
            return f"CAST({c.dialect.member(near, literal('total'))} AS text)"
        if inner.name in {"edges", "edgeCount"}:
            return _edges_between(c, c.dialect.child(near, "'ids'"), field.arguments, inner)
        rows = c.dialect.elements(c.dialect.child(near, "'rows'"), item)
        return c.dialect.array(f"SELECT {c.object(inner.only(), neighbour)} AS j FROM {rows} ORDER BY {item}.key")

    return f"SELECT {c.object(field.only(), lower)} WHERE {near} IS NOT NULL"


def _edges_between(c: Compiler, ids: str, arguments: Mapping[str, Any], field: Selected) -> str:
    """The relations of which both ends are among some entities, the first of them, or how many they are."""
    relation = c.alias("r")
    among = [f"{relation}.{end} IN (SELECT v.value FROM {c.dialect.items(ids, 'v')})" for end in ("subject", "object")]
    if (predicates := arguments.get("predicates")) is not None:
        among.append(in_list(c, f"{relation}.predicate", stored(predicates)))
    rows = f"relation {relation} WHERE {' AND '.join(among)}"
    if field.name == "edgeCount":
        return f"(SELECT CAST(count(*) AS text) FROM {rows})"

    def lower(inner: Selected) -> str:
        if inner.name in {"subject", "object"}:
            return any_entity(c, f"{relation}.{inner.name}", inner)
        return edge_field(c, relation, "1", inner)

    asked = c.bind(arguments["first"], "integer")
    most = f"CASE WHEN {asked} > {LEAST_EDGES // EDGES_OF_ONE} THEN {EDGES_OF_ONE} * {asked} ELSE {LEAST_EDGES} END"
    order = ", ".join(
        f"{relation}.{column}" for column in ("subject_name", "subject", "predicate", "object_name", "object")
    )
    body = c.object(field.only(), lower)
    return c.dialect.array(f"SELECT {body} AS j FROM {rows} ORDER BY {order} LIMIT {most}")


def _path(c: Compiler, field: Selected) -> str:
    """The query of `path`; its steps were computed before (`relation_graph`) and come as a parameter."""
    path = c.bind(computed(field.key), "json")
    item, relation = c.alias("e"), c.alias("r")
    steps = c.dialect.child(path, "'steps'")
    parts = {name: c.dialect.at(f"{item}.value", 1 + i) for i, name in enumerate(("subject", "predicate", "object"))}

    def step(inner: Selected) -> str:
        if inner.name == "node":
            return any_entity(c, c.dialect.at(f"{item}.value", 0), inner)
        return edge_field(c, relation, f"CAST({c.dialect.at(f'{item}.value', 4)} AS integer)", inner)

    def lower(inner: Selected) -> str:
        if inner.name == "length":
            return f"(SELECT CAST(count(*) AS text) FROM {c.dialect.elements(steps, 'n')})"
        if inner.name == "start":
            return any_entity(c, c.dialect.member(path, literal("start")), inner)
        is_edge = " AND ".join(f"{relation}.{name} = {part}" for name, part in parts.items())
        rows = f"{c.dialect.elements(steps, item)} JOIN relation {relation} ON {is_edge} ORDER BY {item}.key"
        return c.dialect.array(f"SELECT {c.object(inner.only(), step)} AS j FROM {rows}")

    return f"SELECT {c.object(field.only(), lower)} WHERE {path} IS NOT NULL"


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {"overlap": _overlap, "neighbours": _neighbours, "path": _path}
