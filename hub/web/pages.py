"""The first page: what the hub holds, for people who look rather than query. All it shows comes from the GraphQL graph."""

from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import HINTS, ErrorCode
from hub.web.examples import read_examples
from hub.web.pictures import matrix, shared_by_pair
from hub.web.rendering import STATIC, fingerprint, page, unavailable

QUERY = Path(__file__).with_name("queries") / "home.graphql"
SHOWN_FINDINGS = 20


class _UnansweredError(Exception):
    """The graph did not answer the page's own query: message and hint."""


class Home:
    """Serves the first page; unchanged while the revision is, so that a browser's copy is confirmed by one small statement."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._document = QUERY.read_text(encoding="utf-8")
        self._examples = read_examples()
        self._fingerprint = fingerprint()

    async def answer(self, request: Request) -> Response:
        """GET /."""
        try:
            if request.headers.get("if-none-match") == self._tag(await self._executor.revision()):
                return Response(status_code=304, headers={"etag": request.headers["if-none-match"], "cache-control": "no-cache"})
            found = await self._asked()
        except HubError as error:
            return unavailable(error.message, error.hint)
        except _UnansweredError as error:
            return unavailable(*error.args)
        return page("home.html", self._values(found), headers={"etag": self._tag(found["revision"]), "cache-control": "no-cache"})

    def _tag(self, revision: int) -> str:
        return f'W/"{revision}-{self._fingerprint}"'

    async def _asked(self) -> dict[str, Any]:
        body = orjson.loads((await self._executor.execute(Operation(document=self._document))).body)
        if "errors" in body:
            first = body["errors"][0]
            raise _UnansweredError(first["message"], first.get("extensions", {}).get("hint", HINTS[ErrorCode.STORE_UNAVAILABLE]))
        return dict(body["data"])

    def _values(self, found: dict[str, Any]) -> dict[str, Any]:
        networks = found["networks"]["nodes"]
        shared = shared_by_pair(found["overlap"]["matrix"])
        findings = [*found["errors"]["nodes"], *found["warnings"]["nodes"]][:SHOWN_FINDINGS]
        return {
            **found,
            "networks": networks,
            "kinds": [kind["kind"] for kind in found["stats"]["kinds"]],
            "shared": shared,
            "matrix": matrix(networks, shared),
            "findings": findings,
            "severities": {one["severity"]: one["count"] for one in found["stats"]["issues"]},
            "examples": self._examples,
        }


def routes(executor: Executor) -> list[BaseRoute]:
    """The first page, and the style and icon of all pages."""
    return [Route("/", Home(executor).answer), Mount("/static", StaticFiles(directory=STATIC), name="static")]
