"""From a validated operation to its plan: one statement per planned root field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode

from hub.plan.roots.lowering import PREPARED_ROOTS, lower
from hub.plan.selection import Collector, Selected
from hub.plan.sql.bindings import Parameters
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.dialects import Dialect


@dataclass(frozen=True, slots=True)
class Statement:
    """What answers one root field. prepared: the root field, where an algorithm must run first."""

    key: str
    sql: str
    parameters: Parameters
    prepared: Selected | None


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered. whole: its planned root fields are all there is, so their JSON text is the answer.

    keys: response keys in order; of those without a statement `__typename` is known and the rest is Strawberry's.
    """

    selected: tuple[Selected, ...]
    statements: tuple[Statement, ...]
    whole: bool


def compile_plan(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    shape: Mapping[str, Any],
    dialect: Dialect,
    base_uri: str,
) -> Plan:
    """Lower a query for one shape of variables; other operations are Strawberry's. Raises `RequestError` for unusable arguments."""
    if operation.operation.value != "query":
        return Plan((), (), whole=False)
    selected = Collector(schema, document, shape).operation(operation)
    whole = all(found.name == "__typename" or not found.name.startswith("__") for found in selected)
    if not whole:
        selected = Collector(schema, document, shape, typenames=True).operation(operation)
    planned = [found for found in selected if not found.name.startswith("__")]
    return Plan(tuple(selected), tuple(_statement(found, dialect, base_uri) for found in planned), whole)


def _statement(found: Selected, dialect: Dialect, base_uri: str) -> Statement:
    compiler = Compiler(dialect, base_uri)
    sql = compiler.parameters.settle(lower(compiler, found))
    return Statement(found.key, sql, compiler.parameters, found if found.name in PREPARED_ROOTS else None)
