"""The kinds the hub knows. Everything derived (tables, GraphQL, filters, exports, docs) follows from `KINDS`."""

from schema.kinds.event import Event
from schema.kinds.kind import Kind, declared
from schema.kinds.news_item import NewsItem
from schema.kinds.organisation import Organisation
from schema.kinds.ospo import Ospo
from schema.kinds.product import Product

ORGANISATION = declared(
    Organisation, prefix="org", singular="organisation", plural="organisations", family="agent", is_named=True
)
OSPO = declared(Ospo, prefix="ospo", singular="ospo", plural="ospos", family="agent", is_named=True)
PRODUCT = declared(Product, prefix="prod", singular="product", plural="products", is_named=True)
EVENT = declared(Event, prefix="event", singular="event", plural="events")
NEWS_ITEM = declared(NewsItem, prefix="news", singular="newsItem", plural="news")

KINDS: tuple[Kind, ...] = (ORGANISATION, OSPO, PRODUCT, EVENT, NEWS_ITEM)
KIND_BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
KIND_BY_PREFIX: dict[str, Kind] = {kind.prefix: kind for kind in KINDS}
FAMILIES: dict[str, tuple[str, ...]] = {
    family: tuple(kind.name for kind in KINDS if kind.family == family)
    for family in dict.fromkeys(kind.family for kind in KINDS)
}
"""The kinds of each family, by name: only kinds of one family are compared with each other."""
AGENTS: tuple[str, ...] = FAMILIES["agent"]
"""Kinds that act: organisations and OSPOs."""
NAMED_KINDS: tuple[str, ...] = tuple(kind.name for kind in KINDS if kind.is_named)
"""Kinds whose things labels and texts can name."""


def family_of(kind: str) -> str:
    """The family of a kind by its name; of what is no kind its own name."""
    return KIND_BY_NAME[kind].family if kind in KIND_BY_NAME else kind


__all__ = [
    "AGENTS",
    "EVENT",
    "FAMILIES",
    "KINDS",
    "KIND_BY_NAME",
    "KIND_BY_PREFIX",
    "NAMED_KINDS",
    "NEWS_ITEM",
    "ORGANISATION",
    "OSPO",
    "PRODUCT",
    "Kind",
    "family_of",
]
