"""`hub mcp`: the hub as tools of an assistant on this machine."""

from typing import TYPE_CHECKING

from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.store import Database


def mcp() -> None:
    """Serve an AI assistant by the Model Context Protocol (MCP).

    The assistant starts this command, which reads stdin and writes stdout until stdin ends.
    """
    from hub.cli.stores import with_loaded_store

    with_loaded_store(_serve)


async def _serve(database: "Database") -> None:
    from hub.app import create_executor
    from hub.config import settings
    from hub.web.mcp.tool_endpoint import EXTRA

    try:
        from hub.web.mcp.tool_server import serve_over_stdio
    except ModuleNotFoundError as error:
        message = "The hub is installed without its tools for assistants."
        raise HubError(ErrorCode.USAGE, message, f"Install the extra: {EXTRA}.") from error
    await serve_over_stdio(create_executor(database, settings()))
