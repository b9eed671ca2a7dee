"""Receivers of webhooks: a server on this machine that does as it is told, and remembers what it got."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from hub.harvest.host_rules import HostRules
from hub.webhooks.courier import Courier
from hub.webhooks.messenger import Messenger
from tests.hub.web.conftest import parsed, serve  # noqa: F401 - fixtures

KEY = SecretStr("a key of these tests, which is long enough")
HERE = HostRules(private=("127.0.0.0/8",))


@dataclass
class Received:
    """A message as it came."""

    headers: dict[str, str]
    body: str


@dataclass
class Receiver:
    """Answers with `says`: a status, or what else it does."""

    says: list[object] = field(default_factory=list)
    got: list[Received] = field(default_factory=list)
    port: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?token=of-the-receiver"

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers["content-length"]))
            self.got.append(Received(headers, body.decode()))
            self.news.set()
            what = self.says.pop(0) if self.says else 204
            if what == "silent":
                await reader.read()  # until the other side has had enough
            else:
                await self._answer(writer, what)
        writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, what: object) -> None:
        if what == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
        if what in {"cut", "dripping"}:
            status = 410 if what == "cut" else 200
            writer.write(f"HTTP/1.1 {status} Said\r\ncontent-length: 1000\r\n\r\n".encode())
            while what == "dripping":
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.05)
            return
        more = "location: http://169.254.169.254/\r\n" if what == 302 else ""
        writer.write(f"HTTP/1.1 {what} Said\r\n{more}content-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    yield receiver
    server.close()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def courier_of(store, clock, *, pause=0.0, seconds=1.0) -> Courier:
    return Courier(store, KEY, "https://hub.example", Messenger("test-hub", HERE, seconds), pause, clock)
