"""Running operations: parse, validate, plan and bind, then one SQL query per root field on one snapshot of the store."""

import asyncio
from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson
from graphql import GraphQLSchema, execute

from hub.errors import ErrorCode, HubError
from hub.plan.answers import Answer, formatted, refused
from hub.plan.cache import Cache, SizedCache
from hub.plan.compile import Plan, compile_plan
from hub.plan.documents import Definition, Documents, RefusedError
from hub.plan.known_networks import KnownNetworks
from hub.plan.limits import Limits
from hub.plan.pricing import Tariff
from hub.plan.refusals import REFUSAL_MARK, RefusalCode, RequestError, refusal_of_answer
from hub.plan.roots.algorithms import (
    ALGORITHMS,
    GRAPH_ALGORITHMS,
    CurrentGraph,
    Explains,
    Snapshot,
    computed,
    explained,
    read_graph,
)
from hub.plan.roots.relation_graph import Graph
from hub.plan.sql.bindings import resolved, shape_key, shaped
from hub.plan.sql.json_dialects import DIALECTS
from hub.store.database import Database
from hub.store.reading import REVISION

_INTROSPECTIONS = 16 * 1024 * 1024
"""Bytes of answers about the schema that are kept."""


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


class Past(Protocol):
    """The store as it was."""

    def at(self, moment: str) -> AbstractAsyncContextManager["Executor"]:
        """What answers operations of a moment, within a block. Raises `RequestError`."""
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


@dataclass(frozen=True, slots=True)
class _Work:
    """An operation that is understood. key: of its plan."""

    operation: Operation
    asked: Definition
    variables: Mapping[str, Any]
    key: Hashable
    plan: Plan


class Executor:
    """Executes operations on one database. Documents, plans and prices are cached, all bounded.

    past: what answers operations that are asked of an earlier moment; without it this database is the one of whatever moment is asked of.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        database: Database,
        operator: Operator,
        *,
        limits: Limits,
        base_uri: str,
        timeout: float = 10.0,
        past: Past | None = None,
    ) -> None:
        self._past = past
        self._schema = schema
        self._database = database
        self._operator = operator
        self._base_uri = base_uri
        self._timeout = timeout
        self._dialect = DIALECTS[database.dialect]
        self._documents = Documents(schema, limits)
        self._plans: Cache[Plan] = Cache(2_000)
        self._prices: Cache[int] = Cache(2_000)
        self._introspections: SizedCache[Answer] = SizedCache(_INTROSPECTIONS)
        self._graph = CurrentGraph(database)
        self._networks = KnownNetworks(database)
        self._tariff = Tariff()
        self._allowances = {bulk: _allowance(limits, is_bulk=bulk) for bulk in (False, True)}
        self.revision = database.readers.revision
        """The current revision of the store."""

    async def execute(self, operation: Operation) -> Answer:
        """Answer an operation; whatever is wrong with it is part of the answer."""
        try:
            work = self._understood(operation)
            answer: Answer | None
            if work.plan.moments and self._past is not None:
                async with self._past.at(_moment(work)) as executor:
                    answer = await executor.execute(replace(operation, revision=None))
            else:
                answer = self._at_once(work)
            if answer is None:
                async with asyncio.timeout(self._timeout):
                    answer = await self._in_time(work)
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
        return answer

    def _understood(self, operation: Operation) -> _Work:
        asked = self._documents.definition(operation.document, operation.name)
        if operation.reads_only and not asked.is_query:
            raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, "GET answers queries only.")
        variables = asked.variables.coerced(operation.variables)
        key = (operation.document, operation.name, shape_key(variables))
        plan = self._plans.get(key, lambda: self._compiled(asked, variables))
        return _Work(operation, asked, variables, key, plan)

    def _compiled(self, asked: Definition, variables: Mapping[str, Any]) -> Plan:
        return compile_plan(self._schema, asked.document, asked.node, shaped(variables), self._dialect, self._base_uri)

    def _at_once(self, work: _Work) -> Answer | None:
        """The answer where nothing has to be waited for: its queries are small, and what they depend on is known."""
        plan = work.plan
        if not plan.is_light or ((plan.has_lists or plan.names_networks) and not self._knows_enough(work)):
            return None
        carried = self._carried(work)
        queries = [(query.sql, query.parameters.bind(work.variables, carried)) for query in plan.queries]
        found = self._database.readers.attempt(queries)
        if found is None:
            plan.is_light = False
            return None
        return _assembled(plan, found, carried["cost"])

    def _knows_enough(self, work: _Work) -> bool:
        """Whether prices and the networks that are named can be checked without asking the store."""
        revision = work.operation.revision
        if work.plan.has_lists and revision != self._tariff.revision:
            return False
        return not work.plan.names_networks or self._networks.knows(work.plan.named_networks(work.variables), revision)

    async def _in_time(self, work: _Work) -> Answer:
        """The answer, whatever has to be waited for."""
        if work.plan.has_lists or work.plan.names_networks:
            await self._require_known(work)
        carried = self._carried(work)
        if any(query.field.name in ALGORITHMS for query in work.plan.queries):
            found = await self._computed(work, carried)
        else:
            queries = [(query.sql, query.parameters.bind(work.variables, carried)) for query in work.plan.queries]
            found = await self._database.readers.values(queries, work.operation.client) if queries else []
        if work.plan.whole:
            return _assembled(work.plan, found, carried["cost"])
        return await self._by_strawberry(work, found, carried["cost"])

    async def _require_known(self, work: _Work) -> None:
        """Have prices be those of the revision, and the networks that are named be in it. Raises `RequestError` BAD_USER_INPUT."""
        revision = work.operation.revision
        if revision is None:
            revision = await self._database.revision()
        if work.plan.has_lists and revision != self._tariff.revision:
            self._tariff = Tariff(await self._database.statistics(), revision)
        if work.plan.names_networks:
            await self._networks.check(work.plan.named_networks(work.variables), revision)

    def _carried(self, work: _Work) -> dict[str, Any]:
        """What queries may ask of the request itself. Raises `RequestError` TOO_COSTLY."""
        allowance = self._allowances[work.operation.bulk]
        return {
            **allowance,
            "languages": list(work.operation.languages) or None,
            "cost": self._price(work, allowance["limit"]),
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if work.plan.tells_time else None,
        }

    def _price(self, work: _Work, limit: int) -> int:
        sizes = [resolved(size, work.variables, {}) for size in work.plan.sizes]
        # a list counts by its length, an object as one
        counts = tuple(
            [len(size) if isinstance(size, list) else size if isinstance(size, int) else None for size in sizes]
        )
        tariff, fields = self._tariff, work.plan.selected
        price = self._prices.get(
            (work.key, tariff.revision, counts), lambda: replace(tariff, variables=work.variables).price(fields)
        )
        if price > limit:
            raise replace(tariff, variables=work.variables).refusal(fields, limit)
        return price

    async def _computed(self, work: _Work, carried: dict[str, Any]) -> list[str | None]:
        """What the queries of a plan find where algorithms find the ids on which some depend; all in one state of the store."""
        # whoever holds a reader never waits for another, or all could be held by those who wait
        for query in work.plan.queries:
            if query.field.name == "explain":
                arguments = resolved(query.field.arguments, work.variables, carried)
                carried[computed(query.field.key).name] = await explained(self._operator, arguments)
        walks = [query for query in work.plan.queries if query.field.name in GRAPH_ALGORITHMS]
        graph = await self._graph.current() if walks else Graph()
        async with self._database.reading(work.operation.client) as reader:
            if walks and graph.revision != int(await reader.value(REVISION)):  # a load has ended in between
                graph = await read_graph(reader)
            for query in walks:
                arguments = resolved(query.field.arguments, work.variables, carried)
                algorithm = GRAPH_ALGORITHMS[query.field.name]
                carried[computed(query.field.key).name] = await algorithm(Snapshot(reader, graph), arguments)
            bound = [(query.sql, query.parameters.bind(work.variables, carried)) for query in work.plan.queries]
            return [await reader.compiled(sql, parameters) for sql, parameters in bound]

    async def _by_strawberry(self, work: _Work, found: Sequence[str | None], price: int) -> Answer:
        """The answer where more than planned fields is asked: introspection, or a mutation."""
        if work.asked.is_query and not work.plan.queries:
            return await self._introspected(work, price)
        values = {key: None if text is None else orjson.loads(text) for key, text in _texts(work.plan, found).items()}
        result = self._executed(work, AnswersOfPlan(values, self._operator, work.operation.authorization))
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
        return _of_result(result, work, price)

    async def _introspected(self, work: _Work, price: int) -> Answer:
        """The answer about the schema alone: made once, in a thread, as it takes graphql-core a tenth of a second."""
        key = (work.operation.document, work.operation.name, repr(work.variables))
        answer = self._introspections.get(key)
        if answer is None:
            answer = _of_result(await asyncio.to_thread(self._executed, work, None), work, price)
            self._introspections.put(key, answer, len(answer.body))
        return answer

    def _executed(self, work: _Work, context: AnswersOfPlan | None) -> Any:
        variables, name = dict(work.operation.variables), work.operation.name
        return execute(self._schema, work.asked.document, None, context, variables, name)


def _moment(work: _Work) -> str:
    """The one moment that an operation is asked of. Raises `RequestError` BAD_USER_INPUT for several."""
    moments = {resolved(moment, work.variables, {}) for moment in work.plan.moments}
    if len(moments) > 1:
        message = "The fields of an operation are asked of several moments."
        hint = "Give all of them the same asOf, or send an operation for each moment."
        raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)
    return str(moments.pop())


def _allowance(limits: Limits, *, is_bulk: bool) -> dict[str, int]:
    """What queries may ask of the limits that hold for a client."""
    return {"limit": limits.cost_of(bulk=is_bulk), "largest_page": limits.bulk_page if is_bulk else limits.page}


def _of_result(result: Any, work: _Work, price: int) -> Answer:
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body = {"errors": [formatted(error) for error in result.errors], **body}
    lasts = work.asked.is_query and not result.errors and not work.plan.tells_time
    return Answer(orjson.dumps(body), executed=True, cost=price, is_read=work.asked.is_query, lasts=lasts)


def _assembled(plan: Plan, found: Sequence[str | None], price: int) -> Answer:
    """The texts of the root fields as the response. Raises what a query has found wrong with its arguments."""
    texts = _texts(plan, found)
    typename = '"Query"'
    parts = [f'"{s.key}":{typename if s.name == "__typename" else texts[s.key] or "null"}' for s in plan.selected]
    body = f'{{"data":{{{",".join(parts)}}}}}'.encode()
    return Answer(body, executed=True, cost=price, is_read=True, lasts=not plan.tells_time)


def _texts(plan: Plan, found: Sequence[str | None]) -> dict[str, str | None]:
    """The JSON text of each planned root field by response key; None where its query gives no row."""
    for text in found:
        if text is not None and text.startswith(REFUSAL_MARK):
            raise refusal_of_answer(text)
    return {query.field.key: text for query, text in zip(plan.queries, found, strict=True)}
