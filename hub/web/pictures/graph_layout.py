"""Where the things of a picture stand: around the one in the middle, one ring for each step. The same
graph is always drawn alike.

Each thing of a ring has its sector, and what is reached by way of it stands within that sector (a radial tree); so an
edge to what is further out crosses no other such edge. It takes time in proportion to nodes and edges, unlike forces.
In a dense picture, which has no names beside its things, each ring is a band of several circles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, cos, degrees, hypot, pi, sin, sqrt

ROOM = 24
"""Pixels between two things of a ring: what a finger needs (WCAG 2.2, 2.5.8)."""
RING = 170
"""Least pixels between two rings: a label fits between them."""
MARGIN = 220
"""Pixels around the outermost ring, for its labels."""
BEND = 26
"""Pixels by which each further edge between the same two things is bent."""
Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a thing, in pixels from the middle.

    angle: in degrees, clockwise from the right; ring: steps from the middle.
    """

    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    ring: int = 0

    @property
    def is_left(self) -> bool:
        """Whether its label is turned, so that nobody has to read upside down."""
        return self.x < 0


@dataclass(frozen=True, slots=True)
class Band:
    """Where a ring is: the radius of its first circle, and of how many circles it consists, `ROOM` from each other."""

    radius: float
    circles: int = 1

    def distance(self, place: int) -> float:
        """How far from the middle the thing is that comes so many places after the first of its ring."""
        return self.radius + ROOM * (place % self.circles)


def layout(centre: str, rings: Mapping[str, int], edges: Iterable[Ends], *, is_dense: bool = False) -> dict[str, Spot]:
    """The spot of each thing. rings: the things besides the centre by their steps from it, in the order in
    which they are to stand.

    centre: "" where nothing stands in the middle; its spot is of no meaning then.
    """
    children = _children(centre, rings, edges)
    sizes = _sizes(centre, children)
    bands = _bands(max(rings.values(), default=0), sizes[centre], is_dense=is_dense)
    placed = Counter[int]()
    spots = {centre: Spot()}
    waiting = [(centre, 0.0, _turn(sizes[centre], bands), 0)]
    while waiting:
        here, start, width, ring = waiting.pop()
        below = children[here]
        starts = accumulate((width * sizes[child] / sizes[here] for child in below), initial=start)
        behind = []
        for child, begin in zip(below, starts, strict=False):
            share = width * sizes[child] / sizes[here]
            angle, distance = begin + share / 2, bands[ring].distance(placed[ring])
            placed[ring] += 1
            spots[child] = Spot(distance * cos(angle), distance * sin(angle), degrees(angle), ring + 1)
            behind.append((child, begin, share, ring + 1))
        waiting.extend(reversed(behind))  # so that the things of a ring come in the order of their angles
    return spots


def _bands(rings: int, ends: int, *, is_dense: bool) -> list[Band]:
    """The bands of so many rings from the innermost. ends: how many ends of branches share the turn."""
    if not is_dense:
        radius = max(RING, ROOM * ends / (2 * pi))
        return [Band(radius + RING * ring) for ring in range(rings)]
    # of all pairs of a radius and a number of circles that have room for so many, the one
    # whose last circle is the smallest
    made, radius = [], max(RING, ROOM * sqrt(ends / (2 * pi)))
    for _ in range(rings):
        made.append(Band(radius, ceil(ROOM * ends / (2 * pi * radius))))
        radius += ROOM * made[-1].circles + RING / 2
    return made


def _turn(ends: int, bands: Sequence[Band]) -> float:
    """The angle that all share: the full one but for a gap, so that the last thing of a circle
    keeps clear of its first.
    """
    circles = max((band.circles for band in bands), default=1)
    return 2 * pi if circles == 1 else 2 * pi * ends / (ends + circles)


def _children(centre: str, rings: Mapping[str, int], edges: Iterable[Ends]) -> Mapping[str, list[str]]:
    """What stands in the sector of each thing: what is first reached by way of it."""
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        linked[one].add(other)
        linked[other].add(one)
    order = {thing: place for place, thing in enumerate((centre, *rings))}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for thing, ring in rings.items():
        nearer = [other for other in linked[thing] if rings.get(other, 0) < ring]
        children[min(nearer, key=order.__getitem__, default=centre)].append(thing)
    return children


def _sizes(centre: str, children: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many ends of branches there are at and behind each thing."""
    order = [centre]
    for thing in order:
        order.extend(children[thing])
    sizes: dict[str, int] = {}
    for thing in reversed(order):
        sizes[thing] = max(1, sum(sizes[child] for child in children[thing]))
    return sizes


def circle(count: int, radius: float = 110.0) -> list[Spot]:
    """Spots for some things around one, the first above it."""
    turns = [2 * pi * place / count - pi / 2 for place in range(count)]
    return [Spot(radius * cos(turn), radius * sin(turn), degrees(turn), 1) for turn in turns]


def half_size(spots: Iterable[Spot]) -> int:
    """Half the side of the square in which all spots and their labels are."""
    return round(max(hypot(spot.x, spot.y) for spot in spots)) + MARGIN


def curve(start: Spot, end: Spot, bend: int) -> str:
    """The SVG path between two spots. bend: how many edges between the same two come before it."""
    across = hypot(end.x - start.x, end.y - start.y) or 1
    shift = BEND * (bend + 1) // 2 * (-1 if bend % 2 else 1) if bend else 0
    x = (start.x + end.x) / 2 - (end.y - start.y) / across * shift
    y = (start.y + end.y) / 2 + (end.x - start.x) / across * shift
    return f"M{start.x:.1f} {start.y:.1f}Q{x:.1f} {y:.1f} {end.x:.1f} {end.y:.1f}"
