"""Filters, orders and facets, derived from the facts and relations of each kind."""

from typing import Any

import strawberry

from schema.graphql import scalars
from schema.graphql.fields import Argument, InputField, camel, enum_name, enum_type, input_type, lazily, many
from schema.kinds import KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.relations import ends_of

_COMPARED = {
    "eq": "equal to",
    "ne": "not equal to",
    "lt": "less than",
    "lte": "at most",
    "gt": "greater than",
    "gte": "at least",
}
_LISTED = {"in": "one of", "notIn": "none of"}
_TEXTUAL = {
    "contains": "contains, ignoring ASCII case; on `name` also diacritics",
    "startsWith": "starts with, ignoring case likewise",
}


def _filter(name: str, scalar: Any, *, textual: bool) -> type:
    fields = [InputField(op, scalar, f"The value is {text} this.") for op, text in _COMPARED.items()]
    fields += [InputField(op, list[scalar], f"The value is {text} these.") for op, text in _LISTED.items()]
    if textual:
        fields += [InputField(op, str, f"The value {text}.") for op, text in _TEXTUAL.items()]
    fields.append(InputField("isNull", bool, "Whether there is no value."))
    return input_type(
        name,
        "Conditions on a value, all of which must hold. On a list: some value of the list meets each; ne and notIn: none does.",
        fields,
    )


FILTERS: dict[str, type] = {
    "String": _filter("StringFilter", str, textual=True),
    "Int": _filter("IntFilter", int, textual=False),
    "Float": _filter("FloatFilter", float, textual=False),
    "Boolean": input_type(
        "BooleanFilter",
        "Conditions on a truth value.",
        [
            InputField("eq", bool, "The value is this."),
            InputField("ne", bool, "The value is not this."),
            InputField("isNull", bool, "Whether there is no value."),
        ],
    ),
    "Date": _filter("DateFilter", scalars.Date, textual=False),
    "DateTime": _filter("DateTimeFilter", scalars.DateTime, textual=False),
    "URL": _filter("URLFilter", scalars.Url, textual=True),
    "CountryCode": _filter("CountryCodeFilter", scalars.CountryCode, textual=False),
    "LanguageTag": _filter("LanguageTagFilter", scalars.LanguageTag, textual=False),
    "SpdxExpression": _filter("SpdxExpressionFilter", scalars.SpdxExpression, textual=True),
}
DIRECTION = enum_type("Direction", "Direction of an order.", {"ASC": "Smallest first.", "DESC": "Largest first."})
NULLS = enum_type(
    "Nulls", "Where rows without a value stand.", {"FIRST": "Before all others.", "LAST": "After all others."}
)
IDENTIFIER_FILTER = input_type(
    "IdentifierFilter",
    "An outside identifier.",
    [
        InputField("scheme", str, "Scheme, such as wikidata, cvr, homepage, repository, account.", required=True),
        InputField("value", str, "Value; the scheme's normal form is found from common spellings.", required=True),
    ],
)
ENTITY_BY = input_type(
    "EntityBy",
    "How to find one entity: exactly one of these.",
    [
        InputField("id", strawberry.ID, "Its id, or the id of any record that is part of it."),
        InputField("slug", str, "Its readable id, unique within the kind."),
        InputField("url", scalars.Url, "An address: its page, its repository or its code account."),
        InputField("identifier", IDENTIFIER_FILTER, "An outside identifier."),
    ],
    one_of=True,
)
NETWORK_BY = input_type(
    "NetworkBy",
    "How to find one network: exactly one of these.",
    [
        InputField("id", strawberry.ID, "Its id."),
        InputField("slug", str, "Its short name."),
    ],
    one_of=True,
)
ENTITY_WHERE = input_type(
    "EntityWhere",
    "Conditions on an entity of any kind.",
    [
        InputField("id", FILTERS["String"], "On its id."),
        InputField("kind", lazily("KindFilter"), "On its kind."),
        InputField("networks", FILTERS["String"], "On the networks that state it."),
    ],
)
KIND_FILTER_FIELDS = (InputField("in", many(lazily("KindName")), "One of these kinds."),)
CANDIDATE_WHERE = input_type(
    "CandidateWhere",
    "Which pairs of records.",
    [
        InputField("kinds", many(lazily("KindName")), "Of these kinds."),
        InputField("networks", list[str], "Of which at least one record is of these networks."),
        InputField(
            "outcomes", many(lazily("MatchOutcome")), "With these outcomes; default: candidate and contradiction."
        ),
        InputField("minScore", float, "With at least this score."),
    ],
)
COLUMNS = {
    "id": ("String", "Its id."),
    "slug": ("String", "Its readable id."),
    "networks": ("String", "Networks that state something about it."),
    "networkCount": ("Int", "In how many networks it is."),
    "createdAt": ("DateTime", "When it appeared in the hub."),
    "updatedAt": ("DateTime", "When it last changed in the hub."),
}


def filterable(stated: Fact) -> bool:
    """Whether a fact can be filtered by value; localised text is found by `search` instead."""
    return stated.value.scalar in FILTERS


def sortable(stated: Fact) -> bool:
    """Whether lists can be ordered by a fact."""
    return not stated.many and stated.value.scalar in FILTERS


def where_type(kind: Kind) -> type:
    """The `where` input of a kind: columns, facts, relation quantifiers and the connectives."""
    name = f"{kind.graphql}Where"
    columns = [InputField(key, FILTERS[scalar], text) for key, (scalar, text) in COLUMNS.items()]
    stated = [
        InputField(camel(key), FILTERS[f.value.scalar], f.description) for key, f in kind.facts.items() if filterable(f)
    ]
    relations = [
        InputField(end.field, lazily(relation_filter_name(end.others)), f"On its {end.field}.")
        for end in ends_of(kind.name).values()
    ]
    connectives = [
        InputField("and", many(lazily(name)), "All of these hold."),
        InputField("or", many(lazily(name)), "At least one of these holds."),
        InputField("not", lazily(name), "This does not hold."),
        InputField("identifiers", IDENTIFIER_FILTER, "It has this outside identifier."),
    ]
    if kind.name == "event":
        connectives.append(
            InputField(
                "occursAt", FILTERS["DateTime"], "Some occurrence of it starts then; recurrence rules are expanded."
            )
        )
    return input_type(
        name, f"Conditions on {kind.plural}, all of which must hold.", [*columns, *stated, *relations, *connectives]
    )


def relation_filter_name(others: tuple[str, ...]) -> str:
    """Name of the quantifier input for the kinds at the other end."""
    return f"{target_name(others)}RelationFilter"


def target_name(kinds: tuple[str, ...]) -> str:
    """GraphQL name of what stands at an end: one kind, or Entity for several."""
    return KIND_BY_NAME[kinds[0]].graphql if len(kinds) == 1 else "Entity"


def relation_filter_type(graphql_name: str) -> type:
    """Quantifiers over related entities."""
    where = lazily(f"{graphql_name}Where")
    return input_type(
        f"{graphql_name}RelationFilter",
        "Conditions on related entities, all of which must hold.",
        [
            InputField("some", where, "At least one meets this."),
            InputField("none", where, "None meets this."),
            InputField("every", where, "All meet this; true where there is none."),
            InputField("count", FILTERS["Int"], "How many there are (with `roles`: of these roles)."),
            InputField("roles", list[str], "Only relations of these roles are looked at."),
        ],
    )


def order_types(kind: Kind) -> tuple[Any, type]:
    """The enum of sortable fields of a kind and its `orderBy` input."""
    values = {
        "NAME": "By folded name.",
        "NETWORK_COUNT": "By number of networks.",
        "CREATED_AT": "By first appearance.",
        "UPDATED_AT": "By last change.",
        "RELEVANCE": "By relevance to `search`, best first; only with `search`.",
    }
    values |= {
        enum_name(key): stated.description for key, stated in kind.facts.items() if sortable(stated) and key != "name"
    }
    field = enum_type(f"{kind.graphql}OrderField", f"By what {kind.plural} can be ordered.", values)
    order = input_type(
        f"{kind.graphql}Order",
        f"One key of an order of {kind.plural}; ties are broken by id.",
        [
            InputField("field", field, "By what.", required=True),
            InputField("direction", DIRECTION, "Default ASC."),
            InputField("nulls", NULLS, "Default LAST."),
        ],
    )
    return field, order


def facet_type(kind: Kind) -> Any:
    """The enum of fields of a kind that can be counted."""
    values = {"NETWORKS": "By network."} | {
        enum_name(key): stated.description for key, stated in kind.facts.items() if stated.facet
    }
    return enum_type(f"{kind.graphql}FacetField", f"By what {kind.plural} can be counted.", values)


PAGE: tuple[Argument, ...] = (
    Argument("first", int | None, "How many from the start, 0 to 100; default 25."),
    Argument("after", str | None, "Cursor after which to start."),
    Argument("last", int | None, "How many from the end, 0 to 100."),
    Argument("before", str | None, "Cursor before which to end."),
)


def list_arguments(graphql_name: str) -> tuple[Argument, ...]:
    """The arguments of a root connection of a kind."""
    return (
        *PAGE,
        Argument("where", lazily(f"{graphql_name}Where") | None, "Conditions that all must hold."),
        Argument(
            "orderBy",
            many(lazily(f"{graphql_name}Order")) | None,
            "Keys of the order; default: by name, with `search` by relevance.",
        ),
        Argument("search", str | None, "Free text: folded words, each as prefix, all must occur."),
    )


def relation_arguments(graphql_name: str) -> tuple[Argument, ...]:
    """The arguments of a connection of related entities."""
    roles = Argument("roles", list[str] | None, "Only edges of these roles.")
    where = Argument("where", lazily(f"{graphql_name}Where") | None, "Conditions on the entity at the other end.")
    return (*PAGE, roles, where)
