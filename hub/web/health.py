"""Whether the hub can answer: /livez says that its process does, /readyz and /health ask the store a real question;
/schema.graphql gives the SDL.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.store import Database

_QUESTION = (
    '{ stats { revision networks records } organisations(first: 1) { nodes { id name } } search(query: "a", first: 1) {'
    " nodes { id } } }"
)
_HEADERS = {"cache-control": "no-store"}


def routes(executor: Executor, database: Database, sdl: str) -> list[Route]:
    """The routes of this module."""

    async def is_live(_: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=_HEADERS)

    async def health(_: Request) -> Response:
        answer = await _asked(executor)
        if answer["status"] == "ok" and database.is_read_only:
            answer |= {"readOnly": True}
        if replicas := database.replication.standings():
            answer |= {"replicas": replicas}
        return JSONResponse(answer, 200 if answer["status"] == "ok" else 503, _HEADERS)

    async def schema(_: Request) -> Response:
        return PlainTextResponse(sdl, media_type="application/graphql")

    return [
        Route("/livez", is_live),
        Route("/readyz", health),
        Route("/health", health),
        Route("/schema.graphql", schema),
    ]


async def _asked(executor: Executor) -> dict[str, Any]:
    """What the store says to a question; whatever it is that fails, a prober gets an answer."""
    try:
        answer, revision = await executor.execute(Operation(_QUESTION)), await executor.revision()
    except HubError as error:
        return {"status": "down", "code": str(error.code), "message": error.message, "hint": error.hint}
    except Exception as error:  # noqa: BLE001 - a damaged store fails in many ways; all mean the same to a prober
        return {"status": "down", "message": f"The store does not answer: {type(error).__name__}."}
    if not answer.executed:
        return {"status": "down", "message": f"The store does not answer: {answer.code}."}
    return {"status": "ok", "revision": revision}
