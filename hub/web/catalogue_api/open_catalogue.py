"""/opencatalog/v1: software, publishers and catalogues by the Software Catalog API of Developers Italia, OpenAPI 1.0.0
as of release 1.4.0, read side.

https://github.com/italia/developers-italia-api/blob/v1.4.0/software-catalog-api.oas.yaml. Catalogues are networks;
publishers are organisations with accounts on code hosts; software are products with a repository.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.exports import Editions, ExportSelection
from hub.exports.described_entities import DescribedRow
from hub.exports.tabular import Head
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.web.catalogue_api.catalogue_entries import CatalogueEntry, catalogue, publisher, software
from hub.web.catalogue_api.catalogue_requests import (
    CataloguePage,
    CatalogueProblem,
    identity_of,
    network_uuid,
    page_of,
)
from hub.web.pages.explorer import data_of, is_known
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME

PATH = "/opencatalog/v1"
_SOFTWARE, _PUBLISHER, _CATALOG = "can't get Software", "can't get Publisher", "can't get Catalog"
_LISTED = """query ($where: {kind}Where, $first: Int, $after: String, $last: Int, $before: String) {{
  list: {plural}(where: $where, orderBy: [{{field: CREATED_AT, direction: ASC}}],
    first: $first, after: $after, last: $last, before: $before) {{
    pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ {fields} }} }} }}"""
_PRODUCTS = _LISTED.format(
    kind="Product",
    plural="products",
    fields="id repository repositories createdAt updatedAt records { network { slug } path raw }",
)
_ORGANISATIONS = _LISTED.format(
    kind="Organisation", plural="organisations", fields="id slug name email status codeAccounts createdAt updatedAt"
)
_NETWORK = "slug title url publisherUrl lastLoad { finishedAt }"
_NETWORKS = f"""query ($first: Int, $after: String, $last: Int, $before: String) {{
  list: networks(first: $first, after: $after, last: $last, before: $before) {{
    pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ {_NETWORK} }} }} }}"""
_BY_SLUG = f"query ($slug: String!) {{ network(by: {{slug: $slug}}) {{ {_NETWORK} }} }}"
_LOADS = "query ($network: String) { loads(network: $network, last: 1) { nodes { finishedAt } } }"
_PAGE = 100
"""Networks that are looked through at a time for a UUID."""
_HOSTED = {"repository": {"isNull": False}}
_WITH_ACCOUNTS = {"codeAccounts": {"isNull": False}}
_ACTIVE = {"or": [{"status": {"isNull": True}}, {"status": {"ne": "ENDED"}}]}
WhereInput = Mapping[str, Any]
Answering = Callable[[Request], Awaitable[Any]]


class OpenCatalogue:
    """Answers crawlers and front ends of catalogues.

    executor: reads the graph; editions: describe products for their publiccode.yml.
    """

    def __init__(self, executor: Executor, editions: Editions) -> None:
        self._executor = executor
        self._editions = editions

    def routes(self) -> list[BaseRoute]:
        """The routes, all for reading."""
        answers: dict[str, Answering] = {
            "/status": _status,
            "/software": self._softwares,
            "/software/{id}": self._software,
            "/software/{id}/analysis": self._analysis,
            "/publishers": self._publishers,
            "/publishers/{id}": self._publisher,
            "/catalogs": self._catalogues,
            "/catalogs/{id}": self._catalogue,
            "/catalogs/{id}/software": self._softwares,
            "/catalogs/{id}/publishers": self._publishers,
        }
        return [
            *(Route(f"{PATH}{path}", partial(self._answered, answer)) for path, answer in answers.items()),
            Route(f"{PATH}/{{rest:path}}", _unanswered, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        ]

    async def _answered(self, answer: Answering, request: Request) -> Response:
        """The answer as JSON, or the problem."""
        try:
            tag = f'W/"{await self._executor.revision()}"'
            content = await answer(request)
        except CatalogueProblem as problem:
            return _problem(problem.title, problem.detail, problem.status)
        except RequestError as error:
            return _problem("can't answer", error.message, HTTPStatus.UNPROCESSABLE_ENTITY)
        except HubError as error:
            return _problem("can't answer", error.message, HTTPStatus.SERVICE_UNAVAILABLE)
        if content is None:
            return Response(status_code=HTTPStatus.NO_CONTENT, headers={"cache-control": "no-store"})
        headers = {"etag": tag, "cache-control": "no-cache"}
        # only now, as what does not exist is never unchanged (RFC 9110, 13.2.1)
        if is_known(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(orjson.dumps(content), headers=headers, media_type="application/json")

    async def _softwares(self, request: Request) -> Any:
        page, network = page_of(request, _SOFTWARE), await self._network(request, _SOFTWARE)
        conditions: list[WhereInput] = [_HOSTED, *_of(page, network)]
        if address := request.query_params.get("url"):
            repository = SCHEME_BY_NAME["repository"].normalise(address).value
            if repository is None:
                return {"data": [], "links": {"prev": None, "next": None}}
            conditions.append({"identifiers": {"scheme": "REPOSITORY", "value": repository}})
        listed = await self._list(_PRODUCTS, page, _SOFTWARE, {"where": {"and": conditions}})
        entries = [{**entry, **_in(network)} for entry in await self._entries(listed["nodes"])]
        return {"data": entries, "links": page.links(listed["pageInfo"])}

    async def _software(self, request: Request) -> Any:
        [entry] = await self._entries(await self._one(request, _PRODUCTS, "product", _SOFTWARE, _HOSTED))
        return entry

    async def _analysis(self, request: Request) -> Any:
        """What scanners found out: nothing, as the hub has none."""
        await self._one(request, _PRODUCTS, "product", _SOFTWARE, _HOSTED)
        return {}

    async def _publishers(self, request: Request) -> Any:
        page, network = page_of(request, _PUBLISHER), await self._network(request, _PUBLISHER)
        conditions = [_WITH_ACCOUNTS, *_of(page, network), *([] if page.with_inactive else [_ACTIVE])]
        listed = await self._list(_ORGANISATIONS, page, _PUBLISHER, {"where": {"and": conditions}})
        entries = [{**publisher(organisation), **_in(network)} for organisation in listed["nodes"]]
        return {"data": entries, "links": page.links(listed["pageInfo"])}

    async def _publisher(self, request: Request) -> Any:
        [organisation] = await self._one(request, _ORGANISATIONS, "organisation", _PUBLISHER, _WITH_ACCOUNTS)
        return publisher(organisation)

    async def _catalogues(self, request: Request) -> Any:
        page = page_of(request, _CATALOG)
        listed = await self._list(_NETWORKS, page, _CATALOG, {})
        entries = [await self._loaded(network) for network in listed["nodes"]]
        bounds = page.created or {}
        within = [
            entry
            for entry in entries
            if bounds.get("gt", "") < entry["createdAt"] and entry["createdAt"] < bounds.get("lt", "9")
        ]
        return {"data": within, "links": page.links(listed["pageInfo"])}

    async def _catalogue(self, request: Request) -> Any:
        network = await self._network(request, _CATALOG)
        return await self._loaded(network or {})

    async def _loaded(self, network: Mapping[str, Any]) -> CatalogueEntry:
        """A network as a catalogue, with the times of its first and last load."""
        loads = await data_of(self._executor, Operation(_LOADS, variables={"network": network["slug"]}))
        first = loads["loads"]["nodes"][0]["finishedAt"]
        return catalogue(network, first, (network["lastLoad"] or {}).get("finishedAt", first))

    async def _network(self, request: Request, title: str) -> Mapping[str, Any] | None:
        """The network that the address names by UUID or short name.

        None where it names none, as software has its own id.
        """
        if not request.url.path.startswith(f"{PATH}/catalogs/"):
            return None
        name, page = request.path_params["id"].lower(), CataloguePage(_PAGE)
        named = await data_of(self._executor, Operation(_BY_SLUG, variables={"slug": name}))
        if named["network"]:
            return dict(named["network"])
        while True:
            listed = await self._list(_NETWORKS, page, title, {})
            if networks := [network for network in listed["nodes"] if network_uuid(network["slug"]) == name]:
                return dict(networks[0])
            if not listed["pageInfo"]["hasNextPage"]:
                break
            page = CataloguePage(_PAGE, after=listed["pageInfo"]["endCursor"])
        raise CatalogueProblem(title, "Catalog was not found", HTTPStatus.NOT_FOUND)

    async def _list(
        self, document: str, page: CataloguePage, title: str, variables: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        try:
            data = await data_of(self._executor, Operation(document, variables={**page.variables, **variables}))
        except RequestError as error:
            if page.after or page.before:
                raise CatalogueProblem(title, "wrong cursor format in page[after] or page[before]") from error
            raise
        return dict(data["list"])

    async def _one(
        self, request: Request, document: str, kind: str, title: str, condition: WhereInput
    ) -> Sequence[Mapping[str, Any]]:
        """The one thing that an address names by UUID, or a publisher by its alternativeId."""
        name = request.path_params["id"]
        identity = identity_of(name, KIND_BY_NAME[kind].prefix)
        by: WhereInput = {"id": {"eq": identity}} if identity else {"slug": {"eq": name}}
        listed = await self._list(document, CataloguePage(1), title, {"where": {"and": [condition, by]}})
        if not listed["nodes"] or (kind == "product" and not identity):
            raise CatalogueProblem(title, f"{title.rpartition(' ')[2]} was not found", HTTPStatus.NOT_FOUND)
        return list(listed["nodes"])

    async def _entries(self, products: Sequence[Mapping[str, Any]]) -> list[CatalogueEntry]:
        """Products as software."""
        if not products:
            return []
        rows, head = await self._described([product["id"] for product in products])
        return [software(product, rows[product["id"]], head) for product in products if product["id"] in rows]

    async def _described(self, ids: Sequence[str]) -> tuple[dict[str, DescribedRow], Head]:
        """Products with all that hangs on them, by id."""
        selection = ExportSelection(KIND_BY_NAME["product"], {"where": {"id": {"in": list(ids)}}})
        chosen = await self._editions.chosen(selection)
        async with self._editions.snapshot() as snapshot:
            edition = await snapshot.selection(selection, chosen)
            described = edition.descriptions
            rows: dict[str, DescribedRow] = {row["id"]: row async for row in described.rows()} if described else {}
            return rows, edition.head


async def _status(_: Request) -> Any:
    """That the API answers, which needs no words."""
    return None


def _of(page: CataloguePage, network: Mapping[str, Any] | None) -> list[WhereInput]:
    """The conditions on creation and network."""
    created: list[WhereInput] = [{"createdAt": dict(page.created)}] if page.created else []
    return [*created, *([{"networks": {"eq": network["slug"]}}] if network else [])]


def _in(network: Mapping[str, Any] | None) -> dict[str, str]:
    return {"catalogId": network_uuid(network["slug"])} if network else {}


async def _unanswered(request: Request) -> Response:
    """What other paths and methods get: problems, as everything that goes wrong in this API."""
    if request.method in {"GET", "HEAD"}:
        return _problem("can't answer", f"there is no {request.url.path}", HTTPStatus.NOT_FOUND)
    refused = _problem("can't answer", "this API is read-only: send GET", HTTPStatus.METHOD_NOT_ALLOWED)
    refused.headers["allow"] = "GET, HEAD"
    return refused


def _problem(title: str, detail: str, status: HTTPStatus) -> Response:
    body = orjson.dumps({"title": title, "detail": detail, "status": int(status)})
    return Response(body, status, {"cache-control": "no-store"}, "application/problem+json")
