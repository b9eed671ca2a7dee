"""What clients do to a connection on a real socket: the hub waits within bounds, and logs one line at most."""

import asyncio
import logging

import pytest
import pytest_asyncio
import uvicorn
from websockets.asyncio.client import connect

from hub.app import create_app
from hub.config import Settings
from hub.store import Database, upgrade
from hub.subscriptions.conversation import PROTOCOL
from hub.web.connections import patient_protocol
from hub.web.connections.direct_protocol import DirectProtocol
from hub.web.connections.patient_protocol import LARGEST_HEAD, PatientProtocol

pytestmark = pytest.mark.asyncio(loop_scope="module")

PATIENCE = 30
POST = b"POST %b HTTP/1.1\r\nhost: x\r\ncontent-type: %b\r\n%b\r\n"
PLAIN, FORM = b"application/json", b"application/x-www-form-urlencoded"
LENGTH, CHUNKED = b"content-length: 100\r\n", b"transfer-encoding: chunked\r\n"


class HastyProtocol(PatientProtocol):
    patience = 0.2


class HastyDirectProtocol(DirectProtocol):
    patience = 0.2

    def __init__(self, *arguments, **named):
        # pytest's own handlers, which uvicorn takes for the wish for an access log
        logging.getLogger("uvicorn.access").handlers = []
        super().__init__(*arguments, **named)
        assert self._answers


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory):
    """URL of a store that all tests read and none writes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store')}/hub.db"

    async def make():
        async with Database(url) as store:
            await upgrade(store)

    asyncio.run(make())
    return url


@pytest_asyncio.fixture(params=[HastyProtocol, HastyDirectProtocol], scope="module", loop_scope="module")
async def port(request, empty_store):
    """Of the hub, served by one of its protocols with little patience."""
    app = create_app(Settings(database_url=empty_store))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=request.param, ws="websockets-sansio", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn offers no event for it
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await task


@pytest.fixture(autouse=True)
def log(caplog):
    caplog.set_level(logging.INFO)


async def spoken(port: int, *parts: bytes) -> bytes:
    """What the hub says before it ends a connection over which it is sent some parts, and then nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(0)
    said = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return said


async def test_who_says_nothing_is_sent_away_without_a_word(port):
    assert await spoken(port) == b""


@pytest.mark.parametrize(
    "parts", [(b"\r\n",), (b"G",), (b"GET /livez HTTP/1.1\r\n", b"host: x\r\nx-slow: ", b"a", b"b")]
)
async def test_a_head_that_does_not_arrive_is_answered_and_cut(port, parts):
    said = await spoken(port, *parts)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert said.endswith(b"The headers did not arrive within 0.2 s.")


async def test_headers_sent_byte_by_byte_are_cut_however_busy_the_sender_is(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nx: ")
    said = asyncio.ensure_future(reader.read())
    while not said.done():
        writer.write(b"a")
        await asyncio.sleep(0.01)
    # what is sent on after the refusal may undo it on the way
    assert isinstance(said.exception(), ConnectionResetError) or said.result().startswith(b"HTTP/1.1 408 ")
    writer.close()


async def test_a_head_without_end_is_refused(port):
    # in so few pieces that a busy machine has them before its patience ends
    head = [b"GET / HTTP/1.1\r\n", *[b"x: " + b"a" * 16_000 + b"\r\n"] * (LARGEST_HEAD // 16_000 + 2)]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    said = asyncio.ensure_future(reader.read())
    for line in head:
        if said.done():
            break
        writer.write(line)
        await asyncio.sleep(0.001)
    (heard,) = await asyncio.gather(said, return_exceptions=True)
    # what was sent beyond the refusal may undo it on the way
    assert isinstance(heard, ConnectionResetError) or heard.startswith(b"HTTP/1.1 431 ")
    writer.close()


@pytest.mark.parametrize("header", [b"a: b\r\n", b"x: " + b"a" * 1_000 + b"\r\n"])
@pytest.mark.parametrize(("size", "status"), [(LARGEST_HEAD // 2, b"200"), (LARGEST_HEAD * 2, b"431")])
async def test_a_head_that_comes_at_once_has_the_same_bound(port, header, size, status):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /livez HTTP/1.1\r\nhost: x\r\n" + header * (size // len(header)) + b"\r\n")
    assert (await reader.readline()).split()[1] == status
    writer.close()


async def test_a_head_in_several_pieces_is_answered(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in (b"GET /li", b"vez HTTP/1.1\r\nho", b"st: x\r\nconnection: close\r\n\r\n"):
        writer.write(part)
        await asyncio.sleep(0.01)
    assert (await reader.read()).startswith(b"HTTP/1.1 200 ")
    writer.close()


@pytest.mark.parametrize("form", [LENGTH, CHUNKED])
@pytest.mark.parametrize(
    ("path", "media"),
    [(b"/graphql", PLAIN), (b"/graphiql", FORM), (b"/review/sign-in", FORM), (b"/oai", FORM), (b"/nowhere", PLAIN)],
)
@pytest.mark.parametrize("origin", [b"", b"origin: https://elsewhere.example\r\n"])
async def test_a_client_that_leaves_while_it_sends_its_body_costs_one_line_of_log(
    port, path, media, form, origin, caplog
):
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(POST % (path, media, form + origin) + (b"3\r\nabc\r\n" if form == CHUNKED else b"abc"))
    await writer.drain()
    await asyncio.sleep(0.02)
    writer.close()
    await asyncio.sleep(0.1)
    assert sum(len(record.getMessage().splitlines()) for record in caplog.records) <= 1
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
    ],
)
async def test_rubbish_costs_one_line_of_log(port, rubbish, caplog):
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(rubbish)
    await asyncio.sleep(0.05)
    writer.close()
    await asyncio.sleep(0.05)
    assert len(caplog.records) <= 1


async def test_a_socket_is_not_waited_for_as_a_head_is(port):
    async with connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[PROTOCOL], proxy=None) as socket:
        await asyncio.sleep(0.6)  # three times the patience with a head
        await socket.send('{"type":"ping"}')
        assert await socket.recv() == '{"type":"pong"}'


async def test_the_beginning_of_a_body_that_comes_with_the_head_is_no_part_of_it(port, monkeypatch):
    monkeypatch.setattr(patient_protocol, "LARGEST_HEAD", 1_000)  # far less than a socket is read by
    body = b'{"query": "{ revision }"}'.ljust(10_000)
    stated = b"connection: close\r\ncontent-length: %d\r\n" % len(body)
    head = POST % (b"/graphql", PLAIN, stated)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head + body[:9_000])
    await asyncio.sleep(0.05)
    writer.write(body[9_000:])
    said = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    assert said.startswith(b"HTTP/1.1 200 ")
