"""Requests per second of server time as one SVG, readable on light and dark pages: a row per question, a dot per
server, a logarithmic scale.

Server time and not the clock, as other programs on the machine change it least.
"""

import math
from collections.abc import Collection, Mapping
from typing import Any

from scripts.bench.questions import PEERS_ASKED, QUESTIONS
from scripts.bench.servers import SERVERS

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 900, 330, 30, 34, 70
_LONGEST = 40
"""Letters of a question that fit beside its row."""
_COLOURS = {
    "hub": ("#c2410c", "#fb923c"),
    "strawberry": ("#7c3aed", "#c4b5fd"),
    "postgraphile": ("#1d4ed8", "#93c5fd"),
    "mercurius": ("#047857", "#6ee7b7"),
    "mercurius-models": ("#b45309", "#fcd34d"),
    "bun": ("#6b7280", "#d1d5db"),
}
"""Server → its colour on a light and on a dark page."""


def plotted(figures: Mapping[str, Mapping[str, Any]], title: str) -> str:
    """The SVG of one run."""
    questions = [one for one in PEERS_ASKED if one in figures]
    speeds = [_speed(summary) for one in questions for summary in figures[one].values()]
    low = math.floor(math.log10(max(min(speeds), 0.1)))
    high = max(math.ceil(math.log10(max(speeds))), low + 1)
    height = _TOP + _ROW * len(questions) + 40

    def across(rps: float) -> float:
        return _LEFT + (math.log10(max(rps, 10**low)) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    parts = [_head(height, title), *_legend({name for one in questions for name in figures[one]})]
    for power in range(low, high + 1):
        x = across(10**power)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{height - 30}"/>')
        parts.append(f'<text class="small" x="{x:.1f}" y="{height - 12}" text-anchor="middle">{10**power:,g}/s</text>')
    for row, one in enumerate(questions):
        y = _TOP + _ROW * row + _ROW / 2
        parts.append(
            f'<text x="16" y="{y + 5:.1f}"><tspan font-weight="600">{one}</tspan> {_shortened(QUESTIONS[one])}</text>'
        )
        for name, summary in sorted(figures[one].items(), key=lambda entry: entry[0] == "hub"):
            hover = f"{SERVERS[name].title}: {_speed(summary):,.0f} requests/s"
            parts.append(
                f'<circle class="{name}" cx="{across(_speed(summary)):.1f}" cy="{y:.1f}"'
                f' r="{_radius(name)}"><title>{hover}</title></circle>'
            )
    return "\n".join([*parts, "</svg>\n"])


def _speed(summary: Mapping[str, Any]) -> float:
    return 1_000 / max(float(summary["cpu_ms"]), 1e-3)


def _head(height: int, title: str) -> str:
    light = " ".join(f".{name} {{ fill: {pair[0]} }}" for name, pair in _COLOURS.items())
    dark = " ".join(f".{name} {{ fill: {pair[1]} }}" for name, pair in _COLOURS.items())
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="14">
<title id="title">{title}</title>
<style>
  text {{ fill: #14202e }} .small {{ font-size: 12px; fill: #3c4858 }} .sheet {{ fill: #ffffff }} .grid {{ stroke: #d5dbe3 }} {light}
  @media (prefers-color-scheme: dark) {{ text {{ fill: #e6edf3 }} .small {{ fill: #a9b4c0 }} .sheet {{ fill: #0d1117 }} .grid {{ stroke: #30363d }} {dark} }}
</style>
<rect class="sheet" width="{_WIDTH}" height="{height}"/>
<text x="16" y="26" font-weight="600">{title}</text>"""


def _legend(measured: Collection[str]) -> list[str]:
    parts, x = [], 22
    for name, kind in SERVERS.items():
        if name not in measured:
            continue
        parts.append(
            f'<circle class="{name}" cx="{x}" cy="49" r="{_radius(name)}"/><text class="small" x="{x + 12}"'
            f' y="53">{kind.title}</text>'
        )
        x += 40 + 7 * len(kind.title)
    return parts


def _radius(name: str) -> int:
    return 7 if name == "hub" else 5


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rpartition(" ")[0] + " …"
