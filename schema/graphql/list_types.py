"""What every list has: pages, edges, facets."""

from typing import Any

from schema.graphql.custom_scalars import Url
from schema.graphql.dynamic import Argument, field, many, object_type, reference

PAGE: tuple[Argument, ...] = (
    Argument("first", int | None, "How many items to return from the start, 0 to 100; 25 by default."),
    Argument("after", str | None, "Return the items after this cursor."),
    Argument("last", int | None, "How many items to return from the end, 0 to 100."),
    Argument("before", str | None, "Return the items before this cursor."),
)
NESTED_PAGE: tuple[Argument, ...] = (
    Argument("first", int | None, "How many items to return from the start, 0 to 100; 10 by default."),
    *PAGE[1:],
)
PAGE_INFO = object_type(
    "PageInfo",
    "The position of a page in its list (Relay).",
    [
        field("hasNextPage", bool, "Whether the list continues after this page."),
        field("hasPreviousPage", bool, "Whether the list has items before this page."),
        field("startCursor", str | None, "Cursor of the first edge; null on an empty page."),
        field("endCursor", str | None, "Cursor of the last edge; null on an empty page."),
    ],
)
BUCKET = object_type(
    "Bucket",
    "One value of a facet, with its count.",
    [
        field("value", str, "The value in the form that filters accept."),
        field("label", str, "The value as shown to readers."),
        field("count", int, "How many items have the value."),
    ],
)
FACET = object_type(
    "Facet",
    "Counts by one field, under all conditions except those on the field itself.",
    [
        field("field", str, "The field counted."),
        field("buckets", list[BUCKET], "The most frequent values, most frequent first."),
        field("otherCount", int, "The sum of the counts of all values not listed."),
        field("missing", int, "How many items have no value."),
    ],
)


def facets_field(enum: Any) -> Any:
    """The field `facets` of a connection, over the fields of an enum."""
    arguments = [
        Argument("fields", many(enum), "The fields to count by.", ...),
        Argument("first", int | None, "How many values to list per field, 1 to 100; 20 by default."),
    ]
    return field("facets", list[FACET], "Counts by field, each under all other conditions.", arguments)


CORRECTION = object_type(
    "Correction",
    "A word of a search that the hub does not know, and the nearest word that it knows.",
    [
        field("given", str, "The word as it was searched for, in lower case and without diacritics."),
        field(
            "used", str, "The word searched for instead: one letter more, fewer or different, or two letters swapped."
        ),
    ],
)
CORRECTIONS = field(
    "corrections",
    list[CORRECTION],
    "The words of the search that were replaced, as no entity has them; empty without a search.",
)

_MEDIA_NAMES = {
    "csv": "CSV",
    "xlsx": "an Excel workbook",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "graphml": "GraphML",
    "gexf": "GEXF",
    "atom": "an Atom feed",
    "rss": "an RSS feed",
    "jsonfeed": "a JSON Feed",
    "ics": "a calendar (iCalendar)",
}
_TABLES = ("csv", "xlsx", "json", "jsonl", "parquet")
_GRAPHS = ("ttl", "jsonld", "graphml", "gexf")
_FEEDS = ("atom", "rss", "jsonfeed")
MEDIA_OF_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys((*_TABLES, *_GRAPHS, *_FEEDS), frozenset()),
    "ics": frozenset({"event"}),
}
"""The media of lists by the suffix of their address, with the kinds that have them; none where all have."""
LINKS = field(
    "links",
    object_type(
        "MediaLinks",
        "Addresses of a list in other media: the whole list, not one page of it.",
        [
            field(
                suffix,
                Url | None,
                f"The list as {_MEDIA_NAMES[suffix]}{'' if not kinds else '; null where it is not of events'}.",
            )
            for suffix, kinds in MEDIA_OF_KINDS.items()
        ],
    ),
    "The whole list in other media, with where, search and orderBy in the addresses. Derived values are included.",
)


_GROUP_KEY = object_type(
    "GroupKey",
    "The value of one field that the items of a group share.",
    [
        field("field", str, "The field grouped by."),
        field("value", str, "The value in the form that filters accept; of a related entity its id."),
        field("label", str, "The value as shown to readers."),
        field("entity", reference("Entity") | None, "The related entity; null for any other field."),
    ],
)
_GROUP = object_type(
    "Group",
    "The items of a list that share a value of each field grouped by.",
    [
        field("keys", list[_GROUP_KEY], "The values, in the order of the fields asked for."),
        field("count", int, "How many items there are in the group."),
    ],
)
_GROUPING = object_type(
    "Grouping",
    "The items of a list in groups, under all its conditions. An item with several values of a field is in several"
    " groups.",
    [
        field("groups", list[_GROUP], "The groups, by default the largest first."),
        field("totalCount", int, "How many groups there are."),
        field("otherCount", int, "The sum of the counts of all groups not listed."),
        field("missing", int, "How many items are in no group, because they have no value for one of the fields."),
    ],
)


def grouping_field(enum: Any) -> Any:
    """The field `groupBy` of a connection, over the fields of an enum."""
    arguments = [
        Argument("fields", many(enum), "One or two fields to group by.", ...),
        Argument("having", reference("IntFilter") | None, "Only groups whose count meets this."),
        Argument("orderBy", reference("GroupOrder") | None, "The order; by default by count, the largest first."),
        Argument("first", int | None, "How many groups to list, 0 to 100; 25 by default."),
    ]
    return field("groupBy", _GROUPING, "The items in groups by one or two fields.", arguments)


def connection_types(name: str, node: Any, noun: str, *more: Any, edge_fields: tuple[Any, ...] = ()) -> None:
    """The Relay connection and edge of a list, with nodes beside edges.

    noun: what a node is, with its article in upper case.
    """
    object_type(
        f"{name}Edge",
        f"{noun} in a list.",
        [
            field("cursor", str, "Opaque position in this list."),
            field("node", node, f"{noun}."),
            *edge_fields,
        ],
    )
    object_type(
        f"{name}Connection",
        f"A page of a list of type {name}.",
        [
            field("edges", many(reference(f"{name}Edge")), "The items on this page, each with its cursor."),
            field("nodes", list[node], "The items on this page."),
            field("pageInfo", PAGE_INFO, "The position of this page in the list."),
            field("totalCount", int, "How many items the whole list has; computed only when selected."),
            *more,
        ],
    )
