"""Clients that leave, or do not read: what that breaks is no fault of the hub's and fills no log."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("hub.web")


class UnreadError(TimeoutError):
    """A client has not read what was sent for so long that its response is cut."""


class Departures:
    """ASGI middleware in front of everything that reads bodies or streams."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; of one whose client has left nothing is heard any more but one line."""
        has_left = False

        async def received() -> Message:
            nonlocal has_left
            message = await receive()
            has_left = has_left or message["type"] == "http.disconnect"
            return message

        try:
            await self._app(scope, received, send)
        except UnreadError:
            _LOG.info("cut a response that was not read: %s", scope["path"])
        except Exception:
            if not has_left:
                raise
            _LOG.info("a client left: %s", scope["path"])
