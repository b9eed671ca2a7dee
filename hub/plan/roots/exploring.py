"""Root fields that explore what crosses the networks: overlap, neighbours, paths."""

from collections.abc import Callable, Mapping
from typing import Any

from hub.plan.lists.connections import connection
from hub.plan.lists.filters import in_list, kind_among
from hub.plan.lists.listings import Listing, SortKey, open_identity, plain_edge
from hub.plan.objects import match_objects
from hub.plan.objects.entity_objects import any_entity
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler, literal


def _overlap(c: Compiler, found: Selected) -> str:
    return f"SELECT {c.object(found.only(), lambda field: _overlap_field(c, found.arguments, field))}"


def _overlap_field(c: Compiler, arguments: Mapping[str, Any], found: Selected) -> str:
    if found.name == "__typename":
        return literal('"Overlap"')
    return (
        _matrix(c, arguments, found) if found.name == "matrix" else connection(c, _shared_entities(c, arguments), found)
    )


def _membership(c: Compiler, alias: str, arguments: Mapping[str, Any]) -> str:
    parts = [f"{alias}.field = 'networks'", kind_among(c, f"{alias}.kind", arguments.get("kinds"))]
    if arguments.get("networks") is not None:
        parts.append(in_list(c, f"{alias}.value", "text", arguments["networks"], negated=False))
    return " AND ".join(parts)


def _shared_entities(c: Compiler, arguments: Mapping[str, Any]) -> Listing:
    row = c.alias("u")
    grouped = f"SELECT m.entity AS id, m.kind AS kind, count(*) AS n FROM term m WHERE {_membership(c, 'm', arguments)} GROUP BY m.entity, m.kind HAVING count(*) > 1"
    keys = (SortKey(f"{row}.n", "integer", descending=True), SortKey(f"{row}.id"))
    return Listing(
        f"({grouped}) {row}",
        ((row, "record", "id"),),
        keys,
        lambda field: any_entity(c, f"{row}.id", field),
        plain_edge,
        open_identity("overlap", dict(arguments)),
    )


def _matrix(c: Compiler, arguments: Mapping[str, Any], found: Selected) -> str:
    left, right = _membership(c, "a", arguments), _membership(c, "b", arguments)
    cells = (
        "SELECT a.value AS l, b.value AS r, a.kind AS kind, count(*) AS n FROM term a JOIN term b ON b.entity = a.entity AND a.value < b.value "
        f"WHERE {left} AND {right} GROUP BY a.value, b.value, a.kind"
    )
    cell = c.alias("x")
    fields: dict[str, str] = {
        "left": c.dialect.quoted(f"{cell}.l", "text"),
        "right": c.dialect.quoted(f"{cell}.r", "text"),
        "__typename": literal('"OverlapCell"'),
        "kind": c.dialect.quoted(f"replace(upper({cell}.kind), '-', '_')", "text"),
        "count": f"CAST({cell}.n AS text)",
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    return c.dialect.array(f"SELECT {body} AS j FROM ({cells}) {cell} ORDER BY {cell}.l, {cell}.r, {cell}.kind")


def _neighbours(c: Compiler, found: Selected) -> str:
    near = c.bind(Carried(f"found:{found.key}"), "json")
    item = c.alias("e")
    rows = c.dialect.elements(c.dialect.child(near, "'rows'"), item)

    def node_field(field: Selected) -> str:
        if field.name == "distance":
            return f"CAST({c.dialect.at(f'{item}.value', 2)} AS text)"
        if field.name == "node":
            return any_entity(c, c.dialect.at(f"{item}.value", 0), field)
        return literal('"Neighbour"')

    def lowered(field: Selected) -> str:
        if field.name == "totalCount":
            return f"CAST({c.dialect.member(near, literal('total'))} AS text)"
        if field.name == "nodes":
            return c.dialect.array(f"SELECT {c.object(field.only(), node_field)} AS j FROM {rows} ORDER BY {item}.key")
        return literal('"Neighbours"')

    return f"SELECT {c.object(found.only(), lowered)} WHERE {near} IS NOT NULL"


def _path(c: Compiler, found: Selected) -> str:
    walked = c.bind(Carried(f"found:{found.key}"), "json")
    item = c.alias("e")
    steps = c.dialect.child(walked, "'steps'")

    def step_field(field: Selected) -> str:
        if field.name == "predicate":
            return c.dialect.quoted(c.dialect.at(f"{item}.value", 2), "text")
        if field.name == "outward":
            return f"CASE CAST({c.dialect.at(f'{item}.value', 3)} AS integer) WHEN 1 THEN 'true' ELSE 'false' END"
        if field.name == "node":
            return any_entity(c, c.dialect.at(f"{item}.value", 0), field)
        return literal('"PathStep"')

    def lowered(field: Selected) -> str:
        if field.name == "length":
            return f"(SELECT CAST(count(*) AS text) FROM {c.dialect.elements(steps, 'n')})"
        if field.name == "start":
            return any_entity(c, c.dialect.member(walked, literal("start")), field)
        if field.name == "steps":
            return c.dialect.array(
                f"SELECT {c.object(field.only(), step_field)} AS j FROM {c.dialect.elements(steps, item)} ORDER BY {item}.key"
            )
        return literal('"Path"')

    return f"SELECT {c.object(found.only(), lowered)} WHERE {walked} IS NOT NULL"


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "overlap": _overlap,
    "neighbours": _neighbours,
    "path": _path,
    "candidates": match_objects.candidates,
    "explain": match_objects.explain,
    "judgements": match_objects.judgements,
}
