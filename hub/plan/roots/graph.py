"""The resolved relations as a graph in memory, for what SQL does not do well: neighbourhoods and paths."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from hub.plan.lists.predicate_arguments import known_predicates
from hub.plan.refusals import ErrorCode, RequestError

READ_EDGES = (
    "SELECT subject, subject_kind, object, object_kind, predicate FROM relation "
    "WHERE subject IS NOT NULL AND object IS NOT NULL ORDER BY subject, object, predicate"
)
READ_ALIASES = "SELECT id, entity, kind FROM record WHERE entity IS NOT NULL"
Step = tuple[str, str, bool]


@dataclass(slots=True)
class Graph:
    """Edges both ways by entity id, each as (other, predicate, outward), in a fixed order; kinds by entity id."""

    edges: dict[str, list[Step]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Sequence[Any]]) -> "Graph":
        """Build from the rows of `READ_EDGES`."""
        made = cls()
        for subject, subject_kind, object_, object_kind, predicate in rows:
            made.kinds[subject], made.kinds[object_] = subject_kind, object_kind
            made.edges.setdefault(subject, []).append((object_, predicate, True))
            made.edges.setdefault(object_, []).append((subject, predicate, False))
        return made

    def around(self, start: str, depth: int, allowed: Callable[[Step], bool]) -> list[tuple[str, int]]:
        """Entities within a number of steps with their distance, nearest first, then by id."""
        distance = {start: 0}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if distance[here] == depth:
                continue
            for step in self.edges.get(here, ()):
                if step[0] not in distance and allowed(step):
                    distance[step[0]] = distance[here] + 1
                    waiting.append(step[0])
        return sorted(
            ((entity, far) for entity, far in distance.items() if far), key=lambda found: (found[1], found[0])
        )

    def path(self, start: str, end: str, longest: int) -> list[Step] | None:
        """The steps of a shortest path, the first in the fixed order of edges; None if there is none that short."""
        came: dict[str, tuple[str, Step]] = {}
        waiting = deque([(start, 0)])
        seen = {start}
        while waiting:
            here, length = waiting.popleft()
            if here == end:
                return _walked(came, start, end)
            for step in self.edges.get(here, ()) if length < longest else ():
                if step[0] not in seen:
                    seen.add(step[0])
                    came[step[0]] = (here, step)
                    waiting.append((step[0], length + 1))
        return None


def _walked(came: dict[str, tuple[str, Step]], start: str, end: str) -> list[Step]:
    steps: list[Step] = []
    while end != start:
        end, step = came[end]
        steps.append(step)
    return steps[::-1]


def neighbours(graph: Graph, start: tuple[str, str], arguments: dict[str, Any]) -> str:
    """The ids near an entity as JSON [[id, kind, distance] …] with the total first. Raises INVALID_PAGE, BAD_USER_INPUT."""
    depth, first = _within("depth", arguments["depth"], 1, 4), _within("first", arguments["first"], 1, 100)
    predicates, kinds = arguments.get("predicates"), arguments.get("kinds")
    known_predicates(predicates or ())
    wanted = None if kinds is None else {kind.lower().replace("_", "-") for kind in kinds}
    found = graph.around(start[0], depth, lambda step: predicates is None or step[1] in predicates)
    kept = [
        (entity, graph.kinds[entity], far) for entity, far in found if wanted is None or graph.kinds[entity] in wanted
    ]
    return orjson.dumps({"total": len(kept), "rows": kept[:first]}).decode()


def path(graph: Graph, start: tuple[str, str], end: tuple[str, str], arguments: dict[str, Any]) -> str | None:
    """A shortest path as JSON {start, kind, steps: [[id, kind, predicate, outward] …]}; None if there is none."""
    steps = graph.path(start[0], end[0], _within("maxLength", arguments["maxLength"], 1, 8))
    if steps is None:
        return None
    walked = [[other, graph.kinds[other], predicate, int(outward)] for other, predicate, outward in steps]
    return orjson.dumps({"start": start[0], "kind": start[1], "steps": walked}).decode()


def _within(name: str, value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise RequestError(ErrorCode.BAD_USER_INPUT, f"{name} is {value}; it must be from {least} to {most}.")
    return value
