"""A server on this machine that plays those whose sources are fetched, and lies as it is told."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

Reply = bytes | tuple[int, dict[str, str], bytes] | Callable[["Asked"], object]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    count: int
    writer: asyncio.StreamWriter


@dataclass
class LyingServer:
    """replies: by path. asked: what was asked so far. most: of connections at a time."""

    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open: int = 0
    most: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            while (line := await reader.readline()).strip():
                target, headers = line.split()[1].decode(), {}
                while (header := await reader.readline()).strip():
                    name, _, value = header.decode().partition(":")
                    headers[name.strip().lower()] = value.strip()
                await self._answer(target, headers, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _answer(self, target: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        path = urlsplit(target).path
        count = sum(one.path == path for one in self.asked)
        asked = Asked(path, dict(parse_qsl(urlsplit(target).query)), headers, count, writer)
        self.asked.append(asked)
        reply = self.replies.get(path, (404, {}, b"nothing here"))
        while callable(reply):
            reply = reply(asked)
            if asyncio.iscoroutine(reply):
                reply = await reply
        if reply is None:  # it has written what it wanted, and hangs up
            raise ConnectionError
        status, stated, body = reply if isinstance(reply, tuple) else (200, {}, reply)
        lines = {"content-length": str(len(body)), **stated}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value != "")
        writer.write(f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + (b"" if status == 304 else body))
        await writer.drain()


@asynccontextmanager
async def lying_server() -> AsyncIterator[LyingServer]:
    server = LyingServer()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await asyncio.sleep(0)
