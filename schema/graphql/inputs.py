"""Filters, orders and facets, derived from the facts and relations of each kind."""

from collections.abc import Iterable
from typing import Any

from schema.graphql import custom_scalars as scalars
from schema.graphql.detail_types import ASSESSMENT_FILTER
from schema.graphql.dynamic import ID, Argument, InputField, enum_type, input_type, many, reference
from schema.graphql.graphql_names import camel, enum_name
from schema.graphql.list_types import NESTED_PAGE, PAGE
from schema.graphql.value_filters import FILTERS, value_filter
from schema.graphql.vocabulary_enums import VOCABULARIES
from schema.kinds import KIND_BY_NAME, Kind
from schema.kinds.entity import EntityColumns
from schema.kinds.facts import Fact
from schema.kinds.kind import facts_of
from schema.relations import ends_of

DIRECTION = enum_type("Direction", "Direction of an order.", {"ASC": "Smallest first.", "DESC": "Largest first."})
NULLS = enum_type(
    "Nulls", "Where items without a value are placed.", {"FIRST": "Before all others.", "LAST": "After all others."}
)
GROUP_ORDER = input_type(
    "GroupOrder",
    "The order of groups.",
    [
        InputField(
            "field",
            enum_type(
                "GroupOrderField",
                "What groups can be ordered by.",
                {
                    "COUNT": "By count; ties by the values.",
                    "VALUE": "By the values of the fields, the first field first.",
                },
            ),
            "What to order by.",
            required=True,
        ),
        InputField("direction", DIRECTION, "The direction; ASC by default."),
    ],
)
CONTESTED_ORDER = input_type(
    "ContestedFieldOrder",
    "One key of an order of contested fields; ties are broken by the id of the entity and the field.",
    [
        InputField(
            "field",
            enum_type(
                "ContestedFieldOrderField",
                "What contested fields can be ordered by.",
                {
                    "CONFLICT_COUNT": "By how many fields of the entity are contested.",
                    "NETWORK_COUNT": "By how many networks state something about the entity.",
                    "NAME": "By name of the entity, ignoring case and diacritics.",
                    "KIND": "By kind of the entity.",
                    "FIELD": "By name of the field.",
                },
            ),
            "What to order by.",
            required=True,
        ),
        InputField("direction", DIRECTION, "The direction; ASC by default."),
    ],
)
IDENTIFIER_FILTER = input_type(
    "IdentifierFilter",
    "An identifier that another register or site assigns.",
    [
        InputField("scheme", str, "The scheme, such as wikidata, cvr, homepage, repository or account.", required=True),
        InputField(
            "value", str, "The value; common spellings are brought into the scheme's normal form.", required=True
        ),
    ],
)
ENTITY_BY = input_type(
    "EntityBy",
    "How to find one entity: give exactly one of these.",
    [
        InputField("id", ID, "The id of the entity, or of any of its records."),
        InputField(
            "slug",
            str,
            "The readable id, unique within the kind; with the kind before it, such as organisations/aarhus-kommune,"
            " unique.",
        ),
        InputField("url", scalars.Url, "The address of its website, repository or account on a code host."),
        InputField("identifier", IDENTIFIER_FILTER, "An identifier that another register or site assigns."),
    ],
    one_of=True,
)
NETWORK_BY = input_type(
    "NetworkBy",
    "How to find one network: give exactly one of these.",
    [InputField("id", ID, "The id."), InputField("slug", str, "The short name.")],
    one_of=True,
)
PERIOD = input_type(
    "Period",
    "A period of time; give at least one of its ends.",
    [
        InputField("from", scalars.DateTime, "Where it starts, inclusive."),
        InputField("to", scalars.DateTime, "Where it ends, exclusive."),
    ],
)
KIND_FILTER = input_type(
    "KindFilter", "Conditions on a kind.", [InputField("in", many(reference("KindName")), "The kind is one of these.")]
)
CANDIDATE_WHERE = input_type(
    "CandidateWhere",
    "Conditions on pairs of records, all of which must hold.",
    [
        InputField("kinds", many(reference("KindName")), "The records are of one of these kinds."),
        InputField("networks", list[str], "At least one of the two records is from one of these networks."),
        InputField(
            "outcomes",
            many(reference("MatchOutcome")),
            "The outcome is one of these; by default CANDIDATE or CONTRADICTION.",
        ),
        InputField("minScore", float, "The score is this or greater."),
    ],
)
COLUMNS = {
    "id": ("String", "Opaque id."),
    "slug": ("String", "Readable id, unique within the kind."),
    "networks": ("String", "Networks that state it, by slug."),
    "networkCount": ("Int", "Number of networks that state it."),
    "conflictCount": ("Int", "Number of fields on which its records disagree."),
    "createdAt": ("DateTime", "When it appeared in the hub."),
    "updatedAt": ("DateTime", "When it last changed in the hub."),
}


_OF_VOCABULARIES = {
    name: value_filter(f"{name}Filter", enum, textual=False, ordered=False) for name, enum in VOCABULARIES.items()
}


def filter_of(fact: Fact) -> type:
    """The conditions that a fact can be put under."""
    return _OF_VOCABULARIES.get(fact.value.name) or FILTERS[fact.value.scalar]


def filterable(fact: Fact) -> bool:
    """Whether a fact can be filtered by value; localised text is found by `search` instead."""
    return fact.value.scalar in FILTERS


def sortable(fact: Fact) -> bool:
    """Whether lists can be ordered by a fact."""
    return not fact.many and fact.value.scalar in FILTERS


def where_type(kind: Kind) -> type:
    """The `where` input of a kind: columns, facts, relation quantifiers and the connectives."""
    name = f"{kind.graphql}Where"
    columns = [InputField(key, FILTERS[scalar], text) for key, (scalar, text) in COLUMNS.items()]
    facts = [
        InputField(camel(key), filter_of(fact), fact.description)
        for key, fact in kind.facts.items()
        if filterable(fact)
    ]
    relations = [
        InputField(
            end.field,
            reference(relation_filter_name(end.others)),
            f"Conditions on the entities that `{end.field}` lists.",
        )
        for end in ends_of(kind.name).values()
    ]
    connectives = [
        InputField("and", many(reference(name)), "All of these conditions hold."),
        InputField("or", many(reference(name)), "At least one of these conditions holds."),
        InputField("not", reference(name), "These conditions do not all hold."),
        InputField("identifiers", IDENTIFIER_FILTER, "It has this identifier."),
        InputField(
            "assessments", ASSESSMENT_FILTER, "A network assessed it by this scheme and, with `value`, found this."
        ),
    ]
    if kind.name == "event":
        text = "One of its dates lies in this period, at least in part; recurrence rules are expanded."
        connectives.append(InputField("occurs", PERIOD, text))
    return input_type(
        name,
        f"Conditions on entities of type {kind.graphql}, all of which must hold.",
        [*columns, *facts, *relations, *connectives],
    )


def entity_where_type(kinds: Iterable[Kind]) -> type:
    """The `where` input for entities of several kinds: what all kinds have, and one field per
    kind for what only it has.
    """
    shared = [
        InputField(camel(key), FILTERS[fact.value.scalar], fact.description)
        for key, fact in facts_of(EntityColumns).items()
        if filterable(fact)
    ]
    text = "It is of type {}, and these conditions hold."
    return input_type(
        "EntityWhere",
        "Conditions on an entity of any kind, all of which must hold.",
        [
            InputField("kind", KIND_FILTER, "Conditions on the kind."),
            *(InputField(key, FILTERS[scalar], about) for key, (scalar, about) in COLUMNS.items()),
            *shared,
            InputField("identifiers", IDENTIFIER_FILTER, "It has this identifier."),
            InputField("search", str, "It is found by these words, as the argument `search` of a list finds it."),
            *(
                InputField(f"on{kind.graphql}", reference(f"{kind.graphql}Where"), text.format(kind.graphql))
                for kind in kinds
            ),
            InputField("and", many(reference("EntityWhere")), "All of these conditions hold."),
            InputField("or", many(reference("EntityWhere")), "At least one of these conditions holds."),
            InputField("not", reference("EntityWhere"), "These conditions do not all hold."),
        ],
    )


def relation_filter_name(others: tuple[str, ...]) -> str:
    """Name of the quantifier input for the kinds at the other end."""
    return f"{target_name(others)}RelationFilter"


def target_name(kinds: tuple[str, ...]) -> str:
    """GraphQL name of what stands at an end: one kind, or Entity for several."""
    return KIND_BY_NAME[kinds[0]].graphql if len(kinds) == 1 else "Entity"


RELATION_WHERE = input_type(
    "RelationWhere",
    "Conditions on relations themselves, all of which must hold. A date that is only a year or month begins on its"
    " first day and ends on its last.",
    [
        InputField("since", FILTERS["Date"], "Conditions on the first day of the relation."),
        InputField("until", FILTERS["Date"], "Conditions on the last day of the relation; null while it is open."),
        InputField("networks", FILTERS["String"], "Conditions on the networks that state the relation, by short name."),
        InputField("confidence", FILTERS["Float"], "Conditions on how certain it is."),
        InputField(
            "activeOn",
            scalars.Date,
            "This day is not before `since` and not after `until`; one that is not stated sets no limit.",
        ),
    ],
)
_ROLES = "Only relations with one of these roles, however spelled: `Founder` finds `founder`."
_EDGE_ORDER = {"NAME": "By name of the other end.", "SINCE": "By since when.", "UNTIL": "By until when."}
_NODE_ORDER = {
    "PUBLISHED": ("NewsItem", "By day of publication, of news."),
    "STARTS_AT": ("Event", "By start, of events."),
}


def relation_order_type(graphql_name: str) -> type:
    """The `orderBy` input of relations to what has a GraphQL name."""
    values = _EDGE_ORDER | {
        value: text for value, (name, text) in _NODE_ORDER.items() if graphql_name in {name, "Entity"}
    }
    text = f"What relations to entities of type {graphql_name} can be ordered by."
    return input_type(
        f"{graphql_name}RelationOrder",
        f"One key of an order of relations to entities of type {graphql_name}; ties are broken by id.",
        [
            InputField(
                "field",
                enum_type(f"{graphql_name}RelationOrderField", text, values),
                "What to order by.",
                required=True,
            ),
            InputField("direction", DIRECTION, "The direction; ASC by default."),
            InputField("nulls", NULLS, "Where relations without a value are placed; LAST by default."),
        ],
    )


def relation_filter_type(graphql_name: str) -> type:
    """Quantifiers over related entities."""
    where = reference(f"{graphql_name}Where")
    return input_type(
        f"{graphql_name}RelationFilter",
        "Conditions on related entities, all of which must hold.",
        [
            InputField("some", where, "At least one related entity meets these conditions."),
            InputField("none", where, "No related entity meets these conditions."),
            InputField("every", where, "All related entities meet these conditions; true if there are none."),
            InputField(
                "count",
                FILTERS["Int"],
                "Conditions on the number of related entities; with `roles` and `edge`, of those with such a relation.",
            ),
            InputField(
                "countryCount",
                FILTERS["Int"],
                "Conditions on the number of different countries of the related entities; with `roles` and `edge`, of"
                " those with such a relation.",
            ),
            InputField("roles", list[str], _ROLES),
            InputField("edge", RELATION_WHERE, "Consider only relations that meet these conditions."),
        ],
    )


def order_type(kind: Kind) -> type:
    """The `orderBy` input of a kind, with the enum of the fields that it can be ordered by."""
    values = {
        "NAME": "By name, ignoring case and diacritics.",
        "NETWORK_COUNT": "By number of networks.",
        "CONFLICT_COUNT": "By number of fields on which its records disagree.",
        "CREATED_AT": "By first appearance in the hub.",
        "UPDATED_AT": "By last change in the hub.",
        "RELEVANCE": "By relevance to `search`, best first; only together with `search`.",
    }
    values |= {enum_name(key): fact.description for key, fact in kind.facts.items() if sortable(fact) and key != "name"}
    if kind.name == "event":
        values["NEXT_OCCURRENCE"] = "By the date under way or next, as of today (UTC); without one as without a value."
    values |= {
        f"{enum_name(end.field)}_COUNT": f"By the number of different entities that `{end.field}` lists."
        for end in ends_of(kind.name).values()
    }
    field = enum_type(f"{kind.graphql}OrderField", f"What entities of type {kind.graphql} can be ordered by.", values)
    return input_type(
        f"{kind.graphql}Order",
        f"One key of an order of entities of type {kind.graphql}; ties are broken by id.",
        [
            InputField("field", field, "What to order by.", required=True),
            InputField("direction", DIRECTION, "The direction; ASC by default."),
            InputField("nulls", NULLS, "Where items without a value are placed; LAST by default."),
        ],
    )


def facet_type(kind: Kind) -> Any:
    """The enum of fields of a kind that can be counted."""
    description = f"What entities of type {kind.graphql} can be counted by."
    return enum_type(f"{kind.graphql}FacetField", description, counted(kind))


def counted(kind: Kind) -> dict[str, str]:
    """What the entities of a kind can be counted by, with its descriptions."""
    values = {"NETWORKS": "By network.", "ASSESSMENTS": "By assessment, as scheme:value."}
    return values | {enum_name(key): fact.description for key, fact in kind.facts.items() if fact.facet}


def group_type(kind: Kind) -> Any:
    """The enum of what the entities of a kind can be grouped by."""
    return enum_type(
        f"{kind.graphql}GroupField", f"What entities of type {kind.graphql} can be grouped by.", grouped(kind)
    )


def grouped(kind: Kind) -> dict[str, str]:
    """What the entities of a kind can be grouped by, with its descriptions: fields of facets, years of
    dates, related entities.
    """
    values = counted(kind) | {
        f"{enum_name(key)}_YEAR": f"By the year of `{camel(key)}`."
        for key, fact in kind.facts.items()
        if fact.precision
    }
    for end in ends_of(kind.name).values():
        values[enum_name(end.field)] = f"By the entities that `{end.field}` lists."
        values[f"{enum_name(end.field)}_COUNTRIES"] = f"By the countries of the entities that `{end.field}` lists."
    return values


def list_arguments(graphql_name: str) -> tuple[Argument, ...]:
    """The arguments of a root connection of a kind."""
    order = many(reference(f"{graphql_name}Order")) | None
    return (
        *PAGE,
        Argument("where", reference(f"{graphql_name}Where") | None, "Conditions, all of which must hold."),
        Argument("orderBy", order, "Keys of the order; by default by name, with `search` by relevance."),
        Argument(
            "includeDerived",
            bool | None,
            "Whether derived values, which no record states but which follow from others, count in conditions, facets"
            " and the answer; true by default.",
        ),
        Argument(
            "search",
            str | None,
            "Words to find, ignoring case and diacritics; each may be the beginning of a word, and all must occur.",
        ),
    )


def relation_arguments(graphql_name: str) -> tuple[Argument, ...]:
    """The arguments of a connection of related entities."""
    return (
        *NESTED_PAGE,
        Argument("roles", list[str] | None, _ROLES),
        Argument("where", reference(f"{graphql_name}Where") | None, "Conditions on the entity at the other end."),
        Argument("edge", RELATION_WHERE | None, "Conditions on the relation itself."),
        Argument(
            "orderBy",
            many(reference(f"{graphql_name}RelationOrder")) | None,
            "Keys of the order; by default by name of the other end.",
        ),
    )
