"""What the direct protocol sends is what uvicorn's own sends, byte for byte, however requests are cut, mixed
and put behind each other.
"""

import asyncio
import json
import logging
import re
import socket
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import uvicorn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from uvicorn.server import ServerState

from hub.app import create_app
from hub.config import Settings
from hub.load import load_all
from hub.store import Database
from hub.web.connections.direct_protocol import AT_A_STRETCH, DirectAnswers, DirectProtocol
from hub.web.operations.bodies import HttpRequest
from hub.web.operations.graphql import GraphQL
from loaders.directory import find_directories

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
JSON = "content-type: application/json\r\n"
SMALL = {"query": "query($n: Int) { ospos(first: $n) { totalCount nodes { id name } } }", "variables": {"n": 2}}
LARGE = {"query": "{ organisations(first: 100) { nodes { id name description { value } records { path line url } } } }"}
SLOW = {"query": '{ search(query: "open", first: 3) { totalCount nodes { name } } }'}


def request(asked: object, more: str = "", start: str = "POST /graphql HTTP/1.1", body: bytes | None = None) -> bytes:
    content = json.dumps(asked).encode() if body is None else body
    return f"{start}\r\nhost: a\r\n{more or JSON}content-length: {len(content)}\r\n\r\n".encode() + content


def chunked(asked: object) -> bytes:
    content = json.dumps(asked).encode()
    parts = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (content[:7], content[7:]))
    return (
        f"POST /graphql HTTP/1.1\r\nhost: a\r\n{JSON}transfer-encoding: chunked\r\n\r\n".encode() + parts + b"0\r\n\r\n"
    )


REQUESTS = {
    "small": request(SMALL),
    "large": request(LARGE),
    "slow": request(SLOW),
    "none": request({"query": "{ __typename }"}),
    "chunked": chunked(SMALL),
    "modern": request(SMALL, f"{JSON}accept: application/graphql-response+json\r\nACCEPT-LANGUAGE: da\r\n"),
    "known": request(SMALL, f"{JSON}if-none-match: *\r\n"),
    "uncached": request(SMALL, f"{JSON}cache-control: no-store\r\n"),
    "bulk": request({"query": "{ news(first: 101) { nodes { id } } }"}, f"{JSON}x-hub-client: bulk\r\n"),
    "other origin": request(SMALL, f"{JSON}origin: https://a.example\r\n"),
    "expecting": request(SMALL, f"{JSON}expect: 100-continue\r\n"),
    "no JSON": request(SMALL, "content-type: text/plain\r\n"),
    "compressed": request(SMALL, f"{JSON}content-encoding: gzip\r\n"),
    "invalid": request({"query": "{ nope }"}),
    "wrong variable": request({**SMALL, "variables": {"n": "two"}}),
    "page too large": request({**SMALL, "variables": {"n": 500}}),
    "malformed": request(None, body=b'{"query"'),
    "empty": request(None, body=b""),
    "too large": request(None, body=b" " * 30_000),
    "by GET": b"GET /graphql?query=%7B%20revision%20%7D HTTP/1.1\r\nhost: a\r\n\r\n",
    "with a query string": request(SMALL, start="POST /graphql?x=1 HTTP/1.1"),
    "elsewhere": b"GET /schema.graphql HTTP/1.1\r\nhost: a\r\n\r\n",
    "nowhere": b"GET /nowhere HTTP/1.1\r\nhost: a\r\n\r\n",
    "upgrade": request(SMALL, f"{JSON}connection: upgrade\r\nupgrade: h2c\r\n"),
    "mutation": request({"query": 'mutation { undoJudgement(id: "x") { revision } }'}),
}
LAST = {
    "close": request(SMALL, f"{JSON}connection: close\r\n"),
    "old": request(SMALL, start="POST /graphql HTTP/1.0"),
    "old, kept alive": request(SMALL, f"{JSON}connection: keep-alive\r\n", "POST /graphql HTTP/1.0"),
}
# uvicorn answers these before what stands in front of them, if that takes time, so that they are compared alone
NO_REQUESTS = {
    "no HTTP": b"\x00\x01\r\n\r\n",
    "bad chunk": f"POST /graphql HTTP/1.1\r\nhost: a\r\n{JSON}transfer-encoding: chunked\r\n\r\nzz\r\n".encode(),
}


class Served:
    """A server in a thread, and how many answers the direct protocol has given there."""

    def __init__(self, app: object, http: object) -> None:
        config = uvicorn.Config(app, port=0, http=http, log_level="critical", access_log=False, timeout_keep_alive=2)  # type: ignore[arg-type]
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)
        self.port = self.server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def exchanged(self, parts: list[bytes], answers: int) -> bytes:
        """All that is sent back, without the time of day and the ids of requests, up to so many answers or
        the end of the connection.
        """
        got, ended = b"", False
        with self.connected() as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for part in parts:
                connection.sendall(part)
                time.sleep(0.002)
            while not ended and _count(got) < answers:
                more = connection.recv(1 << 20)
                got, ended = got + more, not more
        got = re.sub(rb"x-request-id: [^\r]+", b"x-request-id: one", got)
        return re.sub(rb"date: [^\r]+", b"date: now", got) + (b"\nended" if ended else b"")


def _count(got: bytes) -> int:
    """The whole responses in what has arrived; an interim one is none."""
    count = 0
    while (end := got.find(b"\r\n\r\n")) >= 0:
        head = got[:end].lower()
        length = re.search(rb"content-length: (\d+)", head)
        size = end + 4 + (int(length[1]) if length and b" 304 " not in head[:15] else 0)
        if len(got) < size:
            break
        count += b" 100 " not in head[:15]
        got = got[size:]
    return count


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('direct') / 'hub.db'}"

    async def load() -> None:
        database = Database(url)
        await load_all(database, [one for one in find_directories(SEEDS) if one.name in {"os2", "floss-pso"}])
        await database.dispose()

    asyncio.run(load())
    return url


@pytest.fixture(scope="module")
def both(stored: str) -> Iterator[tuple[Served, Served]]:
    made = Settings(database_url=stored, max_body=20_000)
    logging.getLogger("hub").setLevel(logging.CRITICAL)
    servers = Served(create_app(made), "httptools"), Served(create_app(made), DirectProtocol)
    yield servers
    for server in servers:
        server.stop()
    logging.getLogger("hub").setLevel(logging.NOTSET)


def compared(both: tuple[Served, Served], parts: list[bytes], answers: int) -> None:
    plain, direct = (server.exchanged(parts, answers) for server in both)
    assert direct == plain


@pytest.mark.parametrize("name", [*REQUESTS, *LAST, *NO_REQUESTS])
def test_each_request_is_answered_with_the_same_bytes_at_first_and_again(
    both: tuple[Served, Served], name: str
) -> None:
    for _ in range(3):
        compared(both, [(REQUESTS | LAST | NO_REQUESTS)[name]], 1)


@RELAXED
@example(names=["small", "slow", "small", "large", "other origin", "small"], last=None, cuts=[])
@given(
    names=st.lists(st.sampled_from([name for name in REQUESTS if name != "upgrade"]), min_size=1, max_size=12),
    last=st.sampled_from([None, *LAST]),
    cuts=st.lists(st.integers(0, 4_000), max_size=4),
)
def test_requests_behind_each_other_cut_anywhere_are_answered_in_order_with_the_same_bytes(
    both: tuple[Served, Served], names: list[str], last: str | None, cuts: list[int]
) -> None:
    sent = b"".join(REQUESTS[name] for name in names) + (LAST[last] if last else b"")
    ends = sorted({min(cut, len(sent)) for cut in cuts} | {0, len(sent)})
    parts = [sent[start:end] for start, end in pairwise(ends)]
    compared(both, parts, len(names) + (last is not None))


def test_small_queries_are_answered_directly_and_only_so_many_at_a_stretch(
    stored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[bool] = []
    at_once = GraphQL.at_once

    def noting(endpoint: GraphQL, *given: object) -> object:
        response = at_once(endpoint, *given)  # type: ignore[arg-type]
        answered.append(response is not None)
        return response

    monkeypatch.setattr(GraphQL, "at_once", noting)
    server = Served(create_app(Settings(database_url=stored)), DirectProtocol)
    try:
        server.exchanged([REQUESTS["small"]], 1)
        server.exchanged([REQUESTS["slow"]], 1)
        assert answered == [
            False,
            False,
        ]  # what it costs is not known before the first time, and a search is never small
        server.exchanged([REQUESTS["small"] * (AT_A_STRETCH + 3)], AT_A_STRETCH + 3)
        assert answered[2:] == [True] * AT_A_STRETCH
    finally:
        server.stop()


def learnt(sent: bytes, body: bytes, more: tuple[tuple[bytes, bytes], ...] = ()) -> DirectAnswers:
    """What is known after a request was answered that arrived as these bytes."""
    answers = DirectAnswers(None)  # type: ignore[arg-type] - the endpoint is not asked
    answers.learn(sent, HttpRequest("POST", ((b"content-type", b"application/json"), *more), body))
    return answers


def test_a_head_is_known_again_with_another_body_of_its_length_alone() -> None:
    head, bodies = REQUESTS["small"].split(b"\r\n\r\n")[0] + b"\r\n\r\n", (b"a" * 100, b"b" * 100)
    answers = learnt(head + bodies[0], bodies[0])
    known = answers.known(head + bodies[1], None)
    assert known is not None
    assert known.text == bodies[1]
    for other in (head + bodies[1][1:], head + bodies[1] + b"P", head[1:] + bodies[1], head, b""):
        assert answers.known(other, None) is None


@pytest.mark.parametrize("name", [b"authorization", b"cookie", b"if-none-match", b"origin", b"content-encoding"])
def test_a_head_with_something_of_its_own_is_not_remembered(name: bytes) -> None:
    head = b"POST /graphql HTTP/1.1\r\n%b: x\r\n\r\n" % name
    assert learnt(head + b"{}", b"{}", ((name, b"x"),)).known(head + b"{}", None) is None
    assert learnt(head + b"{}", b"{}").known(head + b"{}", None) is not None


def test_a_body_in_chunks_teaches_nothing() -> None:
    assert learnt(REQUESTS["chunked"], json.dumps(SMALL).encode()).known(REQUESTS["chunked"], None) is None


def test_a_client_that_does_not_read_is_not_answered_without_end(stored: str) -> None:
    server = Served(create_app(Settings(database_url=stored)), DirectProtocol)
    try:
        with server.connected() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.settimeout(3)
            sent = 0
            with pytest.raises(TimeoutError):
                while sent < 100_000_000:
                    sent += connection.send(REQUESTS["large"] * 10)
        assert b"200 OK" in server.exchanged([REQUESTS["small"]], 1)
    finally:
        server.stop()


def test_connections_that_are_kept_alive_end_in_time_and_at_shutdown(both: tuple[Served, Served], stored: str) -> None:
    assert both[1].exchanged([REQUESTS["small"]], 2).endswith(b"\nended")  # it waits two seconds for a second request
    server = Served(create_app(Settings(database_url=stored)), DirectProtocol)
    with server.connected() as connection:
        connection.sendall(REQUESTS["small"])
        assert b"200 OK" in connection.recv(1 << 16)
        server.stop()
        assert connection.recv(1) == b""


class Clock(asyncio.SelectorEventLoop):
    """A loop whose time passes when it is told to."""

    now = 0.0

    def time(self) -> float:
        return self.now

    def pass_to(self, moment: float) -> None:
        self.now = moment
        self.call_soon(self.stop)
        self.run_forever()


def test_a_connection_stays_open_for_as_long_after_its_last_answer_as_after_its_first(stored: str) -> None:
    clock = Clock()
    ours, theirs = socket.socketpair()
    app = create_app(Settings(database_url=stored))
    config = uvicorn.Config(app, http=DirectProtocol, access_log=False, timeout_keep_alive=5, lifespan="off")
    config.load()
    protocol = DirectProtocol(config, ServerState(), {}, clock)
    clock.run_until_complete(clock.connect_accepted_socket(lambda: protocol, ours))
    protocol.on_response_complete()
    for moment in (4.0, 8.0):  # answers that were given directly
        clock.pass_to(moment)
        protocol._stay_open()
    clock.pass_to(12.9)
    assert not protocol.transport.is_closing()
    clock.pass_to(13.1)
    clock.pass_to(13.1)
    assert protocol.transport.is_closing()
    theirs.close()
    clock.run_until_complete(asyncio.sleep(0))
    clock.close()
