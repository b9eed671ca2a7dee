"""/audit: the audit log as JSON, for operators whose token may read it.

Of tokens that are for some networks, what is about these.
"""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hub.operators.audit import audit_entries
from hub.operators.keyring import Keyring
from hub.operators.rights import Right
from hub.plan.refusals import RequestError
from hub.store import Database
from hub.web.desk.token_rights import granted, refusal_response

MOST = 1000
"""Entries, the newest first."""


def route(database: Database, keyring: Keyring) -> Route:
    """The route of this module."""

    async def entries(request: Request) -> Response:
        try:
            grant = await granted(keyring, request, Right.READ, "read the audit log")
        except RequestError as error:
            return refusal_response(error)
        networks = None if grant.networks is None else sorted(grant.networks)
        rows = await audit_entries(database, first=MOST, subjects=networks)
        return JSONResponse({"entries": [asdict(entry) for entry in rows]}, headers={"cache-control": "no-store"})

    return Route("/audit", entries)
