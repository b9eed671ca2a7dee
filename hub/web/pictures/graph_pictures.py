"""Pictures of the graph: things with their spots and the relations between them, for the page, its
table and its files alike.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.web.pictures.graph_layout import Spot, curve, half_size, layout

MOST_DRAWN = 300
"""Things of which a page draws SVG, each with a link; more are drawn by WebGL, from the table."""
MOST_IN_RINGS = 60
"""Things that stand in wide rings with their names between them; more stand close together."""
MOST_NAMED = 24
"""Things of a crowded picture that have their names beside them: those with the most relations."""
NAMED_SIGNS, WIDEST, LINE = 26, 8, 16
"""Signs of a name that a crowded picture shows, and the room that each takes, in pixels across and down."""
STEP = 200
"""Pixels between two things of a path, each of which has its name below it."""
CLEAR = 16
"""Pixels around a thing that the arrows of a path leave free."""
PicturedThing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PictureLinks:
    """Where a thing of a picture leads: to the picture around it, and to this one with its neighbours
    added; "" where they are.
    """

    around: str
    expand: str


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A thing in the picture.

    hidden: how many relations it has that are not shown; is_named: whether its name stands beside it.
    """

    number: int
    thing: PicturedThing
    spot: Spot
    links: PictureLinks
    hidden: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """A relation in the picture. number: of its row in the table; path: as SVG draws it."""

    number: int
    edge: PicturedThing
    subject: PictureNode
    object: PictureNode
    path: str


@dataclass(frozen=True, slots=True)
class GraphPicture:
    """All that is drawn, by steps from the middle.

    half: half the side of the square, in pixels. is_chain: a path, drawn in a row.
    """

    nodes: list[PictureNode]
    edges: list[PictureEdge]
    half: int
    is_chain: bool = False

    @property
    def is_crowded(self) -> bool:
        """Whether most names are shown only of what is pointed at."""
        return len(self.nodes) > MOST_IN_RINGS

    @property
    def is_large(self) -> bool:
        """Whether it is drawn by WebGL."""
        return len(self.nodes) > MOST_DRAWN


def picture(
    things: Iterable[PicturedThing],
    edges: Sequence[PicturedThing],
    starts: Sequence[str],
    links: Callable[[PicturedThing], PictureLinks],
) -> GraphPicture:
    """The picture of some things and the relations between them. edges: with `subject` and `object`, each with an id.

    starts: the ids of what stands in the middle, if it is one, else of what the picture is about. What nothing connects
    with these stands a step from the middle.
    """
    by_id = {thing["id"]: thing for thing in things}
    ends = [(edge["subject"]["id"], edge["object"]["id"]) for edge in edges]
    rings = _rings(by_id, ends, starts)
    centre = starts[0] if len(starts) == 1 else ""
    is_crowded = len(by_id) > MOST_IN_RINGS
    spots = layout(centre, {one: ring for one, ring in rings.items() if one != centre}, ends, is_dense=is_crowded)
    degrees = Counter(end for pair in ends for end in pair)
    named = _named(degrees, by_id, spots) if is_crowded else set(by_id)
    nodes = {
        id_: PictureNode(
            number,
            by_id[id_],
            spots[id_],
            links(by_id[id_]),
            max(0, by_id[id_]["related"]["totalCount"] - degrees[id_]),
            id_ in named,
        )
        for number, id_ in enumerate(rings, 1)
    }
    return GraphPicture(list(nodes.values()), _edges(edges, nodes), half_size(spots.values()))


def _named(degrees: Counter[str], things: Mapping[str, PicturedThing], spots: Mapping[str, Spot]) -> set[str]:
    """The things with the most relations whose names do not cover those of others."""
    lines: list[tuple[float, float, float]] = []
    named: set[str] = set()
    for one, _ in degrees.most_common(MOST_NAMED):
        left, middle = spots[one].x, spots[one].y
        right = left + WIDEST * min(len(things[one]["name"]), NAMED_SIGNS)
        if not any(abs(middle - y) < LINE and left < end and start < right for start, end, y in lines):
            lines.append((left, right, middle))
            named.add(one)
    return named


def chain(
    things: Iterable[PicturedThing], steps: Iterable[PicturedThing], links: Callable[[PicturedThing], PictureLinks]
) -> GraphPicture:
    """The picture of a path: its things in a row. steps: between each two, `outward` where the first is the subject."""
    nodes = [
        PictureNode(n, thing, Spot(STEP * (n - 1)), links(thing), 0, is_named=True) for n, thing in enumerate(things, 1)
    ]
    edges = []
    for number, (step, left, right) in enumerate(zip(steps, nodes, nodes[1:], strict=False), 1):
        subject, other = (left, right) if step["outward"] else (right, left)
        edges.append(PictureEdge(number, step, subject, other, _arrow(subject.spot, other.spot)))
    return GraphPicture(nodes, edges, STEP * len(nodes) // 2, is_chain=True)


def _arrow(start: Spot, end: Spot) -> str:
    """A level line that ends before the things, with the head of an arrow."""
    ahead = 1 if end.x > start.x else -1
    tip, neck = end.x - ahead * CLEAR, end.x - ahead * (CLEAR + 8)
    return f"M{start.x + ahead * CLEAR:g} 0H{tip:g}M{neck:g}-5L{tip:g} 0L{neck:g} 5"


def _rings(
    things: Mapping[str, PicturedThing], ends: Iterable[tuple[str, str]], starts: Sequence[str]
) -> dict[str, int]:
    """How many steps each thing is from the middle, those nearest first, equals by kind and name."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in ends:
        linked[one].add(other)
        linked[other].add(one)
    first = 0 if len(starts) == 1 else 1
    rings = dict.fromkeys(starts, first)
    waiting = deque(starts)
    while waiting:
        here = waiting.popleft()
        for other in linked[here] - rings.keys():
            rings[other] = rings[here] + 1
            waiting.append(other)
    rings = dict.fromkeys(things, 1) | rings

    def place(one: str) -> tuple[int, str, str, str]:
        return rings[one], things[one]["kind"], things[one]["name"].casefold(), one

    return {one: rings[one] for one in sorted(rings, key=place)}


def _edges(edges: Sequence[PicturedThing], nodes: Mapping[str, PictureNode]) -> list[PictureEdge]:
    made, before = [], Counter[frozenset[str]]()
    for number, edge in enumerate(edges, 1):
        subject, other = nodes[edge["subject"]["id"]], nodes[edge["object"]["id"]]
        pair = frozenset((subject.thing["id"], other.thing["id"]))
        made.append(PictureEdge(number, edge, subject, other, curve(subject.spot, other.spot, before[pair])))
        before[pair] += 1
    return made
