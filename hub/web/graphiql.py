"""The page to query the graph by hand: GraphiQL where its bundle is, and always a plain form that needs no script."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hub.errors import HubError
from hub.json_faults import FAULTS, json_fault
from hub.plan.answers import refused
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.web.assets import is_bundled
from hub.web.budgets import Budgets, unlimited
from hub.web.compression import COMPRESSED
from hub.web.examples import read_examples
from hub.web.pages.explorer import Explorer, problem
from hub.web.pages.page import Elsewhere, NothingFound
from hub.web.rendering import page
from hub.web.request_bodies import body_of
from hub.web.security import policy
from hub.web.visits import Visit, visit

LARGEST_FORM = 256 * 1024
"""Bytes of a submitted form that are read at most."""
HEADERS = {
    "content-security-policy": policy(style_src="'unsafe-inline'", worker_src="'self'"),
    "cache-control": "no-cache",
}
"""The editor sets styles from script and works in the background; nothing more is let through for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form held."""

    query: str
    variables: str = ""


class Editor:
    """Serves /graphiql. assets: the folder of the bundle, which may be missing.

    explorer: knows the question behind each page.
    """

    def __init__(self, executor: Executor, assets: Path, explorer: Explorer, budgets: Budgets) -> None:
        self._budgets = budgets
        self._assets = assets
        self._executor = executor
        self._explorer = explorer
        self._examples = read_examples()

    async def show(self, request: Request) -> Response:
        """GET: the editor, with the query and variables of the address, those of the page it
        names, or the first example.
        """
        given = request.query_params
        asked = Asked(given.get("query") or self._examples[0].document, given.get("variables", ""))
        if "page" in given and (behind := self._behind(request, given["page"])):
            asked = behind
        return self._page(visit(request), asked, None, has_editor=is_bundled(self._assets))

    def _behind(self, request: Request, page: str) -> Asked | None:
        """The question behind a page; None where the page is not there or its address is at fault."""
        try:
            operation = self._explorer.question(request, page)
        except (RequestError, NothingFound, Elsewhere):
            return None
        if operation is None:
            return None
        return Asked(operation.document, orjson.dumps(dict(operation.variables), option=orjson.OPT_INDENT_2).decode())

    async def run(self, request: Request) -> Response:
        """POST of the plain form: the same page with the answer."""
        reader = visit(request)
        try:
            asked = _form(await body_of(request, LARGEST_FORM, "form"))
        except RequestError as error:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return self._page(reader, Asked(""), refused([error]).body, has_editor=False, status=status)
        try:
            return self._page(reader, asked, await self._answer(asked, request), has_editor=False)
        except HubError as error:
            return problem(request, reader, HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.hint)

    async def _answer(self, asked: Asked, request: Request) -> bytes:
        """The answer, counted at the cost of the operation beside that of the page."""
        meter = await self._budgets.meter_of_request(request)
        client = request.client.host if request.client else None
        try:
            variables = _variables(asked.variables)
            with self._budgets.operations.one(self._budgets.sharer(meter, client)):
                answer = await self._executor.execute(Operation(document=asked.query, variables=variables))
        except RequestError as error:
            return refused([error]).body
        if meter:
            meter.charged(answer.cost or 0)
        return answer.body

    def _page(
        self, reader: Visit, asked: Asked, answer: bytes | None, *, has_editor: bool, status: int = HTTPStatus.OK
    ) -> Response:
        shown = None if answer is None else orjson.dumps(orjson.loads(answer), option=orjson.OPT_INDENT_2).decode()
        values = {
            "visit": reader,
            "query": asked.query,
            "variables": asked.variables,
            "answer": shown,
            "has_editor": has_editor,
            "is_bundled": is_bundled(self._assets),
            "examples": self._examples,
        }
        return page("graphiql.html", values, language=reader.language, status=status, headers=HEADERS)


def routes(executor: Executor, assets: Path, explorer: Explorer, budgets: Budgets | None = None) -> list[BaseRoute]:
    """The page, its form and the bundle. budgets: of clients; by default nothing counts."""
    served = Editor(executor, assets, explorer, budgets or unlimited())
    return [
        Route("/graphiql", served.show, middleware=COMPRESSED),
        Route("/graphiql", served.run, methods=["POST"]),
        Mount(
            "/graphiql/assets",
            StaticFiles(directory=assets, check_dir=False),
            name="graphiql-assets",
            middleware=COMPRESSED,
        ),
    ]


def _form(body: bytes) -> Asked:
    given = parse_qs(body.decode(errors="replace"))
    return Asked(*(given.get(name, [""])[0].replace("\r\n", "\n") for name in ("query", "variables")))


def _variables(text: str) -> dict[str, object]:
    try:
        found = orjson.loads(text or "{}")
    except FAULTS as error:
        raise RequestError(RefusalCode.BAD_REQUEST, f"The variables are not JSON: {json_fault(error)}.") from error
    if not isinstance(found, dict):
        raise RequestError(
            RefusalCode.BAD_REQUEST, "The variables are not a JSON object.", 'Write them as {"name": "value"}.'
        )
    return found
