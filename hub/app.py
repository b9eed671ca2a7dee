"""Where everything is wired: settings to a database, an executor and the web application."""

import os
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from hub.config import PREFIX, Settings
from hub.config import settings as settings_of_environment
from hub.exports import Editions
from hub.exports.standards.dcat_catalogue import HubProfile
from hub.harvest.host_rules import HostRules
from hub.harvest.mails import Post
from hub.harvest.polite_client import Manners
from hub.history.past_stores import PastStores
from hub.lifespan import lifespan, meanwhile
from hub.observability.freshness import Freshness
from hub.observability.logs import configure_logs
from hub.observability.meters import SHARED, Meters
from hub.observability.telemetry import is_traced, traced
from hub.operators.keyring import Keyring
from hub.plan.bulk_reading import BulkReader
from hub.plan.execution import Executor, Past
from hub.plan.limits import Limits
from hub.plan.row_fragments import RowFragments
from hub.plan.trusted_documents import TrustedDocuments
from hub.review.operator import TokenOperator
from hub.review.thing_matching import Matcher
from hub.snapshots import SnapshotFolder
from hub.store import Database
from hub.store.database import replication_of
from hub.store.running_loads import load_board
from hub.subscriptions.events import Events
from hub.subscriptions.news import News
from hub.web import crawlers, entities, graphiql, guide_pictures, health
from hub.web.assets import ASSETS
from hub.web.budget_memory import SIZE, BudgetMemory
from hub.web.budgets import Bounds, Budgets
from hub.web.catalogue_api.open_catalogue import OpenCatalogue
from hub.web.compression import COMPRESSED
from hub.web.connections.cross_origin import cross_origin
from hub.web.connections.departures import Departures
from hub.web.connections.direct_protocol import BUDGETS, CLOSES, ENDPOINT, DirectAnswers
from hub.web.connections.metered_site import MeteredSite
from hub.web.connections.observed import Observed, metrics_route
from hub.web.connections.seen_revisions import SeenRevisions
from hub.web.desk import audit_log
from hub.web.desk.operator_desk import OperatorDesk
from hub.web.desk.review_desk import ReviewDesk
from hub.web.desk.seed_files import SeedFiles
from hub.web.desk.seed_uploads import SeedUploads
from hub.web.desk.sign_in import TicketOffice
from hub.web.desk.webhook_desk import WebhookDesk
from hub.web.embedding.embedding_routes import Embedding
from hub.web.mcp import tool_endpoint
from hub.web.mcp.tool_endpoint import ToolEndpoint
from hub.web.media import findings_table, harvest_feed
from hub.web.media.catalogue_documents import CatalogueDocuments
from hub.web.media.downloads import Downloads, PastEditions
from hub.web.media.graph_files import graph_files
from hub.web.media.oai_provider import OaiProvider
from hub.web.media.snapshot_files import SnapshotFiles
from hub.web.operations.event_streams import EventStreams, Negotiation
from hub.web.operations.graphql import PATH, Entrance, GraphQL
from hub.web.operations.metered_events import MeteredEvents
from hub.web.operations.sockets import Sockets
from hub.web.operations.trust import TrustedList
from hub.web.pages import PAGES
from hub.web.pages.explorer import Explorer, problems
from hub.web.reconciliation.reconciliation_endpoint import Reconciliation
from hub.web.rendering import STATIC
from hub.web.security import SecurityHeaders
from hub.webhooks.courier import Courier
from hub.webhooks.messenger import Messenger
from schema.graphql import SCHEMA, sdl


def create_executor(
    database: Database,
    settings: Settings,
    limits: Limits | None = None,
    *,
    past: Past | None = None,
    fragments: RowFragments | None = None,
    keyring: Keyring | None = None,
    trusted: TrustedDocuments | None = None,
) -> Executor:
    """What answers GraphQL operations on a database, under the limits of the settings unless others are given.

    past: what answers `asOf`.
    """
    base_uri = f"{settings.address}{entities.PATH}"
    operator = TokenOperator(database, keyring or create_keyring(database, settings))
    return Executor(
        SCHEMA,
        database,
        operator,
        limits=limits or _limits(settings),
        base_uri=base_uri,
        timeout=settings.timeout,
        past=past,
        fragments=fragments,
        trusted=trusted,
    )


def create_keyring(database: Database, settings: Settings) -> Keyring:
    """What knows the operators' tokens: those of the store, and that of the settings."""
    sealing = settings.sealing_key.get_secret_value() if settings.sealing_key else None
    return Keyring(database, settings.operator_token, sealing)


def create_budgets(settings: Settings, keyring: Keyring) -> Budgets:
    """What clients may ask for: cost over all workers; of what is counted at a time each worker has its share."""

    def share(most: int) -> int:
        return -(-most // settings.workers)

    bounds = Bounds(
        cost=settings.budget,
        operator_cost=settings.operator_budget,
        operations=share(settings.client_operations),
        connections=share(settings.client_connections),
        downloads=share(settings.client_downloads),
        unmetered=settings.unmetered,
        trusted_proxies=settings.trusted_proxies,
    )
    shared = os.environ.get(_BUDGET_MEMORY)
    return Budgets(bounds, BudgetMemory(Path(shared) if shared else None), keyring)


def create_tools(executor: Executor, settings: Settings, budgets: Budgets) -> ToolEndpoint:
    """What answers assistants at /mcp."""
    return ToolEndpoint(
        executor, budgets, address=settings.address, origins=settings.cors_origins, largest=settings.max_body
    )


def create_manners(settings: Settings) -> Manners:
    """How this hub behaves towards those whose files it fetches."""
    contact = settings.contact or settings.base_uri
    return Manners(
        agent=f"public-sector-open-source-hub{f' (+{contact})' if contact else ''}",
        size=settings.harvest_size,
        seconds=settings.harvest_timeout,
        patience=settings.harvest_patience,
        hosts=HostRules(private=settings.harvest_private),
    )


def create_courier(settings: Settings, database: Database | None = None) -> Courier | None:
    """What tells webhooks, on readers of its own; None without the key from which their secrets follow."""
    if settings.webhook_key is None:
        return None
    manners = create_manners(settings)
    messenger = Messenger(manners.agent, manners.hosts)
    store = database or Database(settings.database_url, readers=1, patience=settings.timeout + 1)
    return Courier(store, settings.webhook_key, settings.address, messenger, settings.webhook_pause)


def create_post(settings: Settings) -> Post:
    """Who is notified of harvests by mail."""
    server, _, port = settings.mail_server.rpartition(":")
    return Post(server, int(port), settings.mail_sender, settings.harvest_mail, settings.address)


def create_editions(database: Database, settings: Settings) -> Editions:
    """What makes editions of selections, under the limits of the settings."""
    return Editions(BulkReader(SCHEMA, database, _limits(settings)), f"{settings.address}{entities.PATH}")


def create_past_editions(past: PastStores, present: Database, settings: Settings) -> PastEditions:
    """What makes editions of moments of the past. present: where the present is read from."""

    @asynccontextmanager
    async def editions_at(moment: str) -> AsyncIterator[Editions]:
        async with past.database_at(moment) as then:
            yield create_editions(then or present, settings)

    return editions_at


def create_app(settings: Settings, database: Database | None = None) -> ASGIApp:
    """The hub as an ASGI application. It brings the store's tables up to date when it starts. Raises `HubError`.

    database: the store where it is open already; by default that of the settings.

    Clients are held to the limits of the settings; the hub's own pages to the default ones,
    which they are known to fit.
    """
    database = database or Database(
        settings.database_url,
        patience=settings.timeout + 1,
        replication=replication_of(settings.database_read_urls, settings.staleness),
    )
    fragments = RowFragments(settings.row_fragments * 1024 * 1024)
    past = PastStores(
        database,
        lambda old: create_executor(old, settings),
        most=settings.past_stores,
        patience=settings.timeout,
    )
    keyring = create_keyring(database, settings)
    trusted = TrustedDocuments(alone=settings.only_trusted, own=tool_endpoint.documents())
    executor = create_executor(database, settings, past=past, fragments=fragments, keyring=keyring, trusted=trusted)
    for_pages = create_executor(database, settings, Limits(), fragments=fragments, keyring=keyring)
    # readers of their own: a download holds one for as long as the network takes
    for_downloads = Database(
        settings.database_url,
        readers=settings.max_downloads,
        patience=settings.timeout + 1,
        replication=database.replication,
    )
    editions = create_editions(for_downloads, settings)
    past_editions = create_past_editions(past, for_downloads, settings)
    budgets = create_budgets(settings, keyring)
    meters = Meters(lambda: database.queries + for_downloads.queries)
    endpoint = GraphQL(
        executor,
        largest_body=settings.max_body,
        persisted=settings.persisted_queries,
        kept=settings.kept_answers * 1024 * 1024,
        budgets=budgets,
        meters=meters,
    )
    news = News(database.revision, load_board(database))
    graph, sockets = _with_events(endpoint, MeteredEvents(Events(executor, database, news), budgets), settings)
    explorer = Explorer(for_pages, PAGES, settings.address, settings.contact)
    tools = create_tools(executor, settings, budgets)
    routes = [
        Route(PATH, graph),
        *health.routes(for_pages, database, sdl()),
        metrics_route(meters, Freshness(database)),
        *_catalogue_documents(editions, settings).routes(),
        OaiProvider(editions, settings.address, f"{settings.address}{entities.PATH}", settings.contact).route(),
        entities.route(for_pages),
        *graphiql.routes(executor, ASSETS, explorer, budgets),
        *crawlers.routes(for_pages, settings.address),
        findings_table.route(for_pages),
        harvest_feed.route(database, settings.address),
        guide_pictures.route(),
        *Reconciliation(for_pages, Matcher(database), settings.address, settings.max_body, budgets).routes(),
        *Embedding(for_pages, settings.address).routes(),
        *OpenCatalogue(for_pages, editions).routes(),
        *Downloads(editions, settings.address, settings.max_downloads, budgets=budgets, past=past_editions).routes(),
        *_for_operators(OperatorDesk(for_pages, TicketOffice(keyring), settings.address), database, keyring, settings),
        *SnapshotFiles(SnapshotFolder(settings.snapshots), settings.address).routes(),
        *explorer.routes(),
        *graph_files(explorer, settings.address),
        Route(tool_endpoint.PATH, tools),
        Mount("/static", StaticFiles(directory=STATIC), name="static", middleware=COMPRESSED),
    ]
    direct = DirectAnswers(endpoint) if settings.direct_answers and not is_traced() else None
    made = Starlette(
        routes=routes,
        lifespan=lambda _: lifespan(
            database,
            meters,
            {ENDPOINT: direct, BUDGETS: budgets, CLOSES: news.close},
            TrustedList(database, trusted),
            (tools.close, past.close, for_downloads.dispose, database.dispose),
            meanwhile(database, settings, create_courier(settings)),
        ),
        middleware=[cross_origin(settings.cors_origins)],
        exception_handlers=problems(),
    )
    site = SecurityHeaders(MeteredSite(made, budgets, own=(PATH, tool_endpoint.PATH)))
    return Observed(SeenRevisions(Entrance(Departures(site), graph, sockets), database, made.user_middleware), meters)


def _catalogue_documents(editions: Editions, settings: Settings) -> CatalogueDocuments:
    profile = HubProfile(settings.address, settings.contact, settings.publisher_type)
    return CatalogueDocuments(editions, profile, settings.snapshots, f"{settings.address}{entities.PATH}")


def _for_operators(desk: OperatorDesk, database: Database, keyring: Keyring, settings: Settings) -> list[BaseRoute]:
    """The pages of operators, and what their programs ask for by token."""
    return [
        *desk.routes(),
        *ReviewDesk(desk).routes(),
        *WebhookDesk(desk).routes(),
        audit_log.route(database, keyring),
        *SeedFiles(keyring, (settings.pushed_folder, *settings.seeds)).routes(),
        *SeedUploads(keyring, database, settings.pushed_folder, settings.max_seeds).routes(),
    ]


def _with_events(endpoint: GraphQL, events: MeteredEvents, settings: Settings) -> tuple[Negotiation, Sockets]:
    """What answers /graphql where streams of events are asked for, too, and what answers WebSockets."""
    streams = EventStreams(events, largest_body=settings.max_body, persisted=settings.persisted_queries)
    sockets = Sockets(events, origins=settings.cors_origins, most=settings.max_subscriptions)
    return Negotiation(endpoint, streams, largest_body=settings.max_body), sockets


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


def create_app_of_environment() -> ASGIApp:
    """The hub under the settings of the environment, as each of several workers makes it for itself."""
    configure_logs(sys.stderr)
    return cast("ASGIApp", traced(create_app(settings_of_environment())))


_BUDGET_MEMORY = "HUB_BUDGET_MEMORY"
"""Names, from the process that serves to its workers, the file in which they count together."""


def serve(settings: Settings) -> None:
    """Serve the hub until it is asked to stop; slow senders are cut off."""
    configure_logs(sys.stderr)
    if settings.workers == 1:
        _run(traced(create_app(settings)), settings)
        return
    with (
        tempfile.NamedTemporaryFile(prefix="hub-budgets-") as memory,
        tempfile.TemporaryDirectory(prefix="hub-metrics-") as metrics,
    ):
        memory.truncate(SIZE)
        # each makes the application from its environment; a sign-in must hold with all of them
        sealing = settings.sealing_key or settings.operator_token or SecretStr(secrets.token_urlsafe())
        shared = {"HOST": settings.host, "PORT": str(settings.port), "WORKERS": str(settings.workers)}
        shared["SEALING_KEY"] = sealing.get_secret_value()
        os.environ |= {f"{PREFIX}{name}": value for name, value in shared.items()} | {_BUDGET_MEMORY: memory.name}
        os.environ.setdefault(SHARED, metrics)
        _run("hub.app:create_app_of_environment", settings)


def _run(app: ASGIApp | str, settings: Settings) -> None:
    uvicorn.run(app, **server_options(settings))


def server_options(settings: Settings) -> dict[str, Any]:
    """How uvicorn is to serve.

    Each worker unpickles it before it tells that it lives, so nothing in it may import the hub.
    """
    return {
        "factory": settings.workers > 1,
        "workers": settings.workers,
        "host": settings.host,
        "port": settings.port,
        "log_config": None,
        "http": "hub.web.connections.direct_protocol:DirectProtocol",
        "ws": "websockets-sansio",
        "ws_max_size": settings.max_body,
        "access_log": False,
        "timeout_keep_alive": 15,
        "h11_max_incomplete_event_size": 64 * 1024,
        "server_header": False,
        "timeout_graceful_shutdown": 10,
        # on a busy machine a worker may be slow to answer, and is not dead: five seconds had it killed
        # and started again without end
        "timeout_worker_healthcheck": 60,
        "forwarded_allow_ips": list(settings.trusted_proxies),
    }
