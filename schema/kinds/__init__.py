"""The kinds the hub knows. Everything derived (tables, GraphQL, filters, exports, docs) follows from `KINDS`."""

from schema.kinds.event import Event
from schema.kinds.kind import Kind, declared
from schema.kinds.news_item import NewsItem
from schema.kinds.organisation import Organisation
from schema.kinds.ospo import Ospo
from schema.kinds.product import Product

ORGANISATION = declared(Organisation, prefix="org", singular="organisation", plural="organisations")
OSPO = declared(Ospo, prefix="ospo", singular="ospo", plural="ospos")
PRODUCT = declared(Product, prefix="prod", singular="product", plural="products")
EVENT = declared(Event, prefix="event", singular="event", plural="events")
NEWS_ITEM = declared(NewsItem, prefix="news", singular="newsItem", plural="news")

KINDS: tuple[Kind, ...] = (ORGANISATION, OSPO, PRODUCT, EVENT, NEWS_ITEM)
KIND_BY_NAME: dict[str, Kind] = {kind.name: kind for kind in KINDS}
KIND_BY_PREFIX: dict[str, Kind] = {kind.prefix: kind for kind in KINDS}

__all__ = ["EVENT", "KINDS", "KIND_BY_NAME", "KIND_BY_PREFIX", "NEWS_ITEM", "ORGANISATION", "OSPO", "PRODUCT", "Kind"]
