"""The types of entities, their relations and lists, derived from `KINDS` and `PREDICATES`."""

from typing import Any

from schema.graphql import custom_scalars as scalars
from schema.graphql import detail_types, identity_types, inputs, network_types, record_types
from schema.graphql.dynamic import ID, Argument, enum_type, field, many, object_type, reference
from schema.graphql.graphql_names import camel, enum_name
from schema.graphql.list_types import (
    CORRECTIONS,
    LINKS,
    NESTED_PAGE,
    PAGE_INFO,
    connection_types,
    facets_field,
    grouping_field,
)
from schema.graphql.vocabulary_enums import PREDICATE, VOCABULARIES
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
    scalar = VOCABULARIES.get(fact.value.name) or scalars.BY_NAME[fact.value.scalar]
    optional = scalar if name == "name" else scalar | None
    return field(camel(name), list[scalar] if fact.many else optional, fact.description)


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
        field(
            "candidates",
            list[identity_types.MATCH],
            "What might be the same: the matches of its records with those of other entities that wait for a person,"
            " strongest first.",
        ),
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
            "All its relations, whether it is their subject or their object: one for each predicate, direction and"
            " other end.",
            [
                *inputs.relation_arguments("Entity"),
                Argument("predicates", list[PREDICATE] | None, "Only relations with one of these predicates."),
                Argument("kinds", list[record_types.KIND_NAME] | None, "Only relations to entities of these kinds."),
            ],
        ),
        *detail_types.DETAIL_FIELDS,
        field(
            "history",
            list[network_types.CHANGE],
            "What revisions did to it, the last first: the fields that they changed, with the values before and after,"
            " as far as the hub keeps these.",
            [
                Argument("fields", list[str] | None, f"{_FIELD_NAMES} With fields, only changes of one of them."),
                record_types.VERSIONS,
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
        Argument("from", scalars.DateTime | None, "Only dates that start at or after this time, or end after it."),
        Argument("to", scalars.DateTime | None, "Only dates that start before this time."),
        Argument("first", int | None, "How many dates to return, 0 to 100; 10 by default."),
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


_OUTWARD = field("outward", bool, "True where the entity is the subject of the relation and the other end its object.")
_PREDICATE = field("predicate", PREDICATE, "The predicate of the relation.")
_STATEMENTS = field("statements", list[record_types.EDGE_STATEMENT], "What each record says, one by one.")
_EDGE_FACTS = (_PREDICATE, _OUTWARD, *record_types.RELATION_FACTS)
UNRESOLVED = object_type(
    "Unresolved",
    "An end of a relation that is not in the hub.",
    [
        field("label", str | None, "What it is called; null where records give only a key or identifiers."),
        field("key", str | None, "The key by which a record names it, if the key leads nowhere."),
        field("identifiers", list[record_types.IDENTIFIER], "The identifiers by which records name it."),
        _PREDICATE,
        _OUTWARD,
        _STATEMENTS,
    ],
)
_PREDICATES = {"PREDICATE": "By predicate."}
connection_types(
    "Unresolved",
    UNRESOLVED,
    "An unresolved end",
    grouping_field(enum_type("UnresolvedGroupField", "What unresolved ends can be grouped by.", _PREDICATES)),
)
_ROLES = {"ROLES": "By role, folded."}
_OF_SEVERAL_KINDS = {"KIND": "By kind.", "NETWORKS": "By network."} | {
    enum_name(name): fact.description for name, fact in _FACTS_OF_ALL.items() if fact.facet
}
_UNRESOLVED = field(
    "unresolved",
    reference("UnresolvedConnection"),
    "Other ends that are not in the hub; they are not among the nodes and not counted. Of the arguments of the list,"
    " only `roles` and `predicates` apply to them.",
    [NESTED_PAGE[0], NESTED_PAGE[1]],
)


def _relation_types(name: str, node: Any, counted: dict[str, str], grouped: dict[str, str]) -> None:
    """Edges and connections of relations; apart from those of lists, as their edges have facts of their own.

    counted, grouped: by what the other ends can be, beside what is true of the relation.
    """
    text = f"What relations to entities of type {name} can be {{}} by: facts of the relation, then of the other end."
    facets = enum_type(f"{name}RelationFacetField", text.format("counted"), _ROLES | counted)
    years = {"SINCE_YEAR": "By the year of `since`."}
    groups = enum_type(f"{name}RelationGroupField", text.format("grouped"), _ROLES | years | grouped)
    object_type(
        f"{name}RelationEdge",
        f"A relation to an entity of type {name}, as all records together state it.",
        [
            field("cursor", str, "Opaque position in this list."),
            field("node", node, "The other end."),
            *_EDGE_FACTS,
        ],
    )
    object_type(
        f"{name}RelationConnection",
        f"A page of relations to entities of type {name}: one for each other end.",
        [
            field("edges", many(reference(f"{name}RelationEdge")), "The relations on this page, with their facts."),
            field("nodes", list[node], "The other ends on this page."),
            field("pageInfo", PAGE_INFO, "The position of this page in the list."),
            field("totalCount", int, "How many other ends the whole list has; computed only when selected."),
            facets_field(facets),
            grouping_field(groups),
            _UNRESOLVED,
        ],
    )


ENTITY_TYPES: list[type] = [_entity_type(kind) for kind in KINDS]
inputs.entity_where_type(KINDS)
inputs.relation_filter_type("Entity")
inputs.relation_order_type("Entity")
_relation_types("Entity", ENTITY, _OF_SEVERAL_KINDS, _PREDICATES | _OF_SEVERAL_KINDS)
for _kind, _type in zip(KINDS, ENTITY_TYPES, strict=True):
    inputs.where_type(_kind)
    inputs.order_type(_kind)
    inputs.relation_filter_type(_kind.graphql)
    inputs.relation_order_type(_kind.graphql)
    connection_types(
        _kind.graphql,
        _type,
        f"An entity of type {_kind.graphql}",
        facets_field(inputs.facet_type(_kind)),
        grouping_field(inputs.group_type(_kind)),
        CORRECTIONS,
        LINKS,
    )
    _relation_types(_kind.graphql, _type, inputs.counted(_kind), inputs.grouped(_kind))

_SCORE = field("score", float, "How well it matches; higher is better, comparable only within one answer.")
_TEXT_RANGE = object_type(
    "TextRange",
    "A stretch of a text, counted in code points.",
    [field("start", int, "Where it starts, from 0."), field("end", int, "Where it ends, exclusive.")],
)
_EXCERPT = object_type(
    "Excerpt",
    "At most 200 characters of a text of an entity that contain words of a search.",
    [
        field("field", str, "The field that the text is from, as GraphQL spells it."),
        field(
            "language", scalars.LanguageTag | None, "The language of the text, where the field has texts by language."
        ),
        field("text", str, "The excerpt as stated: always plain text, even if it looks like markup."),
        field("offsets", list[_TEXT_RANGE], "The words in it that begin with a word of the search, in order."),
    ],
)
_FOUND_IN = field(
    "excerpt",
    _EXCERPT | None,
    "The part of its texts with the most words of the search; among several, the first, names before other texts.",
)
_ENTITY_FACETS = enum_type(
    "EntityFacetField", "What entities of several kinds can be counted and grouped by.", _OF_SEVERAL_KINDS
)
connection_types("Entity", ENTITY, "An entity", facets_field(_ENTITY_FACETS), grouping_field(_ENTITY_FACETS))
connection_types(
    "Search",
    ENTITY,
    "An entity found",
    facets_field(_ENTITY_FACETS),
    grouping_field(_ENTITY_FACETS),
    CORRECTIONS,
    edge_fields=(_SCORE, _FOUND_IN),
)
connection_types(
    "Occurrence",
    _OCCURRENCE,
    "A date of an event",
    facets_field(reference("EventFacetField")),
    grouping_field(reference("EventGroupField")),
)
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
_ISSUE_FACETS = enum_type(
    "IssueFacetField",
    "What issues can be counted by.",
    {"NETWORK": "By network.", "SEVERITY": "By severity.", "CODE": "By code."},
)
connection_types("Issue", network_types.ISSUE, "An issue", facets_field(_ISSUE_FACETS), grouping_field(_ISSUE_FACETS))
for _name, _type, _noun, _values in (
    ("Network", network_types.NETWORK, "A network", {"LICENCE": "By licence of its data."}),
    ("Load", network_types.LOAD, "A load", {"NETWORK": "By network.", "STATUS": "By status."}),
    (
        "Change",
        network_types.CHANGE,
        "A change",
        {"ACTION": "By action.", "KIND": "By kind.", "REVISION": "By revision."},
    ),
    ("Match", identity_types.MATCH, "A match", {"KIND": "By kind.", "OUTCOME": "By outcome."}),
    ("Judgement", identity_types.JUDGEMENT, "A judgement", {"VERDICT": "By verdict.", "BY": "By who judged."}),
):
    _groups = enum_type(f"{_name}GroupField", f"What a list of type {_name} can be grouped by.", _values)
    connection_types(_name, _type, _noun, grouping_field(_groups))
