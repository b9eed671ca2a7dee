"""The drawings of the map, and how strong the tint of a country is for what is counted there."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil

from hub.web.rendering import STATIC

SHEETS = ("europe", "world")
"""The drawings in static/, made by scripts/country_shapes.py."""
TINTS = 5


@dataclass(frozen=True, slots=True)
class Tint:
    """A tint of the map, from 1, and the counts that it stands for."""

    number: int
    least: int
    most: int


@cache
def drawn(sheet: str) -> tuple[str, ...]:
    """The codes of the countries on a drawing."""
    return tuple(re.findall(r'<g id="([A-Z]{2})">', (STATIC / f"{sheet}.svg").read_text(encoding="utf-8")))


def tints(counts: Iterable[int]) -> list[Tint]:
    """The tints for some counts: each stands for counts up to a constant times those of the one before."""
    most = max(counts, default=0)
    bounds = sorted({ceil(most ** (step / TINTS)) for step in range(1, TINTS + 1)}) if most else []
    least = [1, *(bound + 1 for bound in bounds)]
    return [Tint(number, low, high) for number, (low, high) in enumerate(zip(least, bounds, strict=False), start=1)]


def tinted(counts: Mapping[str, int], legend: Iterable[Tint]) -> Mapping[str, int]:
    """By country the number of its tint, 0 where nothing is counted."""
    bounds = [tint.most for tint in legend]
    return defaultdict(int, {code: bisect_left(bounds, count) + 1 for code, count in counts.items() if count})
