"""Running operations: parse, validate, plan and bind, then one SQL query per root field on one snapshot of the store."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

import orjson
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    MaxIntrospectionDepthRule,
    OperationDefinitionNode,
    execute,
    get_variable_values,
    parse,
    specified_rules,
    validate,
)

from hub.errors import ErrorCode, HubError
from hub.plan.answers import Answer, coded, formatted, refused, syntax_code
from hub.plan.cache import Cache
from hub.plan.compile import Plan, compile_plan
from hub.plan.document_hints import document_hint
from hub.plan.known_networks import KnownNetworks
from hub.plan.limits import Limits, check_document
from hub.plan.pricing import Tariff
from hub.plan.refusals import REFUSAL_MARK, RefusalCode, RequestError, refusal_of_answer
from hub.plan.roots.algorithms import ALGORITHMS, REVISION, CurrentGraph, Explains, Snapshot, computed
from hub.plan.sql.bindings import resolved, shaped, signature
from hub.plan.sql.json_dialects import DIALECTS
from hub.store.database import Database

RULES = (*specified_rules, MaxIntrospectionDepthRule)


@dataclass(frozen=True, slots=True)
class Operation:
    """One request: the document's text, which of its operations, variables as JSON gave them, languages most wanted first.

    bulk: the client names itself as bulk, so pages and costs may be large. authorization: the header, for mutations.
    revision: of the store, where the caller has just read it.
    """

    document: str
    name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    bulk: bool = False
    authorization: str | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A parsed and validated document with its operations by name; an operation without a name is called ""."""

    node: DocumentNode
    operations: dict[str, OperationDefinitionNode]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation that a request asks for. Raises BAD_REQUEST where that is not clear."""
        if not name and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name and name in self.operations:
            return self.operations[name]
        known = ", ".join(name for name in self.operations if name) or "none"
        message = f"Which operation is meant? The document has: {known}."
        raise RequestError(RefusalCode.BAD_REQUEST, message, "Send operationName.")


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
    """Executes operations on one database. Documents and plans are cached, both bounded."""

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
        self._documents: Cache[ParsedDocument] = Cache(500)
        self._plans: Cache[Plan] = Cache(2_000)
        self._prices: Cache[int] = Cache(2_000)
        self._graph = CurrentGraph()
        self._networks = KnownNetworks(database)
        self._tariff = Tariff()

    async def revision(self) -> int:
        """The current revision of the store."""
        return int(await self._database.fetch_value(REVISION))

    def is_query(self, operation: Operation) -> bool:
        """Whether the operation only reads; a document that cannot be used counts as one: executing it gives the reason."""
        try:
            return self._parsed(operation.document).operation(operation.name).operation.value == "query"
        except (_RefusedError, RequestError, RecursionError):
            return True

    async def execute(self, operation: Operation) -> Answer:
        """Answer an operation; whatever is wrong with it is part of the answer."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._answer(operation)
        except TimeoutError:
            return refused([RequestError(RefusalCode.TIMEOUT, f"The operation took longer than {self._timeout:g} s.")])
        except _RefusedError as refusal:
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
        document = self._parsed(operation.document)
        definition = document.operation(operation.name)
        variables = self._variables(definition, operation.variables)
        shape = shaped(variables)
        key = (operation.document, operation.name, signature(shape))
        plan = self._plans.get(
            key,
            lambda: compile_plan(self._schema, document.node, definition, shape, self._dialect, self._base_uri),
        )
        tariff = replace(await self._current_tariff(plan, operation), variables=variables)
        sizes = signature(resolved(plan.sizes, variables, {}))
        price = self._prices.get((key, tariff.revision, sizes), lambda: tariff.price(plan.selected))
        limit = self._limits.cost_of(bulk=operation.bulk)
        if price > limit:
            raise tariff.refusal(plan.selected, limit)
        carried = {
            "languages": list(operation.languages) or None,
            "cost": price,
            "limit": limit,
            "now": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "largest_page": self._limits.bulk_page if operation.bulk else self._limits.page,
        }
        if plan.names_networks:
            await self._networks.check({n for q in plan.queries for n in q.parameters.named_networks(variables)})
        texts = await self._run(plan, variables, carried)
        for text in texts.values():
            if text is not None and text.startswith(REFUSAL_MARK):
                raise refusal_of_answer(text)
        if not plan.whole:
            return await self._by_strawberry(document, operation, texts, price)
        typename = '"Query"'
        parts = [f'"{s.key}":{typename if s.name == "__typename" else texts[s.key] or "null"}' for s in plan.selected]
        return Answer(f'{{"data":{{{",".join(parts)}}}}}'.encode(), executed=True, cost=price)

    async def _current_tariff(self, plan: Plan, operation: Operation) -> Tariff:
        """The tariff of the current revision; without lists any tariff does."""
        if plan.has_lists:
            revision = operation.revision
            if revision is None:
                revision = await self._database.revision()
            if revision != self._tariff.revision:
                self._tariff = Tariff(await self._database.statistics(), revision)
        return self._tariff

    def _parsed(self, text: str) -> ParsedDocument:
        return self._documents.get(text, lambda: self._parse(text))

    def _parse(self, text: str) -> ParsedDocument:
        try:
            document = parse(text, max_tokens=self._limits.tokens, no_location=False)
        except GraphQLSyntaxError as error:
            raise _RefusedError([coded(error, syntax_code(error))]) from error
        check_document(document, self._limits)  # first: it is linear, the rules of validation are not
        if errors := validate(self._schema, document, RULES, max_errors=20):
            raise _RefusedError(self._hinted(errors, RefusalCode.VALIDATION_FAILED))
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        return ParsedDocument(document, {node.name.value if node.name else "": node for node in operations})

    def _hinted(self, errors: Sequence[GraphQLError], code: RefusalCode) -> list[GraphQLError]:
        return [coded(error, code, document_hint(self._schema, error.message)) for error in errors]

    def _variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
        if not operation.variable_definitions:
            return {}
        coerced = get_variable_values(self._schema, operation.variable_definitions, dict(given), max_errors=20)
        if isinstance(coerced, list):
            raise _RefusedError(self._hinted(coerced, RefusalCode.BAD_USER_INPUT))
        return dict(coerced.coerced)

    async def _run(self, plan: Plan, variables: Mapping[str, Any], carried: dict[str, Any]) -> dict[str, str | None]:
        """The JSON text of each planned root field by response key; None where its query gives no row."""
        if not plan.queries:
            return {}
        texts: dict[str, str | None] = {}
        if len(plan.queries) == 1 and plan.queries[0].field.name not in ALGORITHMS:
            query = plan.queries[0]  # a single query sees one state of the store without a transaction around it
            parameters = query.parameters.bind(variables, carried)
            return {query.field.key: await self._database.fetch_compiled(query.sql, parameters)}
        simple = [query for query in plan.queries if query.field.name not in ALGORITHMS]
        bound = {query.field.key: query.parameters.bind(variables, carried) for query in simple}
        async with self._database.reading() as reader:
            snapshot = Snapshot(reader, self._graph, self._operator)
            for query in plan.queries:
                key = query.field.key
                if (algorithm := ALGORITHMS.get(query.field.name)) is not None:
                    arguments = resolved(query.field.arguments, variables, carried)
                    carried[computed(key).name] = await algorithm(snapshot, arguments)
                    bound[key] = query.parameters.bind(variables, carried)
                texts[key] = await reader.compiled(query.sql, bound[key])
        return texts

    async def _by_strawberry(
        self, document: ParsedDocument, operation: Operation, texts: Mapping[str, str | None], price: int
    ) -> Answer:
        """The answer where more than planned fields is asked: introspection, or a mutation."""
        values = {key: None if text is None else orjson.loads(text) for key, text in texts.items()}
        context = AnswersOfPlan(values, self._operator, operation.authorization)
        result: Any = execute(self._schema, document.node, None, context, dict(operation.variables), operation.name)
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [formatted(error) for error in result.errors], **body}
        return Answer(orjson.dumps(body), executed=True, cost=price)


class _RefusedError(Exception):
    """Several errors of one request."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(str(errors))
        self.errors = errors
