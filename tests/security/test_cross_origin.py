"""What pages of other origins may do: read with the headers that common clients send, and change
nothing but with a token.
"""

from pathlib import Path

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings

CLIENTS = {
    "Apollo Client": "content-type,apollographql-client-name,apollographql-client-version",
    "Apollo Client, GET": "apollo-require-preflight,x-apollo-operation-name",
    "Apollo Kotlin": "accept,x-apollo-operation-id,x-apollo-operation-name,content-type",
    "Apollo Sandbox": "content-type,apollo-query-plan-experimental,x-apollo-operation-name",
    "Hive": "content-type,graphql-client-name,graphql-client-version",
    "urql": "accept,content-type",
    "graphql-sse": "content-type,x-graphql-event-stream-token",
    "traced": "content-type,traceparent,tracestate,baggage,sentry-trace",
    "ours": "content-type,x-hub-client,if-none-match,authorization",
}


async def preflight(tmp_path: Path, path: str, method: str, headers: str, *origins: str) -> httpx.Response:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'hub.db'}", cors_origins=origins or ("*",))
    transport = httpx.ASGITransport(create_app(settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://hub.example") as client:
        asked = {"origin": "https://other.example", "access-control-request-method": method}
        return await client.options(path, headers=asked | {"access-control-request-headers": headers})


@pytest.mark.parametrize("headers", CLIENTS.values(), ids=list(CLIENTS))
async def test_common_clients_pass_their_preflight(tmp_path: Path, headers: str):
    answer = await preflight(tmp_path, "/graphql", "POST", headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    allowed = {name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")}
    assert set(headers.split(",")) <= allowed


@pytest.mark.parametrize(
    ("path", "method", "headers", "origins"),
    [
        ("/networks/os2/seed", "PUT", "authorization", ()),
        ("/graphql", "POST", "x-unheard-of", ()),
        ("/graphql", "POST", "content-type", ("https://catalogue.example",)),
    ],
)
async def test_what_is_not_allowed_does_not(tmp_path: Path, path: str, method: str, headers: str, origins):
    assert (await preflight(tmp_path, path, method, headers, *origins)).status_code == 400
