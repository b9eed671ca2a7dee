"""Budgets of clients: counted over all workers and by any protocol, told in `rateLimit` and headers, and
never by a forged address.
"""

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import SO_RCVBUF, SOL_SOCKET
from time import sleep
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidMessage
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from hub.plan.refusals import RequestError
from hub.subscriptions.conversation import PROTOCOL
from hub.web.budget_memory import SIZE, SLOTS, BudgetMemory, tag_of
from hub.web.budgets import Bounds, Budgets, Shares
from tests.security.conftest import Hub, asked, code_of

SMALL = "{ products(first: 1) { nodes { name } } }"
WIDE = f"{{ {' '.join(f'a{number}: products(first: 9) {{ nodes {{ name }} }}' for number in range(20))} }}"
"""Of a cost that the smallest budget pays back in half an hour, so that no test hangs on how fast this machine is."""
TOLD = "{ rateLimit { cost budget budgetRemaining budgetResetsIn } }"
SECONDS = st.floats(0, 1e6, allow_nan=False)


def behind(client: str) -> dict[str, str]:
    return {"x-forwarded-for": client}


def posted(client: httpx.Client, address: str, query: str = SMALL, **headers: str) -> httpx.Response:
    return client.post("/graphql", json={"query": query}, headers=behind(address) | headers)


@pytest.mark.parametrize(("hub", "direct"), [("sqlite", "true"), ("postgresql", "false")], indirect=["hub"])
def test_whoever_has_used_up_a_budget_waits_and_nobody_else_does(hub: Hub, direct: str):
    token = hub.run("token", "new", "Reader", "--right", "read")["token"]
    with hub.served(HUB_BUDGET="2", HUB_OPERATOR_BUDGET="1000", HUB_DIRECT_ANSWERS=direct) as client:
        answers = [posted(client, "203.0.113.1", query) for query in (WIDE, SMALL, SMALL)]
        assert [one.status_code for one in answers] == [200, 429, 429]
        assert re.fullmatch(r'"cost";r=0;t=\d{3,}', answers[0].headers["ratelimit"])
        assert answers[0].headers["ratelimit-policy"] == '"cost";q=2;w=60'
        assert code_of(answers[-1].json()) == "RATE_LIMITED"
        assert int(answers[-1].headers["retry-after"]) > 60
        page = client.get("/products", headers=behind("203.0.113.1") | {"accept": "text/html"})
        assert (page.status_code, "retry-after" in page.headers) == (429, True)
        # another address, this machine itself, and an operator: each has a budget of its own, or none
        assert posted(client, "203.0.113.2").status_code == 200
        assert "ratelimit" not in client.post("/graphql", json={"query": SMALL}).headers
        told = posted(client, "203.0.113.1", TOLD, authorization=f"Bearer {token}").json()["data"]["rateLimit"]
        assert told["budget"] == told["budgetRemaining"] == 1000
        read = client.get("/products.csv", headers=behind("203.0.113.1") | {"authorization": f"Bearer {token}"})
        assert (read.status_code, read.headers["ratelimit-policy"]) == (200, '"cost";q=1000;w=60')
        # a client may write whatever it likes in front of what the proxy adds, be it to the line or as a line
        assert posted(client, "198.51.100.7, 203.0.113.1").status_code == 429
        lines = [("x-forwarded-for", "198.51.100.7"), ("x-forwarded-for", "203.0.113.1")]
        assert client.post("/graphql", json={"query": SMALL}, headers=lines).status_code == 429


def test_workers_count_together_and_rate_limit_tells_what_is_left(hub: Hub):
    with hub.served("--no-load", "--workers", "2", HUB_BUDGET="2") as client:
        first = posted(client, "203.0.113.9", TOLD).json()["data"]["rateLimit"]
        assert (first["budget"], first["budgetRemaining"], first["budgetResetsIn"]) == (2, 2, 0)
        assert posted(client, "203.0.113.8", WIDE).status_code == 200
        # whichever worker answers
        statuses = [posted(client, "203.0.113.8", connection="close").status_code for _ in range(8)]
        assert statuses == [429] * 8
        assert asked(client, TOLD)["data"]["rateLimit"]["budget"] is None


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_an_address_that_no_trusted_proxy_names_is_not_believed(hub: Hub):
    with hub.served(HUB_TRUSTED_PROXIES="192.0.2.1", HUB_UNMETERED="192.0.2.2", HUB_BUDGET="2") as client:
        assert [posted(client, f"203.0.113.{one}", WIDE).status_code for one in range(3)] == [200, 429, 429]


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_connections_and_downloads_of_one_client_are_bounded(hub: Hub):
    bounds = {"HUB_CLIENT_CONNECTIONS": "3", "HUB_UNMETERED": "192.0.2.2", "HUB_TRUSTED_PROXIES": "192.0.2.1"}
    with hub.served(**bounds) as client:
        asked(client, SMALL)
        opened = [httpx.Client(base_url=client.base_url) for _ in range(4)]
        found = [_status(one) for one in opened]
        assert found == [200, 200, None, None]
        for one in opened:
            one.close()
        with ThreadPoolExecutor(1) as pool:  # once they are closed there is room again
            assert pool.submit(_patient, str(client.base_url)).result() == 200


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_streams_and_sockets_count_as_the_endpoint_does(hub: Hub):
    bounds = {"HUB_BUDGET": "2", "HUB_CLIENT_CONNECTIONS": "3"}
    streamed = {"accept": "text/event-stream"}
    with hub.served(**bounds) as client:
        assert "complete" in posted(client, "203.0.113.1", WIDE, **streamed).text
        refused = posted(client, "203.0.113.1", **streamed)
        assert (refused.status_code, code_of(refused.json())) == (429, "RATE_LIMITED")
        assert int(refused.headers["retry-after"]) > 60
        assert posted(client, "203.0.113.1").status_code == 429
        address = str(client.base_url).replace("http", "ws") + "/graphql"
        with socket_of(address, "203.0.113.2") as socket:
            assert [answered(socket, query)["type"] for query in (WIDE, SMALL)] == ["next", "error"]
        with pytest.raises(ConnectionClosed) as closed, socket_of(address, "203.0.113.2") as socket:
            answered(socket, SMALL)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1013
        # one client has so many sockets at a time, and as many again when they are closed
        for _ in range(2):
            with ExitStack() as open_sockets:
                for _ in range(3):
                    open_sockets.enter_context(socket_of(address, "203.0.113.3")).send('{"type":"ping"}')
                with pytest.raises(ConnectionClosed), socket_of(address, "203.0.113.3") as socket:
                    socket.recv()
            wait_for(lambda: _socket_is_open(address, "203.0.113.3"))


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_the_form_without_scripts_counts_its_operation_beside_its_page(hub: Hub):
    with hub.served(HUB_BUDGET="2") as client:
        waits = []
        for address, query in (("203.0.113.6", SMALL), ("203.0.113.7", WIDE)):
            assert client.post("/graphiql", data={"query": query}, headers=behind(address)).status_code == 200
            refused = client.post("/graphiql", data={"query": query}, headers=behind(address))
            waits.append(int(refused.headers["retry-after"]))
        # half a minute for each of the cost
        assert waits[1] - waits[0] > 1000


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_sockets_that_were_closed_leave_room_for_connections(hub: Hub):
    bounds = {"HUB_CLIENT_CONNECTIONS": "3", "HUB_UNMETERED": "192.0.2.2", "HUB_TRUSTED_PROXIES": "192.0.2.1"}
    with hub.served(**bounds) as client:
        address = str(client.base_url).replace("http", "ws") + "/graphql"
        asked(client, SMALL)
        for _ in range(6):
            wait_for(lambda: _socket_is_open(address))
        assert asked(client, SMALL)["data"]


@pytest.mark.parametrize("hub", ["sqlite"], indirect=True)
def test_one_client_has_so_many_downloads_at_a_time(hub: Hub, seeds: Any):
    # more than the buffers of two sockets hold, so that a download that is not read does not
    # end: one that grows holds 32 MB
    narrow = httpx.HTTPTransport(retries=100, socket_options=[(SOL_SOCKET, SO_RCVBUF, 65_536)])
    rows = [
        {"key": str(number), "name": f"Library {number}", "description": f"{number} " * 400_000} for number in range(16)
    ]
    seeds.write("north", {"product": rows})
    hub.run("load")
    with hub.served(HUB_CLIENT_DOWNLOADS="1", HUB_BUDGET="0") as client:
        reader, other = behind("203.0.113.4"), behind("203.0.113.5")
        with (
            httpx.Client(base_url=client.base_url, transport=narrow, timeout=60) as narrowed,
            narrowed.stream("GET", "/products.jsonl", headers=reader) as slow,
        ):
            assert slow.status_code == 200
            refused = client.get("/products.jsonl", headers=reader)
            assert (refused.status_code, code_of(refused.json())) == (429, "RATE_LIMITED")
            assert int(refused.headers["retry-after"]) == 1
            assert client.get("/products.csv", headers=other).status_code == 200
            assert sum(map(len, slow.iter_bytes())) > 10_000_000
        wait_for(lambda: client.get("/products.jsonl", headers=reader).status_code == 200)


@contextmanager
def socket_of(address: str, client: str | None = None) -> Iterator[ClientConnection]:
    """A WebSocket of a client, begun."""
    headers = behind(client) if client else {}
    with connect(address, subprotocols=[Subprotocol(PROTOCOL)], additional_headers=headers, proxy=None) as socket:
        socket.send('{"type":"connection_init"}')
        yield socket


def answered(socket: ClientConnection, query: str) -> Any:
    """What is said of an operation first."""
    socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": query}}))
    told = iter(lambda: json.loads(socket.recv(timeout=30)), None)
    return next(one for one in told if one["type"] not in {"connection_ack", "complete"})


def _socket_is_open(address: str, client: str | None = None) -> bool:
    try:
        with socket_of(address, client) as socket:
            return json.loads(socket.recv(timeout=30))["type"] == "connection_ack"
    except (ConnectionClosed, InvalidMessage, OSError):
        return False


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, which the hub may notice a moment later."""
    for _ in range(200):
        if is_so():
            return
        sleep(0.05)
    pytest.fail("it did not come")


def _status(client: httpx.Client) -> int | None:
    try:
        return client.get("/health").status_code
    except httpx.TransportError:
        return None


def _patient(address: str) -> int:
    with httpx.Client(base_url=address, transport=httpx.HTTPTransport(retries=5)) as client:
        return next(status for status in iter(lambda: _status(client), object()) if status)


class Clock:
    """What the tests of the arithmetic set."""

    def __init__(self) -> None:
        self.now = 1000.0


@given(st.lists(st.tuples(st.integers(0, 5), SECONDS, st.floats(0, 100)), max_size=40))
def test_a_client_is_ahead_by_what_it_has_spent_less_what_time_has_paid(steps: list[tuple[int, float, float]]):
    memory, clock = BudgetMemory(), Clock()
    ahead = dict.fromkeys(range(6), 0.0)
    for client, seconds, passed in steps:
        clock.now += passed
        ahead = {one: max(0.0, left - passed) for one, left in ahead.items()}
        ahead[client] += seconds
        found = memory.spend(tag_of(str(client)), seconds, clock.now)
        assert found == pytest.approx(ahead[client], abs=1e-3)
        assert all(
            memory.ahead(tag_of(str(one)), clock.now) == pytest.approx(left, abs=1e-3) for one, left in ahead.items()
        )


def test_clients_that_fall_on_one_slot_do_not_pay_for_each_other(tmp_path: Path):
    path = tmp_path / "memory"
    path.write_bytes(bytes(SIZE))
    one, other = BudgetMemory(path), BudgetMemory(path)
    tags = [7 + number * SLOTS for number in range(8)]
    for number, tag in enumerate(tags):
        one.spend(tag, number + 1, 0)
    assert [other.ahead(tag, 0) for tag in tags] == [number + 1 for number in range(8)]
    one.spend(7 + 8 * SLOTS, 99, 3)  # those who owe nothing give way
    assert other.ahead(7 + 8 * SLOTS, 3) == 99
    assert other.ahead(tags[7], 3) == 5


@given(st.text(max_size=30), st.one_of(st.none(), st.text(max_size=30)))
def test_any_address_is_some_client(peer: str, stated: str | None):
    budgets = Budgets(Bounds(cost=1, trusted_proxies=["127.0.0.1"]), BudgetMemory())
    headers = {} if stated is None else {b"x-forwarded-for": stated.encode("latin-1", "replace")}
    for address in (peer, "127.0.0.1"):
        assert budgets.address(address, headers) is not None
        budgets.client(budgets.address(address, headers))


def test_a_household_of_ipv6_is_one_client_and_an_address_within_ipv6_is_itself():
    budgets = Budgets(Bounds(cost=1, unmetered=["10.0.0.0/8"]), BudgetMemory())
    assert budgets.client("2001:db8::1") == budgets.client("2001:db8::ffff:1") != budgets.client("2001:db8:0:1::1")
    assert budgets.client("::ffff:192.0.2.1") == budgets.client("192.0.2.1") == "192.0.2.1"
    assert budgets.client("10.1.2.3") is budgets.client("::ffff:10.1.2.3") is None


def test_what_is_at_a_time_is_given_back_whatever_happens():
    shares = Shares(1, "downloads")
    with pytest.raises(RequestError, match="1 downloads at a time"), shares.one("a"), shares.one("b"), shares.one("a"):
        pass
    with shares.one("a"), shares.one(None), shares.one(None):
        pass
