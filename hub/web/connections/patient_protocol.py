"""uvicorn's HTTP protocol with bounds on the head of a request: how long it may take to arrive,
and how large it may be.

uvicorn itself waits for ever for the headers of a request, and httptools takes in any number of them.
"""

import asyncio
from typing import Any

from httptools import HttpParserError
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

LARGEST_HEAD = 64 * 1024
"""Bytes of a request line and headers."""


class PatientProtocol(HttpToolsProtocol):
    """One connection. patience: seconds within which the head of a request must arrive, from its first byte
    or from the connection on.
    """

    patience = 15.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._head_size = 0
        self._piece_size = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._is_upgraded = False
        self._is_in_body = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin; whoever says nothing at all is left as one who keeps a connection open."""
        super().connection_made(transport)
        self.timeout_keep_alive_task = self.loop.call_later(self.patience, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what has arrived; a head that is not whole then is waited for within the bounds."""
        self._piece_size = len(data)
        super().data_received(data)
        if self._is_upgraded:
            return
        # what is answered, or kept open behind an answer, has either of these
        if self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete):
            # of a body that is not taken yet, or not any more, only the time counts
            self._wait_for_head(0 if self._is_in_body else len(data))
        elif self._head_timer is not None:
            self._wait_no_longer()

    def on_headers_complete(self) -> None:
        """The head is whole. Raises `HttpParserError` for one that is too large, which came in pieces
        too large to tell before.
        """
        if self._head_size + self._piece_size > LARGEST_HEAD and self._is_head_too_large():
            self._refuse_head()
            raise HttpParserError
        self._wait_no_longer()
        self._is_in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is whole."""
        self._is_in_body = False
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over to another protocol: what arrives from then on is no head of a request."""
        super().handle_websocket_upgrade()
        self._is_upgraded = True

    def _wait_for_head(self, arrived: int) -> None:
        self._head_size += arrived
        if self._head_size > LARGEST_HEAD:
            self._refuse_head()
        elif self._head_timer is None:
            message = f"The headers did not arrive within {self.patience:g} s."
            self._head_timer = self.loop.call_later(self.patience, self._cut, 408, message)

    def _is_head_too_large(self) -> bool:
        # each has a colon, a blank and a line end
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > LARGEST_HEAD

    def _refuse_head(self) -> None:
        self._cut(431, f"The headers are larger than {LARGEST_HEAD} bytes.")

    def _wait_no_longer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        self._head_size = 0

    def _cut(self, status: int, message: str) -> None:
        """Refuse a request of which the head is at fault, and end the connection.

        While another is being answered, end it alone.
        """
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(message) + message.encode())
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """One line for what a client can cause."""
        self.logger.info("A client asked for another protocol than HTTP.")
