"""Running operations: parse, validate, plan and bind, then one SQL query per root field on
one snapshot of the store.
"""

import asyncio
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson
from graphql import GraphQLSchema, execute

from hub.plan.answers import Answer, refused
from hub.plan.cache import Cache, SizedCache
from hub.plan.commands import AnswersOfPlan, Operator
from hub.plan.compile import Plan, Route, compile_plan, route_by_fragments
from hub.plan.documents import Definition, Documents
from hub.plan.known_networks import KnownNetworks
from hub.plan.limits import Limits
from hub.plan.plans_in_use import PlanInUse
from hub.plan.pricing import Tariff
from hub.plan.refusals import RefusalCode, RequestError, errors_of_items
from hub.plan.refused_answers import REFUSALS, answer_to
from hub.plan.responses import response_of_result
from hub.plan.roots.algorithms import (
    ALGORITHMS,
    ENGINE_QUESTIONS,
    GRAPH_ALGORITHMS,
    CurrentGraph,
    Snapshot,
    answered_by_engine,
    computed,
    read_graph,
)
from hub.plan.roots.event_roots import NO_EVENT, EventSource
from hub.plan.roots.hub_roots import BUDGET
from hub.plan.roots.relation_graph import Graph
from hub.plan.row_fragments import Filling, RowFragments, Texts, assembled_response
from hub.plan.sql.bindings import resolved, shape_key, shaped
from hub.plan.sql.json_dialects import DIALECTS
from hub.plan.trusted_documents import TrustedDocuments
from hub.store.database import Database
from hub.store.reading import REVISION
from schema.values.utc import utc_stamp

_INTROSPECTIONS = 16 * 1024 * 1024
"""Bytes of answers about the schema that are kept."""
_STREAMS = (
    "Accept text/event-stream, or use a WebSocket with the protocol graphql-transport-ws; see docs/subscriptions.md."
)


@dataclass(slots=True)  # frozen would cost half a microsecond for each field of each request
class Operation:
    """One request: the document's text, which of its operations, variables as JSON gave them,
    languages most wanted first.

    bulk: the client names itself as bulk, so pages and costs may be large. authorization: the header, for mutations.
    revision: of the store, where the caller has just read it. client: whoever asks, so that all get their turn.
    reads_only: a mutation is refused. budget: gives what `rateLimit` tells of the client: cost within a minute, what is
    left, seconds until all of it is there again. event: of a subscription, what is to be reported
    (`hub.plan.roots.event_roots`).
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
    budget: Callable[[], tuple[int, int, int]] | None = None
    event: Mapping[str, Any] | None = None


class Past(Protocol):
    """The store as it was."""

    def at(self, moment: str) -> AbstractAsyncContextManager["Executor"]:
        """What answers operations of a moment, within a block. Raises `RequestError`."""
        ...


@dataclass(slots=True)
class Work:
    """An operation that is understood.

    key: of its plan; plan: of plan_in_use; route: the way of the plan that is taken; revision: that was read, if it
    came along.
    """

    operation: Operation
    definition: Definition
    variables: Mapping[str, Any]
    key: Hashable
    plan_in_use: PlanInUse
    plan: Plan
    route: Route
    revision: int | None = None


class Executor:
    """Executes operations on one database. Documents, plans, prices and fragments are cached, all bounded.

    past: what answers operations that are asked of an earlier moment; without it this database is the one of
    whatever moment is asked of.
    fragments: where row fragments are kept, if they are; several executors can share them. trusted: the documents
    that operators have listed.
    """

    def __init__(  # noqa: PLR0913 - the parts of the hub that it works with
        self,
        schema: GraphQLSchema,
        database: Database,
        operator: Operator,
        *,
        limits: Limits,
        base_uri: str,
        timeout: float = 10.0,
        past: Past | None = None,
        fragments: RowFragments | None = None,
        trusted: TrustedDocuments | None = None,
    ) -> None:
        self.trusted = trusted or TrustedDocuments()
        self._past = past
        self._schema = schema
        self._database = database
        self._operator = operator
        self._base_uri = base_uri
        self._timeout = timeout
        self._dialect = DIALECTS[database.dialect]
        self._documents = Documents(schema, limits)
        self._plans: Cache[PlanInUse] = Cache(2_000)
        self._prices: Cache[int] = Cache(2_000)
        self._fragments = fragments or RowFragments(0)
        self._introspections: SizedCache[Answer] = SizedCache(_INTROSPECTIONS)
        self._graph = CurrentGraph(database)
        self._networks = KnownNetworks(database)
        self._tariff = Tariff()
        self._allowances = {bulk: _allowance(limits, is_bulk=bulk) for bulk in (False, True)}
        self.revision = database.readers.revision
        """The current revision of the store."""
        self.revision_at_once = database.readers.revision_at_once
        """Likewise, or None where that needs waiting."""

    @property
    def seen_revision(self) -> int:
        """The last revision that was read; the store may have a later one."""
        return self._database.readers.seen_revision

    async def execute(self, operation: Operation) -> Answer:
        """Answer an operation; whatever is wrong with it is part of the answer."""
        begun = self.begin(operation)
        return begun if isinstance(begun, Answer) else await self.finish(begun)

    def begin(self, operation: Operation) -> Answer | Work:
        """The answer to an operation, or what is left to do where that needs waiting."""
        try:
            work = self._understood(operation)
            is_of_the_past = work.plan.moments and self._past is not None
            answer = None if is_of_the_past else self._at_once(work)
        except REFUSALS as error:
            return answer_to(error)
        if answer is not None and self.trusted.are_looked_at:
            self.trusted.count(operation.document)
        return answer or work

    async def finish(self, work: Work) -> Answer:
        """The answer to what was begun."""
        if self.trusted.are_looked_at:
            self.trusted.count(work.operation.document)
        try:
            if work.plan.is_for_operators:
                await self._operator.admit(work.operation.authorization)
            if work.plan.moments and self._past is not None:
                async with self._past.at(work.plan.moment(work.variables)) as executor:
                    return await executor.execute(replace(work.operation, revision=None))
            async with asyncio.timeout(self._timeout):
                return await self._in_time(work)
        except TimeoutError:
            return refused([RequestError(RefusalCode.TIMEOUT, f"The operation took longer than {self._timeout:g} s.")])
        except REFUSALS as error:
            return answer_to(error)

    def _understood(self, operation: Operation) -> Work:
        if self.trusted.are_looked_at:
            self.trusted.check(operation.document)
        definition = self._documents.definition(operation.document, operation.name)
        if operation.reads_only and definition.writes:
            raise RequestError(RefusalCode.METHOD_NOT_ALLOWED, "GET answers queries only.")
        if definition.is_subscription and operation.event is None:
            raise RequestError(RefusalCode.BAD_REQUEST, "A subscription has more than one answer.", _STREAMS)
        variables = definition.variables.coerced(operation.variables)
        key = (operation.document, operation.name, shape_key(variables))
        plan_in_use = self._plans.get(key)
        if plan_in_use is None:
            plan_in_use = self._plans.made(key, lambda: self._compiled(definition, variables))
        self._plans.move_to_end(key)
        if plan_in_use.may_use_fragments and self._fragments.room:
            plan_in_use.ask_again(lambda plan: route_by_fragments(plan, self._dialect, self._base_uri))
        return Work(operation, definition, variables, key, plan_in_use, plan_in_use.plan, plan_in_use.route)

    def is_subscription(self, operation: Operation) -> bool:
        """Whether it is a subscription; an operation that is refused is none."""
        try:
            if self.trusted.are_looked_at:
                self.trusted.check(operation.document)
            return self._documents.definition(operation.document, operation.name).is_subscription
        except REFUSALS:
            return False

    def event_source(self, operation: Operation) -> EventSource | Answer | None:
        """What a subscription follows, or the refusal of an operation; None for a query or a mutation."""
        try:
            if not self._documents.definition(operation.document, operation.name).is_subscription:
                return None
            work = self._understood(replace(operation, event=NO_EVENT))
            [query] = work.plan.queries
            carried = {**self._allowances[operation.bulk], "languages": list(operation.languages) or None, **NO_EVENT}
            values = repr((operation.languages, query.parameters.bind(work.variables, carried)))
            # the name of the answer, networks that only are looked up and what may be spent do not show in the SQL
            networks = tuple(sorted(work.plan.named_networks(work.variables)))
            key = (query.field.key, query.sql, values, networks, operation.bulk)
            return EventSource(query.field.name, resolved(query.field.arguments, work.variables, {}), key)
        except REFUSALS as error:
            return answer_to(error)

    def _compiled(self, definition: Definition, variables: Mapping[str, Any]) -> PlanInUse:
        plan = compile_plan(
            self._schema, definition.document, definition.node, shaped(variables), self._dialect, self._base_uri
        )
        return PlanInUse(plan, plan.plain)

    def _at_once(self, work: Work) -> Answer | None:
        """The answer where nothing has to be waited for: its queries are small, and what they depend on is known."""
        plan, route = work.plan, work.route
        if not (route.is_light or route.is_searching or route.is_by_id):
            return None
        if (plan.has_lists or plan.names_networks) and not self._knows_enough(work):
            return None
        carried = self._carried(work)
        if route.is_by_id and (revision := work.operation.revision) is not None:
            fragments = self._fragments.whole(route, revision, work.variables, carried)
            if fragments is not None:
                return assembled_response(plan, fragments, carried["cost"])
        if not (route.is_light or route.is_searching):
            return None
        filling = Filling(self._fragments, route, work.variables, carried)
        readers = self._database.readers
        values = (readers.attempt if route.is_light else readers.attempt_quick)(filling.queries)
        if values is None:
            work.plan_in_use.note_large()
            return None
        texts = filling.texts(values)
        if texts is None and route.fills_lightly:
            texts = filling.completed(readers.attempt(filling.missing()))
            if texts is None:
                work.plan_in_use.note_slow_filling()
        return None if texts is None else assembled_response(plan, texts, carried["cost"])

    def _knows_enough(self, work: Work) -> bool:
        """Whether prices and the networks that are named can be checked without asking the store."""
        revision = work.operation.revision
        if work.plan.has_lists and revision != self._tariff.revision:
            return False
        return not work.plan.names_networks or self._networks.knows(work.plan.named_networks(work.variables), revision)

    async def _in_time(self, work: Work) -> Answer:
        """The answer, whatever has to be waited for."""
        if work.plan.has_lists or work.plan.names_networks:
            await self._require_known(work)
        carried = self._carried(work)
        if any(query.field.name in ALGORITHMS for query in work.plan.queries):
            texts = await self._computed(work, carried)
        else:
            texts = await self._read(work, carried) if work.plan.queries else []
        if work.plan.whole:
            answer = assembled_response(work.plan, texts, carried["cost"])
            answer.revision = work.revision
            return answer
        return await self._by_strawberry(work, texts, carried["cost"])

    async def _read(self, work: Work, carried: dict[str, Any]) -> Texts:
        """The texts of the root fields."""
        readers, client = self._database.readers, work.operation.client
        filling = Filling(self._fragments, work.route, work.variables, carried)
        values, work.revision = await readers.values(filling.queries, client)
        texts = filling.texts(values)
        if texts is None:
            texts = filling.completed((await readers.values(filling.missing(), client))[0])
        if texts is None:  # a load has ended in between, or an id leads nowhere
            work.route = work.plan.plain
            return await self._read(work, carried)
        return texts

    async def _require_known(self, work: Work) -> None:
        """Have prices be those of the revision, and the networks that are named be in it.

        Raises `RequestError` BAD_USER_INPUT.
        """
        revision = work.operation.revision
        if revision is None:
            revision = await self._database.revision()
        if work.plan.has_lists and revision != self._tariff.revision:
            self._tariff = Tariff(await self._database.statistics(), revision)
        if work.plan.names_networks:
            await self._networks.check(work.plan.named_networks(work.variables), revision)

    def _carried(self, work: Work) -> dict[str, Any]:
        """What queries may ask of the request itself. Raises `RequestError` TOO_COSTLY."""
        allowance, price = self._allowances[work.operation.bulk], work.plan_in_use.price
        if price is None or price[0] is not self._tariff:
            price = self._priced(work)
        if price[1] > allowance["limit"]:
            tariff = replace(self._tariff, variables=work.variables)
            raise tariff.refusal(work.plan.selected, allowance["limit"])
        carried = {**allowance, "languages": list(work.operation.languages) or None, "cost": price[1]}
        if work.operation.event:
            carried |= work.operation.event
        if work.plan.tells_time:
            budget = work.operation.budget() if work.operation.budget else (None, None, None)
            carried |= dict(zip(BUDGET, budget, strict=True))
            carried["now"] = utc_stamp(datetime.now(UTC))
        return carried

    def _priced(self, work: Work) -> tuple[Tariff, int]:
        """The tariff and the price under it; a plan whose sizes no variable decides has always the same."""
        sizes = [resolved(size, work.variables, {}) for size in work.plan.sizes]
        # a list counts by its length, an object as one
        counts = tuple(
            [len(size) if isinstance(size, list) else size if isinstance(size, int) else None for size in sizes]
        )
        tariff, fields = self._tariff, work.plan.selected
        price = self._prices.made(
            (work.key, tariff.revision, counts), lambda: replace(tariff, variables=work.variables).price(fields)
        )
        if not sizes:
            work.plan_in_use.price = (tariff, price)
        return tariff, price

    async def _computed(self, work: Work, carried: dict[str, Any]) -> Texts:
        """What the queries of a plan find where algorithms find the ids on which some depend.

        All in one state of the store.
        """
        # whoever holds a reader never waits for another, or all could be held by those who wait
        for query in work.plan.queries:
            if query.field.name in ENGINE_QUESTIONS:
                arguments = resolved(query.field.arguments, work.variables, carried)
                answered = await answered_by_engine(self._operator, query.field.name, arguments)
                carried[computed(query.field.key).name] = answered
        walks = [query for query in work.plan.queries if query.field.name in GRAPH_ALGORITHMS]
        graph = await self._graph.current() if walks else Graph()
        async with self._database.reading(work.operation.client) as reader:
            if walks and graph.revision != int(await reader.value(REVISION)):  # a load has ended in between
                graph = await read_graph(reader)
            for query in walks:
                arguments = resolved(query.field.arguments, work.variables, carried)
                algorithm = GRAPH_ALGORITHMS[query.field.name]
                carried[computed(query.field.key).name] = await algorithm(Snapshot(reader, graph), arguments)
            filling = Filling(self._fragments, work.plan.plain, work.variables, carried)
            return filling.texts([await reader.compiled(sql, parameters) for sql, parameters in filling.queries]) or []

    async def _by_strawberry(self, work: Work, texts: Texts, price: int) -> Answer:
        """The answer where more than planned fields is asked: introspection, or a mutation."""
        if work.definition.is_query and not work.plan.queries:
            return await self._introspected(work, price)
        values, errors = {}, []
        for query, text in zip(work.plan.queries, texts, strict=True):
            errors += errors_of_items(text, query.field.key)
            values[query.field.key] = orjson.loads(b"".join(text))
        result = self._executed(work, AnswersOfPlan(values, self._operator, work.operation.authorization))
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
        return response_of_result(result, work.plan, price, errors, is_query=work.definition.is_query)

    async def _introspected(self, work: Work, price: int) -> Answer:
        """The answer about the schema alone: made once, in a thread, as it takes graphql-core a tenth of a second."""
        key = (work.operation.document, work.operation.name, repr(work.variables))
        answer = self._introspections.get(key)
        if answer is None:
            result = await asyncio.to_thread(self._executed, work, None)
            answer = response_of_result(result, work.plan, price, is_query=True)
            self._introspections.put(key, answer, len(answer.body))
        return answer

    def _executed(self, work: Work, context: AnswersOfPlan | None) -> Any:
        variables, name = dict(work.operation.variables), work.operation.name
        return execute(self._schema, work.definition.document, None, context, variables, name)


def _allowance(limits: Limits, *, is_bulk: bool) -> dict[str, Any]:
    """What queries may ask of the limits that hold for a client; of the time they learn nothing unless they tell it."""
    page = limits.bulk_page if is_bulk else limits.page
    return {"limit": limits.cost_of(bulk=is_bulk), "largest_page": page, "now": None, **dict.fromkeys(BUDGET)}
