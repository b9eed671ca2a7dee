"""What a client has seen: each answer tells the revision, and whoever states one is answered nothing
older, whichever node it asks.
"""

import logging
import re
from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.errors import HubError
from hub.plan.answers import refused
from hub.plan.refusals import RefusalCode, RequestError
from hub.store import Database
from hub.web.operations.bodies import REVISION, REVISION_HEADER
from hub.web.operations.graphql import status_of
from hub.web.security import SecurityHeaders

_PARAMETER = re.compile(rb"(?:^|&)hub-revision=([^&]*)")
_LOG = logging.getLogger("hub.web")


class SeenRevisions:
    """ASGI middleware: reads the header `hub-revision` or the parameter of that name, and sends the
    header with each answer.

    around: what gives the site's answers their headers; a refusal, which the site never sees, has them too, so that
    pages of other origins can read it.
    """

    def __init__(self, app: ASGIApp, database: Database, around: Sequence[Middleware]) -> None:
        self._app = app
        self._database = database
        self._around = around

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            seen, scope = _seen(scope)
            if seen is not None:
                await self._require(seen)
        except RequestError as error:
            await self._with_headers(_refusal(error))(scope, receive, send)
            return

        async def send_with_revision(message: Message) -> None:
            revision = self._database.readers.seen_revision
            if message["type"] == "http.response.start" and revision:
                headers = message.setdefault("headers", [])
                if not any(name == REVISION_HEADER for name, _ in headers):
                    message["headers"] = [*headers, (REVISION_HEADER, b"%d" % revision)]
            await send(message)

        await self._app(scope, receive, send_with_revision)

    def _with_headers(self, answer: ASGIApp) -> ASGIApp:
        for outer in reversed(self._around):
            answer = outer.cls(answer, *outer.args, **outer.kwargs)
        return SecurityHeaders(answer)

    async def _require(self, seen: int) -> None:
        """Have this node know of a revision that a client has seen. Raises `RequestError`."""
        try:
            is_reached = await self._database.has_reached(seen)
        except HubError as error:
            _LOG.error("store: %s", error)
            raise RequestError(RefusalCode.STORE_UNAVAILABLE, "The store cannot answer now.") from error
        if not is_reached:
            message = f"hub-revision is {seen}; the newest revision is {self._database.readers.seen_revision}."
            hint = (
                "The store may have been restored or rebuilt: ask without hub-revision, and keep the revision that the"
                " answer states."
            )
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)


def _seen(scope: Scope) -> tuple[int | None, Scope]:
    """The revision that a request states, if any, and the request without the parameter. Raises BAD_REQUEST."""
    stated = [value for name, value in scope["headers"] if name == REVISION_HEADER]
    query = scope["query_string"]
    if b"hub-revision=" in query:
        stated += _PARAMETER.findall(query)
        scope = {**scope, "query_string": _PARAMETER.sub(b"", query).removeprefix(b"&")}
    if not all(REVISION.fullmatch(value) for value in stated):
        hint = "Send the number from the header hub-revision of an answer, or leave the header out."
        raise RequestError(RefusalCode.BAD_REQUEST, "hub-revision is not a revision.", hint)
    return max(map(int, stated), default=None), scope


def _refusal(error: RequestError) -> ASGIApp:
    body = refused([error]).body
    headers = {"content-type": "application/json; charset=utf-8", "cache-control": "no-store"}
    return Response(body, status_of(error.code), headers)
