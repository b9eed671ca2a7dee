"""From a validated operation to its plan: one SQL query per planned root field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode

from hub.plan.pricing import has_lists, open_sizes
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.roots import operator_roots
from hub.plan.roots.algorithms import ALGORITHMS
from hub.plan.roots.event_roots import EVENT_ROOTS
from hub.plan.roots.hub_roots import BUDGET
from hub.plan.roots.root_fields import ROOTS
from hub.plan.selection import Collector, Selected
from hub.plan.sql.bindings import Bound, Carried, Parameters, resolved
from hub.plan.sql.compiler import Compiler, Gap
from hub.plan.sql.gaps import IDS, stamped
from hub.plan.sql.json_dialects import Dialect

_WITHOUT_PAST = frozenset({"rateLimit", "__typename", "__schema", "__type", *operator_roots.ROOTS})
"""Root fields that are asked of no earlier moment."""


@dataclass(frozen=True, slots=True, eq=False)
class SqlQuery:
    """What answers one root field. gaps: the places that its text leaves for entities; leaves: what
    these depend on, but for ids.

    sole: where its whole text is one gap, for the entity of an id that it is asked for, that id. searches: whether it
    searches full text.
    """

    field: Selected
    sql: str
    parameters: Parameters
    gaps: tuple[Gap, ...] = ()
    leaves: tuple[Bound | Carried, ...] = ()
    sole: Any = None
    searches: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One way to answer an operation. is_light: its queries may be small enough for the event loop.

    is_searching: it searches full text, in few but long steps, which a bound on steps does not bound.
    is_by_id: each of its texts is one fragment, of an entity that is asked for by its id; fills_lightly: as is_light,
    of the queries for fragments.
    """

    queries: tuple[SqlQuery, ...]
    is_light: bool
    is_searching: bool = False
    is_by_id: bool = False
    fills_lightly: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """How an operation is answered. whole: its planned root fields are all there is, so their JSON text is the answer.

    selected: the root fields in the order of the answer; of those without a query `__typename` is known and the rest is
    Strawberry's. plain: the route by queries that give whole texts.
    sizes: page sizes that variables decide; has_lists: the price depends on what the store holds; tells_time: the
    answer is another one every second. is_for_operators: who asks must have the right to see it. moments: where one
    root field is asked of the past, those that all are asked of.
    """

    selected: tuple[Selected, ...]
    plain: Route
    whole: bool
    sizes: tuple[Bound, ...] = ()
    has_lists: bool = False
    tells_time: bool = False
    names_networks: bool = False
    is_for_operators: bool = False
    moments: tuple[Any, ...] = ()

    @property
    def queries(self) -> tuple[SqlQuery, ...]:
        """What gives the whole texts, one query per planned root field."""
        return self.plain.queries

    def named_networks(self, variables: Mapping[str, Any]) -> set[str]:
        """The networks that arguments name."""
        return {network for query in self.queries for network in query.parameters.named_networks(variables)}

    def moment(self, variables: Mapping[str, Any]) -> str:
        """The one moment of the past that is asked of. Raises `RequestError` BAD_USER_INPUT for several."""
        moments = {resolved(moment, variables, {}) for moment in self.moments}
        if len(moments) > 1:
            message = "The fields of this operation have different asOf moments."
            hint = "Give all of them the same asOf, or send an operation for each moment."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, hint)
        return str(moments.pop())


def compile_plan(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    shape: Mapping[str, Any],
    dialect: Dialect,
    base_uri: str,
) -> Plan:
    """Lower a query, or the events of a subscription, for one shape of variables; mutations are Strawberry's.

    Raises `RequestError` for unusable arguments.
    """
    if operation.operation.value == "mutation":
        return Plan((), Route((), is_light=False), whole=False)
    selected = Collector(schema, document, shape).operation(operation)
    whole = all(field.name == "__typename" or not field.name.startswith("__") for field in selected)
    if not whole:
        selected = Collector(schema, document, shape, typenames=True).operation(operation)
    for field in selected:
        field.moment = field.arguments.pop("asOf", None)
    moments = [field.moment for field in selected if field.name not in _WITHOUT_PAST]
    queries = tuple(_lowered(selected, dialect, base_uri, with_gaps=False))
    is_for_operators = any(field.name in operator_roots.ROOTS for field in selected)
    if is_for_operators and any(moment is not None for moment in moments):
        hint = "Ask for them in an operation of their own."
        raise RequestError(RefusalCode.BAD_USER_INPUT, "Webhooks are known only as they are now.", hint)
    return Plan(
        tuple(selected),
        _route(queries, may_be_light=whole and not is_for_operators and dialect.is_in_process),
        whole,
        open_sizes(selected),
        has_lists(selected),
        tells_time=is_for_operators
        or any(query.parameters.carries(name) for query in queries for name in ("now", *BUDGET)),
        names_networks=any(query.parameters.networks for query in queries),
        is_for_operators=is_for_operators,
        moments=tuple(moments) if any(moment is not None for moment in moments) else (),
    )


def route_by_fragments(plan: Plan, dialect: Dialect, base_uri: str) -> Route:
    """The same by texts with gaps, where these can be had: not of what an algorithm has computed anew."""
    if not plan.whole or plan.is_for_operators or any(query.field.name in ALGORITHMS for query in plan.queries):
        return plan.plain
    queries = tuple(_lowered(plan.selected, dialect, base_uri, with_gaps=True))
    if not any(query.gaps for query in queries):
        return plan.plain
    return _route(
        queries, may_be_light=dialect.is_in_process, is_by_id=all(query.sole is not None for query in queries)
    )


def _lowered(fields: Iterable[Selected], dialect: Dialect, base_uri: str, *, with_gaps: bool) -> Iterator[SqlQuery]:
    for field in fields:
        if field.name.startswith("__"):
            continue
        compiler = Compiler(dialect, base_uri, gaps=[] if with_gaps else None)
        roots = EVENT_ROOTS if field.parent == "Subscription" else ROOTS
        sql = compiler.complete(roots[field.name](compiler, field))
        gaps = tuple(compiler.gaps or ())
        sql = compiler.parameters.renumbered(stamped(sql) if gaps else sql)
        leaves = dict.fromkeys(leaf for gap in gaps for leaf in gap.parameters.open_leaves() if leaf != IDS)
        sole = compiler.sole if len(gaps) == 1 else None
        yield SqlQuery(field, sql, compiler.parameters, gaps, tuple(leaves), sole, compiler.searches)


def _route(queries: tuple[SqlQuery, ...], *, may_be_light: bool, is_by_id: bool = False) -> Route:
    may_be_light = may_be_light and not any(query.field.name in ALGORITHMS for query in queries)
    searches = any(query.searches for query in queries)
    return Route(queries, may_be_light and not searches, may_be_light and searches, is_by_id)
