"""What is sent back: the bytes of a response, and errors formatted with a code and a hint but without internals."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSyntaxError

from hub.plan.refusals import HINTS, RefusalCode

_MANY_TOKENS = re.compile(r"Syntax Error: Document contains more than \d+ tokens\. Parsing aborted\.")
_TOO_NESTED = "Document is nested too deeply. Parsing aborted."
_OF_PYTHON = re.compile(
    r"(?:but encountered error ')?Exceeds the limit \(\d+ digits\) for integer string conversion.*", re.DOTALL
)
_SHOWN = 60
"""Characters that are repeated of what a client has written in one piece."""
_LONG = re.compile(r"\S{200,}")
_LOG = logging.getLogger("hub.plan")


@dataclass(slots=True)
class Answer:
    """The JSON bytes of a response. executed: whether there is data beside any errors; cost: of the
    operation, if it got so far.

    is_read: it is what a query has read; lasts: until the next revision or day the same query is answered alike.
    revision: that was read, where it came along.
    """

    body: bytes
    executed: bool
    cost: int | None = None
    code: str | None = None
    is_read: bool = False
    lasts: bool = False
    revision: int | None = None


def coded(error: GraphQLError, code: RefusalCode, hint: str | None = None) -> GraphQLError:
    """The error with its code and hint."""
    error.extensions = {**(error.extensions or {}), "code": code.value, "hint": hint or HINTS[code]}
    return error


def syntax_code(error: GraphQLSyntaxError) -> RefusalCode:
    """What the parser objects to; it reports its own limits as syntax errors, too."""
    if _MANY_TOKENS.fullmatch(error.message):
        return RefusalCode.TOO_MANY_TOKENS
    return RefusalCode.TOO_DEEP if error.message.endswith(_TOO_NESTED) else RefusalCode.SYNTAX_ERROR


def formatted(error: GraphQLError) -> dict[str, Any]:
    """An error as the response states it: coded, and without internals."""
    if "code" in (error.extensions or {}):
        return {**error.formatted, "message": _worded(error.message)}
    if error.original_error is None:
        return {**coded(error, RefusalCode.BAD_USER_INPUT).formatted, "message": _worded(error.message)}
    _LOG.error("inside an operation: %s", error.message, exc_info=error.original_error)
    masked = {**error.formatted, "message": "Something went wrong inside the hub."}
    return {**masked, "extensions": {"code": RefusalCode.INTERNAL.value, "hint": HINTS[RefusalCode.INTERNAL]}}


def _worded(message: str) -> str:
    """A message without what Python says of numbers, and without what is too long to be looked at."""
    stated = _OF_PYTHON.sub("but the number has too many digits.", message)
    return _LONG.sub(lambda word: f"{word[0][:_SHOWN]}…", stated)


def refused(errors: Sequence[GraphQLError]) -> Answer:
    """The answer to a request that was not executed."""
    body = orjson.dumps({"errors": [formatted(error) for error in errors]})
    return Answer(body, executed=False, code=str((errors[0].extensions or {}).get("code")))
