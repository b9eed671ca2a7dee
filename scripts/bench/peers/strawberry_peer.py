"""Plain Strawberry with DataLoaders over aiosqlite, as its documentation teaches: FILE names the SQLite
file. Served by uvicorn.

Parser and validation caches are on, and rows come from the driver without an ORM, so this is the fast end of idiomatic.
"""

import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

import aiosqlite
import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.types import get_object_definition

_DATABASE: list[aiosqlite.Connection] = []


async def _rows(sql: str, *values: Any) -> list[dict[str, Any]]:
    async with _DATABASE[0].execute(sql, values) as cursor:
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in await cursor.fetchall()]


async def _first(info: strawberry.Info, loader: str, identity: int, first: int) -> list[Any]:
    return list((await info.context[loader].load(identity))[:first])


Lazy = Annotated["Organisation", strawberry.lazy("scripts.bench.peers.strawberry_peer")]


@strawberry.type
class Network:
    """A network."""

    id: int
    slug: str
    title: str


@strawberry.type
class NewsItem:
    """A news item."""

    id: int
    name: str
    published: str

    @strawberry.field
    async def mentions(self, info: strawberry.Info, first: int = 10) -> list[Lazy]:
        """The organisations that it mentions."""
        return await _first(info, "mentions", self.id, first)


@strawberry.type
class Event:
    """An event."""

    id: int
    name: str

    @strawberry.field
    async def organisers(self, info: strawberry.Info, first: int = 10) -> list[Lazy]:
        """Who organises it."""
        return await _first(info, "organisers", self.id, first)


@strawberry.type
class Product:
    """A product."""

    id: int
    slug: str
    name: str
    description: str
    licence: str
    language: str
    repository: str
    url: str
    version: str
    status: str

    @strawberry.field
    async def maintainers(self, info: strawberry.Info, first: int = 10) -> list[Lazy]:
        """Who maintains it."""
        return await _first(info, "maintainers", self.id, first)

    @strawberry.field
    async def users(self, info: strawberry.Info, first: int = 10) -> list[Lazy]:
        """Who uses it."""
        return await _first(info, "users", self.id, first)

    @strawberry.field
    async def mentioned_in(self, info: strawberry.Info, first: int = 10) -> list[NewsItem]:
        """News about it."""
        return await _first(info, "product_news", self.id, first)


@strawberry.type
class Organisation:
    """An organisation."""

    id: int
    slug: str
    name: str
    country: str
    city: str
    type: str
    url: str
    description: str
    founded: str
    inhabitants: int
    updated_at: str

    @strawberry.field
    async def networks(self, info: strawberry.Info) -> list[Network]:
        """The networks that list it."""
        return await _first(info, "networks", self.id, 100)

    @strawberry.field
    async def maintained_products(self, info: strawberry.Info, first: int = 10) -> list[Product]:
        """What it maintains."""
        return await _first(info, "products", self.id, first)

    @strawberry.field
    async def organised_events(self, info: strawberry.Info, first: int = 10) -> list[Event]:
        """What it organises."""
        return await _first(info, "events", self.id, first)

    @strawberry.field
    async def mentioned_in(self, info: strawberry.Info, first: int = 10) -> list[NewsItem]:
        """News about it."""
        return await _first(info, "organisation_news", self.id, first)


@strawberry.type
class Organisations:
    """A page of organisations."""

    where: strawberry.Private[str]
    values: strawberry.Private[list[Any]]
    nodes: list[Organisation]

    @strawberry.field
    async def total_count(self) -> int:
        """How many there are in all."""
        rows = await _rows(f"SELECT count(*) AS number FROM organisation WHERE {self.where}", *self.values)
        return int(rows[0]["number"])


@strawberry.type
class Products:
    """A page of products."""

    nodes: list[Product]


@strawberry.type
class Hit:
    """What a search has found."""

    kind: str
    id: int
    name: str


@strawberry.type
class Hits:
    """A page of hits."""

    total_count: int
    nodes: list[Hit]


@strawberry.type
class Bucket:
    """A value and how often it stands."""

    value: str
    count: int


@strawberry.type
class ProductFacets:
    """Counts of products."""

    licence: list[Bucket]
    networks: list[Bucket]


_COLUMNS = {
    made: ", ".join(
        f"o.{field.python_name}" for field in get_object_definition(made, strict=True).fields if not field.base_resolver
    )
    for made in (Network, NewsItem, Event, Product, Organisation)
}


def _loader(made: Any, link: str, start: str, end: str) -> Callable[[], DataLoader[int, list[Any]]]:
    sql = (
        f"SELECT l.{start}_id AS start, {_COLUMNS[made]} FROM {link} l JOIN {end} o ON o.id = l.{end}_id "
        f"WHERE l.{start}_id IN (SELECT value FROM json_each(?)) ORDER BY l.{start}_id, l.{end}_id"
    )

    async def load(starts: list[int]) -> list[list[Any]]:
        ends: dict[int, list[Any]] = {start: [] for start in starts}
        for row in await _rows(sql, json.dumps(starts)):
            ends[row.pop("start")].append(made(**row))
        return [ends[start] for start in starts]

    return lambda: DataLoader(load_fn=load)


_LOADERS = {
    "networks": _loader(Network, "membership", "organisation", "network"),
    "products": _loader(Product, "product_maintainer", "organisation", "product"),
    "events": _loader(Event, "event_organiser", "organisation", "event"),
    "organisation_news": _loader(NewsItem, "news_organisation", "organisation", "news"),
    "product_news": _loader(NewsItem, "news_product", "product", "news"),
    "maintainers": _loader(Organisation, "product_maintainer", "product", "organisation"),
    "users": _loader(Organisation, "product_user", "product", "organisation"),
    "organisers": _loader(Organisation, "event_organiser", "event", "organisation"),
    "mentions": _loader(Organisation, "news_organisation", "news", "organisation"),
}


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def organisation(self, id: int) -> Organisation | None:  # noqa: A002 - the argument's name in the graph
        """One organisation."""
        rows = await _rows(f"SELECT {_COLUMNS[Organisation]} FROM organisation o WHERE id = ?", id)
        return Organisation(**rows[0]) if rows else None

    @strawberry.field
    async def organisations(
        self,
        first: int = 25,
        after: int = 0,
        country: str | None = None,
        type: str | None = None,  # noqa: A002
    ) -> Organisations:
        """A page of organisations."""
        conditions = {name: value for name, value in (("country", country), ("type", type)) if value is not None}
        where = " AND ".join(["TRUE", *(f"{name} = ?" for name in conditions)])
        values = list(conditions.values())
        page = f"SELECT {_COLUMNS[Organisation]} FROM organisation o WHERE {where} AND id > ? ORDER BY id LIMIT ?"
        nodes = [Organisation(**row) for row in await _rows(page, *values, after, first)]
        return Organisations(where=where, values=values, nodes=nodes)

    @strawberry.field
    async def products(self, first: int = 25, after: int = 0) -> Products:
        """A page of products."""
        page = f"SELECT {_COLUMNS[Product]} FROM product o WHERE id > ? ORDER BY id LIMIT ?"
        return Products(nodes=[Product(**row) for row in await _rows(page, after, first)])

    @strawberry.field
    async def search(self, query: str, first: int = 25) -> Hits:
        """What has these words."""
        total = await _rows("SELECT count(*) AS number FROM search WHERE search MATCH ?", query)
        ranked = "SELECT rowid, rank FROM search WHERE search MATCH ? ORDER BY rank, rowid LIMIT ?"
        page = (
            "SELECT d.kind, d.entity_id AS id, d.name "
            f"FROM ({ranked}) f JOIN search_document d ON d.id = f.rowid ORDER BY f.rank, f.rowid"
        )
        return Hits(total_count=total[0]["number"], nodes=[Hit(**row) for row in await _rows(page, query, first)])

    @strawberry.field
    async def overlap(self, minimum: int, first: int = 25) -> list[Organisation]:
        """Organisations in so many networks."""
        counted = (
            "SELECT organisation_id, count(*) AS number FROM membership GROUP BY 1 "
            "HAVING number >= ? ORDER BY number DESC, 1 LIMIT ?"
        )
        page = (
            f"SELECT {_COLUMNS[Organisation]} FROM ({counted}) m JOIN organisation o ON o.id = m.organisation_id "
            "ORDER BY m.number DESC, o.id"
        )
        return [Organisation(**row) for row in await _rows(page, minimum, first)]

    @strawberry.field
    async def product_facets(self) -> ProductFacets:
        """Counts of all products."""
        licences = await _rows("SELECT licence AS value, count(*) AS count FROM product GROUP BY 1 ORDER BY 2 DESC, 1")
        networks = await _rows(
            "SELECT n.slug AS value, p.count FROM (SELECT network, count(*) AS count FROM product GROUP BY 1) p "
            "JOIN network n ON n.id = p.network ORDER BY 2 DESC, 1"
        )
        return ProductFacets(licence=[Bucket(**row) for row in licences], networks=[Bucket(**row) for row in networks])


class _Endpoint(GraphQL[Any, Any]):
    async def get_context(self, request: Any, response: Any) -> Any:
        return {"request": request, "response": response, **{name: make() for name, make in _LOADERS.items()}}


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    async with aiosqlite.connect(f"file:{os.environ['FILE']}?mode=ro", uri=True) as database:
        _DATABASE.append(database)
        yield


SCHEMA = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
app = Starlette(lifespan=_lifespan, routes=[Route("/graphql", _Endpoint(SCHEMA, graphql_ide=None))])
