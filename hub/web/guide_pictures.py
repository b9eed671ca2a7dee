"""The pictures of the guide, served from beside its chapters."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from hub.web.guide import PICTURES, pictures


def route() -> Route:
    """The route of all pictures, by their paths within docs/."""
    return Route(f"{PICTURES}/{{name:path}}", _picture)


async def _picture(request: Request) -> FileResponse:
    path = pictures().get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path)
