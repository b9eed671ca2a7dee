"""What fields cost where it is not one, by their place in the schema; the SDL shows it as `@cost`."""

from dataclasses import dataclass

from schema.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Price:
    """A weight beside the 1 of other fields, and why."""

    weight: int
    reason: str


LOOKUPS: tuple[str, ...] = (*(kind.singular for kind in KINDS), "node", "nodes", "network", "lookup", "_entities")
"""Root fields that find things by their ids, slugs, addresses or identifiers."""
_LOOKUP = Price(1, "Found by an index: plain fields of what is looked up are free.")
_GRAPH = "Walks the graph of all relations."
_COUNTS = Price(10, "Counts the whole list, not a page of it.")
_KINDS = (*(kind.graphql for kind in KINDS), "Entity")
_COUNTED = (*_KINDS, *(f"{name}Relation" for name in _KINDS), "Search", "Occurrence")
PRICES: dict[str, Price] = {
    **{f"Query.{name}": _LOOKUP for name in LOOKUPS},
    "Query.search": Price(10, "Ranks everything that is found before a page is cut."),
    "Query.overlap": Price(100, "Compares the networks of all entities."),
    "Query.path": Price(100, _GRAPH),
    "Query.neighbours": Price(100, _GRAPH),
    "Query.explain": Price(100, "Weighs the records again."),
    "Query.match": Price(100, "Weighs the records of all that may be meant."),
    **{f"{name}Connection.{field}": _COUNTS for name in _COUNTED for field in ("facets", "groupBy")},
}
