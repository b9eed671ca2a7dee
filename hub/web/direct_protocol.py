"""uvicorn's HTTP protocol, but that POST /graphql is answered in the parser's own callback where that takes no waiting.

What ASGI costs per request (a task, an object for the exchange, two messages) is more than a small query costs. All else takes
uvicorn's own way: whatever does not arrive in one piece, stands behind a request that is still being answered, comes from a page
of another origin, is at fault, or needs a thread; and everybody who does not read what was sent.
"""

from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from hub.web.graphql import PATH, GraphQL, Response

ENDPOINT = "graphql"
"""Under which the lifespan of the application hands the endpoint over."""
CLOSES = "closes"
"""Under which it hands over what ends all streams of events when the server is told to stop; else it would wait for them."""
AT_A_STRETCH = 8
"""Requests of one client that are answered before others get their turn: each may take as long as the event loop may be held."""
_SMALL = 16_384
"""Bytes of a body that are copied to be sent together with the headers."""
_URL = PATH.encode()


class DirectProtocol(HttpToolsProtocol):
    """One connection. Give it to uvicorn as `http`; access logs and limits on concurrency turn it off."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._endpoint: GraphQL | None = self.app_state.get(ENDPOINT)
        if self.access_log or self.limit_concurrency is not None or self.root_path:
            self._endpoint = None
        self._body: bytes | None = None
        """What has arrived of a request that may be answered here; None: of none."""
        self._left = AT_A_STRETCH

    def data_received(self, data: bytes) -> None:
        """Parse what has arrived; what is not whole then is waited for in uvicorn's way, within its bounds and ours."""
        self._left = AT_A_STRETCH
        super().data_received(data)
        if self._body is not None:
            self._hand_over()

    def shutdown(self) -> None:
        """End the connection, a stream of events at once."""
        super().shutdown()
        if (closes := self.app_state.get(CLOSES)) is not None:
            closes()

    def on_headers_complete(self) -> None:
        """Begin a request: here, if nothing about it or the connection asks for more than an answer."""
        if (
            self.url == _URL
            and self._endpoint is not None
            and self._left
            and (self.cycle is None or self.cycle.response_complete)
            and not self.flow.write_paused
            and not self.expect_100_continue
            and self.parser.get_method() == b"POST"
            and self.parser.get_http_version() == "1.1"
            and not self.parser.should_upgrade()
            and not self.transport.is_closing()
        ):
            self._left -= 1
            self._body = b""
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        if self._body is None:
            super().on_body(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """End a request."""
        if self._body is not None:
            client = self.client[0] if self.client else None
            response = self._endpoint.at_once(self.headers, self._body, client) if self._endpoint else None
            if response is not None:
                self._body = None
                self._send(response)
                return
            self._hand_over()
        super().on_message_complete()

    def _hand_over(self) -> None:
        """Have a request begin in uvicorn's way."""
        body, self._body = self._body, None
        if not self.transport.is_closing():
            super().on_headers_complete()
            if body:
                super().on_body(body)

    def _send(self, response: Response) -> None:
        status, headers, body = response
        lines = [b"%b: %b\r\n" % header for header in (*self.server_state.default_headers, *headers)]
        is_last = not self.parser.should_keep_alive()
        head = b"%b%b%b\r\n" % (STATUS_LINE[status], b"".join(lines), b"connection: close\r\n" if is_last else b"")
        if len(body) <= _SMALL:
            self.transport.write(head + body)
        else:
            self.transport.writelines([head, body])
        if is_last:
            self.transport.close()
        self.on_response_complete()
