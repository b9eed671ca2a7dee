"""What a read costs on PostgreSQL in round trips: as many statements as it needs, and nothing between them."""

from typing import Any

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from hub.store import Database
from hub.store.postgres_reading import PostgresReaders

ONE = {"query": "{ organisations { nodes { name } } }"}
TWO = {"query": '{ a: organisation(by: {slug: "city"}) { name } b: products(first: 3) { totalCount } }'}


class NotingReaders(PostgresReaders):
    """Note everything that is sent over the one connection."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn, 1)
        self.sent: list[str] = []

    async def _open(self) -> Any:
        connection = await super()._open()
        connection.add_query_logger(lambda record: self.sent.append(record.query))
        return connection


@pytest.fixture
async def noting(postgres_store: Database, seeds: Any) -> Any:
    await load(postgres_store, seeds.write("alpha", {"organisation": [{"key": "city", "name": "City"}]}))
    database = Database(postgres_store.url.render_as_string(hide_password=False))
    database.readers = NotingReaders(database.url.set(drivername="postgresql").render_as_string(hide_password=False))
    yield database
    await database.dispose()


async def test_an_answer_takes_one_round_trip_and_a_kept_one_too(
    noting: Any, postgres_store: Database, seeds: Any
) -> None:
    app = create_app(Settings(database_url=str(noting.url)), noting)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:

        async def asked(body: dict[str, str], **headers: str) -> tuple[httpx.Response, int]:
            noting.readers.sent.clear()
            response = await client.post("/graphql", json=body, headers=headers)
            return response, len(noting.readers.sent)

        for body in (ONE, TWO):
            for _ in range(3):  # plans, prices and fragments are known then
                await asked(body, **{"cache-control": "no-store"})
            response, trips = await asked(body, **{"cache-control": "no-store"})
            assert (response.status_code, trips) == (200, 1)
        kept, trips = await asked(ONE)
        again, trips_again = await asked(ONE)
        assert (kept.json(), trips, trips_again) == (again.json(), 1, 1)
        tag = again.headers["etag"]
        unchanged, trips = await asked(ONE, **{"if-none-match": tag})
        assert (unchanged.status_code, trips) == (304, 1)

        renamed = seeds.write("alpha", {"organisation": [{"key": "city", "name": "City of Light"}]})
        assert (await load(postgres_store, renamed)).status == "accepted"
        changed, _ = await asked(ONE, **{"if-none-match": tag})
        assert (changed.status_code, changed.headers["etag"] == tag) == (200, False)
        assert changed.json() != again.json()
        latest, _ = await asked(ONE)
        assert latest.headers["etag"] == changed.headers["etag"]


async def test_a_refusal_is_told_of_the_store_as_it_is(noting: Any, postgres_store: Database, seeds: Any) -> None:
    """A network that a load has just brought is known, although nothing was read since."""
    body = {"query": '{ organisations(where: {networks: {eq: "beta"}}) { totalCount } }'}
    app = create_app(Settings(database_url=str(noting.url)), noting)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub") as client:
        assert "errors" in (await client.post("/graphql", json=body)).json()
        await load(postgres_store, seeds.write("beta", {"organisation": [{"key": "x", "name": "Another"}]}))
        assert (await client.post("/graphql", json=body)).json() == {"data": {"organisations": {"totalCount": 1}}}
