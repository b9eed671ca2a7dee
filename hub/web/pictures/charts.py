"""Charts of the figures that a network publishes about itself: what is drawn is stated beside it, in a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

WIDTH, HEIGHT, MARGIN = 320, 120, 12
"""Pixels: of a chart's plane, and of the space around it, in which the marks at its edges have room."""
_MONTHS = 12
_DAYS = 31
ChartRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on a chart: where it is drawn, in pixels from the upper left corner."""

    x: float
    y: float
    figure: ChartRow


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one name and unit over time. ground: where zero is, in pixels from above."""

    name: str
    unit: str | None
    marks: list[Mark]
    ground: float

    @property
    def line(self) -> str:
        """The points that a polyline goes through."""
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def first(self) -> ChartRow:
        """The oldest figure."""
        return self.marks[0].figure

    @property
    def last(self) -> ChartRow:
        """The newest figure."""
        return self.marks[-1].figure


def charts(figures: Iterable[ChartRow]) -> tuple[list[Chart], list[ChartRow]]:
    """Figures with at least two dates are drawn; all others are given back as they are."""
    drawn, rest = [], []
    by_name = sorted(figures, key=lambda figure: (figure["name"], figure["unit"] or "", figure["asOf"] or ""))
    for _, same in groupby(by_name, key=lambda figure: (figure["name"], figure["unit"])):
        stated = list(same)
        dated = [figure for figure in stated if figure["asOf"]]
        if len({_time(figure["asOf"]) for figure in dated}) > 1:
            drawn.append(_chart(dated))
            rest += [figure for figure in stated if not figure["asOf"]]
        else:
            rest += stated
    return drawn, rest


def _chart(dated: Sequence[ChartRow]) -> Chart:
    times = [_time(figure["asOf"]) for figure in dated]
    values = [float(figure["value"]) for figure in dated]
    lowest, highest = min(0, *values), max(0, *values)
    across = (WIDTH - 2 * MARGIN) / (times[-1] - times[0])
    span = (highest - lowest) or 1

    def height(value: float) -> float:
        # divided first: the height by the smallest of numbers would be infinite
        return round(float(HEIGHT - MARGIN - (value - lowest) / span * (HEIGHT - 2 * MARGIN)), 1)

    marks = [
        Mark(round(MARGIN + (time - times[0]) * across, 1), height(value), figure)
        for time, value, figure in zip(times, values, dated, strict=True)
    ]
    return Chart(dated[0]["name"], dated[0]["unit"], marks, height(0))


def _time(stated: str) -> float:
    """A date as years; of a year or a month its beginning, so that what is less exact stands no
    later than what is exact.
    """
    year, month, day = (int(part) for part in f"{stated}-01-01"[:10].split("-"))
    return year + ((month - 1) + (day - 1) / _DAYS) / _MONTHS
