"""The client against servers that lie: what it takes, what it refuses, and how long it waits."""

import asyncio
import gzip
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hub.harvest.fetch_failures import BusyError, NotFetchedError
from hub.harvest.host_rules import HostRules
from hub.harvest.polite_client import Manners, PoliteClient, Validators


async def test_a_request_names_the_hub_and_its_contact_and_the_host(server, client):
    server.replies["/list"] = b"one"
    answer = await client.get(f"{server.url}/list")
    assert answer.body == b"one"
    headers = server.asked[0].headers
    assert headers["user-agent"] == "test-hub (+https://hub.example/about)"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert "authorization" not in headers


async def test_what_has_not_changed_comes_without_a_body(server, client):
    server.replies["/list"] = lambda asked: (304, {}, b"") if asked.headers.get("if-none-match") == '"1"' else b"one"
    answer = await client.get(f"{server.url}/list", validators=Validators('"1"', "Fri, 27 Nov 2026 03:00:00 GMT"))
    assert answer.body is None
    assert server.asked[0].headers["if-modified-since"] == "Fri, 27 Nov 2026 03:00:00 GMT"


async def test_unchanged_is_refused_of_what_was_not_asked_for_so(server, client):
    server.replies["/list"] = (304, {}, b"")
    with pytest.raises(NotFetchedError, match="answers 304"):
        await client.get(f"{server.url}/list")


async def _endless(asked):
    asked.writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(1000):
        asked.writer.write(b"x" * 10_000)
        await asked.writer.drain()


async def _drip(asked):
    asked.writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(1000):
        asked.writer.write(b"x")
        await asked.writer.drain()
        await asyncio.sleep(0.02)


async def _truncated(asked):
    asked.writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nshort")
    await asked.writer.drain()


async def _chunk_cut(asked):
    asked.writer.write(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n")
    await asked.writer.drain()


BOMB = gzip.compress(b"0" * 50_000_000)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (_endless, "continues beyond 200000 bytes"),
        (_drip, "longer than 0.3 seconds"),
        (_truncated, "broke off"),
        (_chunk_cut, "broke off"),
        ((200, {"content-length": "999999999"}, b"x"), "999999999 bytes long"),
        ((200, {"content-encoding": "gzip"}, BOMB), "unpacked, it continues beyond 200000 bytes"),
        ((200, {"content-encoding": "gzip"}, gzip.compress(b"a list of many" * 9)[:-12]), "cut short"),
        ((200, {"content-encoding": "gzip"}, b"not packed at all"), "cannot be unpacked"),
        ((200, {"content-encoding": "br"}, b"x"), "which was not asked for"),
        ((200, {"content-type": "text/html"}, b"<!DOCTYPE html><title>Log in</title>"), "HTML page"),
        ((200, {"content-type": "text/csv; charset=utf-8"}, "Århus".encode("latin-1")), "not in utf-8, as its server says"),
        ((200, {"content-type": "text/csv; charset=klingon"}, b"x"), "not in klingon"),
        ((404, {}, b""), "answers 404"),
        ((302, {"location": "file:///etc/passwd"}, b""), "only http and https are asked, not file"),
        ((302, {"location": "//10.0.0.1/list"}, b""), "10.0.0.1, a private or local address"),
        ((302, {"location": "http://[::ffff:169.254.169.254]/"}, b""), "a private or local address"),
        ((302, {"location": "http://name:word@localhost/"}, b""), "name or password"),
        ((302, {"location": "http://127.0.0.1:0/"}, b""), "only http and https are asked|not a URL"),
        ((302, {"location": ""}, b""), "redirected more than 5 times"),
        ((302, {"location": "/list"}, b""), "redirected more than 5 times"),
        ((302, {"location": "http://[broken/"}, b""), "not a URL"),
    ],
)  # fmt: skip
async def test_a_server_that_lies_is_refused_in_words(server, client, reply, message):
    if reply is _drip:
        object.__setattr__(client.manners, "seconds", 0.3)
    server.replies["/list"] = reply
    with pytest.raises(NotFetchedError, match=message):
        await client.get(f"{server.url}/list")


async def test_a_server_that_is_not_there_is_said_to_be_so(client):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/list"
        with pytest.raises(BusyError, match=r"there is no connection to 127\.0\.0\.1"):
            await client.get(address)


async def test_text_in_another_encoding_becomes_utf8(server, client):
    server.replies["/list"] = (200, {"content-type": "text/csv; charset=ISO-8859-1"}, "Århus".encode("latin-1"))
    assert (await client.get(f"{server.url}/list")).body == "Århus".encode()


async def test_what_is_packed_is_unpacked(server, client):
    server.replies["/list"] = (200, {"content-encoding": "gzip"}, gzip.compress(b"one" * 1000))
    assert (await client.get(f"{server.url}/list")).body == b"one" * 1000


async def test_redirects_are_followed_and_a_move_for_good_is_told(server, client):
    server.replies |= {"/old": (301, {"location": "/new"}, b""), "/new": b"one"}
    answer = await client.get(f"{server.url}/old")
    assert (answer.body, answer.moved) == (b"one", f"{server.url}/new")


async def test_a_credential_goes_to_its_own_host_alone(server, client):
    server.replies |= {
        "/list": (302, {"location": f"http://localhost:{server.port}/other"}, b""),
        "/other": b"one",
    }
    object.__setattr__(client.manners, "hosts", HostRules(private=("127.0.0.0/8", "::1/128"), resolve=_loopback))
    await client.get(f"{server.url}/list", secret="hush-hush")  # noqa: S106 - it is none
    assert [one.headers.get("authorization") for one in server.asked] == ["Bearer hush-hush", None]


async def test_a_credential_is_not_sent_where_others_can_read_it():
    async with PoliteClient(Manners(hosts=HostRules(resolve=_far_away))) as client:
        with pytest.raises(NotFetchedError, match="only sent over https"):
            await client.get("http://town.example/list", secret="hush-hush")  # noqa: S106 - it is none


async def _far_away(_host, _port):
    return ["93.184.216.34"]


async def _loopback(_host, _port):
    return ["127.0.0.1"]


async def test_a_busy_server_is_asked_again_when_it_says(server, client, waits):
    server.replies["/list"] = lambda asked: (429, {"retry-after": "7"}, b"") if asked.count == 0 else b"one"
    assert (await client.get(f"{server.url}/list")).body == b"one"
    assert waits == [7.0]


async def test_a_busy_server_that_says_nothing_is_given_more_time_each_time(server, client, waits):
    server.replies["/list"] = (503, {}, b"")
    with pytest.raises(BusyError, match="answers 503"):
        await client.get(f"{server.url}/list")
    assert waits == [2.0, 4.0]


async def test_a_server_that_wants_more_patience_than_there_is_is_left_alone(server, client, waits):
    later = datetime.now(UTC) + timedelta(hours=2)
    server.replies["/list"] = (503, {"retry-after": format_datetime(later, usegmt=True)}, b"")
    with pytest.raises(BusyError) as refused:
        await client.get(f"{server.url}/list")
    assert waits == []
    assert 7000 < refused.value.wait <= 7200


async def test_one_connection_per_host_however_many_ask(server, client):
    server.replies["/list"] = b"one"
    await asyncio.gather(*(client.get(f"{server.url}/list") for _ in range(10)))
    assert (len(server.asked), server.most) == (10, 1)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "fd00::1", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104 - compared
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
async def test_no_address_of_this_machine_or_its_network_is_asked(address):
    async def resolve(_host, _port):
        return ["93.184.216.34", address]

    with pytest.raises(NotFetchedError, match="private or local"):
        await HostRules(resolve=resolve).checked("https://town.example/list")


async def test_a_name_that_changes_its_address_is_asked_where_it_was_checked(server):
    addresses = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])

    async def resolve(_host, _port):
        return next(addresses)

    manners = Manners(hosts=HostRules(private=("127.0.0.1/32",), resolve=resolve))
    server.replies["/list"] = b"one"
    async with PoliteClient(manners) as client:
        for _ in range(2):
            assert (await client.get(f"http://town.example:{server.port}/list")).body == b"one"
    assert {one.headers["host"] for one in server.asked} == {f"town.example:{server.port}"}
    async with PoliteClient(manners) as client:
        with pytest.raises(NotFetchedError, match=r"10\.0\.0\.1"):
            await client.get(f"http://town.example:{server.port}/list")


async def test_robots_txt_is_kept_to(server, client, waits):
    server.replies |= {
        "/robots.txt": (
            b"User-agent: test-hub\nDisallow: /private\nDisallow: /*.pdf$\nDisallow: /a/*/b\nAllow:"
            b" /a/x/b/\nCrawl-delay: 3\n"
        ),
        "/open": b"one",
        "/a/x/b/open.pdf.html": b"three",
        "/private": b"two",
    }
    assert (await client.get_page(f"{server.url}/open")).body == b"one"
    for kept in ("/private", "/list.pdf", "/a/y/b", "/a/y/z/bc"):
        with pytest.raises(NotFetchedError, match=r"robots\.txt of 127\.0\.0\.1 does not allow"):
            await client.get_page(f"{server.url}{kept}")
    # of rules that fit, the longest counts (RFC 9309, section 2.2.2)
    assert (await client.get_page(f"{server.url}/a/x/b/open.pdf.html")).body == b"three"
    assert waits == [3.0, 3.0]
    assert server.paths() == ["/robots.txt", "/open", "/a/x/b/open.pdf.html"]


async def test_a_site_whose_rules_cannot_be_known_is_not_read(server, client):
    server.replies |= {"/robots.txt": (500, {}, b""), "/open": b"one"}
    with pytest.raises(NotFetchedError, match="does not allow"):
        await client.get_page(f"{server.url}/open")
