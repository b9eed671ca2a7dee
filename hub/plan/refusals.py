"""What the hub says to a request it does not answer: a closed set of codes, each with a hint. See docs/errors.md."""

from enum import StrEnum

import orjson
from graphql import GraphQLError


class RefusalCode(StrEnum):
    """The codes in `extensions.code` of GraphQL errors."""

    SYNTAX_ERROR = "SYNTAX_ERROR"
    VALIDATION_FAILED = "VALIDATION_FAILED"
    BAD_REQUEST = "BAD_REQUEST"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    AMBIGUOUS = "AMBIGUOUS"
    BEYOND_HORIZON = "BEYOND_HORIZON"
    INVALID_CURSOR = "INVALID_CURSOR"
    INVALID_PAGE = "INVALID_PAGE"
    INVALID_FILTER = "INVALID_FILTER"
    INVALID_ORDER = "INVALID_ORDER"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_ALIASES = "TOO_MANY_ALIASES"
    TOO_MANY_TOKENS = "TOO_MANY_TOKENS"
    TOO_COSTLY = "TOO_COSTLY"
    TOO_MANY_SUBSCRIPTIONS = "TOO_MANY_SUBSCRIPTIONS"
    TOO_LARGE = "TOO_LARGE"
    TIMEOUT = "TIMEOUT"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    OPERATION_NOT_TRUSTED = "OPERATION_NOT_TRUSTED"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    RATE_LIMITED = "RATE_LIMITED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


HINTS: dict[RefusalCode, str] = {
    RefusalCode.SYNTAX_ERROR: "Check the document near the position given.",
    RefusalCode.VALIDATION_FAILED: "Compare the document with the schema at /schema.graphql.",
    RefusalCode.BAD_REQUEST: 'Send a JSON object such as {"query": "{ revision }"}.',
    RefusalCode.BAD_USER_INPUT: "Correct the argument or variable named in the message.",
    RefusalCode.AMBIGUOUS: (
        "Look up one of extensions.candidates by its id, or name the kind: organisations/aarhus-kommune as a slug."
    ),
    RefusalCode.BEYOND_HORIZON: "Ask for dates before the day named in the message; series are expanded up to it.",
    RefusalCode.INVALID_CURSOR: (
        "Use a cursor from the same list with the same where, orderBy and search, or start without one."
    ),
    RefusalCode.INVALID_PAGE: "Give either first (with after) or last (with before).",
    RefusalCode.INVALID_FILTER: "Give each condition at least one operator with a value it accepts.",
    RefusalCode.INVALID_ORDER: "Order by RELEVANCE only together with search.",
    RefusalCode.TOO_DEEP: "Nest fewer levels, or fetch the rest by id in a second operation.",
    RefusalCode.TOO_MANY_ALIASES: "Use fewer aliases; nodes(ids:) fetches many entities at once.",
    RefusalCode.TOO_MANY_TOKENS: "Shorten the document and move values into variables.",
    RefusalCode.TOO_COSTLY: (
        "Ask for smaller pages; rateLimit { cost limit } shows the cost of an operation. Clients that read everything"
        " can send the header x-hub-client: bulk."
    ),
    RefusalCode.TOO_MANY_SUBSCRIPTIONS: "Complete one before you start the next, or open another connection.",
    RefusalCode.TOO_LARGE: "Send a smaller body.",
    RefusalCode.TIMEOUT: "Ask for smaller pages or fewer counts.",
    RefusalCode.PERSISTED_QUERY_NOT_FOUND: (
        "Send the query together with its sha256Hash; after that the hash alone is enough."
    ),
    RefusalCode.PERSISTED_QUERY_NOT_SUPPORTED: "Send the query itself; persisted queries are turned off in this hub.",
    RefusalCode.OPERATION_NOT_TRUSTED: (
        "Ask whoever runs the hub to list it with `hub operations add`; the same data is also available as files and"
        " pages."
    ),
    RefusalCode.METHOD_NOT_ALLOWED: "Use POST; GET is for queries only.",
    RefusalCode.UNSUPPORTED_MEDIA_TYPE: "Send application/json.",
    RefusalCode.UNAUTHENTICATED: "Send the operator's token in the header authorization: Bearer <token>.",
    RefusalCode.FORBIDDEN: (
        "Ask whoever runs the hub for a token with this right and network; `hub token list` shows what each allows."
    ),
    RefusalCode.RATE_LIMITED: (
        "Wait for the seconds that the header retry-after states, or read everything at once as files: /products.csv,"
        " /snapshots/latest."
    ),
    RefusalCode.STORE_UNAVAILABLE: "Try again shortly; /health reports the state of the store.",
    RefusalCode.INTERNAL: "The error has been logged. If it persists, tell the hub's operator when it occurred.",
}


REFUSAL_MARK = "!"
"""How the answer of a query begins that found its arguments wrong in the store; no JSON text does.

{message, candidates} follow as JSON where the query is refused. Where some items of its list are, [{at,
candidates}], the mark, and the list.
"""
REFUSED_ITEMS = REFUSAL_MARK.encode()


class RequestError(GraphQLError):
    """A request that is not answered, with its code and hint in `extensions`."""

    def __init__(self, code: RefusalCode, message: str, hint: str | None = None) -> None:
        super().__init__(message, extensions={"code": code.value, "hint": hint or HINTS[code]})
        self.code = code


def refusal_of_answer(text: str) -> RequestError:
    """The refusal that the answer of a query is, which begins with the mark."""
    found = orjson.loads(text.removeprefix(REFUSAL_MARK))
    return ambiguous(found["message"], found["candidates"])


def errors_of_items(text: list[bytes], key: str) -> list[RequestError]:
    """The errors of single items that stand before the answer of a query, which are taken off its pieces.

    key: of its root field.
    """
    errors = []
    if text[0].startswith(REFUSED_ITEMS):
        for item in orjson.loads(text.pop(0).removeprefix(REFUSED_ITEMS)):
            message = f"by[{item['at']}]: several entities have this; their ids are in extensions.candidates."
            errors.append(ambiguous(message, item["candidates"]))
            errors[-1].path = [key, item["at"]]
    return errors


def ambiguous(message: str, candidates: list[str]) -> RequestError:
    """AMBIGUOUS, with the ids of all entities that may be meant."""
    error = RequestError(RefusalCode.AMBIGUOUS, message)
    error.extensions = {**(error.extensions or {}), "candidates": candidates}
    return error
