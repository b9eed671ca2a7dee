"""Relations of an entity as lists with facts on their edges."""

from collections.abc import Callable
from dataclasses import dataclass

from hub.plan.lists.filters import any_condition, check_size, conditions, in_list, kind_among
from hub.plan.lists.listings import Condition, Listing, SortKey, open_identity
from hub.plan.lists.predicate_arguments import known_predicates
from hub.plan.objects import provenance
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal
from schema.kinds import KIND_BY_NAME, Kind
from schema.relations import End


@dataclass(frozen=True, slots=True)
class Lowered:
    """How nodes are lowered: an entity of a known kind by its alias, and one of any kind by an expression of its id."""

    entity: Callable[[Compiler, Kind, str, Selected], str]
    any_entity: Callable[[Compiler, str, Selected], str]


def relation_listing(c: Compiler, lowered: Lowered, owner: str, found: Selected, end: End | None) -> Listing:
    """The edges of an entity at one end of a predicate; without an end: all edges, both ways."""
    relation = c.alias("r")
    if end is None:
        return _both_ways(c, lowered, owner, relation, found)
    here, there = ("subject", "object") if end.outward else ("object", "subject")
    stated = [
        Condition(f"{relation}.{here} = {owner}.id"),
        Condition(f"{relation}.predicate = {literal(end.predicate.name)}"),
    ]
    if (roles := found.arguments.get("roles")) is not None:
        stated.append(Condition(in_list(c, f"{relation}.role", "text", roles, negated=False)))
    where = found.arguments.get("where")
    check_size(where or {})
    keys = (SortKey(f"{relation}.{there}_label"), SortKey(f"{relation}.id"))
    identity = open_identity(end.field, found.arguments)
    edge = _edge(c, relation, there, outward="true" if end.outward else "false")
    if len(end.others) > 1:
        if where is not None:
            stated.append(Condition(any_condition(c, f"{relation}.{there}", f"{relation}.{there}_kind", where)))
        handles: tuple[tuple[str, str, str], ...] = ((relation, "relation", "id"),)
        node = lambda field: lowered.any_entity(c, f"{relation}.{there}", field)  # noqa: E731
        return Listing(
            f"relation {relation}",
            handles,
            keys,
            node,
            edge,
            identity,
            stated,
            f"{relation}.{there} IS NOT NULL",
            nested=True,
        )
    kind = KIND_BY_NAME[end.others[0]]
    other = c.alias("t")
    if where is not None:
        stated += conditions(c, kind, other, where)
    source = f"relation {relation} LEFT JOIN {kind.table} {other} ON {other}.id = {relation}.{there}"
    handles = ((relation, "relation", "id"), (other, kind.table, "id"))
    return Listing(
        source,
        handles,
        keys,
        lambda field: lowered.entity(c, kind, other, field),
        edge,
        identity,
        stated,
        f"{other}.id IS NOT NULL",
        nested=True,
    )


def _both_ways(c: Compiler, lowered: Lowered, owner: str, relation: str, found: Selected) -> Listing:
    ways = " UNION ALL ".join(
        f"SELECT id, predicate, {there} AS other, {there}_kind AS other_kind, {there}_label AS other_label, {outward} AS outward, "
        f"id || {literal(mark)} AS place, role, since, until, confidence, {here} AS owner FROM relation"
        for here, there, outward, mark in (("subject", "object", "1", ">"), ("object", "subject", "0", "<"))
    )
    stated = [Condition(f"{relation}.owner = {owner}.id")]
    if (predicates := found.arguments.get("predicates")) is not None:
        c.check(predicates, known_predicates)
        stated.append(Condition(in_list(c, f"{relation}.predicate", "text", predicates, negated=False)))
    if (kinds := found.arguments.get("kinds")) is not None:
        stated.append(Condition(kind_among(c, f"{relation}.other_kind", kinds)))
    keys = (SortKey(f"{relation}.other_label"), SortKey(f"{relation}.place"))
    edge = _edge(
        c,
        relation,
        "other",
        outward=f"CASE {relation}.outward WHEN 1 THEN 'true' ELSE 'false' END",
        literal_outward=False,
    )
    node = lambda field: lowered.any_entity(c, f"{relation}.other", field)  # noqa: E731
    source = f"({ways}) {relation}"
    handles = ((relation, f"({ways})", "place"),)
    return Listing(
        source,
        handles,
        keys,
        node,
        edge,
        open_identity("related", found.arguments),
        stated,
        f"{relation}.other IS NOT NULL",
        nested=True,
    )


def _edge(
    c: Compiler, relation: str, there: str, *, outward: str, literal_outward: bool = True
) -> Callable[[Selected, tuple[SortKey, ...]], str]:
    quoted = c.dialect.quoted

    def field(found: Selected, _: tuple[SortKey, ...]) -> str:
        if found.name == "records":
            return provenance.records_of_relation(c, relation, found)
        if found.name == "statements":
            return provenance.statements_of_relation(c, relation, found)
        if found.name == "outward":
            return literal(outward) if literal_outward else outward
        if found.name == "confidence":
            return quoted(f"{relation}.confidence", "number")
        column = f"{there}_label" if found.name == "label" else found.name
        return quoted(f"{relation}.{column}", "text")

    return field
