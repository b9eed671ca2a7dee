"""Sending what is written while it is sent: in pieces, or the part that was asked for, and cut where nobody reads."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hub.exports import Edition, Medium
from hub.web.connections.departures import UnreadError
from hub.web.operations.bodies import client_left

_CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")
ByteSpan = tuple[int, int, int]
"""First and last byte of a part, and how many bytes there are in all."""


class Stream(Response):
    """A response that holds a state of the store until it has been sent.

    patience: seconds without progress after which it is cut.
    """

    def __init__(
        self,
        chunks: AsyncIterator[bytes],
        headers: Mapping[str, str],
        span: ByteSpan | None,
        holding: AsyncExitStack,
        patience: float,
    ) -> None:
        super().__init__(status_code=206 if span else 200, headers=headers)
        del self.headers["content-length"]
        self._chunks = chunks
        self._holding = holding
        self._patience = patience
        if span:
            first, last, size = span
            self._chunks = _part(chunks, first, last)
            self.headers["content-range"] = f"bytes {first}-{last}/{size}"
            self.headers["content-length"] = str(last - first + 1)

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """Send it all. Raises `UnreadError` where nothing goes on, so that the client sees
        that something is missing.
        """
        async with self._holding:
            leaving = asyncio.ensure_future(client_left(receive))
            try:
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                await self._send_body(send, leaving)
            finally:
                leaving.cancel()

    async def _send_body(self, send: Send, leaving: asyncio.Future[None]) -> None:
        gathered, more = bytearray(), True
        while more and not leaving.done():
            try:
                async with asyncio.timeout(self._patience):
                    chunk = await anext(self._chunks, None)
                    more = chunk is not None
                    gathered += chunk or b""
                    if len(gathered) >= _CHUNK or not more:
                        await send({"type": "http.response.body", "body": bytes(gathered), "more_body": more})
                        gathered.clear()
            except TimeoutError:
                raise UnreadError from None


async def span_of(stated: str, medium: Medium, edition: Edition) -> ByteSpan | None:
    """The part that a Range header asks for (RFC 9110, 14), if it is one from a given byte on; None: the whole.

    The edition is written once more for it, to know how long it is.
    """
    asked = _RANGE.fullmatch(stated)
    if asked is None:
        return None
    size = sum([len(chunk) async for chunk in medium.written(edition)])
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    return (first, last, size) if first <= last else None


async def _part(chunks: AsyncIterator[bytes], first: int, last: int) -> AsyncIterator[bytes]:
    place = 0
    async for chunk in chunks:
        yield chunk[max(0, first - place) : max(0, last + 1 - place)]
        place += len(chunk)
