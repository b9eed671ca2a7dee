"""Root fields that SQL alone does not answer: an algorithm computes ids, and the root's query builds their JSON."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hub.plan.objects.record_objects import record_id_of
from hub.plan.roots.relation_graph import READ_EDGES, Graph, neighbours, shortest_path
from hub.plan.sql.bindings import Carried
from hub.store.reading import Reader

REVISION = "SELECT coalesce(max(revision), 0) FROM load"


class Explains(Protocol):
    """Whoever knows why two things are one."""

    async def explain(self, a: str, b: str) -> str | None:
        """JSON {outcome, links: [{left, right, outcome, score, evidence}]} of two ids; None if there is no such thing."""
        ...


class CurrentGraph:
    """The relation graph of the newest revision that was asked for, kept until the next one."""

    def __init__(self) -> None:
        self._revision = -1
        self._graph = Graph()

    async def read(self, reader: Reader) -> Graph:
        """The graph of a snapshot."""
        revision = int(await reader.value(REVISION))
        if revision != self._revision:
            self._graph = Graph.of(await reader.rows(READ_EDGES))
            self._revision = revision
        return self._graph


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an algorithm works on: one state of the store, the graph of its relations, the identity engine's explanations."""

    reader: Reader
    graph: CurrentGraph
    engine: Explains

    async def entity(self, identity: str) -> tuple[str, str] | None:
        """Id and kind of the entity that an id of a record leads to."""
        rows = await self.reader.rows("SELECT entity, kind FROM record WHERE id = :id", id=record_id_of(identity))
        return (rows[0][0], rows[0][1]) if rows and rows[0][0] is not None else None


async def _neighbours(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start = await snapshot.entity(arguments["id"])
    graph = await snapshot.graph.read(snapshot.reader)
    return None if start is None else neighbours(graph, start[0], arguments)


async def _path(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start, end = await snapshot.entity(arguments["from"]), await snapshot.entity(arguments["to"])
    graph = await snapshot.graph.read(snapshot.reader)
    return None if start is None or end is None else shortest_path(graph, start, end[0], arguments)


async def _explain(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    return await snapshot.engine.explain(record_id_of(arguments["a"]), record_id_of(arguments["b"]))


Algorithm = Callable[[Snapshot, Mapping[str, Any]], Awaitable[str | None]]
"""(snapshot, arguments) → JSON text that the root's query reads as `computed(key)`; None: the root is null."""
ALGORITHMS: dict[str, Algorithm] = {"neighbours": _neighbours, "path": _path, "explain": _explain}


def computed(key: str) -> Carried:
    """What an algorithm has computed for the root field with a response key."""
    return Carried(f"computed:{key}")
