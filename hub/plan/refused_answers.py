"""The answers to operations that cannot be answered."""

from hub.errors import ErrorCode, HubError
from hub.plan.answers import Answer, refused
from hub.plan.documents import RefusedError
from hub.plan.refusals import RefusalCode, RequestError

REFUSALS = (RefusedError, RequestError, RecursionError, HubError)
"""What `answer_to` knows."""


def answer_to(error: Exception) -> Answer:
    """The answer to what cannot be answered. Raises what is no fault of the request."""
    if isinstance(error, RefusedError):
        return refused(error.errors)
    if isinstance(error, RequestError):
        return refused([error])
    if isinstance(error, RecursionError):
        return refused([RequestError(RefusalCode.TOO_DEEP, "The document is nested too deeply.")])
    if isinstance(error, HubError) and error.code is ErrorCode.STATEMENT_TOO_NESTED:
        return refused([RequestError(RefusalCode.TOO_DEEP, error.message, error.hint)])
    raise error
