"""What is sent back: the bytes of a response, and errors told with a code and a hint but without internals."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError

from hub.plan.refusals import HINTS, ErrorCode

_MANY_TOKENS = re.compile(r"Syntax Error: Document contains more than \d+ tokens\. Parsing aborted\.")
_TOO_NESTED = "Document is nested too deeply. Parsing aborted."
_LOG = logging.getLogger("hub.plan")


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON bytes of a response. executed: whether there is data beside any errors; cost: of the operation, if it got so far."""

    body: bytes
    executed: bool
    cost: int | None = None
    code: str | None = None


def coded(error: GraphQLError, code: ErrorCode) -> GraphQLError:
    """The error with its code and hint."""
    error.extensions = {**(error.extensions or {}), "code": code.value, "hint": HINTS[code]}
    return error


def fault_of(error: GraphQLSyntaxError) -> ErrorCode:
    """What the parser found wrong; its limits are told as syntax errors too."""
    if _MANY_TOKENS.fullmatch(error.message):
        return ErrorCode.TOO_MANY_TOKENS
    return ErrorCode.TOO_DEEP if error.message.endswith(_TOO_NESTED) else ErrorCode.SYNTAX_ERROR


def told(error: GraphQLError) -> dict[str, Any]:
    """An error as the response tells it: coded, and without internals."""
    if "code" in (error.extensions or {}):
        return dict(error.formatted)
    if error.original_error is None:
        return dict(coded(error, ErrorCode.BAD_USER_INPUT).formatted)
    _LOG.error("inside an operation: %s", error.message, exc_info=error.original_error)
    masked = {**error.formatted, "message": "Something went wrong inside the hub."}
    return {**masked, "extensions": {"code": ErrorCode.INTERNAL.value, "hint": HINTS[ErrorCode.INTERNAL]}}


def refused(errors: Sequence[GraphQLError]) -> Answer:
    """The answer to a request that was not executed."""
    body = orjson.dumps({"errors": [told(error) for error in errors]})
    return Answer(body, executed=False, code=str((errors[0].extensions or {}).get("code")))
