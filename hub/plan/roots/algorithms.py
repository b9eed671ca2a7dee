"""Root fields that SQL alone does not answer: an algorithm computes ids, and the root's query builds their JSON."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hub.plan.lists.arguments import ADDRESSES, normal_identifier
from hub.plan.objects.record_objects import record_id_of
from hub.plan.refusals import RefusalCode, RequestError, ambiguous
from hub.plan.roots.relation_graph import READ_EDGES, Graph, neighbours, shortest_path
from hub.plan.sql.bindings import Carried
from hub.store.reading import REVISION, Reader
from schema.kinds import KINDS


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

    async def entity(self, argument: str, by: Mapping[str, Any]) -> str:
        """The id of the one entity that an argument names. Raises BAD_USER_INPUT where there is none, AMBIGUOUS where there are several."""
        ((way, value),) = by.items()
        named = f"{value['scheme']} {value['value']!r}" if way == "identifier" else f"{way} {value!r}"
        query, values = _lookup(way, value)
        rows = await self.reader.rows(query, **values)
        found = sorted({str(row[0]) for row in rows})
        if not found:
            message = f"{argument}: there is no entity with {named}."
            raise RequestError(RefusalCode.BAD_USER_INPUT, message, "Look it up with search(query:).")
        if len(found) > 1:
            raise ambiguous(f"{argument}: several entities have {named}.", found)
        return found[0]


def _lookup(way: str, value: Any) -> tuple[str, dict[str, Any]]:
    """The query for the ids of what is found by one way of EntityBy, with its values."""
    if way == "id":
        return "SELECT entity FROM record WHERE id = :id AND entity IS NOT NULL", {"id": record_id_of(value)}
    if way == "slug":
        return " UNION ALL ".join(_BY_SLUG), {"slug": value}
    identifiers = {value["scheme"].lower(): normal_identifier(value)} if way == "identifier" else {}
    identifiers = identifiers or {scheme: normal(value) for scheme, normal in ADDRESSES.items()}
    wanted = " OR ".join(f"(scheme = :scheme{i} AND value = :value{i})" for i in range(len(identifiers)))
    values: dict[str, Any] = {}
    for i, (scheme, identifier) in enumerate(identifiers.items()):
        values |= {f"scheme{i}": scheme, f"value{i}": identifier}
    return f"SELECT DISTINCT entity FROM identifier WHERE {wanted}", values


_BY_SLUG = [f'SELECT id FROM "{kind.table}" WHERE slug = :slug' for kind in KINDS]


async def _neighbours(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start = await snapshot.entity("of", arguments["of"])
    return neighbours(await snapshot.graph.read(snapshot.reader), start, arguments)


async def _path(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    start, end = [await snapshot.entity(name, arguments[name]) for name in ("from", "to")]
    return shortest_path(await snapshot.graph.read(snapshot.reader), start, end, arguments)


async def _explain(snapshot: Snapshot, arguments: Mapping[str, Any]) -> str | None:
    return await snapshot.engine.explain(record_id_of(arguments["a"]), record_id_of(arguments["b"]))


Algorithm = Callable[[Snapshot, Mapping[str, Any]], Awaitable[str | None]]
"""(snapshot, arguments) → JSON text that the root's query reads as `computed(key)`; None: the root is null."""
ALGORITHMS: dict[str, Algorithm] = {"neighbours": _neighbours, "path": _path, "explain": _explain}


def computed(key: str) -> Carried:
    """What an algorithm has computed for the root field with a response key."""
    return Carried(f"computed:{key}")
