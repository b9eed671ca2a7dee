"""Pages, feeds and downloads count towards the budget of whoever asks for them, each as much as
the operation of a page.
"""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.plan.refusals import HINTS, RefusalCode, RequestError
from hub.web.budgets import PAGE_COST, Budgets, retry_after
from hub.web.pages.explorer import problem
from hub.web.visits import visit

_FREE = ("/static/", "/health", "/livez", "/readyz", "/favicon")
"""What begins so counts nothing."""


class MeteredSite:
    """ASGI middleware that counts requests and refuses those of a client that has used up its budget.

    own: paths of endpoints that count for themselves, and refuse in the words of their protocols.
    """

    def __init__(self, app: ASGIApp, budgets: Budgets, own: tuple[str, ...]) -> None:
        self._app = app
        self._budgets = budgets
        self._free = (*_FREE, *own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"].startswith(self._free):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        meter = await self._budgets.meter_of_request(request)
        if meter is None:
            await self._app(scope, receive, send)
            return
        try:
            meter.check()
        except RequestError as error:
            refused = problem(request, visit(request), 429, error.message, HINTS[RefusalCode.RATE_LIMITED])
            refused.headers["retry-after"] = str(retry_after(error))
            await refused(scope, receive, send)
            return
        stated = meter.charged(PAGE_COST)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in stated:
                    headers[name.decode()] = value.decode()
            await send(message)

        await self._app(scope, receive, send_with_headers)
