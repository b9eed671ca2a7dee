"""What is reported of requests: an id for each, how many there are and how long they take;
`/metrics` for Prometheus.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import structlog
from prometheus_client.core import GaugeMetricFamily
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.background import alongside
from hub.errors import HubError
from hub.observability.freshness import Freshness
from hub.observability.meters import MEDIA_TYPE, Meters
from hub.observability.request_ids import HEADER, request_id

_ROUTES = frozenset(
    """changes events graph graphiql graphql guide health livez metrics networks news oai organisations ospos overlap
    path products readyz review search snapshots static timeline""".split()  # noqa: SIM905 - words
)
"""First parts of paths that are distinguished; all else that strangers ask for counts as one."""
_LOG = logging.getLogger("hub.web")
OTHER = "other"


class Observed:
    """ASGI middleware in front of everything: gives each request an id, which the log has too,
    and counts and times it.
    """

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identity = request_id(next((value for name, value in scope["headers"] if name == HEADER), None))
        structlog.contextvars.bind_contextvars(request=identity.decode())
        began, route = perf_counter(), _route(scope["path"])

        async def observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, identity)]
                self._meters.requests[route, str(message["status"])] += 1
            await send(message)

        try:
            await self._app(scope, receive, observed)
        except asyncio.CancelledError:
            # the server ends, and its patience with what is not done by then is over;
            # uvicorn would log a traceback of it
            _LOG.info("cut a request at the end of the server: %s", route)
        finally:
            self._meters.seconds.labels(route).observe(perf_counter() - began)


def _route(path: str) -> str:
    first = path[1:].partition("/")[0].partition(".")[0]
    return first if first in _ROUTES else OTHER


@asynccontextmanager
async def flushed(meters: Meters) -> AsyncIterator[None]:
    """Around the time in which requests are served: what was counted is moved on every second, and at the end."""

    async def flush() -> None:
        while True:
            await asyncio.sleep(1)
            meters.flush()

    try:
        async with alongside(flush()):
            yield
    finally:
        meters.flush()


def metrics_route(meters: Meters, freshness: Freshness) -> Route:
    """`/metrics`; where the store does not answer, what the process itself has counted."""

    async def metrics(_: Request) -> Response:
        up = GaugeMetricFamily("hub_store_up", "Whether the store answers.", 1)
        try:
            of_store = [up, *await freshness.metrics()]
        except HubError:
            of_store = [GaugeMetricFamily(up.name, up.documentation, 0)]
        return Response(meters.text(of_store), media_type=MEDIA_TYPE, headers={"cache-control": "no-store"})

    return Route("/metrics", metrics)
