"""The root of the graph: what can be asked, and the Strawberry schema."""

from typing import Any

import strawberry
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from schema.graphql import inputs, registry, scalars, shapes
from schema.graphql.fields import Argument, command, lazily, object_type, root_field
from schema.kinds import KINDS, Kind

KIND_NAMES = list[registry.KindName]
ISSUE_FILTERS = (
    Argument("network", str | None, "Only of this network."),
    Argument("severity", shapes.SEVERITY | None, "Only of this severity."),
    Argument("code", shapes.ISSUE_CODE | None, "Only of this code."),
)


def _kind_fields(kind: Kind) -> list[object]:
    name = kind.graphql
    return [
        root_field(
            kind.plural,
            lazily(f"{name}Connection"),
            f"List of {kind.plural}. {kind.description.splitlines()[0]}",
            inputs.list_arguments(name),
        ),
        root_field(
            kind.singular,
            lazily(name) | None,
            f"One {kind.name}; null if there is none.",
            [
                Argument("by", inputs.ENTITY_BY, "How to find it.", ...),
            ],
        ),
    ]


def _lookup_fields() -> list[object]:
    return [
        root_field(
            "node",
            registry.Node | None,
            "Anything by its id; null if there is none.",
            [Argument("id", strawberry.ID, "Its id.", ...)],
        ),
        root_field(
            "nodes",
            list[registry.Node | None],
            "At most 100 things by id, in the order asked, null where there is none.",
            [
                Argument("ids", list[strawberry.ID], "Their ids.", ...),
            ],
        ),
        root_field("networks", lazily("NetworkConnection"), "The networks, by short name.", inputs.PAGE),
        root_field(
            "network",
            registry.Network | None,
            "One network; null if there is none.",
            [
                Argument("by", inputs.NETWORK_BY, "How to find it.", ...),
            ],
        ),
    ]


def _exploring_fields() -> list[object]:
    ends = [
        Argument("from", strawberry.ID, "Where it starts.", ...),
        Argument("to", strawberry.ID, "Where it ends.", ...),
    ]
    return [
        root_field(
            "search",
            lazily("SearchConnection"),
            "Search over all kinds, best first.",
            [
                Argument("query", str, "Words; folded, so oresund finds Øresund; each as prefix; all must occur.", ...),
                Argument("kinds", KIND_NAMES | None, "Only these kinds."),
                Argument("networks", list[str] | None, "Only what one of these networks states."),
                *inputs.PAGE,
            ],
        ),
        root_field(
            "overlap",
            shapes.OVERLAP,
            "Who and what is in two or more networks.",
            [
                Argument("networks", list[str] | None, "Only what at least two of these state; default: of all."),
                Argument("kinds", KIND_NAMES | None, "Only these kinds."),
            ],
        ),
        root_field(
            "neighbours",
            shapes.NEIGHBOURS | None,
            "What is near an entity over relations that are resolved; null if there is no such entity.",
            [
                Argument("id", strawberry.ID, "The entity.", ...),
                Argument("depth", int, "How many steps, 1 to 4.", 1),
                Argument("first", int, "How many at most, 1 to 100.", 25),
                Argument("predicates", list[str] | None, "Only over these predicates."),
                Argument("kinds", KIND_NAMES | None, "Only these kinds."),
            ],
        ),
        root_field(
            "path",
            shapes.PATH | None,
            "A shortest path between two entities; null if there is none within the length.",
            [
                *ends,
                Argument("maxLength", int, "At most this many steps, 1 to 8.", 6),
            ],
        ),
    ]


def _bookkeeping_fields() -> list[object]:
    network = Argument("network", str | None, "Only of this network.")
    return [
        root_field(
            "changes",
            lazily("ChangeConnection"),
            "What changed after a revision, oldest first.",
            [
                Argument("since", int, "Revision after which to start.", ...),
                *inputs.PAGE,
            ],
        ),
        root_field("loads", lazily("LoadConnection"), "Loads, newest first.", [network, *inputs.PAGE]),
        root_field(
            "issues",
            lazily("IssueConnection"),
            "Findings of the last load of each network.",
            [*ISSUE_FILTERS, *inputs.PAGE],
        ),
        root_field("revision", int, "The current revision: it changes exactly when an answer may."),
        root_field("stats", shapes.STATS, "What the hub holds."),
        root_field("rateLimit", shapes.RATE_LIMIT, "The cost of this operation and the limit."),
    ]


def _identity_fields() -> list[object]:
    return [
        root_field(
            "candidates",
            lazily("MatchConnection"),
            "Pairs of records that wait for a person, strongest first.",
            [
                Argument("where", inputs.CANDIDATE_WHERE | None, "Only these."),
                *inputs.PAGE,
            ],
        ),
        root_field(
            "explain",
            shapes.EXPLANATION | None,
            "Why two things are one, candidates, or apart; null if there is no such thing.",
            [
                Argument("a", strawberry.ID, "Id of an entity or record.", ...),
                Argument("b", strawberry.ID, "The other.", ...),
            ],
        ),
        root_field("judgements", lazily("JudgementConnection"), "What persons decided, oldest first.", inputs.PAGE),
    ]


def _commands() -> list[object]:
    return [
        command(
            "judge",
            shapes.JUDGED,
            "Judge two records; needs the operator's token.",
            [
                Argument("left", strawberry.ID, "A record, by id.", ...),
                Argument("right", strawberry.ID, "The other.", ...),
                Argument("verdict", shapes.VERDICT, "The verdict.", ...),
                Argument("by", str, "Who judges: a role or name.", ...),
                Argument("why", str, "Why, in a sentence.", ...),
            ],
        ),
        command(
            "undoJudgement",
            shapes.JUDGED,
            "Take a judgement back: all is as if it had not been; needs the operator's token.",
            [
                Argument("id", strawberry.ID, "The judgement.", ...),
            ],
        ),
    ]


_FIELDS = (
    [found for kind in KINDS for found in _kind_fields(kind)]
    + _lookup_fields()
    + _exploring_fields()
    + _bookkeeping_fields()
    + _identity_fields()
)
Query = object_type("Query", "What can be asked.", _FIELDS)  # type: ignore[arg-type]
Mutation = object_type("Mutation", "What operators can do.", _commands())  # type: ignore[arg-type]
SCHEMA = strawberry.Schema(query=Query, mutation=Mutation, types=registry.ENTITY_TYPES, config=scalars.CONFIG)


def sdl() -> str:
    """The schema in GraphQL's schema definition language (GraphQL specification, section 3)."""
    return f"{SCHEMA.as_str().strip()}\n"


def _as_it_is(value: dict[str, Any]) -> dict[str, Any]:
    return value


def _read_types_from_data() -> None:
    """Data is plain: an abstract type's concrete one is what `__typename` says, inputs stay mappings (@oneOf is graphql-core's)."""
    for found in SCHEMA._schema.type_map.values():  # noqa: SLF001
        if isinstance(found, GraphQLInterfaceType):
            found.resolve_type = lambda value, _info, _type: value["__typename"]
        elif isinstance(found, GraphQLObjectType):
            found.is_type_of = None
        elif isinstance(found, GraphQLInputObjectType):
            found.out_type = _as_it_is
            found.is_one_of = found.extensions["strawberry-definition"].is_one_of


_read_types_from_data()
