"""The first page: what the hub holds, for people who look rather than query. All it shows comes from the GraphQL graph."""

import logging
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hub.errors import ErrorCode, HubError
from hub.plan.execution import Executor, Operation
from hub.web.examples import read_examples
from hub.web.pictures import matrix, shared_by_pair
from hub.web.rendering import STATIC, fingerprint, page, unavailable

QUERY = Path(__file__).with_name("queries") / "home.graphql"
SHOWN_FINDINGS = 20
_LOG = logging.getLogger("hub.web")


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
            return await self._answered(request.headers.get("if-none-match", ""))
        except HubError as error:
            return unavailable(error.message, error.hint)
        except Exception:  # noqa: BLE001 - a damaged store fails in many ways; all mean the same to a visitor
            _LOG.exception("the first page could not be made")
            return unavailable("The hub could not make this page.", "The log of the hub says why; tell its operator.")

    async def _answered(self, known: str) -> Response:
        tag = self._tag(await self._executor.revision())
        if _is_known(known, tag):
            return Response(status_code=304, headers=_headers(tag))
        found = await self._asked()
        return page("home.html", self._values(found), headers=_headers(self._tag(found["revision"])))

    def _tag(self, revision: int) -> str:
        return f"{revision}-{self._fingerprint}"

    async def _asked(self) -> dict[str, Any]:
        body = orjson.loads((await self._executor.execute(Operation(document=self._document))).body)
        if "errors" in body:
            first = body["errors"][0]
            raise HubError(ErrorCode.STORE_BUSY, first["message"], first["extensions"]["hint"])
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


def _headers(tag: str) -> dict[str, str]:
    return {"etag": f'W/"{tag}"', "cache-control": "no-cache"}


def _is_known(known: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (RFC 9110, 13.1.2: weak comparison)."""
    stated = {part.strip().removeprefix("W/").strip('"') for part in known.split(",")}
    return bool(stated & {tag, "*"})


def routes(executor: Executor) -> list[BaseRoute]:
    """The first page, and the style and icon of all pages."""
    return [Route("/", Home(executor).answer), Mount("/static", StaticFiles(directory=STATIC), name="static")]
