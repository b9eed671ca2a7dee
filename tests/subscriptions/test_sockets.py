"""graphql-transport-ws on real sockets: what the protocol asks of a server, and what it closes with."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from hub.store import Database
from hub.store.running_loads import load_board
from hub.subscriptions.conversation import PROTOCOL
from hub.subscriptions.events import Events
from hub.subscriptions.news import News
from hub.web.budgets import unlimited
from hub.web.operations.metered_events import MeteredEvents
from hub.web.operations.sockets import Sockets
from tests.hub.plan.conftest import executor_on
from tests.hub.web.conftest import _running
from tests.node_programs import hub_on

INIT = {"type": "connection_init"}
FOLLOW = {"query": "subscription { changes(since: 0) { revision } }"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("sockets") / "hub.db"
    named = {"HUB_CORS_ORIGINS": "https://named.example", "HUB_MAX_SUBSCRIPTIONS": "2", "HUB_MAX_BODY": "4096"}
    with hub_on(f"sqlite+aiosqlite:///{path}", **named) as hub:
        yield hub.replace("http://", "ws://") + "/graphql"


def opened(address, protocols=(PROTOCOL,), **options):
    return connect(address, subprotocols=list(protocols) or None, **options)


async def heard(socket, number):
    async with asyncio.timeout(30):
        return [json.loads(await socket.recv()) for _ in range(number)]


async def say(socket, *messages):
    for message in messages:
        await socket.send(message if isinstance(message, str | bytes) else json.dumps(message))


def asked(identity, **payload):
    return {"type": "subscribe", "id": identity, "payload": payload}


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["[1,2]"], 4400),
        (["{"], 4400),
        (["null"], 4400),
        (["{}"], 4400),
        (["[" * 3000], 4400),
        ([b"{}"], 4400),
        ([{"type": "start"}], 4400),
        ([{"type": 3}], 4400),
        ([INIT | {"payload": "x"}], 4400),
        ([INIT, {"type": "connection_terminate"}], 4400),
        ([INIT, {"type": "complete"}], 4400),
        ([INIT, {"type": "subscribe"}], 4400),
        ([INIT, {"type": "subscribe", "id": "1"}], 4400),
        ([INIT, {"type": "subscribe", "payload": FOLLOW}], 4400),
        ([INIT, asked("", **FOLLOW)], 4400),
        ([INIT, asked(1, **FOLLOW)], 4400),
        ([INIT, asked("1", query=3)], 4400),
        ([INIT, asked("1", query="{ revision }", variables=[])], 4400),
        ([asked("1", **FOLLOW)], 4401),
        ([INIT, asked("1", **FOLLOW), asked("1", **FOLLOW)], 4409),
        ([INIT, INIT], 4429),
        (["x" * 5000], 1009),
    ],
)
async def test_what_is_against_the_protocol_closes_the_connection_with_its_code(address, messages, code):
    async with opened(address) as socket:
        await say(socket, *messages)
        with pytest.raises(ConnectionClosed):
            await heard(socket, 10)
        assert socket.close_code == code


@pytest.mark.parametrize("protocols", [(), ("graphql-ws",), ("something",)])
async def test_whoever_does_not_speak_the_protocol_is_told(address, protocols):
    async with opened(address, protocols) as socket:
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert (socket.close_code, socket.subprotocol) == (4406, None)


async def test_of_several_protocols_ours_is_chosen(address):
    async with opened(address, ("graphql-ws", PROTOCOL)) as socket:
        assert socket.subprotocol == PROTOCOL


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "https://named.example.evil.example"]
)
async def test_a_page_of_another_origin_is_refused(address, origin):
    with pytest.raises(InvalidStatus) as refusal:
        async with opened(address, origin=origin):
            pass
    assert refusal.value.response.status_code == 403


async def test_pages_of_the_hub_and_of_named_origins_are_welcome(address):
    for origin in (address.replace("ws://", "http://").removesuffix("/graphql"), "https://named.example"):
        async with opened(address, origin=origin) as socket:
            await say(socket, INIT)
            assert await heard(socket, 1) == [{"type": "connection_ack"}]


async def test_elsewhere_there_are_no_sockets(address):
    with pytest.raises(InvalidStatus):
        async with opened(address.replace("/graphql", "/health")):
            pass


async def test_queries_are_answered_and_completed_and_pings_answered(address):
    async with opened(address) as socket:
        await say(
            socket,
            {"type": "ping", "payload": {"at": 1}},
            INIT | {"payload": {"token": "none needed"}},
            {"type": "pong"},
        )
        assert await heard(socket, 2) == [{"type": "pong"}, {"type": "connection_ack"}]
        query = {"query": "query A($v: Boolean!) { revision @include(if: $v) } query B { stats { records } }"}
        await say(socket, asked("a", operationName="A", variables={"v": True}, **query))
        assert await heard(socket, 2) == [
            {"id": "a", "type": "next", "payload": {"data": {"revision": 0}}},
            {"id": "a", "type": "complete"},
        ]
        await say(socket, asked('"', operationName="B", **query))
        assert [message["id"] for message in await heard(socket, 2)] == ['"', '"']


async def test_what_is_wrong_with_an_operation_is_an_error_of_that_operation_alone(address):
    async with opened(address) as socket:
        await say(
            socket,
            INIT,
            asked("1", query="{ revison }"),
            asked("2", query='mutation { undoJudgement(id: "x") { id } }'),
        )
        _, *errors = await heard(socket, 3)
        codes = {error["id"]: error["payload"][0]["extensions"]["code"] for error in errors if error["type"] == "error"}
        assert codes["1"] == "VALIDATION_FAILED"
        await say(socket, asked("1", query="{ revision }"))
        assert (await heard(socket, 1))[0]["type"] == "next"


async def test_operations_on_a_connection_are_bounded_and_an_id_is_free_once_completed(address):
    async with opened(address) as socket:
        await say(socket, INIT, asked("1", **FOLLOW), asked("2", **FOLLOW), asked("3", **FOLLOW))
        _, refused = await heard(socket, 2)
        assert (refused["id"], refused["type"]) == ("3", "error")
        assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"
        await say(socket, {"type": "complete", "id": "1"}, {"type": "complete", "id": "nothing"}, asked("1", **FOLLOW))
        await say(socket, {"type": "ping"})
        assert await heard(socket, 1) == [{"type": "pong"}]


async def test_events_come_as_the_store_changes(hub, own_store, change):
    address = hub.replace("http://", "ws://") + "/graphql"
    async with opened(address) as socket:
        await say(socket, INIT, asked("1", **FOLLOW))
        for revision in range(3):
            await change(own_store, "first", revision)
        _, *events = await heard(socket, 4)
        assert [event["payload"]["data"]["changes"]["revision"] for event in events] == [1, 2, 3]
        await say(socket, {"type": "complete", "id": "1"})
        await change(own_store, "first", 3)
        await say(socket, asked("2", query="subscription { changes(since: 3) { revision } }"))
        [event] = await heard(socket, 1)
        assert (event["id"], event["payload"]["data"]["changes"]["revision"]) == ("2", 4)


@asynccontextmanager
async def impatient():
    """Sockets that wait a tenth of a second; the events are those of a store that nobody asks."""
    database = Database("sqlite+aiosqlite:///never-opened.db")
    events = Events(executor_on(database), database, News(database.revision, load_board(database)))
    sockets = Sockets(MeteredEvents(events, unlimited()), origins=(), most=1, patience=0.1)

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            await sockets(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(app, port=0, ws="websockets-sansio", log_level="warning", lifespan="off"))
    task = asyncio.create_task(_running(server))
    while not server.started:  # noqa: ASYNC110 - uvicorn offers no event for it
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await task


async def test_a_client_that_does_not_begin_is_hung_up_on():
    async with impatient() as address, opened(address) as socket:
        await say(socket, {"type": "ping"})
        assert await heard(socket, 1) == [{"type": "pong"}]
        with pytest.raises(ConnectionClosed):
            await socket.recv()
        assert socket.close_code == 4408
