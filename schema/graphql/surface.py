"""The root of the graph: what can be asked, and the schema."""

from collections.abc import Iterable
from typing import Any

from schema.graphql import custom_scalars as scalars
from schema.graphql import exploring_types, identity_types, inputs, network_types, record_types, webhook_types
from schema.graphql.dynamic import (
    ID,
    Argument,
    command,
    executable,
    many,
    object_type,
    reference,
    root_field,
    schema_of,
)
from schema.graphql.entity_types import ENTITY_TYPES
from schema.graphql.list_types import PAGE
from schema.graphql.subgraph_types import SUBGRAPH_FIELDS
from schema.graphql.subscription_types import SUBSCRIPTION
from schema.graphql.vocabulary_enums import PREDICATE
from schema.kinds import KINDS, Kind

_KINDS = Argument("kinds", list[record_types.KIND_NAME] | None, "Only entities of these kinds.")
_NETWORK = Argument("network", str | None, "Only those of this network.")
_PREDICATES = Argument("predicates", list[PREDICATE] | None, "Only over relations with one of these predicates.")

_AS_OF = Argument(
    "asOf",
    str | None,
    "Answer as of an earlier revision, such as 12, or as of a date or time in UTC, such as 2026-05-31; must be the same"
    " for all fields of an operation.",
)


def _of_query(name: str, returns: Any, description: str, arguments: Iterable[Argument] = ()) -> Any:
    """A root field, which can be asked of the past, too."""
    return root_field(name, returns, description, [*arguments, _AS_OF])


def _kind_fields(kind: Kind) -> list[Any]:
    name = kind.graphql
    return [
        _of_query(
            kind.plural,
            reference(f"{name}Connection"),
            f"All entities of type {name}. {kind.description.splitlines()[0]}",
            inputs.list_arguments(name),
        ),
        _of_query(
            kind.singular,
            reference(name) | None,
            f"One entity of type {name}; null if there is none.",
            [Argument("by", inputs.ENTITY_BY, "How to find it.", ...)],
        ),
    ]


_LOOKUPS = [
    _of_query(
        "node",
        record_types.NODE | None,
        "Anything by its id; null if there is none.",
        [Argument("id", ID, "The id.", ...)],
    ),
    _of_query(
        "nodes",
        list[record_types.NODE | None],
        "Up to 100 things by id, in the order of the ids, null where there is none.",
        [Argument("ids", list[ID], "The ids.", ...)],
    ),
    _of_query(
        "lookup",
        many(reference("Entity") | None),
        "Up to 100 entities, in the order of the ways to find them, null where there is none; 1,000 for a client that"
        " names itself as bulk.",
        [
            Argument("by", list[inputs.ENTITY_BY], "How to find each.", ...),
            Argument("kinds", list[record_types.KIND_NAME] | None, "Only entities of these kinds."),
        ],
    ),
    _of_query("networks", reference("NetworkConnection"), "The networks, by short name.", PAGE),
    _of_query(
        "network",
        network_types.NETWORK | None,
        "One network; null if there is none.",
        [Argument("by", inputs.NETWORK_BY, "How to find it.", ...)],
    ),
]
_EXPLORING = [
    _of_query(
        "search",
        reference("SearchConnection"),
        "Full-text search over all kinds, best results first.",
        [
            Argument(
                "query",
                str,
                "Words to find, ignoring case and diacritics, so that oresund finds Øresund; each may be the beginning"
                " of a word, and all must occur.",
                ...,
            ),
            _KINDS,
            Argument("networks", list[str] | None, "Only entities that one of these networks states."),
            *PAGE,
        ],
    ),
    _of_query(
        "occurrences",
        reference("OccurrenceConnection"),
        "The dates of events that lie in a period, at least in part, earliest first; recurrence rules are expanded.",
        [
            Argument("from", scalars.DateTime, "Where the period starts, inclusive.", ...),
            Argument("to", scalars.DateTime, "Where the period ends, exclusive.", ...),
            Argument("where", reference("EventWhere") | None, "Conditions on the event, all of which must hold."),
            *PAGE,
        ],
    ),
    _of_query(
        "overlap",
        exploring_types.OVERLAP,
        "The entities that two or more networks state.",
        [
            Argument(
                "networks",
                list[str] | None,
                "Only entities that at least two of these networks state; all networks by default.",
            ),
            _KINDS,
        ],
    ),
    _of_query(
        "neighbours",
        exploring_types.NEIGHBOURS,
        "The entities that a few relations connect to an entity, and the relations between them.",
        [
            Argument("of", inputs.ENTITY_BY, "The entity.", ...),
            Argument("depth", int, "The highest number of steps, 1 to 4.", 1),
            Argument("first", int, "How many entities to return, 1 to 2,000.", 25),
            Argument(
                "expanded",
                list[inputs.ENTITY_BY] | None,
                "Up to 100 entities whose neighbours are also shown, one step further away than they are.",
            ),
            _PREDICATES,
            _KINDS,
        ],
    ),
    _of_query(
        "path",
        exploring_types.PATH | None,
        "A shortest path between two entities; null if there is none of at most this length.",
        [
            Argument("from", inputs.ENTITY_BY, "Where the path starts.", ...),
            Argument("to", inputs.ENTITY_BY, "Where the path ends.", ...),
            Argument("maxLength", int, "The highest number of steps, 1 to 8.", 6),
            _PREDICATES,
        ],
    ),
]
_ABOUT_THE_HUB = [
    _of_query(
        "changes",
        reference("ChangeConnection"),
        "What changed after a revision, oldest first.",
        [
            Argument("since", int, "The revision after which to start.", ...),
            Argument("ids", list[ID] | None, "Only what happened to entities that had these ids at that time."),
            Argument("slugs", list[str] | None, "Only what happened to entities that had these slugs before it."),
            Argument("networks", list[str] | None, "Only what loads of these networks changed."),
            _KINDS,
            Argument("actions", list[network_types.ACTION] | None, "Only these types of change."),
            Argument("fields", list[str] | None, "Only changes of one of these fields, as GraphQL spells them."),
            *PAGE,
        ],
    ),
    _of_query("loads", reference("LoadConnection"), "Loads, newest first.", [_NETWORK, *PAGE]),
    _of_query(
        "issues",
        reference("IssueConnection"),
        "The issues that the last load of each network found.",
        [
            _NETWORK,
            Argument("severity", network_types.SEVERITY | None, "Only issues of this severity."),
            Argument("code", network_types.ISSUE_CODE | None, "Only issues with this code."),
            *PAGE,
        ],
    ),
    _of_query("revision", int, "The current revision; it increases whenever an answer may change."),
    _of_query("stats", network_types.STATS, "What the hub holds, in numbers."),
    root_field("rateLimit", network_types.RATE_LIMIT, "The cost of this operation, and the limit."),
]
_IDENTITY = [
    _of_query(
        "conflicts",
        reference("ContestedFieldConnection"),
        "Fields on which networks disagree, those of the most contested entities first.",
        [
            Argument("where", reference("EntityWhere") | None, "Conditions on the entity, all of which must hold."),
            Argument("fields", list[str] | None, "Only these fields, as GraphQL spells them."),
            Argument(
                "orderBy",
                list[inputs.CONTESTED_ORDER] | None,
                "The order; by default those of the entities with the most conflicts first.",
            ),
            *PAGE,
        ],
    ),
    _of_query(
        "candidates",
        reference("MatchConnection"),
        "Questions for a person, strongest first: the strongest pair of records between two entities stands for all"
        " their pairs.",
        [Argument("where", inputs.CANDIDATE_WHERE | None, "Conditions, all of which must hold."), *PAGE],
    ),
    _of_query(
        "explain",
        identity_types.EXPLANATION | None,
        "Why two things are joined, are candidates, or are apart; null if one of them does not exist.",
        [
            Argument("a", ID, "Id of the first entity or record.", ...),
            Argument("b", ID, "Id of the second entity or record.", ...),
        ],
    ),
    _of_query(
        "match",
        list[identity_types.FOUND_THING],
        "Which things a name and a few properties may describe, the likeliest first: organisations, OSPOs and products,"
        " weighed as records are.",
        [
            Argument("name", str | None, "The name; without one, only identifiers and addresses are compared."),
            Argument("kinds", list[record_types.KIND_NAME] | None, "Only entities of these kinds."),
            Argument("country", str | None, "Country, by its ISO 3166-1 code or its name."),
            Argument("type", str | None, "Type of organisation or software."),
            Argument("url", str | None, "Address of its own page, or of its account or repository on a code host."),
            Argument("identifiers", list[str] | None, "Identifiers as scheme:value, such as wikidata:Q1748."),
            Argument("first", int, "How many to return, 1 to 25.", 5),
        ],
    ),
    _of_query("judgements", reference("JudgementConnection"), "What people decided, oldest first.", PAGE),
]
_OF_OPERATORS = [
    root_field(
        "webhooks",
        list[webhook_types.WEBHOOK],
        "Who is notified of changes, oldest first; requires an operator's token with the right `webhooks`.",
    ),
    root_field(
        "webhookDeliveries",
        reference("WebhookDeliveryConnection"),
        "Messages to webhooks, newest first, the last thousand messages of each; requires the right `webhooks`.",
        [
            Argument("webhook", ID | None, "Only messages to this webhook."),
            Argument("state", webhook_types.DELIVERY_STATE | None, "Only messages in these states."),
            *PAGE,
        ],
    ),
]
_COMMANDS = [
    command(
        "judge",
        identity_types.JUDGED,
        "Judge whether two records are about the same thing; requires the operator's token.",
        [
            Argument("left", ID, "Id of the first record.", ...),
            Argument("right", ID, "Id of the second record.", ...),
            Argument("verdict", identity_types.VERDICT, "The verdict.", ...),
            Argument("by", str, "Who judges: a role or a name.", ...),
            Argument("why", str, "The reason, in a sentence.", ...),
        ],
    ),
    command(
        "judgeGroup",
        identity_types.JUDGED_GROUP,
        "Judge all pairs waiting between entities of a kind at once, in one revision; requires the operator's token.",
        [
            Argument("entities", list[ID], "Ids of 2 to 50 entities, or of records of them.", ...),
            Argument("verdict", identity_types.VERDICT, "The verdict: SAME makes all of them one.", ...),
            Argument("by", str, "Who judges: a role or a name.", ...),
            Argument("why", str, "The reason, in a sentence.", ...),
        ],
    ),
    command(
        "undoJudgement",
        identity_types.JUDGED,
        "Undo a judgement, as if it had never been made; requires the operator's token.",
        [Argument("id", ID, "The id of the judgement.", ...)],
    ),
    command(
        "replayWebhook",
        webhook_types.REPLAYED,
        "Send a message to a webhook again under the same id, or all that a webhook has not received; this also turns"
        " the webhook on again. Requires the right `webhooks`.",
        [Argument("id", ID, "The id of the message, or of the webhook.", ...)],
    ),
]
_OF_KINDS = [member for kind in KINDS for member in _kind_fields(kind)]
_QUERY = object_type(
    "Query",
    "What can be asked.",
    [*_OF_KINDS, *_LOOKUPS, *_EXPLORING, *_ABOUT_THE_HUB, *_IDENTITY, *_OF_OPERATORS, *SUBGRAPH_FIELDS],
)
_MUTATION = object_type("Mutation", "What operators can do.", _COMMANDS)
_SCHEMA = schema_of(_QUERY, _MUTATION, SUBSCRIPTION, ENTITY_TYPES, scalars.CONFIG)
SCHEMA = executable(_SCHEMA)


def sdl() -> str:
    """The schema in GraphQL's schema definition language (GraphQL specification, section 3)."""
    return f"{_SCHEMA.as_str().strip()}\n"
