"""What operators see: ids of requests, metrics, and a log without secrets."""

import asyncio
import io
import json
import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families

from hub.app import create_app
from hub.config import Settings
from hub.load import load
from hub.observability.logs import HIDDEN, configure_logs
from hub.observability.meters import Meters
from hub.observability.request_ids import request_id
from hub.web.connections.observed import flushed

SECRET = "a-secret-of-operators"


@pytest.fixture
async def client(serve, store, seeds):
    rows = {"product": [{"key": "a", "name": "Decidim"}], "organisation": [{"key": "b", "name": "Aarhus Kommune"}]}
    await load(store, seeds.write("alpha", rows))
    url = store.url.render_as_string(hide_password=False)
    async with serve(create_app(Settings(database_url=url, operator_token=SECRET))) as client:
        yield client


async def metrics(client) -> dict[tuple[str, ...], float]:
    """Samples by their names and the values of their labels."""
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


async def test_requests_operations_and_answers_are_counted(client):
    for query in ("{ revision }", "{ revision }", "{ nothing }"):
        await client.post("/graphql", json={"query": query})
    await client.get("/no/such/page")
    counted = await metrics(client)
    assert counted["hub_requests_total", "graphql", "200"] == 3
    assert counted["hub_requests_total", "other", "404"] == 1
    assert counted["hub_operations_total", "executed"] == 2
    assert counted["hub_operations_total", "VALIDATION_FAILED"] == 1
    assert counted["hub_answers_total", "cached"] == 1
    assert counted["hub_operation_cost_total",] == 2
    assert counted["hub_statements_total",] > 0


async def test_loads_and_sources_are_told(client):
    counted = await metrics(client)
    assert counted["hub_revision",] == 1
    assert counted["hub_store_up",] == 1
    assert (
        counted["hub_records", "organisation", "alpha"] == counted["hub_source_records", "alpha", "product.jsonl"] == 1
    )
    assert counted["hub_load_accepted_timestamp_seconds", "alpha"] > 1_700_000_000
    assert counted["hub_source_changed_timestamp_seconds", "alpha", "product.jsonl"] > 1_700_000_000


async def test_counts_that_cannot_be_moved_on_are_logged_and_the_hub_serves_on(caplog, monkeypatch):
    meters = Meters(lambda: 0)
    pause = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda _: pause(0))
    with caplog.at_level(logging.ERROR, "hub"):
        async with flushed(meters):
            meters.cost = "no number"
            await pause(0.1)
            meters.cost = 0
    assert "ended by an error" in caplog.text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/health"])
async def test_probes_are_answered_and_not_kept(client, path):
    answer = await client.get(path)
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/graphql?query={revision}", "/products.csv", "/nowhere"])
async def test_every_answer_has_the_id_of_its_request(client, path):
    assert (await client.get(path, headers={"x-request-id": "abc-1"})).headers["x-request-id"] == "abc-1"
    first, second = [(await client.get(path)).headers["x-request-id"] for _ in range(2)]
    assert first != second


def test_an_id_that_could_harm_a_log_is_replaced():
    assert all(request_id(stated) != stated for stated in (b"", b"a b", b"a\x1b[31m", b"x" * 65, b'"'))


@pytest.fixture
def log():
    root, stream = logging.getLogger(), io.StringIO()
    former = root.handlers, root.level
    configure_logs(stream)
    yield stream
    root.handlers, root.level = former


async def test_the_log_is_json_with_the_id_of_the_request_and_without_secrets(client, log):
    headers = {"authorization": f"Bearer {SECRET}", "x-request-id": "mine"}
    await client.post(
        "/graphql", json={"query": f'mutation {{ undoJudgement(id: "{SECRET}") {{ x }} }}'}, headers=headers
    )
    logging.getLogger("uvicorn.error").info("connection open")  # after the line with the address of the WebSocket
    logging.getLogger("hub").error("could not reach postgresql://hub:very-secret@db/hub as Bearer %s", SECRET)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert [line["request"] for line in lines if line["event"].startswith("refused")] == ["mine"]
    assert "connection open" not in log.getvalue()
    told = lines[-1]["event"]
    assert told == f"could not reach postgresql://hub:{HIDDEN}@db/hub as Bearer {HIDDEN}"


def test_uvicorn_finds_nowhere_to_write_an_access_log(log):
    """Each worker configures its log after uvicorn has.

    Where the logger of accesses has a handler then, none answers directly.
    """
    configure_logs(log)  # once more, as pytest has added handlers of its own
    assert not logging.getLogger("uvicorn.access").hasHandlers()
    assert logging.getLogger("uvicorn.error").hasHandlers()


def test_on_a_terminal_the_log_is_text(monkeypatch):
    stream = io.StringIO()
    stream.isatty = lambda: True
    root = logging.getLogger()
    former = root.handlers, root.level
    configure_logs(stream)
    logging.getLogger("hub").warning("a word")
    root.handlers, root.level = former
    assert "a word" in stream.getvalue()
    assert not stream.getvalue().startswith("{")
