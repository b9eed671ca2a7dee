"""What the hub says to a request it does not answer: a closed set of codes, each with a hint. See docs/errors.md."""

from enum import StrEnum

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """The codes in `extensions.code` of GraphQL errors."""

    SYNTAX_ERROR = "SYNTAX_ERROR"
    VALIDATION_FAILED = "VALIDATION_FAILED"
    BAD_REQUEST = "BAD_REQUEST"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    INVALID_CURSOR = "INVALID_CURSOR"
    INVALID_PAGE = "INVALID_PAGE"
    INVALID_FILTER = "INVALID_FILTER"
    INVALID_ORDER = "INVALID_ORDER"
    TOO_DEEP = "TOO_DEEP"
    TOO_MANY_ALIASES = "TOO_MANY_ALIASES"
    TOO_MANY_TOKENS = "TOO_MANY_TOKENS"
    TOO_COSTLY = "TOO_COSTLY"
    TOO_LARGE = "TOO_LARGE"
    TIMEOUT = "TIMEOUT"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    INTERNAL = "INTERNAL"


HINTS: dict[ErrorCode, str] = {
    ErrorCode.SYNTAX_ERROR: "Check the document near the named position.",
    ErrorCode.VALIDATION_FAILED: "Compare the document with /schema.graphql.",
    ErrorCode.BAD_REQUEST: 'Send a JSON object such as {"query": "{ revision }"}.',
    ErrorCode.BAD_USER_INPUT: "Mend the named argument or variable.",
    ErrorCode.INVALID_CURSOR: "Use a cursor of the same list with the same where, orderBy and search, or start without one.",
    ErrorCode.INVALID_PAGE: "Give first (with after) or last (with before), from 0 to 100.",
    ErrorCode.INVALID_FILTER: "Give each condition at least one operator and a value it can use.",
    ErrorCode.INVALID_ORDER: "Order by RELEVANCE only together with search.",
    ErrorCode.TOO_DEEP: "Ask for less nesting, or follow ids in a second operation.",
    ErrorCode.TOO_MANY_ALIASES: "Use fewer aliases; nodes(ids:) fetches many at once.",
    ErrorCode.TOO_MANY_TOKENS: "Shorten the document; put values into variables.",
    ErrorCode.TOO_COSTLY: "Ask for smaller pages; rateLimit { cost limit } tells the cost.",
    ErrorCode.TOO_LARGE: "Send a smaller body.",
    ErrorCode.TIMEOUT: "Ask for smaller pages or fewer counts.",
    ErrorCode.METHOD_NOT_ALLOWED: "Use POST; GET answers queries only.",
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: "Send application/json.",
    ErrorCode.UNAUTHENTICATED: "Send the operator's token as authorization: Bearer.",
    ErrorCode.STORE_UNAVAILABLE: "Try again soon; /health tells the state of the store.",
    ErrorCode.INTERNAL: "The hub has logged it; tell its operator when it happened.",
}


class RequestError(GraphQLError):
    """A request that is not answered, with its code and hint in `extensions`."""

    def __init__(self, code: ErrorCode, message: str, hint: str | None = None) -> None:
        super().__init__(message, extensions={"code": code.value, "hint": hint or HINTS[code]})
        self.code = code
