"""The resolved relations as a graph in memory, for what SQL does not do well: neighbourhoods and paths.

Things and hops are numbers in arrays: some 10 bytes an edge, and 80 a thing for its id.
"""

from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from sys import intern
from typing import Any

import orjson

from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.refusals import RefusalCode, RequestError

READ_EDGES = (
    "SELECT id, subject, subject_kind, object, object_kind, predicate FROM relation WHERE id > :last ORDER BY id LIMIT"
    " 20000"
)
"""A part of all edges, behind the id `last`."""
MOST_NEIGHBOURS = 2_000
"""Entities that `neighbours` shows: what a picture in WebGL still shows well."""
MOST_EXPANDED = 100
Hop = tuple[str, str, bool]
"""One edge as seen from an entity: (other entity, predicate, outward)."""
_PREDICATE_BITS, _THING_BITS = 8, 28


class Edges:
    """The edges that a graph is made of, as they are read, in any order."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.kinds: list[str] = []
        self.predicates: dict[str, int] = {}
        self.ends = array("L")
        """Subject, object and predicate of each edge."""

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take in rows of `READ_EDGES`."""
        for _, subject, subject_kind, object_, object_kind, predicate in rows:
            ends = self._number(subject, subject_kind), self._number(object_, object_kind)
            self.ends.extend((*ends, self.predicates.setdefault(predicate, len(self.predicates))))

    def _number(self, thing: str, kind: str) -> int:
        number = self.numbers.setdefault(thing, len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(intern(kind))  # a driver makes a text of its own for each row
        return number


@dataclass(slots=True)
class Graph:
    """Things by number, in the order of their ids; the hops of thing n stand at first[n] to first[n +
    1] of `others` and `ways`.

    A way is twice the number of a predicate, and one more if it is outward. The order of hops is fixed: that of the ids
    of subject, object and predicate.
    """

    revision: int = 0
    ids: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    predicates: list[str] = field(default_factory=list)
    first: "array[int]" = field(default_factory=lambda: array("L", [0]))
    others: "array[int]" = field(default_factory=lambda: array("I"))
    ways: bytearray = field(default_factory=bytearray)

    @classmethod
    def of(cls, edges: Edges, revision: int = 0) -> "Graph":
        """Build from all edges of a revision."""
        ids, predicates = sorted(edges.numbers), sorted(edges.predicates)
        order = array("L", (edges.numbers[thing] for thing in ids))
        rank = array("L", bytes(order.itemsize * len(order)))
        for place, number in enumerate(order):
            rank[number] = place
        names = {edges.predicates[name]: place for place, name in enumerate(predicates)}
        ends = iter(edges.ends)
        packed = sorted(
            (rank[subject] << _THING_BITS | rank[object_]) << _PREDICATE_BITS | names[predicate]
            for subject, object_, predicate in zip(ends, ends, ends, strict=True)
        )
        graph = cls(revision, ids, [edges.kinds[number] for number in order], predicates)
        graph._connect(packed)
        return graph

    def _connect(self, packed: Sequence[int]) -> None:
        """Put the hops of edges, packed as numbers and in their order, in their places."""
        degrees = array("L", bytes(self.first.itemsize * len(self.ids)))
        for edge in packed:
            degrees[edge >> _THING_BITS + _PREDICATE_BITS] += 1
            degrees[edge >> _PREDICATE_BITS & (1 << _THING_BITS) - 1] += 1
        self.first = array("L", accumulate(degrees, initial=0))
        self.others, self.ways = array("I", bytes(8 * len(packed))), bytearray(2 * len(packed))
        free = self.first[:]
        for edge in packed:
            subject = edge >> _THING_BITS + _PREDICATE_BITS
            object_ = edge >> _PREDICATE_BITS & (1 << _THING_BITS) - 1
            way = 2 * (edge & (1 << _PREDICATE_BITS) - 1)
            for here, other, outward in ((subject, object_, 1), (object_, subject, 0)):
                self.others[free[here]], self.ways[free[here]] = other, way + outward
                free[here] += 1

    def number(self, entity: str) -> int | None:
        """The number of an entity; None for one without relations."""
        place = bisect_left(self.ids, entity)
        return place if place < len(self.ids) and self.ids[place] == entity else None

    def _hops(self, here: int) -> Iterable[tuple[int, int]]:
        """Other end and way of each hop."""
        places = slice(self.first[here], self.first[here + 1])
        return zip(self.others[places], self.ways[places], strict=True)

    def around(self, start: int, depth: int, allowed: bytes) -> list[tuple[int, int]]:
        """Things within a number of steps with their distance, nearest first, then by id. allowed: truth by way."""
        seen = bytearray(len(self.ids))
        seen[start] = 1
        rows: list[tuple[int, int]] = []
        near = [start]
        for distance in range(1, depth + 1):
            found = []
            for here in near:
                for other, way in self._hops(here):
                    if not seen[other] and allowed[way]:
                        seen[other] = 1
                        found.append(other)
            rows += [(thing, distance) for thing in sorted(found)]
            near = found
        return rows

    def beyond(
        self, rows: Sequence[tuple[int, int]], start: int, opened: Sequence[int], allowed: bytes
    ) -> list[tuple[int, int]]:
        """What is around some things, too, a step further than they are; in the order of `around`.

        opened: those of them that are there count.
        """
        distances = {start: 0, **dict(rows)}
        for here in opened:
            for other, way in self._hops(here) if here in distances else ():
                if allowed[way]:
                    distances.setdefault(other, distances[here] + 1)
        del distances[start]
        return sorted(distances.items(), key=lambda row: (row[1], row[0]))

    def path(self, start: int, end: int, longest: int, allowed: bytes) -> list[Hop] | None:
        """The hops of a shortest path, the first in the fixed order of edges; None if there is none that short."""
        arrivals: dict[int, tuple[int, int]] = {}
        waiting = deque([(start, 0)])
        while waiting:
            here, length = waiting.popleft()
            if here == end:
                break
            for other, way in self._hops(here) if length < longest else ():
                if other not in arrivals and other != start and allowed[way]:
                    arrivals[other] = (here, way)
                    waiting.append((other, length + 1))
        else:
            return None
        hops: list[Hop] = []
        while end != start:
            here, way = arrivals[end]
            hops.append((self.ids[end], self.predicates[way // 2], bool(way % 2)))
            end = here
        return hops[::-1]


def neighbours(graph: Graph, start: str, expanded: Sequence[str], arguments: Mapping[str, Any]) -> str:
    """What is near an entity as JSON {total, rows: [[id, kind, distance] …], ids: [of the entity and of the
    rows]}. Raises BAD_USER_INPUT.

    expanded: the ids of other things whose neighbours belong to it as well.
    """
    depth, first = within("depth", arguments["depth"], 1, 4), within("first", arguments["first"], 1, MOST_NEIGHBOURS)
    kinds, allowed = arguments.get("kinds"), _allowed(graph, arguments)
    number = graph.number(start)
    near = [] if number is None else graph.around(number, depth, allowed)
    if number is not None and expanded:
        opened = [one for one in map(graph.number, expanded) if one is not None]
        near = graph.beyond(near, number, opened, allowed)
    wanted = None if kinds is None else set(map(stored_word, kinds))
    rows = [
        (graph.ids[thing], graph.kinds[thing], distance)
        for thing, distance in near
        if wanted is None or graph.kinds[thing] in wanted
    ]
    shown = rows[:first]
    return orjson.dumps({"total": len(rows), "rows": shown, "ids": [start, *(row[0] for row in shown)]}).decode()


def shortest_path(graph: Graph, start: str, end: str, arguments: Mapping[str, Any]) -> str | None:
    """A shortest path as JSON {start, steps: [[id, subject, predicate, object, outward] …]}; None if there is none."""
    longest, first, last = within("maxLength", arguments["maxLength"], 1, 8), graph.number(start), graph.number(end)
    if first is None or last is None:
        hops: list[Hop] | None = [] if start == end else None
    else:
        hops = graph.path(first, last, longest, _allowed(graph, arguments))
    if hops is None:
        return None
    steps, here = [], start
    for other, predicate, outward in hops:
        subject, object_ = (here, other) if outward else (other, here)
        steps.append([other, subject, predicate, object_, int(outward)])
        here = other
    return orjson.dumps({"start": start, "steps": steps}).decode()


def _allowed(graph: Graph, arguments: Mapping[str, Any]) -> bytes:
    """By way, whether the predicates asked for allow it."""
    wanted = arguments.get("predicates")
    words = set(graph.predicates) if wanted is None else set(map(stored_word, wanted))
    return bytes(predicate in words for predicate in graph.predicates for _ in range(2))


def within(name: str, value: int, least: int, most: int) -> int:
    """The value of an argument. Raises BAD_USER_INPUT where it is out of bounds."""
    if not least <= value <= most:
        raise RequestError(RefusalCode.BAD_USER_INPUT, f"{name} is {value}; it must be from {least} to {most}.")
    return value
