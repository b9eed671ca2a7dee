"""What programs of operators may do by their tokens, and how they are refused: as GraphQL refuses."""

from starlette.requests import Request
from starlette.responses import Response

from hub.operators.keyring import Keyring
from hub.operators.rights import Grant, Right
from hub.plan.answers import refused
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.operations.graphql import status_of


async def granted(keyring: Keyring, request: Request, right: Right, deed: str, network: str | None = None) -> Grant:
    """What the token of a request allows.

    deed: what it has to allow, in words. Raises `RequestError` UNAUTHENTICATED or FORBIDDEN.
    """
    grant = await keyring.grant(request.headers.get("authorization"))
    if grant is None:
        raise RequestError(RefusalCode.UNAUTHENTICATED, "The operator's token is missing, wrong or no longer valid.")
    if right not in grant.rights or (network is not None and not grant.covers([network])):
        hint = f"Ask for a token made with `hub token new --right {right}`, for this network or for all."
        raise RequestError(RefusalCode.FORBIDDEN, f"This token does not have the right to {deed}.", hint)
    return grant


def refusal_response(error: RequestError, status: int | None = None) -> Response:
    """A refusal as a response. status: of HTTP, where its code does not decide that."""
    return Response(
        refused([error]).body, status or status_of(error.code), {"cache-control": "no-store"}, "application/json"
    )
