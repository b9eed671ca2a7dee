"""All derived GraphQL types by name; lazy references of other modules resolve here."""

from typing import Any

import strawberry

from schema.graphql import inputs, scalars, shapes
from schema.graphql.fields import Argument, camel, enum_type, field, input_type, lazily, object_type
from schema.graphql.shapes import KIND_NAME as KindName
from schema.graphql.shapes import MATCH_OUTCOME as MatchOutcome
from schema.graphql.shapes import NETWORK as Network
from schema.graphql.shapes import NODE as Node
from schema.kinds import KINDS, Kind
from schema.kinds.entity import EntityColumns
from schema.kinds.facts import Fact
from schema.kinds.kind import facts_of
from schema.relations import End, ends_of

__all__ = ["ENTITY_TYPES", "KindName", "MatchOutcome", "Network", "Node"]

Load = shapes.LOAD
EntityWhere = inputs.ENTITY_WHERE
KindFilter = input_type("KindFilter", "Conditions on a kind.", inputs.KIND_FILTER_FIELDS)
COMMON_FACTS = facts_of(EntityColumns)


def _fact_field(name: str, stated: Fact) -> Any:
    if stated.value.scalar == "LocalisedText":
        return field(camel(name), shapes.LOCALISED_TEXT | None, stated.description, [shapes.LANGUAGES])
    scalar = scalars.BY_NAME[stated.value.scalar]
    described = stated.description + (
        f" One of: {', '.join(stated.value.vocabulary)}." if stated.value.vocabulary else ""
    )
    if name == "name":
        return field(name, scalar, described)
    return field(camel(name), list[scalar] if stated.many else scalar | None, described)


def _common_fields() -> list[Any]:
    facts = [_fact_field(name, stated) for name, stated in COMMON_FACTS.items()]
    return [
        field("id", strawberry.ID, "Opaque id, the same on every machine; ids of joined entities keep resolving."),
        field("uri", scalars.Url, "Address of the entity in this hub."),
        field("slug", str, "Readable id, unique within the kind."),
        field("kind", KindName, "Its kind."),
        *facts,
        field("networks", list[Network], "Networks that state something about it."),
        field("networkCount", int, "In how many networks it is."),
        field("identifiers", list[shapes.IDENTIFIER], "Outside ids that its records state."),
        field("records", list[shapes.RECORD], "What each network says about it, and where."),
        field(
            "provenance",
            list[shapes.PROVENANCE],
            "Origin of every value, the losing ones too.",
            [
                Argument("fields", list[str] | None, "Only these fields, as GraphQL spells them; default: all."),
            ],
        ),
        field("evidence", list[shapes.MATCH], "The matches that join its records, strongest first."),
        field("conflicts", list[shapes.CONFLICT], "Fields on which its records disagree."),
        field(
            "related",
            lazily("EntityRelationConnection"),
            "All relations of it, both ways.",
            [
                *inputs.PAGE,
                Argument("predicates", list[str] | None, "Only these predicates."),
                Argument("kinds", list[KindName] | None, "Only other ends of these kinds."),
            ],
        ),
        field("createdAt", scalars.DateTime, "When it appeared in the hub."),
        field("updatedAt", scalars.DateTime, "When it last changed in the hub."),
    ]


Entity = object_type("Entity", "What every kind has.", _common_fields(), interfaces=(Node,), interface=True)


def _relation_field(end: End) -> Any:
    name = inputs.target_name(end.others)
    way = "Whom or what it" if end.outward else "Who or what"
    description = f"{way} {end.predicate.description}." if end.outward else f"{way} {end.predicate.description} this."
    return field(end.field, lazily(f"{name}RelationConnection"), description, inputs.relation_arguments(name))


def _kind_type(kind: Kind) -> type:
    own = [_fact_field(name, stated) for name, stated in kind.facts.items() if name not in COMMON_FACTS]
    relations = [_relation_field(end) for end in ends_of(kind.name).values()]
    extra = []
    if kind.name == "event":
        extra.append(
            field(
                "occurrences",
                list[OCCURRENCE],
                "Its dates, recurrence rules expanded, earliest first.",
                [
                    Argument("from", scalars.DateTime | None, "Only those that start at or after this."),
                    Argument("to", scalars.DateTime | None, "Only those that start before this."),
                    Argument("first", int | None, "How many, 1 to 100; default 25."),
                ],
            )
        )
    return object_type(kind.graphql, kind.description, [*own, *extra, *relations], interfaces=(Entity,))


OCCURRENCE = object_type(
    "Occurrence",
    "One date of an event.",
    [
        field("startsAt", scalars.DateTime, "Start in UTC."),
        field("endsAt", scalars.DateTime | None, "End in UTC."),
    ],
)
_EDGE_FACTS = (
    field("predicate", str, "Predicate of the relation."),
    field("outward", bool, "Whether the entity is the subject and the node the object."),
    field("label", str, "The other end as stated; all there is where it could not be resolved."),
    field("role", str | None, "In which role."),
    field("since", str | None, "Since when, as exact as stated."),
    field("until", str | None, "Until when, as exact as stated."),
    field(
        "confidence", float, "1 where stated by key or identifier; less for a name resolved or a mention found in text."
    ),
    field("records", list[shapes.RECORD], "Who states it, and where."),
    field("statements", list[shapes.EDGE_STATEMENT], "How each record states it, and of a mention where in the text."),
)
_FACETS = "Counts by field, each under all other conditions."
_FACET_SIZE = Argument("first", int | None, "How many values per field, 1 to 100; default 20.")


def _relation_types(name: str, node: Any) -> None:
    edge = object_type(
        f"{name}RelationEdge",
        f"A relation to {name}.",
        [
            field("cursor", str, "Opaque position in this list."),
            field("node", node | None, "The other end; null where it could not be resolved."),
            *_EDGE_FACTS,
        ],
    )
    connection = object_type(
        f"{name}RelationConnection",
        f"A page of relations to {name}.",
        [
            field("edges", list[edge], "The page with the facts of each relation."),
            field("nodes", list[node], "The resolved other ends on the page."),
            field("pageInfo", shapes.PAGE_INFO, "Where the page stands."),
            field("totalCount", int, "How many there are in all; costs only when selected."),
        ],
    )
    globals()[f"{name}RelationEdge"], globals()[f"{name}RelationConnection"] = edge, connection


def _derive(kind: Kind) -> type:
    name = kind.graphql
    globals()[f"{name}Where"] = inputs.where_type(kind)
    order_field, order = inputs.order_types(kind)
    facet_field = inputs.facet_type(kind)
    made = _kind_type(kind)
    globals()[name] = made
    facets = field(
        "facets",
        list[shapes.FACET],
        _FACETS,
        [Argument("fields", list[facet_field], "Fields to count by.", ...), _FACET_SIZE],
    )
    edge = shapes.edge_type(name, made, f"A place of {name} in a list.")
    globals()[f"{name}Connection"] = shapes.connection_type(name, made, edge, (facets,))
    globals().update(
        {f"{name}OrderField": order_field, f"{name}Order": order, f"{name}FacetField": facet_field, f"{name}Edge": edge}
    )
    return made


for _name in ("Entity", *(kind.graphql for kind in KINDS)):
    globals()[f"{_name}RelationFilter"] = inputs.relation_filter_type(_name)
ENTITY_TYPES: list[type] = [_derive(kind) for kind in KINDS]
for _name, _node in (
    ("Entity", Entity),
    *((kind.graphql, made) for kind, made in zip(KINDS, ENTITY_TYPES, strict=True)),
):
    _relation_types(_name, _node)

EntityEdge = shapes.edge_type("Entity", Entity, "A place of an entity in a list.")
EntityConnection = shapes.connection_type("Entity", Entity, EntityEdge)
SearchEdge = shapes.edge_type(
    "Search",
    Entity,
    "A hit.",
    (field("score", float, "How well it fits; larger is better, comparable within one answer only."),),
)
SEARCH_FACET = enum_type(
    "SearchFacetField", "By what hits can be counted.", {"KIND": "By kind.", "NETWORKS": "By network."}
)
SearchConnection = shapes.connection_type(
    "Search",
    Entity,
    SearchEdge,
    (
        field(
            "facets",
            list[shapes.FACET],
            _FACETS,
            [Argument("fields", list[SEARCH_FACET], "Fields to count by.", ...), _FACET_SIZE],
        ),
    ),
)
NetworkConnection = shapes.connection_type(
    "Network", Network, shapes.edge_type("Network", Network, "A place of a network in a list.")
)
LoadConnection = shapes.connection_type("Load", Load, shapes.edge_type("Load", Load, "A place of a load in a list."))
IssueConnection = shapes.connection_type(
    "Issue", shapes.ISSUE, shapes.edge_type("Issue", shapes.ISSUE, "A place of a finding in a list.")
)
ChangeConnection = shapes.connection_type(
    "Change", shapes.CHANGE, shapes.edge_type("Change", shapes.CHANGE, "A place of a change in a list.")
)
MatchConnection = shapes.connection_type(
    "Match", shapes.MATCH, shapes.edge_type("Match", shapes.MATCH, "A place of a match in a list.")
)
JudgementConnection = shapes.connection_type(
    "Judgement", shapes.JUDGEMENT, shapes.edge_type("Judgement", shapes.JUDGEMENT, "A place of a judgement in a list.")
)
