"""From a validated operation to its plan: one SQL query per planned root field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode

from hub.plan.pricing import has_lists, open_sizes
from hub.plan.roots.algorithms import ALGORITHMS
from hub.plan.roots.root_fields import ROOTS
from hub.plan.selection import Collector, Selected
from hub.plan.sql.bindings import Bound, Parameters
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import Dialect

_OF_REQUESTS = frozenset({"rateLimit", "__typename", "__schema", "__type"})
"""Root fields that tell nothing of the store."""


@dataclass(frozen=True, slots=True)
class SqlQuery:
    """What answers one root field."""

    field: Selected
    sql: str
    parameters: Parameters


@dataclass(slots=True)
class Plan:
    """How an operation is answered. whole: its planned root fields are all there is, so their JSON text is the answer.

    selected: the root fields in the order of the answer; of those without a query `__typename` is known and the rest is
    Strawberry's. sizes: page sizes that variables decide; has_lists: the price depends on what the store holds; tells_time:
    the answer is another one every second. is_light: its queries may be small enough for the event loop; an executor that
    finds them larger takes it back. moments: where one root field is asked of the past, those that all are asked of.
    """

    selected: tuple[Selected, ...]
    queries: tuple[SqlQuery, ...]
    whole: bool
    sizes: tuple[Bound, ...] = ()
    has_lists: bool = False
    tells_time: bool = False
    is_light: bool = False

    names_networks: bool = False
    moments: tuple[Any, ...] = ()

    def named_networks(self, variables: Mapping[str, Any]) -> set[str]:
        """The networks that arguments name."""
        return {network for query in self.queries for network in query.parameters.named_networks(variables)}


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
    whole = all(field.name == "__typename" or not field.name.startswith("__") for field in selected)
    if not whole:
        selected = Collector(schema, document, shape, typenames=True).operation(operation)
    moments = [field.arguments.pop("asOf", None) for field in selected if field.name not in _OF_REQUESTS]
    queries = []
    for field in selected:
        if not field.name.startswith("__"):
            compiler = Compiler(dialect, base_uri)
            sql = compiler.complete(ROOTS[field.name](compiler, field))
            queries.append(SqlQuery(field, compiler.parameters.renumbered(sql), compiler.parameters))
    return Plan(
        tuple(selected),
        tuple(queries),
        whole,
        open_sizes(selected),
        has_lists(selected),
        tells_time=any(query.parameters.carries("now") for query in queries),
        # full text is searched in few but long steps, which the bound on steps does not bound
        is_light=whole and not any(" MATCH " in query.sql or query.field.name in ALGORITHMS for query in queries),
        names_networks=any(query.parameters.networks for query in queries),
        moments=tuple(moments) if any(moment is not None for moment in moments) else (),
    )
