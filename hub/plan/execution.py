"""Running operations: parse, validate, plan and bind, then one statement per root field on one snapshot of the store."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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

from hub.errors import ErrorCode as StoreFailure
from hub.errors import HubError
from hub.plan.answers import Answer, coded, fault_of, refused, told
from hub.plan.cache import Cache
from hub.plan.compile import Plan, Statement, compile_plan
from hub.plan.limits import Limits, check_document, cost
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.roots.graph import READ_EDGES, Graph, neighbours, path
from hub.plan.sql.bindings import settled, shaped, signature
from hub.plan.sql.dialects import DIALECTS
from hub.store.database import Database
from hub.store.reading import Reader

RULES = (*specified_rules, MaxIntrospectionDepthRule)
_REVISION = "SELECT coalesce(max(revision), 0) FROM load"
_RESOLVED = "SELECT entity, kind FROM record WHERE id = :id"


@dataclass(frozen=True, slots=True)
class Operation:
    """One request: the document's text, which of its operations, variables as JSON gave them, languages most wanted first.

    bulk: the client names itself as bulk, so pages may be large. authorization: the header, for mutations.
    """

    document: str
    name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    bulk: bool = False
    authorization: str | None = None


@dataclass(slots=True)
class Prepared:
    """A parsed and validated document."""

    document: DocumentNode
    operations: dict[str, OperationDefinitionNode]


class Operator(Protocol):
    """What operators ask that is no reading of the graph: explanations by the identity engine, and judgements."""

    async def explain(self, a: str, b: str) -> str | None:
        """JSON {outcome, links: [{left, right, outcome, score, evidence}]} of two ids; None if there is no such thing."""
        ...

    async def command(self, name: str, arguments: Mapping[str, Any], authorization: str | None) -> Any:
        """Carry out a mutation. Raises `RequestError`."""
        ...


class Planned:
    """Answers fields of operations that Strawberry executes: queries from what the plan has found. Implements `Answers`."""

    def __init__(self, found: Mapping[str, Any], operator: Operator, authorization: str | None) -> None:
        self._found = found
        self._operator = operator
        self._authorization = authorization

    async def answer(self, info: Any) -> Any:
        """The data of one root field."""
        return self._found[info.path.key]

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
        self._documents: Cache[Prepared] = Cache(500)
        self._plans: Cache[Plan] = Cache(2_000)
        self._graph: tuple[int, Graph] | None = None

    async def revision(self) -> int:
        """The current revision of the store."""
        return int(await self._database.fetch_value(_REVISION))

    def is_query(self, operation: Operation) -> bool:
        """Whether the operation only reads; so does a document that cannot be used, as executing it will tell."""
        try:
            return self._operation(self._prepared(operation), operation).operation.value == "query"
        except (_RefusedError, RequestError, RecursionError):
            return True

    async def execute(self, operation: Operation) -> Answer:
        """Answer an operation; whatever is wrong with it is part of the answer."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._execute(operation)
        except TimeoutError:
            return refused([RequestError(ErrorCode.TIMEOUT, f"The operation took longer than {self._timeout:g} s.")])
        except _RefusedError as refusal:
            return refused(refusal.errors)
        except RequestError as error:
            return refused([error])
        except RecursionError:
            return refused([RequestError(ErrorCode.TOO_DEEP, "The document is nested too deeply.")])
        except HubError as error:
            if error.code is not StoreFailure.STATEMENT_TOO_NESTED:
                raise
            return refused([RequestError(ErrorCode.TOO_DEEP, error.message, error.hint)])

    async def _execute(self, operation: Operation) -> Answer:
        prepared = self._prepared(operation)
        chosen = self._operation(prepared, operation)
        variables = self._variables(chosen, operation.variables)
        shape = shaped(variables)
        key = (operation.document, operation.name, signature(shape))
        plan = self._plans.get(key, lambda: self._compiled(prepared, chosen, shape))
        price = cost(list(plan.selected), variables)
        if price > self._limits.cost:
            raise RequestError(
                ErrorCode.TOO_COSTLY, f"The operation costs {price}; at most {self._limits.cost} is answered."
            )
        carried = {
            "languages": list(operation.languages) or None,
            "cost": price,
            "limit": self._limits.cost,
            "now": _now(),
        }
        carried["largest_page"] = self._limits.bulk_page if operation.bulk else self._limits.page
        found = await self._run(plan, variables, carried)
        if plan.whole:
            return Answer(_assembled(plan, found), executed=True, cost=price)
        return await self._by_strawberry(prepared, operation, found, price)

    def _compiled(self, prepared: Prepared, chosen: OperationDefinitionNode, shape: Mapping[str, Any]) -> Plan:
        return compile_plan(self._schema, prepared.document, chosen, shape, self._dialect, self._base_uri)

    def _prepared(self, operation: Operation) -> Prepared:
        return self._documents.get(operation.document, lambda: self._read(operation.document))

    def _read(self, text: str) -> Prepared:
        try:
            document = parse(text, max_tokens=self._limits.tokens, no_location=False)
        except GraphQLSyntaxError as error:
            raise _RefusedError([coded(error, fault_of(error))]) from error
        check_document(document, self._limits)
        if errors := validate(self._schema, document, RULES, max_errors=20):
            raise _RefusedError([coded(error, ErrorCode.VALIDATION_FAILED) for error in errors])
        named = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        return Prepared(document, {node.name.value if node.name else "": node for node in named})

    def _operation(self, prepared: Prepared, operation: Operation) -> OperationDefinitionNode:
        if operation.name:
            chosen = prepared.operations.get(operation.name)
        else:
            chosen = next(iter(prepared.operations.values())) if len(prepared.operations) == 1 else None
        if chosen is None:
            known = ", ".join(name for name in prepared.operations if name) or "none"
            raise RequestError(
                ErrorCode.BAD_REQUEST, f"Which operation is meant? The document has: {known}.", "Send operationName."
            )
        return chosen

    def _variables(self, chosen: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
        coerced = get_variable_values(self._schema, chosen.variable_definitions or (), dict(given), max_errors=20)
        if isinstance(coerced, list):
            raise _RefusedError([coded(error, ErrorCode.BAD_USER_INPUT) for error in coerced])
        return dict(coerced.coerced)

    async def _run(self, plan: Plan, variables: Mapping[str, Any], carried: dict[str, Any]) -> dict[str, str | None]:
        if len(plan.statements) == 1 and plan.statements[0].prepared is None:
            only = plan.statements[0]
            return {only.key: await self._database.fetch_compiled(only.sql, only.parameters.bind(variables, carried))}
        if not plan.statements:
            return {}
        bound = {s.key: s.parameters.bind(variables, carried) for s in plan.statements if s.prepared is None}
        async with self._database.reading() as reader:
            return {s.key: await self._answered(reader, s, bound, variables, carried) for s in plan.statements}

    async def _answered(
        self, reader: Reader, statement: Statement, bound: Mapping[str, Any], variables: Any, carried: dict[str, Any]
    ) -> str | None:
        if statement.prepared is None:
            return await _text(reader, statement.sql, bound[statement.key])
        carried[f"found:{statement.key}"] = await self._prepared_for(reader, statement, variables, carried)
        return await _text(reader, statement.sql, statement.parameters.bind(variables, carried))

    async def _prepared_for(
        self, reader: Reader, statement: Statement, variables: Any, carried: Mapping[str, Any]
    ) -> str | None:
        root: Any = statement.prepared
        arguments = settled(root.arguments, variables, carried)
        if root.name == "explain":
            return await self._operator.explain(arguments["a"], arguments["b"])
        ends = [arguments["id"]] if root.name == "neighbours" else [arguments["from"], arguments["to"]]
        entities = [await self._entity(reader, identity) for identity in ends]
        graph = await self._current_graph(reader)
        if None in entities:
            return None
        if root.name == "neighbours":
            return neighbours(graph, entities[0], arguments)  # type: ignore[arg-type]
        return path(graph, entities[0], entities[1], arguments)  # type: ignore[arg-type]

    async def _entity(self, reader: Reader, identity: str) -> tuple[str, str] | None:
        rows = await reader.rows(_RESOLVED, id=identity)
        return (rows[0][0], rows[0][1]) if rows and rows[0][0] is not None else None

    async def _current_graph(self, reader: Reader) -> Graph:
        revision = int(await reader.value(_REVISION))
        if self._graph is None or self._graph[0] != revision:
            self._graph = (revision, Graph.of(await reader.rows(READ_EDGES)))
        return self._graph[1]

    async def _by_strawberry(
        self, prepared: Prepared, operation: Operation, found: Mapping[str, str | None], price: int
    ) -> Answer:
        data = {key: None if text is None else orjson.loads(text) for key, text in found.items()}
        context = Planned(data, self._operator, operation.authorization)
        result: Any = execute(self._schema, prepared.document, None, context, dict(operation.variables), operation.name)
        if asyncio.iscoroutine(result) or asyncio.isfuture(result):
            result = await result
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [told(error) for error in result.errors], **body}
        return Answer(orjson.dumps(body), executed=True, cost=price)


async def _text(reader: Reader, sql: str, parameters: Any) -> str | None:
    found = await reader.compiled(sql, parameters)
    return None if found is None else str(found)


def _assembled(plan: Plan, found: Mapping[str, str | None]) -> bytes:
    parts = [f'"{s.key}":{_part(s.name, found.get(s.key))}' for s in plan.selected]
    return f'{{"data":{{{",".join(parts)}}}}}'.encode()


def _part(name: str, text: str | None) -> str:
    return '"Query"' if name == "__typename" else text or "null"


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _RefusedError(Exception):
    """Several errors of one request."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__(str(errors))
        self.errors = errors
