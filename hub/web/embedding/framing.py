"""What other sites may load and show in their pages: the only addresses whose headers let them."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.web.security import DIRECTIVES

_POLICY = "; ".join(
    f"{name} {sources}"
    for name, sources in {
        **DIRECTIVES,
        "script-src": "'none'",
        "connect-src": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }.items()
)
HEADERS = {"content-security-policy": _POLICY, "cross-origin-resource-policy": "cross-origin"}
"""No script, no form: a frame shows and links, so nobody gains by putting it under somebody's mouse."""


class Framed:
    """ASGI application whose answers may stand in the frames and pictures of others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)
