"""Lists read whole: rows in pages by key from one snapshot, as the store has them rather than as JSON objects.

A list is understood as the operation of its root field would be: the same inputs, the same refusals,
the same conditions in SQL.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema

from hub.plan.documents import Documents
from hub.plan.known_networks import KnownNetworks
from hub.plan.limits import Limits
from hub.plan.lists.row_lists import RowList, SortKey, beyond, direction
from hub.plan.roots.entity_roots import entity_rows
from hub.plan.selection import Collector
from hub.plan.sql.bindings import Carried, Parameters, shaped
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS, Dialect
from hub.store.database import Database
from hub.store.reading import Reader, Rows
from schema.kinds import KINDS, Kind

PAGE = 2000
"""Rows that are in memory at a time."""
_DOCUMENTS = {
    kind.name: f"query ($where: {kind.graphql}Where, $search: String, $orderBy: [{kind.graphql}Order!]) "
    f"{{ {kind.plural}(where: $where, search: $search, orderBy: $orderBy) {{ totalCount }} }}"
    for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class BulkRows:
    """What to read. columns, conditions: SQL expressions; source: a FROM clause; keys: the order, never
    null, all together unique.
    """

    columns: tuple[str, ...]
    source: str
    keys: tuple[SortKey, ...]
    conditions: tuple[str, ...] = ()


Lowering = Callable[[Compiler], BulkRows]


class BulkQuery:
    """A query that reads rows in pages, each from behind the last key of the page before.

    moment: that of the request, in UTC, for what is relative to it. Raises `RequestError` for
    arguments that cannot be used.
    """

    def __init__(self, dialect: Dialect, lower: Lowering, variables: Mapping[str, Any], moment: str = "") -> None:
        self._dialect = dialect
        self._lower = lower
        self._variables = variables
        self._moment = moment
        self._first = self._compiled(bounded=False)
        self._following = self._compiled(bounded=True)

    def _compiled(self, *, bounded: bool) -> tuple[str, Parameters, int]:
        """The query, its parameters, and how many columns come before the keys."""
        c = Compiler(self._dialect, "")
        rows = self._lower(c)
        bounds = [c.bind(Carried(f"key{i}"), key.storage) for i, key in enumerate(rows.keys)] if bounded else []
        conditions = [*rows.conditions, *([beyond(rows.keys, bounds)] if bounded else [])]
        where = f" WHERE {' AND '.join(f'({one})' for one in conditions)}" if conditions else ""
        joins = "".join(dict.fromkeys(key.join for key in rows.keys))
        order = ", ".join(f"{key.expression}{direction(key)}" for key in rows.keys)
        columns = ", ".join([*rows.columns, *(key.expression for key in rows.keys)])
        limit = c.bind(Carried("page"), "integer")
        sql = c.complete(f"SELECT {columns} FROM {rows.source}{joins}{where} ORDER BY {order} LIMIT {limit}")
        return c.parameters.renumbered(sql), c.parameters, len(rows.columns)

    @property
    def named_networks(self) -> set[str]:
        """The networks that its arguments name."""
        return self._first[1].named_networks(self._variables)

    async def pages(self, reader: Reader) -> AsyncIterator[Rows]:
        """The rows, at most `PAGE` at a time; values by position, JSON as text. Behind the columns stand the keys."""
        (sql, parameters, width), keys = self._first, dict[str, Any]()
        while True:
            carried = {"page": PAGE, "now": self._moment, **keys}
            rows = await reader.compiled_rows(sql, parameters.bind(self._variables, carried))
            if rows:
                yield rows
            if len(rows) < PAGE:
                return
            sql, parameters, width = self._following
            keys = {f"key{i}": value for i, value in enumerate(tuple(rows[-1])[width:])}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The entities of one kind that a list selects, understood but not yet read.

    arguments: of the list's field; moment: of the request.
    """

    kind: Kind
    arguments: dict[str, Any]
    variables: Mapping[str, Any]
    dialect: Dialect
    moment: str

    def rows(self, c: Compiler) -> RowList:
        """The list as SQL."""
        return entity_rows(c, self.kind, self.arguments)

    def ids(self, c: Compiler) -> str:
        """A SELECT of their ids."""
        rows = self.rows(c)
        return f"SELECT {rows.handles[0][0]}.id FROM {rows.source}{rows.where()}"

    def query(self, lower: Lowering) -> BulkQuery:
        """A query in which the list occurs."""
        return BulkQuery(self.dialect, lower, self.variables, self.moment)


class BulkReader:
    """Understands lists of a database that are to be read whole."""

    def __init__(self, schema: GraphQLSchema, database: Database, limits: Limits) -> None:
        self.database = database
        self.dialect = DIALECTS[database.dialect]
        self._schema = schema
        self._documents = Documents(schema, limits)
        self._networks = KnownNetworks(database)

    async def chosen(self, kind: Kind, given: Mapping[str, Any], moment: str) -> Chosen:
        """A list by its arguments where, search and orderBy as JSON has them.

        Raises `RequestError` or `RefusedError`.
        """
        definition = self._documents.definition(_DOCUMENTS[kind.name], None)
        variables = definition.variables.coerced(given)
        [field] = Collector(self._schema, definition.document, shaped(variables)).operation(definition.node)
        chosen = Chosen(kind, field.arguments, variables, self.dialect, moment)
        query = chosen.query(lambda c: _ids(chosen, c))
        await self._networks.check(query.named_networks, await self.database.revision())
        return chosen


def _ids(chosen: Chosen, c: Compiler) -> BulkRows:
    rows = chosen.rows(c)
    return BulkRows((), rows.source, rows.keys, tuple(one.sql for one in rows.conditions))
