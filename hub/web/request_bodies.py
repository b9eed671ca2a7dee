"""Bodies of requests, read within a bound and no further.

The graph reads its own (`hub.web.operations.bodies`), without what a web framework does for each request.
"""

from collections.abc import AsyncIterator

from starlette.requests import Request

from hub.plan.refusals import RefusalCode, RequestError


async def pieces_of(request: Request, most: int, name: str, hint: str | None = None) -> AsyncIterator[bytes]:
    """The pieces of a body as they arrive. Raises TOO_LARGE beyond so many bytes, before it reads any where the
    request says so.

    name, hint: what the body is called, and what to do, in what the refusal says.
    """
    size = int(request.headers.get("content-length", "0"))
    if size <= most:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            if size > most:
                break
            yield piece
    if size > most:
        raise RequestError(RefusalCode.TOO_LARGE, f"The {name} is larger than {most:,} bytes.", hint)


async def body_of(request: Request, most: int, name: str = "body", hint: str | None = None) -> bytes:
    """A whole body of at most so many bytes. Raises `RequestError` TOO_LARGE, as `pieces_of` does."""
    return b"".join([piece async for piece in pieces_of(request, most, name, hint)])
