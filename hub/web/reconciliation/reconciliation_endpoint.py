"""/reconcile: names with properties matched with organisations, OSPOs and products, by version 0.2 of the
reconciliation API; /reconcile/v1: by 1.0-draft.

0.2: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ · 1.0-draft:
https://reconciliation-api.github.io/specs/1.0-draft/
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from hub.errors import HubError
from hub.plan.execution import Executor, Operation
from hub.plan.refusals import RequestError
from hub.release import hub_version
from hub.review.thing_matching import NAMESAKES, FoundThing, Matcher
from hub.web.budgets import Budgets, unlimited
from hub.web.operations.graphql import status_of
from hub.web.pages.explorer import data_of
from hub.web.reconciliation.extended_values import MOST_ENTITIES, NAMES, PROPOSED, extended, extension_question
from hub.web.reconciliation.reconciliation_batches import (
    ReconciliationQuery,
    UnusableBatch,
    batch,
    draft_batch,
)
from hub.web.reconciliation.reconciliation_manifests import (
    DRAFT_PATH,
    PATH,
    PROPERTY_ENTRIES,
    TYPES,
    draft_manifest,
    manifest,
)
from hub.web.rendering import excerpt
from hub.web.request_bodies import body_of
from schema.graphql.graphql_names import enum_name
from schema.records import kind_of
from schema.values.countries import name_of
from schema.values.languages import accept_language

_THINGS = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { name countries description { value } } } }"
_SUGGESTED = """query ($prefix: String!, $kinds: [KindName!], $first: Int!) {
  search(query: $prefix, kinds: $kinds, first: $first) {
  nodes { id name countries description { value } } } }"""
_SUGGESTIONS, _FURTHEST = 10, 90
"""Suggestions of an answer, and how many may be skipped."""
_COST = 20
"""What a query counts beside its request: a fifth of a page, as a match takes a few milliseconds."""
_FIELDS = 8
"""Fields of a form; the protocol knows one at a time."""
_TYPE_ENTRIES = {one["id"]: {"id": one["id"], "name": one["name"]} for one in TYPES}
AnsweringVersion = Callable[[Request], Awaitable[Any]]


class Reconciliation:
    """Answers both versions.

    executor: reads what is shown of things; address: of the hub; largest_body: in bytes; budgets: of clients.
    """

    def __init__(
        self, executor: Executor, matcher: Matcher, address: str, largest_body: int, budgets: Budgets | None = None
    ) -> None:
        self._executor = executor
        self._matcher = matcher
        self._largest_body = largest_body
        self._budgets = budgets or unlimited()
        self._manifests = {PATH: manifest(address, hub_version()), DRAFT_PATH: draft_manifest(address, hub_version())}

    def routes(self) -> list[BaseRoute]:
        """The routes of both versions; all but the endpoints themselves are the same."""
        suggest: dict[str, AnsweringVersion] = {"entity": self._entities, "property": _properties, "type": _types}
        shared = [
            *(
                Route(f"{path}/suggest/{what}", _answering(ask))
                for path in self._manifests
                for what, ask in suggest.items()
            ),
            *(Route(f"{path}/extend/propose", _answering(_proposals)) for path in self._manifests),
            *(Route(f"{path}/preview", _preview) for path in self._manifests),
        ]
        return [
            Route(PATH, _answering(self._answer), methods=["GET", "POST"]),
            Route(DRAFT_PATH, _answering(self._draft_manifest)),
            Route(f"{DRAFT_PATH}/reconcile", _answering(self._draft_answer), methods=["POST"]),
            Route(f"{DRAFT_PATH}/extend", _answering(self._draft_extension), methods=["POST"]),
            *shared,
        ]

    async def _answer(self, request: Request) -> Any:
        """What 0.2 asks of its one address: the manifest, a batch, an extension."""
        form = dict(request.query_params)
        if request.method == "POST":
            body = (await self._body(request)).decode(errors="replace")
            form |= _parsed_form(body)
        if "queries" in form:
            queries = batch(form["queries"])
            candidates = await self._found(request, queries)
            return {
                query.key: {"result": things, **_noted(query)}
                for query, things in zip(queries, candidates, strict=True)
            }
        if "extend" in form:
            ids, properties, rows = await self._extended(request, _json(form["extend"].encode(errors="replace")))
            return {"meta": _meta(properties), "rows": dict(zip(ids, rows, strict=True))}
        if request.method == "POST":
            raise UnusableBatch("The form has neither queries nor extend.", "Send queries=<JSON> as a form.")
        return self._manifests[PATH]

    async def _body(self, request: Request) -> bytes:
        return await body_of(request, self._largest_body, hint="Send smaller batches.")

    async def _draft_manifest(self, _: Request) -> Any:
        return self._manifests[DRAFT_PATH]

    async def _draft_answer(self, request: Request) -> Any:
        queries = draft_batch(await self._body(request))
        candidates = await self._found(request, queries)
        results = [
            {"candidates": [_in_draft(thing) for thing in things], **_noted(query)}
            for query, things in zip(queries, candidates, strict=True)
        ]
        return {"results": results}

    async def _draft_extension(self, request: Request) -> Any:
        question = _json(await self._body(request))
        ids, properties, rows = await self._extended(request, question)
        listed = [
            {"id": id_, "properties": [{"id": name, "values": values} for name, values in row.items()]}
            for id_, row in zip(ids, rows, strict=True)
        ]
        return {"meta": _meta(properties), "rows": listed}

    async def _found(self, request: Request, queries: Sequence[ReconciliationQuery]) -> list[list[dict[str, Any]]]:
        """The candidates of each query, as 0.2 has them."""
        client = request.client.host if request.client else None
        if meter := await self._budgets.meter_of_request(request):
            meter.charged(_COST * (len(queries) + sum(len(query.excluded) for query in queries)))
        matches = await self._matcher.match([query.described for query in queries], NAMESAKES, client)
        excluded = await self._excluded(queries, client)
        admitted = [
            [thing for thing in things if query.admits(thing) and thing.entity not in excluded.get(query.key, ())]
            for query, things in zip(queries, matches, strict=True)
        ]
        bounded = [things[: query.limit] for query, things in zip(queries, admitted, strict=True)]
        shown = await self._things(request, {thing.entity for things in bounded for thing in things})
        return [
            [_candidate(thing, shown[thing.entity]) for thing in things if thing.entity in shown] for things in bounded
        ]

    async def _excluded(self, queries: Sequence[ReconciliationQuery], client: str | None) -> dict[str, set[str]]:
        """The entities that queries exclude, by the keys of the queries."""
        unwanted = [(query.key, exclusion) for query in queries for exclusion in query.excluded]
        matches = await self._matcher.match([exclusion.described for _, exclusion in unwanted], NAMESAKES, client)
        excluded: dict[str, set[str]] = {}
        for (key, exclusion), things in zip(unwanted, matches, strict=True):
            excluded.setdefault(key, set()).update(thing.entity for thing in things if exclusion.covers(thing))
        return excluded

    async def _things(self, request: Request, ids: set[str]) -> dict[str, Any]:
        """What is shown of entities, by id."""
        ordered, by_id = sorted(ids), dict[str, Any]()
        for start in range(0, len(ordered), MOST_ENTITIES):
            nodes = await self._nodes(request, _THINGS, ordered[start : start + MOST_ENTITIES])
            by_id |= {node["id"]: node for node in nodes if node and "name" in node}
        return by_id

    async def _nodes(self, request: Request, document: str, ids: list[str]) -> list[Any]:
        languages = accept_language(request.headers.get("accept-language", ""))
        nodes: list[Any] = (
            await data_of(self._executor, Operation(document, variables={"ids": ids}, languages=languages))
        )["nodes"]
        return nodes

    async def _extended(self, request: Request, question: Any) -> tuple[list[str], list[str], list[dict[str, Any]]]:
        ids, properties, document = extension_question(question)
        nodes = await self._nodes(request, document, ids) if ids else []
        return ids, properties, [extended(node, properties) for node in nodes]

    async def _entities(self, request: Request) -> Any:
        """Suggestions of entities whose names begin so, or with such an id."""
        prefix, skipped = _prefix_of(request)
        variables = {
            "prefix": prefix[:200],
            "kinds": [enum_name(entry["id"]) for entry in TYPES],
            "first": skipped + _SUGGESTIONS,
        }
        answer = await data_of(self._executor, Operation(_SUGGESTED, variables=variables))
        things = answer["search"]["nodes"]
        if not things and not skipped:
            things = list((await self._things(request, {prefix})).values())
        return {"result": [_suggested(thing) for thing in things[skipped:]]}


def _candidate(match: FoundThing, thing: Any) -> dict[str, Any]:
    """A candidate in 0.2: the score is that of the evidence, whose pieces are its features."""
    features: dict[str, float] = {}
    for piece in match.evidence:
        features[piece.name] = features.get(piece.name, 0) + piece.weight
    return {
        "id": match.entity,
        "name": thing["name"],
        **_described(thing),
        "score": match.percent,
        "match": match.is_match,
        "type": [_TYPE_ENTRIES[kind_of(match.entity).name]],
        "features": [{"id": name, "value": value} for name, value in features.items()],
    }


def _in_draft(candidate: dict[str, Any]) -> dict[str, Any]:
    named = [{**feature, "name": feature["id"].replace("-", " ")} for feature in candidate["features"]]
    return {**candidate, "features": named}


def _described(thing: Any) -> dict[str, str]:
    """What tells a thing from its namesakes: countries, and how its description begins."""
    countries = ", ".join(name_of(code) for code in thing["countries"] or [])
    text = excerpt(thing["description"]["value"], longest=120) if thing["description"] else ""
    described = " · ".join(filter(None, (countries, text)))
    return {"description": described} if described else {}


def _suggested(thing: Any) -> dict[str, Any]:
    entry = _TYPE_ENTRIES[kind_of(thing["id"]).name]
    return {"id": thing["id"], "name": thing["name"], **_described(thing), "notable": [entry]}


async def _properties(request: Request) -> Any:
    return _beginning(request, PROPERTY_ENTRIES)


async def _types(request: Request) -> Any:
    return _beginning(request, TYPES)


def _beginning(request: Request, entries: Sequence[dict[str, str]]) -> Any:
    prefix, skipped = _prefix_of(request)
    fitting = [
        entry
        for entry in entries
        if entry["name"].lower().startswith(prefix.lower()) or entry["id"].startswith(prefix.lower())
    ]
    return {"result": fitting[skipped:]}


def _prefix_of(request: Request) -> tuple[str, int]:
    """What the names of suggestions begin with, and how many to skip."""
    cursor = request.query_params.get("cursor", "")
    # of thousands of digits, which no number is read from, the first say that it is too far
    skipped = int(cursor[:9]) if cursor.isascii() and cursor.isdecimal() else 0
    return request.query_params.get("prefix", "").strip(), min(skipped, _FURTHEST)


async def _proposals(request: Request) -> Any:
    kind = request.query_params.get("type", "organisation")
    if kind not in PROPOSED:
        raise UnusableBatch(f"There is no type {kind[:60]!r}.", f"There are {', '.join(PROPOSED)}.")
    limit = request.query_params.get("limit", "")
    number = int(limit) if limit.isascii() and limit.isdecimal() and len(limit) < len(str(10**6)) else None
    properties = [{"id": name, "name": NAMES[name], "description": text} for name, text in PROPOSED[kind].items()]
    return {"type": kind, "properties": properties[:number], **({"limit": number} if number is not None else {})}


async def _preview(request: Request) -> Response:
    """Where a thing is shown in a frame."""
    return RedirectResponse(f"/embed/entity/{quote(request.query_params.get('id', ''), safe='')}", HTTPStatus.SEE_OTHER)


def _meta(properties: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": name, "name": NAMES[name]} for name in properties]


def _noted(query: ReconciliationQuery) -> dict[str, str]:
    return {"message": query.note} if query.note else {}


def _parsed_form(body: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError as error:
        raise UnusableBatch(f"A form has at most {_FIELDS} fields.", "Send queries=<JSON> as a form.") from error


def _json(text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise UnusableBatch(f"This is not JSON: {error}.", "Send what the documentation shows.") from error


def _answering(ask: AnsweringVersion) -> AnsweringVersion:
    """An endpoint that answers JSON, and says in words what it refuses."""
    return partial(_answered, ask)


async def _answered(ask: AnsweringVersion, request: Request) -> Response:
    try:
        return _response(await ask(request))
    except UnusableBatch as refused:
        return _response({"message": refused.message, "hint": refused.hint}, refused.status)
    except RequestError as error:
        return _response(
            {"message": error.message, "hint": (error.extensions or {}).get("hint", "")}, status_of(error.code)
        )
    except HubError as error:
        return _response({"message": error.message, "hint": error.hint}, HTTPStatus.SERVICE_UNAVAILABLE)


def _response(content: Any, status: int = HTTPStatus.OK) -> Response:
    body = orjson.dumps(content)
    headers = {"cache-control": "no-cache", "vary": "accept-language"}
    return Response(body, status, headers, "application/json")
