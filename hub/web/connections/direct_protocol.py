"""uvicorn's HTTP protocol, but that POST /graphql is answered in the parser's own callback where that takes no waiting.

What ASGI costs per request (a task, an object for the exchange, two messages) is more than a small query
costs. All else takes uvicorn's own way: whatever does not arrive in one piece, stands behind a request that is
still being answered, comes from a page of another origin, is at fault, or needs a thread; and everybody who
does not read what was sent.
"""

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from hub.plan.cache import Cache
from hub.web.connections.patient_protocol import PatientProtocol
from hub.web.operations.bodies import HttpRequest
from hub.web.operations.graphql import PATH, GraphQL, RawResponse

if TYPE_CHECKING:
    from hub.web.budgets import Budgets

ENDPOINT, BUDGETS = "graphql", "budgets"
"""Under which the lifespan of the application hands over the endpoint, where it is to be answered here, and
what clients may ask for.
"""
CLOSES = "closes"
"""Under which it hands over what ends all streams of events when the server is asked to stop.

Else it would wait for them.
"""
AT_A_STRETCH = 8
"""Requests of one client that are answered before others get their turn: each may take as long as
the event loop may be held.
"""
_SMALL = 16_384
"""Bytes of a body that are copied to be sent together with the headers."""
_URL = PATH.encode()
_END = b"\r\n\r\n"
_HEADS, _LONGEST_HEAD = 500, 2_000
"""How many heads of requests are remembered, and the bytes that one has at most."""


class DirectAnswers:
    """What the connections of one hub answer by: its endpoint, and how requests begin that were answered before.

    A client sends the same head again and again, byte for byte. Where one has been parsed it need not be parsed again.
    """

    def __init__(self, endpoint: GraphQL) -> None:
        self.endpoint = endpoint
        self._heads: Cache[tuple[HttpRequest, int]] = Cache(_HEADS)

    def known(self, data: bytes, peer: str | None) -> HttpRequest | None:
        """The request that is the whole of what has arrived, if its head is known; to be used
        before another is asked for.

        peer: the other end of the connection by which it has arrived.
        """
        start = data.find(_END) + len(_END)
        request, length = self._heads.get(data[:start], (None, 0))
        if request is None or len(data) - start != length:
            return None
        request.text, request.client = data[start:], peer
        return request

    def learn(self, data: bytes, request: HttpRequest) -> None:
        """Remember the head of a request that was answered, where the request was the whole of what had arrived."""
        start = data.find(_END) + len(_END)
        # a body in chunks is not what stands behind the head
        if start <= _LONGEST_HEAD and data[start:] == request.text and request.is_usual:
            self._heads.made(data[:start], lambda: (request, len(request.text)))


class DirectProtocol(PatientProtocol):
    """One connection. Give it to uvicorn as `http`; access logs and limits on concurrency turn it off."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        answers: DirectAnswers | None = self.app_state.get(ENDPOINT)
        self._answers = None if self.access_log or self.limit_concurrency is not None or self.root_path else answers
        self._budgets: Budgets | None = self.app_state.get(BUDGETS)
        self._peer: str | None = None
        """The other end of the connection."""
        self._counted: str | None = None
        """As whose connection it counts."""
        self._body: bytes | None = None
        """What has arrived of a request that may be answered here; None: of none."""
        self._left = AT_A_STRETCH
        self._is_between = True
        """Whether all that has arrived is parsed, to the end of a request."""
        self._whole = b""
        """What is being parsed, where a request begins with it."""
        self._quiet_since: float | None = None
        """When the last answer was sent; None before the first."""

    def connection_made(self, transport: Any) -> None:
        """Begin, unless the client has as many connections as it may."""
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else None
        if self._budgets is None:
            return
        client = self._budgets.connecting(self._peer)
        if self._budgets.connections.take(client):
            self._counted = client
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Take the connection out of the count, as its client or the hub has closed it."""
        super().connection_lost(exc)
        self._give_back()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over. Nobody tells this protocol when it ends, but it counts as a socket from then on."""
        super().handle_websocket_upgrade()
        self._give_back()

    def _give_back(self) -> None:
        if self._budgets is not None:
            self._budgets.connections.give_back(self._counted)
            self._counted = None

    def data_received(self, data: bytes) -> None:
        """Parse what has arrived; what is not whole then is waited for in uvicorn's way, within its bounds and ours."""
        self._left = AT_A_STRETCH
        if self._is_between and self._answers is not None:
            known = self._answers.known(data, self._peer) if self._is_free else None
            if known is not None:
                if response := self._answers.endpoint.at_once(known):
                    self._write(response, is_last=False)
                    self._stay_open()
                    return
                self._left = 0  # it needs a thread, and is not to be tried again
            self._whole = data
        super().data_received(data)
        self._whole = b""
        if self._body is not None:
            self._hand_over()

    @property
    def _is_free(self) -> bool:
        """Whether nothing is being answered, and what was answered is read."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return is_answered and not self.flow.write_paused and not self.transport.is_closing()

    def on_message_begin(self) -> None:
        """Begin to parse a request."""
        self._is_between = False
        super().on_message_begin()

    def _stay_open(self) -> None:
        """Wait for the next request from now on.

        The timer that runs is left alone, as to replace it for each answer is part of what a small one costs.
        """
        if self._quiet_since is None or self.timeout_keep_alive_task is None:
            self.on_response_complete()
        else:
            self.server_state.total_requests += 1
            self._quiet_since = self.loop.time()

    def on_response_complete(self) -> None:
        """End an answer, and wait for the next request."""
        super().on_response_complete()
        self._quiet_since = self.loop.time()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing was asked for long enough.

        The timer began with an earlier answer than the last.
        """
        left = 0.0 if self._quiet_since is None else self._quiet_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    def shutdown(self) -> None:
        """End the connection, a stream of events at once."""
        super().shutdown()
        if (closes := self.app_state.get(CLOSES)) is not None:
            closes()

    def on_headers_complete(self) -> None:
        """Begin a request: here, if nothing about it or the connection asks for more than an answer."""
        if (
            self.url == _URL
            and self._answers is not None
            and self._left
            and self._is_free
            and not self.expect_100_continue
            and self.parser.get_method() == b"POST"
            and self.parser.get_http_version() == "1.1"
            and not self.parser.should_upgrade()
        ):
            self._left -= 1
            self._body = b""
            self._is_in_body = True
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        if self._body is None:
            super().on_body(body)
        else:
            self._body += body

    def on_message_complete(self) -> None:
        """Answer a request that has arrived whole: here, where the endpoint can at once, else as uvicorn does."""
        self._is_between, self._is_in_body = True, False
        if self._body is not None and self._answers is not None:
            request = HttpRequest("POST", self.headers, self._body, self._peer)
            response = self._answers.endpoint.at_once(request) if request.is_simple else None
            if response is not None:
                self._body = None
                is_last = not self.parser.should_keep_alive()
                if not is_last:
                    self._answers.learn(self._whole, request)
                self._write(response, is_last=is_last)
                self.on_response_complete()
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

    def _write(self, response: RawResponse, *, is_last: bool) -> None:
        status, headers, body = response
        lines = b"\r\n".join([*map(b": ".join, self.server_state.default_headers), *headers])
        head = b"%b%b\r\n%b\r\n" % (STATUS_LINE[status], lines, b"connection: close\r\n" if is_last else b"")
        if len(body) <= _SMALL:
            self.transport.write(head + body)
        else:
            self.transport.writelines([head, body])
        if is_last:
            self.transport.close()
