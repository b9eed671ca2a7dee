"""/audit: the audit log as JSON, for operators whose token may read it; of tokens that are for some networks, what is about these."""

from dataclasses import asdict
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hub.operators.audit import audit_entries
from hub.operators.keyring import Keyring
from hub.operators.rights import Right
from hub.plan.answers import refused
from hub.plan.refusals import RefusalCode, RequestError
from hub.store import Database

MOST = 1000
"""Entries, the newest first."""


def route(database: Database, keyring: Keyring) -> Route:
    """The route of this module."""

    async def entries(request: Request) -> Response:
        grant = await keyring.grant(request.headers.get("authorization"))
        if grant is None or Right.READ not in grant.rights:
            code = RefusalCode.FORBIDDEN if grant else RefusalCode.UNAUTHENTICATED
            status = HTTPStatus.FORBIDDEN if grant else HTTPStatus.UNAUTHORIZED
            error = RequestError(code, "The audit log is for operators whose token may read it.")
            return Response(refused([error]).body, status, media_type="application/json")
        networks = None if grant.networks is None else sorted(grant.networks)
        found = await audit_entries(database, first=MOST, subjects=networks)
        return JSONResponse({"entries": [asdict(entry) for entry in found]}, headers={"cache-control": "no-store"})

    return Route("/audit", entries)
