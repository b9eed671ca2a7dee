"""Running operations: parse, validate, plan and bind, then one SQL query per root field on one snapshot of the store."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson
from graphql import GraphQLSchema, execute

from hub.errors import ErrorCode, HubError
from hub.plan.answers import Answer, formatted, refused
from hub.plan.cache import Cache
from hub.plan.compile import Plan, compile_plan
from hub.plan.documents import Definition, Documents, RefusedError
from hub.plan.known_networks import KnownNetworks
from hub.plan.limits import Limits
from hub.plan.pricing import Tariff
from hub.plan.refusals import REFUSAL_MARK, RefusalCode, RequestError
from hub.plan.roots.algorithms import ALGORITHMS, CurrentGraph, Explains, Snapshot, computed
from hub.plan.sql.bindings import resolved, shape_key, shaped
from hub.plan.sql.json_dialects import DIALECTS
from hub.store.database import Database

Texts = Mapping[str, str | None]
"""The JSON text of each planned root field by response key; None where its query gives no row."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One request: the document's text, which of its operations, variables as JSON gave them, languages most wanted first.

    bulk: the client names itself as bulk, so pages and costs may be large. authorization: the header, for mutations.
    revision: of the store, where the caller has just read it. client: whoever asks, so that all get their turn.
    reads_only: a mutation is refused.
    """

    document: str
    name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    bulk: bool = False
    authorization: str | None = None
    revision: int | None = None
    client: str | None = None
    reads_only: bool = False


class Operator(Explains, Protocol):
    """What operators ask that is no reading of the graph: explanations by the identity engine, and judgements."""

    async def command(self, name: str, arguments: Mapping[str, Any], authorization: str | None) -> Any:
        """Carry out a mutation. Raises `RequestError`."""
        ...


class AnswersOfPlan:
    """Answers fields of operations that Strawberry executes: queries from what the plan has read. Implements `Answers`."""

    def __init__(self, values: Mapping[str, Any], operator: Operator, authorization: str | None) -> None:
        self._values = values
        self._operator = operator
        self._authorization = authorization

    async def answer(self, info: Any) -> Any:
        """The value of one root field."""
        return self._values[info.path.key]

    async def command(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Carry out a mutation."""
        return await self._operator.command(name, arguments, self._authorization)


class Executor:
    """Executes operations on one database. Documents, plans and prices are cached, all bounded."""

    def __init__(
        self,
        schema: GraphQLSchema,
        database: Database,
        operator: Operator,
        *,
        limits: Limits,
        base_uri: str,
        timeout: float = 10.0,
    ) -> None:
        self._schema = schema
        self._database = database
        self._operator = operator
        self._limits = limits
        self._base_uri = base_uri
        self._timeout = timeout
        self._dialect = DIALECTS[database.dialect]
        self._documents = Documents(schema, limits)
        self._plans: Cache[Plan] = Cache(2_000)
        self._prices: Cache[int] = Cache(2_000)
        self._graph = CurrentGraph()
        self._networks = KnownNetworks(database)
        self._tariff = Tariff()

    async def revision(self) -> int:
        """The current revision of the store."""
        return await self._database.revision()

    async def execute(self, operation: Operation) -> Answer:
        """Answer an operation; whatever is wrong with it is part of the answer."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._answer(operation)
        except TimeoutError:
            return refused([RequestError(RefusalCode.TIMEOUT, f"The operation took longer than {self._timeout:g} s.")])
        except RefusedError as refusal:
            return refused(refusal.errors)
        except RequestError as error:
            return refused([error])
        except RecursionError:
            return refused([RequestError(RefusalCode.TOO_DEEP, "The document is nested too deeply.")])
        except HubError as error:
            if error.code is not ErrorCode.STATEMENT_TOO_NESTED:
                raise
            return refused([RequestError(RefusalCode.TOO_DEEP, error.message, error.hint)])

    async def _answer(self, operation: Operation) -> Answer:
        asked = self._documents.definition(operation.document, operation.name)
        if operation.reads_only and not asked.is_query:
            raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, "GET answers queries only.")
        variables = asked.variables.coerced(operation.variables)
        key = (operation.document, operation.name, shape_key(variables))
        plan = self._plans.get(key, lambda: self._compiled(asked, variables))
        price = await self._price(key, plan, operation, variables)
        carried = {
            "languages": list(operation.languages) or None,
            "cost": price,
            "limit": self._limits.cost_of(bulk=operation.bulk),
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if plan.tells_time else None,
            "largest_page": self._limits.bulk_page if operation.bulk else self._limits.page,
        }
        if plan.names_networks:
            await self._networks.check({n for q in plan.queries for n in q.parameters.named_networks(variables)})
        texts = await self._read(plan, variables, carried, operation.client)
        for text in texts.values():
            if text is not None and text.startswith(REFUSAL_MARK):
                raise RequestError(RefusalCode.BAD_USER_INPUT, text.removeprefix(REFUSAL_MARK))
        if not plan.whole:
            return await self._by_strawberry(asked, operation, texts, price)
        typename = '"Query"'
        parts = [f'"{s.key}":{typename if s.name == "__typename" else texts[s.key] or "null"}' for s in plan.selected]
        body = f'{{"data":{{{",".join(parts)}}}}}'.encode()
        return Answer(body, executed=True, cost=price, is_read=True, lasts=not plan.tells_time)

    def _compiled(self, asked: Definition, variables: Mapping[str, Any]) -> Plan:
        return compile_plan(self._schema, asked.document, asked.node, shaped(variables), self._dialect, self._base_uri)

    async def _price(self, key: object, plan: Plan, operation: Operation, variables: Mapping[str, Any]) -> int:
        """What the operation costs. Raises `RequestError` TOO_COSTLY."""
        tariff = await self._current_tariff(plan, operation)
        sizes = [resolved(size, variables, {}) for size in plan.sizes]
        # a list counts by its length, an object as one
        counts = tuple(
            [len(size) if isinstance(size, list) else size if isinstance(size, int) else None for size in sizes]
        )
        price = self._prices.get(
            (key, tariff.revision, counts), lambda: replace(tariff, variables=variables).price(plan.selected)
        )
        limit = self._limits.cost_of(bulk=operation.bulk)
        if price > limit:
            raise replace(tariff, variables=variables).refusal(plan.selected, limit)
        return price

    async def _current_tariff(self, plan: Plan, operation: Operation) -> Tariff:
        """The tariff of the current revision; without lists any tariff does."""
        if plan.has_lists:
            revision = operation.revision
            if revision is None:
                revision = await self._database.revision()
            if revision != self._tariff.revision:
                self._tariff = Tariff(await self._database.statistics(), revision)
        return self._tariff

    async def _read(
        self, plan: Plan, variables: Mapping[str, Any], carried: dict[str, Any], client: str | None
    ) -> Texts:
        """What the queries of a plan find, all in one state of the store: on the event loop if they are small, else in a reader."""
        if any(query.field.name in ALGORITHMS for query in plan.queries):
            return await self._computed(plan, variables, carried, client)
        if not plan.queries:
            return {}
        queries = [(query.sql, query.parameters.bind(variables, carried)) for query in plan.queries]
        found = self._database.compiled_at_once(queries) if plan.is_light else None
        if found is None:
            plan.is_light = False
            found = await self._database.compiled(queries, client)
        return {query.field.key: text for query, text in zip(plan.queries, found, strict=True)}

    async def _computed(
        self, plan: Plan, variables: Mapping[str, Any], carried: dict[str, Any], client: str | None
    ) -> Texts:
        """The same where algorithms find the ids on which queries depend."""
        simple = [query for query in plan.queries if query.field.name not in ALGORITHMS]
        bound = {query.field.key: query.parameters.bind(variables, carried) for query in simple}
        texts: dict[str, str | None] = {}
        async with self._database.reading(client) as reader:
            snapshot = Snapshot(reader, self._graph, self._operator)
            for query in plan.queries:
                key = query.field.key
                if (algorithm := ALGORITHMS.get(query.field.name)) is not None:
                    arguments = resolved(query.field.arguments, variables, carried)
                    carried[computed(key).name] = await algorithm(snapshot, arguments)
                    bound[key] = query.parameters.bind(variables, carried)
                texts[key] = await reader.compiled(query.sql, bound[key])
        return texts

    async def _by_strawberry(self, asked: Definition, operation: Operation, texts: Texts, price: int) -> Answer:
        """The answer where more than planned fields is asked: introspection, or a mutation."""
        values = {key: None if text is None else orjson.loads(text) for key, text in texts.items()}
        context = AnswersOfPlan(values, self._operator, operation.authorization)
        result: Any = execute(self._schema, asked.document, None, context, dict(operation.variables), operation.name)
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [formatted(error) for error in result.errors], **body}
        return Answer(orjson.dumps(body), executed=True, cost=price, is_read=asked.is_query)
