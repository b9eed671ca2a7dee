"""GraphQL over server-sent events on real sockets, and what becomes of streams and sockets when
the hub is told to stop.
"""

import asyncio
import json
import signal
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from hub.subscriptions.conversation import PROTOCOL
from tests.node_programs import hub_process

STREAM = {"accept": "text/event-stream"}
FOLLOW = "subscription ($since: Int) { changes(since: $since) { revision } }"


def parsed(text):
    """The events of a stream: (name, JSON of the data or None)."""
    blocks = [block for block in text.split("\n\n") if block.strip() not in {"", ":"}]
    events = [
        dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in block.split("\n"))
        for block in blocks
    ]
    return [(event["event"], json.loads(event["data"]) if event["data"].strip() else None) for event in events]


async def streamed(response, number):
    """The first events of a stream that goes on."""
    found = ""
    async with asyncio.timeout(30):
        async for text in response.aiter_text():
            found += text
            if len(events := parsed(found[: found.rfind("\n\n") + 2])) >= number:
                return events
    raise AssertionError(found)


async def test_a_subscription_may_come_by_get_as_the_event_source_of_browsers_sends_it(hub, own_store, change):
    await change(own_store, "first", 0)
    asked = {"query": FOLLOW, "variables": '{"since": 0}'}
    async with (
        httpx.AsyncClient(timeout=30, trust_env=False) as client,
        client.stream("GET", f"{hub}/graphql", params=asked, headers=STREAM) as response,
    ):
        assert await streamed(response, 1) == [("next", {"data": {"changes": {"revision": 1}}})]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_query_is_one_event_and_complete(hub, method):
    given = {"params": {"query": "{ revision }"}} if method == "GET" else {"json": {"query": "{ revision }"}}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.request(method, f"{hub}/graphql", headers=STREAM, **given)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert parsed(answer.text) == [("next", {"data": {"revision": 0}}), ("complete", None)]


URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)


def sent(method, query):
    return {"params": {"query": query}} if method == "GET" else {"json": {"query": query}}


async def test_a_query_is_answered_as_json_unless_a_stream_is_wanted_more(hub):
    async with httpx.AsyncClient(trust_env=False) as client:
        for accept, is_stream in (
            (URQL, False),
            ("text/event-stream, */*", False),
            ("text/event-stream;q=0.5, application/json", False),
            ("text/event-stream;q=0", False),
            ("text/event-stream, application/json;q=0.9", True),
            ("text/event-stream, */*;q=0.1", True),
        ):
            for method in ("GET", "POST"):
                headers = {"accept": accept}
                answer = await client.request(method, f"{hub}/graphql", headers=headers, **sent(method, "{ revision }"))
                assert answer.headers["content-type"].startswith("text/event-stream") is is_stream, accept
                assert ("etag" in answer.headers) is not is_stream
                assert is_stream or answer.json() == {"data": {"revision": 0}}


async def test_a_subscription_is_a_stream_for_whoever_accepts_json_too(hub, own_store, change):
    await change(own_store, "first", 0)
    query = "subscription { changes(since: 0) { revision } }"
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        for accept in (URQL, "text/event-stream, */*", "text/event-stream;q=0.5, application/json"):
            for method in ("GET", "POST"):
                asked = client.stream(method, f"{hub}/graphql", headers={"accept": accept}, **sent(method, query))
                async with asked as response:
                    assert await streamed(response, 1) == [("next", {"data": {"changes": {"revision": 1}}})]


async def test_what_is_not_understood_is_refused_as_json_where_json_is_accepted(hub):
    async with httpx.AsyncClient(trust_env=False) as client:
        for text, media, status in (
            (b'{"query": "{ revison }"}', "application/json", 400),
            (b"{", "application/json", 400),
            (b"query", "text/plain", 415),
            (b'{"query": "%b"}' % (b"x" * 300_000), "application/json", 413),
        ):
            headers = {"content-type": media, "accept": URQL}
            answer = await client.post(f"{hub}/graphql", headers=headers, content=text)
            assert answer.status_code == status
            assert answer.json()["errors"][0]["extensions"]["code"]


async def test_a_page_of_another_origin_may_read_a_stream_as_any_answer(hub):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(
            f"{hub}/graphql", params={"query": "{ revision }"}, headers={**STREAM, "origin": "https://page.example"}
        )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert parsed(answer.text)[-1] == ("complete", None)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ revison }", "VALIDATION_FAILED"),
        (FOLLOW.replace("$since)", "9)").replace(" ($since: Int)", ""), "BAD_USER_INPUT"),
    ],
)
async def test_what_is_wrong_with_an_operation_comes_as_an_event(hub, query, code):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{hub}/graphql", json={"query": query}, headers=STREAM)
    assert answer.status_code == 200
    [(name, told), last] = parsed(answer.text)
    assert (name, told["errors"][0]["extensions"]["code"], last) == ("next", code, ("complete", None))


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"json": [1, 2]}, 400),
        ({"json": {"query": 3}}, 400),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"query", "headers": {"content-type": "text/plain"}}, 415),
        ({"json": {"query": "x" * 300_000}}, 413),
    ],
)
async def test_what_is_no_request_of_graphql_has_no_stream(hub, given, status):
    headers = {**given.pop("headers", {}), **STREAM}
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{hub}/graphql", headers=headers, **given)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"]


async def test_a_subscription_without_a_stream_is_told_where_to_go(hub):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{hub}/graphql", json={"query": FOLLOW})
    [error] = answer.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "text/event-stream" in error["extensions"]["hint"]


async def test_events_come_as_the_store_changes_and_again_for_whoever_comes_back(hub, own_store, change):
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        asked = {"query": FOLLOW, "variables": {"since": 0}}
        async with client.stream("POST", f"{hub}/graphql", json=asked, headers=STREAM) as response:
            for revision in range(2):
                await change(own_store, "first", revision)
            events = await streamed(response, 2)
        assert events == [("next", {"data": {"changes": {"revision": revision}}}) for revision in (1, 2)]
        await change(own_store, "first", 2)
        asked["variables"]["since"] = 2
        async with client.stream("POST", f"{hub}/graphql", json=asked, headers=STREAM) as response:
            assert await streamed(response, 1) == [("next", {"data": {"changes": {"revision": 3}}})]


def open_files(process):
    """The open files of a process, where the system tells them."""
    folder = Path("/proc") / str(process) / "fd"
    return list(folder.iterdir()) if folder.is_dir() else []


async def test_sigterm_ends_streams_and_sockets_in_order(store_path):
    with hub_process(f"sqlite+aiosqlite:///{store_path}") as (process, address):
        async with (
            httpx.AsyncClient(timeout=30, trust_env=False) as client,
            client.stream("POST", f"{address}/graphql", json={"query": FOLLOW}, headers=STREAM) as stream,
            connect(address.replace("http", "ws") + "/graphql", subprotocols=[PROTOCOL]) as socket,
        ):
            await socket.send('{"type":"connection_init"}')
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": FOLLOW}}))
            await socket.recv()
            process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed):
                await socket.recv()
            assert socket.close_code == 1012
            # a stream without `complete` was cut: clients ask again
            assert [text async for text in stream.aiter_text()] == []
        said, _ = await asyncio.to_thread(process.communicate, timeout=30)
        assert process.returncode in {0, -signal.SIGTERM}
        assert "Traceback" not in said
        assert "Cancel" not in said


async def test_clients_that_leave_leave_nothing_behind(store_path):
    with hub_process(f"sqlite+aiosqlite:///{store_path}") as (process, address):
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            for _ in range(20):
                async with client.stream("POST", f"{address}/graphql", json={"query": FOLLOW}, headers=STREAM):
                    pass
            assert (await client.get(f"{address}/health")).status_code == 200
        assert len(open_files(process.pid)) < 60
        process.send_signal(signal.SIGTERM)
        said, _ = await asyncio.to_thread(process.communicate, timeout=30)
        assert "Traceback" not in said
        assert "exception" not in said
