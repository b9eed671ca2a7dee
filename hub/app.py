"""Where everything is wired: settings to a database, an executor and the web application."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from hub.config import PREFIX, Settings
from hub.config import settings as settings_of_environment
from hub.exports import Editions
from hub.exports.standards.dcat_catalogue import HubProfile
from hub.history.past_stores import PastStores
from hub.plan.bulk_reading import BulkReader
from hub.plan.execution import Executor, Past
from hub.plan.limits import Limits
from hub.plan.row_fragments import RowFragments
from hub.review.operator import TokenOperator
from hub.snapshots import SnapshotFolder
from hub.store import Database, upgrade
from hub.store.running_loads import load_board
from hub.subscriptions.events import Events
from hub.subscriptions.news import News
from hub.web import crawlers, entities, findings_table, graphiql, guide_pictures, health
from hub.web.assets import ASSETS
from hub.web.catalogue_documents import CatalogueDocuments
from hub.web.compression import COMPRESSED
from hub.web.direct_protocol import CLOSES, ENDPOINT, DirectProtocol
from hub.web.downloads import Downloads
from hub.web.event_streams import EventStreams, Negotiation
from hub.web.graph_files import graph_files
from hub.web.graphql import PATH, Entrance, GraphQL
from hub.web.harvesting import Harvesting
from hub.web.pages import PAGES
from hub.web.pages.explorer import Explorer, problems
from hub.web.rendering import STATIC
from hub.web.review_desk import ReviewDesk
from hub.web.security import SecurityHeaders
from hub.web.sign_in import TicketOffice
from hub.web.snapshot_files import SnapshotFiles
from hub.web.sockets import Sockets
from schema.graphql import SCHEMA, sdl


def create_executor(
    database: Database,
    settings: Settings,
    limits: Limits | None = None,
    *,
    past: Past | None = None,
    fragments: RowFragments | None = None,
) -> Executor:
    """What answers GraphQL operations on a database, under the limits of the settings unless others are given. past: what answers `asOf`."""
    base_uri = f"{settings.address}{entities.PATH}"
    operator = TokenOperator(database, settings.operator_token)
    return Executor(
        SCHEMA,
        database,
        operator,
        limits=limits or _limits(settings),
        base_uri=base_uri,
        timeout=settings.timeout,
        past=past,
        fragments=fragments,
    )


def create_editions(database: Database, settings: Settings) -> Editions:
    """What makes editions of selections, under the limits of the settings."""
    return Editions(BulkReader(SCHEMA, database, _limits(settings)), f"{settings.address}{entities.PATH}")


def create_app(settings: Settings, database: Database | None = None) -> ASGIApp:
    """The hub as an ASGI application. It brings the store's tables up to date when it starts. Raises `HubError`.

    database: the store where it is open already; by default that of the settings.

    Clients are held to the limits of the settings; the hub's own pages to the default ones, which they are known to fit.
    """
    database = database or Database(settings.database_url, patience=settings.timeout + 1)
    fragments = RowFragments(settings.row_fragments * 1024 * 1024)
    past = PastStores(
        database,
        lambda old: create_executor(old, settings),
        most=settings.past_stores,
        patience=settings.timeout,
    )
    executor = create_executor(database, settings, past=past, fragments=fragments)
    for_pages = create_executor(database, settings, Limits(), fragments=fragments)
    # readers of their own: a download holds one for as long as the network takes
    for_downloads = Database(settings.database_url, readers=settings.max_downloads, patience=settings.timeout + 1)
    editions = create_editions(for_downloads, settings)
    downloads = Downloads(editions, settings.address, settings.max_downloads)
    profile = HubProfile(settings.address, settings.contact, settings.publisher_type)
    documents = CatalogueDocuments(editions, profile, settings.snapshots, f"{settings.address}{entities.PATH}")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        await upgrade(database)
        yield {ENDPOINT: endpoint if settings.direct_answers else None, CLOSES: news.close}
        news.close()
        await past.close()
        await for_downloads.dispose()
        await database.dispose()

    endpoint = GraphQL(
        executor,
        largest_body=settings.max_body,
        persisted=settings.persisted_queries,
        kept=settings.kept_answers * 1024 * 1024,
    )
    news = News(database.revision, load_board(database))
    graph, sockets = _with_events(endpoint, Events(executor, database, news), settings)
    explorer = Explorer(for_pages, PAGES, settings.address, settings.contact)
    routes = [
        Route(PATH, graph),
        *health.routes(for_pages, sdl()),
        *documents.routes(),
        Harvesting(editions, settings.address, f"{settings.address}{entities.PATH}", settings.contact).route(),
        entities.route(for_pages),
        *graphiql.routes(executor, ASSETS, explorer),
        *crawlers.routes(for_pages, settings.address),
        findings_table.route(for_pages),
        guide_pictures.route(),
        *downloads.routes(),
        *SnapshotFiles(SnapshotFolder(settings.snapshots), settings.address).routes(),
        *explorer.routes(),
        *graph_files(explorer, settings.address),
        *ReviewDesk(for_pages, TicketOffice(settings.operator_token), settings.address).routes(),
        Mount("/static", StaticFiles(directory=STATIC), name="static", middleware=COMPRESSED),
    ]
    made = Starlette(routes=routes, lifespan=lifespan, middleware=[_cors(settings)], exception_handlers=problems())
    return Entrance(SecurityHeaders(made), graph, sockets)


def _with_events(endpoint: GraphQL, events: Events, settings: Settings) -> tuple[Negotiation, Sockets]:
    """What answers /graphql where streams of events are asked for, too, and what answers WebSockets."""
    streams = EventStreams(events, largest_body=settings.max_body, persisted=settings.persisted_queries)
    sockets = Sockets(events, origins=settings.cors_origins, most=settings.max_subscriptions)
    return Negotiation(endpoint, streams), sockets


def _limits(settings: Settings) -> Limits:
    return Limits(
        settings.max_depth,
        settings.max_aliases,
        settings.max_tokens,
        settings.max_cost,
        settings.max_page_size,
        settings.max_bulk_page_size,
        settings.max_bulk_cost,
    )


def _cors(settings: Settings) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "authorization", "if-none-match", "if-range", "range", "x-hub-client"],
        expose_headers=[
            "etag",
            "x-graphql-cost",
            "content-range",
            "link",
            "repr-digest",
            "hub-revision",
            "hub-count",
            "hub-sources",
        ],
    )


def create_app_of_environment() -> ASGIApp:
    """The hub under the settings of the environment, as each of several workers makes it for itself."""
    return create_app(settings_of_environment())


def serve(settings: Settings) -> None:
    """Serve the hub until it is told to stop; slow senders are cut off."""
    app: ASGIApp | str = "hub.app:create_app_of_environment"
    if settings.workers == 1:
        app = create_app(settings)
    else:
        os.environ |= {f"{PREFIX}HOST": settings.host, f"{PREFIX}PORT": str(settings.port)}
    uvicorn.run(
        app,
        factory=settings.workers > 1,
        workers=settings.workers,
        host=settings.host,
        port=settings.port,
        log_level="info",
        http=DirectProtocol,
        ws="websockets-sansio",
        ws_max_size=settings.max_body,
        access_log=False,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64 * 1024,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
