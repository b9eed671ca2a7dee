"""Draws the countries once: `python -m scripts.country_shapes FOLDER` writes hub/web/static/europe.svg and
world.svg from world-atlas.

FOLDER holds countries-50m.json and countries-110m.json of the npm package world-atlas (Natural Earth, public domain).
The drawings are committed, so that the hub needs neither node nor another host. Each country is a symbol whose id is
its ISO 3166-1 code in capitals.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry

from scripts.documents import ROOT

Point = tuple[float, float]
STATIC = ROOT / "hub" / "web" / "static"
SPECK = 3
"""Pixels: islands smaller than this are left out."""
SMALLEST = 9
"""Pixels: a country that would be drawn smaller than this is drawn as a dot of this radius instead, so that
it can be seen and chosen.
"""
ANTARCTICA = "010"
_WITHOUT_CODE = {"Kosovo": "XK"}
"""Countries to which ISO 3166-1 gives no code, by name, with the one of the user-assigned codes in use for them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing to make. project: degrees east and north to a plane, y downwards; corner, scale: of
    the sheet on that plane.
    """

    name: str
    source: str
    project: Callable[[float, float], Point]
    corner: Point
    scale: float
    width: int
    height: int
    has_dots: bool = False

    def place(self, east: float, north: float) -> Point:
        """Where a point of the earth is on the sheet, in pixels."""
        x, y = self.project(east, north)
        return (x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale


def equal_earth(east: float, north: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) of a sphere of radius 1."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(north)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    return 2 * sqrt(3) * radians(east) * cos(t) / (3 * slope), -(a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t)


def europe_from_above(east: float, north: float) -> Point:
    """Lambert's azimuthal equal-area projection around 52° N 10° E, as ETRS89-LAEA is, of a sphere of radius 1."""
    centre, phi, turn = radians(52), radians(north), radians(east - 10)
    k = sqrt(2 / max(1 + sin(centre) * sin(phi) + cos(centre) * cos(phi) * cos(turn), 1e-9))
    return k * cos(phi) * sin(turn), -k * (cos(centre) * sin(phi) - sin(centre) * cos(phi) * cos(turn))


SHEETS = (
    Sheet("europe", "countries-50m.json", europe_from_above, (-0.42, -0.37), 1760, 1440, 1360, has_dots=True),
    Sheet("world", "countries-110m.json", equal_earth, (-2.71, -1.33), 352, 1908, 860),
)


def shapes(atlas: dict[str, Any]) -> Iterator[tuple[str, list[list[Point]]]]:
    """The countries of a TopoJSON file: code, and rings in degrees."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:  # each position is a difference to the one before (TopoJSON, 2.1.4)
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for country in atlas["objects"]["countries"]["geometries"]:
        code = _code(country)
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        if code:
            yield code, [_ring(ring, arcs) for polygon in polygons for ring in polygon]


def _code(country: dict[str, Any]) -> str | None:
    if country.get("id") == ANTARCTICA:
        return None
    found = pycountry.countries.get(numeric=country.get("id", ""))
    return found.alpha_2 if found else _WITHOUT_CODE.get(country["properties"]["name"])


def _ring(indices: Iterable[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring from its arcs; ~i is arc i backwards, and the first point of an arc is the last of the one before."""
    ring: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def unwrapped(ring: list[Point]) -> Iterator[list[Point]]:
    """A ring that crosses the 180th meridian as its part on either side of it; any other as it is."""
    east = ring[0][0]
    whole = [(east := east + (x - east + 180) % 360 - 180, y) for x, y in ring]
    for turn in (-360, 0, 360):
        yield clipped([(x + turn, y) for x, y in whole], (-180, -90, 180, 90))


def clipped(ring: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """The part of a ring within a box of least and largest x and y (Sutherland and Hodgman, 1974)."""
    for axis, bound, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: list[Point] = []
        for before, point in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            inside, was_inside = (sign * (one[axis] - bound) >= 0 for one in (point, before))
            if inside != was_inside:
                part = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if inside:
                kept.append(point)
        ring = kept
    return ring


def path(rings: Iterable[list[Point]]) -> str:
    """The rings as the data of an SVG path, in whole pixels, each point as its distance from the
    one before; without specks.
    """
    drawn = []
    for ring in rings:
        points = [(round(x), round(y)) for x, y in ring]
        points = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
        if points[2:] and _extent(points) > SPECK:
            steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
            start = f"M{points[0][0]},{points[0][1]}l"
            drawn.append(start + " ".join(f"{x},{y}" for x, y in steps).replace(",-", "-").replace(" -", "-") + "z")
    return "".join(drawn)


def _extent(points: Sequence[Point]) -> float:
    across, down = zip(*points, strict=True)
    return hypot(max(across) - min(across), max(down) - min(down))


def draw(sheet: Sheet, atlas: dict[str, Any]) -> str:
    """The drawing of a sheet."""
    symbols = []
    for code, degrees in sorted(shapes(atlas)):
        projected = [[sheet.place(*point) for point in part] for ring in degrees for part in unwrapped(ring)]
        rings = [clipped(ring, (0, 0, sheet.width, sheet.height)) for ring in projected]
        whole = [point for ring in rings for point in ring]
        if not whole:
            continue
        x, y = max(rings, key=lambda ring: _extent(ring) if ring else 0)[0]
        dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{SMALLEST}"/>'
        shape = f'<path d="{path(rings)}"/>'
        symbols.append(f'<g id="{code}">{dot if sheet.has_dots and _extent(whole) < 2 * SMALLEST else shape}</g>')
    lines = "\n".join(symbol for symbol in symbols if 'd=""' not in symbol)
    size = f"0 0 {sheet.width} {sheet.height}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"><defs><g id="all">\n{lines}\n</g></defs></svg>\n'


def main() -> None:
    """Write both drawings."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("folder", type=Path, help="the unpacked package world-atlas")
    folder = reading.parse_args().folder
    for sheet in SHEETS:
        atlas = json.loads((folder / sheet.source).read_text(encoding="utf-8"))
        (STATIC / f"{sheet.name}.svg").write_text(draw(sheet, atlas), encoding="utf-8")


if __name__ == "__main__":
    main()
