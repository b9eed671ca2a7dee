"""/findings.csv: the findings of an address as a table, by the same operation as the page /findings."""

import csv
from collections.abc import AsyncIterator
from io import StringIO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from hub.errors import HubError
from hub.exports.csv_medium import FORMULA_STARTS
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.web.pages.explorer import data_of, refusal
from hub.web.pages.findings_page import narrowed
from hub.web.pages.page import PageValues, stored
from hub.web.visits import visit

COLUMNS = ("network", "path", "line", "column", "severity", "code", "field", "value", "message", "hint")
_PAGE_SIZE = 100


def route(executor: Executor) -> Route:
    """The route of the table."""
    document = stored("findings")

    async def table(request: Request) -> Response:
        reader = visit(request)
        try:
            pages = _pages(executor, document, narrowed(reader))
            first = await anext(pages)
        except (RequestError, HubError) as error:
            return refusal(request, reader, error)
        headers = {"content-disposition": 'attachment; filename="findings.csv"'}
        return StreamingResponse(_lines(first, pages), media_type="text/csv", headers=headers)

    return Route("/findings.csv", table)


async def _pages(executor: Executor, document: str, narrowing: PageValues) -> AsyncIterator[list[PageValues]]:
    after = None
    while True:
        operation = Operation(document, variables={**narrowing, "first": _PAGE_SIZE, "after": after})
        listed = (await data_of(executor, operation))["issues"]
        yield listed["nodes"]
        if not listed["pageInfo"]["hasNextPage"]:
            return
        after = listed["pageInfo"]["endCursor"]


async def _lines(first: list[PageValues], rest: AsyncIterator[list[PageValues]]) -> AsyncIterator[str]:
    yield _written([dict(zip(COLUMNS, COLUMNS, strict=True))])
    yield _written([_row(finding) for finding in first])
    async for page in rest:
        yield _written([_row(finding) for finding in page])


def _row(finding: PageValues) -> PageValues:
    return {**finding, "network": finding["network"]["slug"]}


def _written(rows: list[PageValues]) -> str:
    text = StringIO()
    csv.writer(text).writerows([[_cell(row[name]) for name in COLUMNS] for row in rows])
    return text.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA_STARTS else value
