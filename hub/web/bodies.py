"""Reading GraphQL requests: parameters from a body or a query string, strictly and within bounds."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec
from starlette.requests import Request

from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.persisted import PersistedQueries
from schema.values.languages import accept_language

PATIENCE = 15
"""Seconds within which a body must arrive; uvicorn itself waits for ever."""


class _RequestParameters(msgspec.Struct):
    """The parameters of a request (GraphQL over HTTP, section 5.1)."""

    query: str | None = None
    variables: dict[str, Any] | None = None
    operationName: str | None = None  # noqa: N815 - the protocol's spelling
    extensions: dict[str, Any] | None = None


_DECODER = msgspec.json.Decoder(_RequestParameters)
_OBJECT = msgspec.json.Decoder(dict[str, Any] | None)


async def posted(request: Request, largest: int, persisted: PersistedQueries) -> Operation:
    """The operation of a POST request. Raises `RequestError`; the body is never read beyond `largest` bytes."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise RequestError(
            RefusalCode.UNSUPPORTED_MEDIA_TYPE, f"The content type {media or 'that is missing'} is not read."
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(
            RefusalCode.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not read.", "Send the body as it is."
        )
    body = await bounded(request.stream(), largest)
    try:
        found = _DECODER.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise RequestError(RefusalCode.BAD_REQUEST, f"The body is not a GraphQL request: {_reason(error)}.") from error
    document = persisted.document(found.query, found.extensions)
    if document is None:
        raise RequestError(RefusalCode.BAD_REQUEST, "The body is not a GraphQL request: it has no query.")
    return _operation(request, document, found.operationName, found.variables)


def asked(request: Request, persisted: PersistedQueries) -> Operation:
    """The operation of a GET request. Raises `RequestError`."""
    given = request.query_params
    document = persisted.document(given.get("query"), _object(given, "extensions"))
    if not document:
        raise RequestError(RefusalCode.BAD_REQUEST, "There is no query parameter.")
    return _operation(request, document, given.get("operationName"), _object(given, "variables"))


def _object(given: Mapping[str, str], name: str) -> dict[str, Any] | None:
    """A parameter that holds a JSON object."""
    try:
        return _OBJECT.decode(given[name]) if given.get(name) else None
    except (msgspec.DecodeError, RecursionError) as error:
        raise RequestError(RefusalCode.BAD_REQUEST, f"The {name} are not a JSON object: {_reason(error)}.") from error


def _operation(request: Request, document: str, name: str | None, variables: Mapping[str, Any] | None) -> Operation:
    languages = accept_language(request.headers.get("accept-language", ""))
    bulk = request.headers.get("x-hub-client", "").lower() == "bulk"
    return Operation(document, name or None, variables or {}, languages, bulk, request.headers.get("authorization"))


async def bounded(stream: AsyncIterator[bytes], largest: int) -> bytes:
    """A body of at most `largest` bytes. Raises `RequestError` as soon as it is longer, or if it trickles."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _read(stream, largest)
    except TimeoutError:
        raise RequestError(
            RefusalCode.BAD_REQUEST, f"The body did not arrive within {PATIENCE} s.", "Send it at once."
        ) from None


async def _read(stream: AsyncIterator[bytes], largest: int) -> bytes:
    body = bytearray()
    async for chunk in stream:
        body += chunk
        if len(body) > largest:
            raise RequestError(RefusalCode.TOO_LARGE, f"The body is larger than {largest} bytes.")
    return bytes(body)


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error).rstrip(".")
