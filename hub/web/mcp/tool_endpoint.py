"""/mcp: the tools over streamable HTTP, stateless, so that any worker answers any request.

The SDK is imported when it is first asked.
"""

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from hub.plan.execution import Executor
from hub.web.budgets import Budgets

PATH = "/mcp"
EXTRA = "pip install 'public-sector-open-source-hub[mcp]'"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class ToolEndpoint:
    """Answers /mcp. origins: of pages that may ask beside those of the hub itself; address: the hub's own;
    largest: bytes of a request.
    """

    def __init__(
        self, executor: Executor, budgets: Budgets, *, address: str, origins: Collection[str], largest: int
    ) -> None:
        self._executor = executor
        self._budgets = budgets
        self._origins = {address, *origins} - {"*"}
        self._largest = largest
        self._closed = asyncio.Event()
        self._runs: asyncio.Task[None] | None = None
        self._manager: asyncio.Future[Any] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is None:
            try:
                manager = await self._started()
            except ModuleNotFoundError:
                refusal = _refused(501, f"This hub is installed without its tools for assistants: {EXTRA}")
            else:
                await manager.handle_request(scope, receive, send)
                return
        await refusal(scope, receive, send)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        """What a request hears that is not served."""
        if method != "POST":
            # a stateless server has no stream of its own, and no sessions to end
            return _refused(405, "POST answers here.", allow="POST")
        if not self._is_welcome(headers.get("origin"), headers.get("host", "")):
            return _refused(403, "Pages of this origin may not ask. HUB_CORS_ORIGINS names those that may.")
        return None

    def _is_welcome(self, origin: str | None, host: str) -> bool:
        """Whether whoever asks may: what is no page has no origin.

        That an origin is the host which is asked proves nothing, as whoever owns a name can have it lead to this
        machine; only names of this machine itself are believed.
        """
        name = host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdigit() else host
        is_local = name in _LOOPBACK and origin in {f"http://{host}", f"https://{host}"}
        return origin is None or origin in self._origins or is_local

    async def _started(self) -> Any:
        """What serves requests; the first of them starts it."""
        if self._manager is None:
            self._manager = asyncio.get_running_loop().create_future()
            self._runs = asyncio.create_task(self._run(self._manager))
        return await asyncio.shield(self._manager)

    async def _run(self, ready: "asyncio.Future[Any]") -> None:
        try:
            # in a thread, as the SDK takes a second to import
            manager = await asyncio.to_thread(_manager, self._executor, self._budgets, self._largest)
        except ModuleNotFoundError as error:
            ready.set_exception(error)
            return
        async with manager.run():
            ready.set_result(manager)
            await self._closed.wait()

    async def close(self) -> None:
        """End what has been started."""
        self._closed.set()
        if self._runs is not None:
            await self._runs


def documents() -> list[str]:
    """The operations that tools are made of."""
    return [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.graphql"))]


def _manager(executor: Executor, budgets: Budgets, largest: int) -> Any:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager  # noqa: PLC0415 - of the extra `mcp`

    from hub.web.mcp.tool_server import HubTools  # noqa: PLC0415 - it imports the SDK, which takes a second

    server = HubTools(executor, budgets).server()
    return StreamableHTTPSessionManager(server, json_response=True, stateless=True, max_request_body_size=largest)


def _refused(status: int, message: str, **headers: str) -> Response:
    return JSONResponse({"jsonrpc": "2.0", "id": None, "error": {"code": -32000, "message": message}}, status, headers)
