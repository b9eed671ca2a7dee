"""The types of entities, their relations and lists, derived from `KINDS` and `PREDICATES`."""

from typing import Any

from schema.graphql import custom_scalars as scalars
from schema.graphql import identity_types, inputs, network_types, record_types
from schema.graphql.dynamic import ID, Argument, enum_type, field, many, object_type, reference
from schema.graphql.graphql_names import camel
from schema.graphql.list_types import PAGE, PAGE_INFO, connection_types, facets_field, grouping_field
from schema.kinds import KINDS, Kind
from schema.kinds.entity import EntityColumns
from schema.kinds.facts import Fact
from schema.kinds.kind import facts_of
from schema.relations import ends_of

_FACTS_OF_ALL = facts_of(EntityColumns)
_FIELD_NAMES = "Only these fields, as GraphQL spells them; all by default."


def _fact_field(name: str, fact: Fact) -> Any:
    if fact.value.scalar == "LocalisedText":
        return field(camel(name), record_types.LOCALISED_TEXT | None, fact.description, [record_types.LANGUAGES])
    scalar = scalars.BY_NAME[fact.value.scalar]
    words = f" Possible values: {', '.join(fact.value.vocabulary)}." if fact.value.vocabulary else ""
    optional = scalar if name == "name" else scalar | None
    return field(camel(name), list[scalar] if fact.many else optional, fact.description + words)


ENTITY = object_type(
    "Entity",
    "What every kind has.",
    [
        field("id", ID, "Opaque id, the same on every machine; ids of joined entities keep resolving."),
        field("uri", scalars.Url, "Address of the entity in this hub."),
        field("slug", str, "Readable id, unique within the kind."),
        field("kind", record_types.KIND_NAME, "The kind."),
        *(_fact_field(name, fact) for name, fact in _FACTS_OF_ALL.items()),
        field("networks", list[network_types.NETWORK], "Networks that state something about it."),
        field("networkCount", int, "Number of networks that state something about it."),
        field("identifiers", list[record_types.IDENTIFIER], "Identifiers that its records state."),
        field("records", list[record_types.RECORD], "What each network states about it, and where."),
        field(
            "provenance",
            list[record_types.PROVENANCE],
            "The origin of every value that a record states, including values that the entity does not show.",
            [Argument("fields", list[str] | None, _FIELD_NAMES)],
        ),
        field("evidence", list[identity_types.MATCH], "The matches that join its records, strongest first."),
        field("conflicts", list[record_types.CONFLICT], "Fields on which its records disagree."),
        field("conflictCount", int, "Number of fields on which its records disagree."),
        field(
            "variants",
            list[record_types.CONFLICT],
            "Fields that its records only spell differently, or name in different languages; not counted as conflicts.",
        ),
        field(
            "related",
            reference("EntityRelationConnection"),
            "All its relations, whether it is their subject or their object.",
            [
                *PAGE,
                Argument("predicates", list[str] | None, "Only relations with one of these predicates."),
                Argument("kinds", list[record_types.KIND_NAME] | None, "Only relations to entities of these kinds."),
            ],
        ),
        field("createdAt", scalars.DateTime, "When it appeared in the hub."),
        field("updatedAt", scalars.DateTime, "When it last changed in the hub."),
    ],
    interfaces=(record_types.NODE,),
    interface=True,
)
_OCCURRENCE = object_type(
    "Occurrence",
    "One date of an event.",
    [
        field("startsAt", scalars.DateTime, "Start, in UTC."),
        field("endsAt", scalars.DateTime | None, "End, in UTC."),
        field("event", reference("Event"), "The event."),
    ],
)
_OCCURRENCES = field(
    "occurrences",
    list[_OCCURRENCE],
    "The dates of the event with recurrence rules expanded, earliest first.",
    [
        Argument("from", scalars.DateTime | None, "Only dates that start at or after this time."),
        Argument("to", scalars.DateTime | None, "Only dates that start before this time."),
        Argument("first", int | None, "How many dates to return, 0 to 100; 25 by default."),
    ],
)


def _entity_type(kind: Kind) -> type:
    facts = [_fact_field(name, fact) for name, fact in kind.facts.items() if name not in _FACTS_OF_ALL]
    dates = [_OCCURRENCES] if kind.name == "event" else []
    relations = []
    for end in ends_of(kind.name).values():
        name = inputs.target_name(end.others)
        connection = reference(f"{name}RelationConnection")
        relations.append(field(end.field, connection, end.text, inputs.relation_arguments(name)))
    return object_type(kind.graphql, kind.description, [*facts, *dates, *relations], interfaces=(ENTITY,))


_EDGE_FACTS = (
    field("predicate", str, "The predicate of the relation."),
    field("outward", bool, "True where the entity is the subject of the relation and the node its object."),
    field("label", str, "The other end as stated; all there is where it could not be resolved."),
    field("role", str | None, "The role in the relation."),
    field("since", str | None, "Since when, as precise as stated."),
    field("until", str | None, "Until when, as precise as stated."),
    field(
        "confidence",
        float,
        "1 where the other end is stated by key or identifier; less where it was found by name or mentioned in a text.",
    ),
    field("records", list[record_types.RECORD], "The records that state the relation."),
    field(
        "statements",
        list[record_types.EDGE_STATEMENT],
        "How each record states the relation; for a mention also where in the text.",
    ),
)


def _relation_types(name: str, node: Any) -> None:
    """Edges and connections of relations; apart from those of lists, as the node of an edge may be null."""
    object_type(
        f"{name}RelationEdge",
        f"A relation to an entity of type {name}.",
        [
            field("cursor", str, "Opaque position in this list."),
            field("node", node | None, "The other end; null where it could not be resolved."),
            *_EDGE_FACTS,
        ],
    )
    object_type(
        f"{name}RelationConnection",
        f"A page of relations to entities of type {name}.",
        [
            field("edges", many(reference(f"{name}RelationEdge")), "The relations on this page, with their facts."),
            field("nodes", list[node], "The other ends on this page, as far as they could be resolved."),
            field("pageInfo", PAGE_INFO, "The position of this page in the list."),
            field("totalCount", int, "How many relations the whole list has; computed only when selected."),
        ],
    )


ENTITY_TYPES: list[type] = [_entity_type(kind) for kind in KINDS]
inputs.entity_where_type(KINDS)
inputs.relation_filter_type("Entity")
_relation_types("Entity", ENTITY)
for _kind, _type in zip(KINDS, ENTITY_TYPES, strict=True):
    inputs.where_type(_kind)
    inputs.order_type(_kind)
    inputs.relation_filter_type(_kind.graphql)
    connection_types(
        _kind.graphql,
        _type,
        f"An entity of type {_kind.graphql}",
        facets_field(inputs.facet_type(_kind)),
        grouping_field(inputs.group_type(_kind)),
    )
    _relation_types(_kind.graphql, _type)

_SCORE = field("score", float, "How well it matches; higher is better, comparable only within one answer.")
_SEARCH_FACETS = enum_type(
    "SearchFacetField", "What search results can be counted by.", {"KIND": "By kind.", "NETWORKS": "By network."}
)
connection_types("Entity", ENTITY, "An entity")
connection_types(
    "Search",
    ENTITY,
    "An entity found",
    facets_field(_SEARCH_FACETS),
    grouping_field(_SEARCH_FACETS),
    edge_fields=(_SCORE,),
)
connection_types("Occurrence", _OCCURRENCE, "A date of an event")
_CONTESTED = object_type(
    "ContestedField",
    "A field of an entity on which its records disagree.",
    [
        field("entity", ENTITY, "The entity."),
        field("field", str, "The field of the kind, as GraphQL spells it."),
        field("values", list[record_types.CONFLICT_VALUE], "The values stated, the one that the entity shows first."),
    ],
)
_CONTESTED_FACETS = enum_type(
    "ContestedFacetField", "What contested fields can be counted by.", {"FIELD": "By field.", "KIND": "By kind."}
)
connection_types(
    "ContestedField",
    _CONTESTED,
    "A contested field",
    facets_field(_CONTESTED_FACETS),
    grouping_field(_CONTESTED_FACETS),
)
connection_types("Network", network_types.NETWORK, "A network")
connection_types("Load", network_types.LOAD, "A load")
connection_types("Issue", network_types.ISSUE, "An issue")
connection_types("Change", network_types.CHANGE, "A change")
connection_types("Match", identity_types.MATCH, "A match")
connection_types("Judgement", identity_types.JUDGEMENT, "A judgement")
