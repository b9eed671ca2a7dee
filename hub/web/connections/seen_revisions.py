"""What a client has seen: each answer tells the revision, and whoever states one is answered nothing older, whichever node it asks."""

import logging
import re
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.errors import HubError
from hub.plan.answers import refused
from hub.plan.refusals import RefusalCode, RequestError
from hub.store import Database
from hub.web.operations.bodies import REVISION, REVISION_HEADER
from hub.web.operations.graphql import STATUSES

_PARAMETER = re.compile(rb"(?:^|&)hub-revision=([^&]*)")
_LOG = logging.getLogger("hub.web")


@dataclass(frozen=True, slots=True)
class SeenRevisions:
    """ASGI middleware: reads the header `hub-revision` or the parameter of that name, and sends the header with each answer."""

    app: ASGIApp
    database: Database

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            seen, scope = _seen(scope)
            if seen is not None:
                await self._require(seen)
        except RequestError as error:
            await _refuse(error, send)
            return

        async def send_with_revision(message: Message) -> None:
            revision = self.database.readers.seen_revision
            if message["type"] == "http.response.start" and revision:
                headers = message.setdefault("headers", [])
                if not any(name == REVISION_HEADER for name, _ in headers):
                    message["headers"] = [*headers, (REVISION_HEADER, b"%d" % revision)]
            await send(message)

        await self.app(scope, receive, send_with_revision)

    async def _require(self, seen: int) -> None:
        """Have this node know of a revision that a client has seen. Raises `RequestError`."""
        try:
            is_reached = await self.database.has_reached(seen)
        except HubError as error:
            _LOG.error("store: %s", error)
            raise RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.") from error
        if not is_reached:
            message = f"hub-revision is {seen}; the newest revision is {self.database.readers.seen_revision}."
            hint = "The store may have been restored or built anew: ask without hub-revision, and keep what the answer states."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)


def _seen(scope: Scope) -> tuple[int | None, Scope]:
    """The revision that a request states, if any, and the request without the parameter. Raises BAD_REQUEST."""
    stated = [value for name, value in scope["headers"] if name == REVISION_HEADER]
    query = scope["query_string"]
    if b"hub-revision=" in query:
        stated += _PARAMETER.findall(query)
        scope = {**scope, "query_string": _PARAMETER.sub(b"", query).removeprefix(b"&")}
    if not all(REVISION.fullmatch(value) for value in stated):
        hint = "Send the number that the header hub-revision of an answer has, or leave it out."
        raise RequestError(RefusalCode.BAD_REQUEST, "hub-revision is not a revision.", hint)
    return max(map(int, stated), default=None), scope


async def _refuse(error: RequestError, send: Send) -> None:
    body = refused([error]).body
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": STATUSES.get(error.code, 400), "headers": headers})
    await send({"type": "http.response.body", "body": body})
