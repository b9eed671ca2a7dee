"""The resolved relations as a graph in memory, for what SQL does not do well: neighbourhoods and paths."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.refusals import RefusalCode, RequestError

READ_EDGES = (
    "SELECT subject, subject_kind, object, object_kind, predicate FROM relation ORDER BY subject, object, predicate"
)
Hop = tuple[str, str, bool]
"""One edge as seen from an entity: (other entity, predicate, outward)."""


@dataclass(slots=True)
class Graph:
    """Hops by entity id, both ways, in a fixed order; kinds by entity id."""

    hops: dict[str, list[Hop]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> "Graph":
        """Build from the rows of `READ_EDGES`."""
        graph = cls()
        for subject, subject_kind, object_, object_kind, predicate in rows:
            graph.kinds[subject], graph.kinds[object_] = subject_kind, object_kind
            graph.hops.setdefault(subject, []).append((object_, predicate, True))
            graph.hops.setdefault(object_, []).append((subject, predicate, False))
        return graph

    def around(self, start: str, depth: int, allowed: Callable[[Hop], bool]) -> list[tuple[str, int]]:
        """Entities within a number of steps with their distance, nearest first, then by id."""
        distances = {start: 0}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if distances[here] == depth:
                continue
            for hop in self.hops.get(here, ()):
                if hop[0] not in distances and allowed(hop):
                    distances[hop[0]] = distances[here] + 1
                    waiting.append(hop[0])
        del distances[start]
        return sorted(distances.items(), key=lambda item: (item[1], item[0]))

    def path(self, start: str, end: str, longest: int, allowed: Callable[[Hop], bool]) -> list[Hop] | None:
        """The hops of a shortest path, the first in the fixed order of edges; None if there is none that short."""
        arrivals: dict[str, tuple[str, Hop]] = {}
        waiting = deque([(start, 0)])
        while waiting:
            here, length = waiting.popleft()
            if here == end:
                break
            for hop in self.hops.get(here, ()) if length < longest else ():
                if hop[0] not in arrivals and hop[0] != start and allowed(hop):
                    arrivals[hop[0]] = (here, hop)
                    waiting.append((hop[0], length + 1))
        else:
            return None
        hops: list[Hop] = []
        while end != start:
            end, hop = arrivals[end]
            hops.append(hop)
        return hops[::-1]


def neighbours(graph: Graph, start: str, arguments: Mapping[str, Any]) -> str:
    """What is near an entity as JSON {total, rows: [[id, kind, distance] …], ids: [of the entity and of the rows]}. Raises BAD_USER_INPUT."""
    depth, first = _within("depth", arguments["depth"], 1, 4), _within("first", arguments["first"], 1, 100)
    kinds = arguments.get("kinds")
    near = graph.around(start, depth, _allowing(arguments))
    rows = [(entity, graph.kinds[entity], distance) for entity, distance in near]
    if kinds is not None:
        wanted = set(map(stored_word, kinds))
        rows = [row for row in rows if row[1] in wanted]
    shown = rows[:first]
    return orjson.dumps({"total": len(rows), "rows": shown, "ids": [start, *(row[0] for row in shown)]}).decode()


def shortest_path(graph: Graph, start: str, end: str, arguments: Mapping[str, Any]) -> str | None:
    """A shortest path as JSON {start, steps: [[id, subject, predicate, object, outward] …]}; None if there is none."""
    hops = graph.path(start, end, _within("maxLength", arguments["maxLength"], 1, 8), _allowing(arguments))
    if hops is None:
        return None
    steps, here = [], start
    for other, predicate, outward in hops:
        subject, object_ = (here, other) if outward else (other, here)
        steps.append([other, subject, predicate, object_, int(outward)])
        here = other
    return orjson.dumps({"start": start, "steps": steps}).decode()


def _allowing(arguments: Mapping[str, Any]) -> Callable[[Hop], bool]:
    predicates = arguments.get("predicates")
    if predicates is None:
        return lambda _: True
    wanted = set(map(stored_word, predicates))
    return lambda hop: hop[1] in wanted


def _within(name: str, value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"{name} is {value}; it must be from {least} to {most}.")
    return value
