"""Root fields that SQL alone does not answer: an algorithm computes ids, and the root's query builds their JSON."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hub.plan.lists.arguments import slug_and_kind
from hub.plan.objects.record_objects import record_id_of
from hub.plan.refusals import RefusalCode, RequestError, ambiguous
from hub.plan.roots.meant_entities import entities_meant, way_as_json
from hub.plan.roots.relation_graph import MOST_EXPANDED, READ_EDGES, Edges, Graph, neighbours, shortest_path, within
from hub.plan.sql.bindings import Carried
from hub.plan.sql.compiler import Compiler
from hub.plan.sql.json_dialects import DIALECTS
from hub.store.database import Database, storable
from hub.store.reading import REVISION, Query, Reader
from schema.kinds import KINDS
from schema.suggestions import nearest

MOST_MATCHES = 25
"""Entities that `match` returns at most."""
_ALIKE, _LONGEST_SLUG = 2, 200
"""Letters with which a slug begins as the one that was meant, letters that are compared, and per cent of them
that are alike at least.
"""


class Explains(Protocol):
    """Whoever knows why two things are one, and what a description may mean."""

    async def explain(self, a: str, b: str) -> str | None:
        """JSON {outcome, links: [{left, right, outcome, score, evidence}]} of two ids.

        None if there is no such thing.
        """
        ...

    async def match(self, arguments: Mapping[str, Any]) -> str:
        """JSON [{entity, record, match, outcome, score, percent, evidence}] of what a description may mean.

        Raises `RequestError`.
        """
        ...


class CurrentGraph:
    """The relation graph of the newest revision that was asked for, kept until the next one.

    It is read and built by a task of its own, in threads: however long that takes, no request has to be that patient.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._graph = Graph(revision=-1)
        self._building: asyncio.Task[None] | None = None

    async def current(self) -> Graph:
        """The graph of the newest revision, or of one that has come meanwhile."""
        if self._graph.revision != await self._database.revision():
            if self._building is None or self._building.done():
                self._building = asyncio.ensure_future(self._build())
            await asyncio.shield(self._building)
        return self._graph

    async def _build(self) -> None:
        async with self._database.reading() as reader:
            self._graph = await read_graph(reader)


async def read_graph(reader: Reader) -> Graph:
    """The graph of a snapshot."""
    edges, last = Edges(), ""
    while rows := await reader.rows(READ_EDGES, last=last):
        await asyncio.to_thread(edges.add, rows)
        last = rows[-1][0]
    return await asyncio.to_thread(Graph.of, edges, int(await reader.value(REVISION)))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an algorithm works on: one state of the store, and the graph of its relations."""

    reader: Reader
    graph: Graph

    async def entity(self, argument: str, by: Mapping[str, Any]) -> str:
        """The id of the one entity that an argument names.

        Raises BAD_USER_INPUT where there is none, AMBIGUOUS where there are several.
        """
        ((way, value),) = storable(by).items()
        named = f"{value['scheme']} {value['value']!r}" if way == "identifier" else f"{way} {value!r}"
        rows = await self.reader.compiled_rows(*_query_of_meant(self.reader.dialect, way, value))
        ids = sorted({str(row[0]) for row in rows if row[0] is not None})
        if not ids:
            message = f"{argument}: there is no entity with {named}."
            near = await self._nearest_slug(value) if way == "slug" else None
            hint = f"Did you mean {near}? Otherwise look it up" if near else "Look it up"
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, f"{hint} with search(query:).")
        if len(ids) > 1:
            raise ambiguous(f"{argument}: several entities have {named}; their ids are in extensions.candidates.", ids)
        return ids[0]

    async def _nearest_slug(self, unknown: str) -> str | None:
        """The slug most like one that nothing has, of those that begin alike."""
        slug, kind_name = slug_and_kind(unknown[:_LONGEST_SLUG])
        begun = {"low": slug[:_ALIKE], "high": f"{slug[:_ALIKE]}~"}  # no slug has a letter behind the tilde
        queries = [query for kind, query in _BEGUN_ALIKE.items() if kind_name in {None, kind}]
        rows = await self.reader.rows(" UNION ALL ".join(queries), **begun)
        return nearest(slug, (str(row[0]) for row in rows))


def _query_of_meant(dialect: str, way: str, value: Any) -> Query:
    """The query for the ids of what is found by one way of EntityBy."""
    c = Compiler(DIALECTS[dialect], "")
    sql = c.complete(entities_meant(c, KINDS, c.bind({way: value}, "json", way_as_json)))
    return c.parameters.renumbered(sql), c.parameters.bind({}, {})


_BEGUN_ALIKE = {
    kind.name: (
        f'SELECT slug FROM (SELECT slug FROM "{kind.table}" WHERE slug >= :low AND slug < :high ORDER BY slug LIMIT'
        " 2000) x"
    )
    for kind in KINDS
}


async def _neighbours(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start, ways = await snapshot.entity("of", arguments["of"]), arguments.get("expanded") or ()
    within("the length of expanded", len(ways), 0, MOST_EXPANDED)
    expanded = [await snapshot.entity("expanded", by) for by in ways]
    return await asyncio.to_thread(neighbours, snapshot.graph, start, expanded, arguments)


async def _path(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start, end = [await snapshot.entity(name, arguments[name]) for name in ("from", "to")]
    return await asyncio.to_thread(shortest_path, snapshot.graph, start, end, arguments)


GRAPH_ALGORITHMS: dict[str, Callable[[Snapshot, Mapping[str, Any]], Awaitable[str | None]]] = {
    "neighbours": _neighbours,
    "path": _path,
}
"""(snapshot, arguments) → JSON text that the root's query reads as `computed(key)`; None: the root is null."""
ENGINE_QUESTIONS = frozenset({"explain", "match"})
"""Root fields that the identity engine answers, which reads the store itself."""
ALGORITHMS = frozenset({*GRAPH_ALGORITHMS, *ENGINE_QUESTIONS})


async def answered_by_engine(engine: Explains, name: str, arguments: Mapping[str, Any]) -> str | None:
    """Likewise the answer of the identity engine to one of `ENGINE_QUESTIONS`."""
    if name == "match":
        within("first", arguments["first"], 1, MOST_MATCHES)
        return await engine.match(storable(arguments))
    left, right = (record_id_of(storable(arguments[end])) for end in ("a", "b"))
    return await engine.explain(left, right)


def computed(key: str) -> Carried:
    """What an algorithm has computed for the root field with a response key."""
    return Carried(f"computed:{key}")
