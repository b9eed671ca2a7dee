"""CORS (Fetch standard): which origins' pages may read the hub, with which headers, and which headers they see."""

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

_ALLOWED_HEADERS = [
    *(
        "accept",
        "authorization",
        "cache-control",
        "content-type",
        "if-none-match",
        "if-range",
        "last-event-id",
        "range",
    ),
    *("hub-revision", "x-hub-client"),
    # what common clients send without being asked: Apollo's, Relay's, urql's and Hive's, and those who trace requests
    *("apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"),
    *("x-apollo-operation-name", "x-apollo-operation-id", "x-apollo-operation-type", "x-apollo-cache-key"),
    *("apollo-query-plan-experimental", "graphql-preflight", "graphql-require-preflight"),
    *("graphql-client-name", "graphql-client-version"),
    *("x-requested-with", "x-request-id", "x-graphql-event-stream-token"),
    *("baggage", "traceparent", "tracestate", "sentry-trace"),
    # of the Model Context Protocol
    *("mcp-protocol-version", "mcp-method", "mcp-name", "mcp-session-id"),
]


def cross_origin(origins: Sequence[str]) -> Middleware:
    """The middleware by which pages of these origins may read the hub."""
    return Middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=_ALLOWED_HEADERS,
        expose_headers=[
            "etag",
            "x-graphql-cost",
            "x-request-id",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "content-range",
            "link",
            "repr-digest",
            "hub-revision",
            "hub-count",
            "hub-sources",
        ],
    )
