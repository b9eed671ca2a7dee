"""Whether the hub can answer: /health asks the store a real question; /schema.graphql gives the SDL."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation

_QUESTION = '{ stats { revision networks records } organisations(first: 1) { nodes { id name } } search(query: "a", first: 1) { nodes { id } } }'


def routes(executor: Executor, sdl: str) -> list[Route]:
    """The routes of this module."""

    async def health(_: Request) -> Response:
        try:
            answer = await executor.execute(Operation(_QUESTION))
        except HubError as error:
            return JSONResponse(
                {"status": "down", "code": str(error.code), "message": error.message, "hint": error.hint}, 503
            )
        except Exception as error:  # noqa: BLE001 - a damaged store fails in many ways; all mean the same to a prober
            return JSONResponse(
                {"status": "down", "message": f"The store does not answer: {type(error).__name__}."}, 503
            )
        if not answer.executed:
            return JSONResponse({"status": "down", "message": f"The store does not answer: {answer.code}."}, 503)
        return JSONResponse({"status": "ok", "revision": await executor.revision()})

    async def schema(_: Request) -> Response:
        return PlainTextResponse(sdl, media_type="application/graphql")

    return [Route("/health", health), Route("/schema.graphql", schema)]
