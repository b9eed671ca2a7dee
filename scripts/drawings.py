"""Draws the lives in docs/drawings: steps in a small YAML file become an SVG beside it. `--check`
says which are out of date.

The drawings need nothing from outside: colours follow the reader's choice of light or dark, and title and description
say in words what is drawn.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "drawings"
WIDTH, LEFT, BOX, STEP, GAP = 640, 168, 430, 46, 26
"""Pixels: of the sheet, left of the boxes, of a box's width, of its height, between two boxes."""
LETTER = 7.6
"""Pixels of a letter at most; longer texts than fit are refused instead of drawn over the edge."""
STYLE = """
    svg { color-scheme: light dark }
    .sheet { fill: #ffffff } .room { fill: #eef3fa } .box { fill: #ffffff; stroke: #2b5797; stroke-width: 1.3 }
    text { fill: #14202e } .code { font: 12px ui-monospace, monospace; fill: #3c4858 } .small { font-size: 12.5px; fill: #3c4858 }
    .name { font-weight: 600 } .line { stroke: #3c4858; stroke-width: 1.5 } .tip { fill: #3c4858 }
    @media (prefers-color-scheme: dark) {
      .sheet { fill: #10161e } .room { fill: #1a2431 } .box { fill: #10161e; stroke: #7fb0ef }
      text { fill: #e8eef5 } .code, .small { fill: #b4c0cd } .line { stroke: #b4c0cd } .tip { fill: #b4c0cd }
    }
  """
TIP = """<marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
    <path class="tip" d="M0 0 10 5 0 10z"/></marker>"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. at: module:function that takes it.

    gives: what the next step gets. again: its function ran before this step, too.
    """

    does: str
    at: str
    gives: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """What is drawn. takes: what the first step gets. rooms: packages in which steps lie, with a word on each."""

    title: str
    alt: str
    takes: str
    rooms: dict[str, str]
    steps: list[Step]

    def room(self, step: Step) -> str:
        """The room of a step: the longest package name that its module starts with."""
        return max((room for room in self.rooms if step.at.startswith(f"{room}.")), key=len)


def read(path: Path) -> Life:
    """The life that a YAML file tells."""
    stated: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Life(**stated | {"steps": [Step(**step) for step in stated["steps"]]})


def draw(life: Life) -> str:
    """The drawing: steps from top to bottom, what they pass on between them, rooms behind them."""
    height = GAP * 2 + len(life.steps) * (STEP + GAP) + 12
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title'
        ' desc" font-family="system-ui, sans-serif" font-size="15">'
    )
    return "\n".join(
        [
            head,
            f'  <title id="title">{escape(life.title)}</title>',
            f'  <desc id="desc">{escape(_in_words(life))}</desc>',
            f"  <style>{STYLE}</style>",
            f"  <defs>{TIP}</defs>",
            f'  <rect class="sheet" width="{WIDTH}" height="{height}"/>',
            *_rooms(life),
            *_arrow(0, life.takes),
            *(part for number, step in enumerate(life.steps) for part in _step(number, step)),
            "</svg>",
            "",
        ]
    )


def _in_words(life: Life) -> str:
    steps = "; ".join(f"{number}. {step.does}, giving {step.gives}" for number, step in enumerate(life.steps, 1))
    return f"{life.alt}. It starts from {life.takes}. {steps}."


def _top(number: int) -> int:
    return GAP + 8 + number * (STEP + GAP)


def _rooms(life: Life) -> Iterator[str]:
    for room, steps in groupby(enumerate(life.steps), key=lambda entry: life.room(entry[1])):
        numbers = [number for number, _ in steps]
        top, bottom = _top(numbers[0]) - 6, _top(numbers[-1]) + STEP + 6
        yield f'  <rect class="room" x="8" y="{top}" width="{WIDTH - 16}" height="{bottom - top}" rx="6"/>'
        yield _text(20, top + 24, room, LEFT - 24, "name")
        yield _text(20, top + 42, life.rooms[room], LEFT - 24, "small")


def _step(number: int, step: Step) -> Iterator[str]:
    top = _top(number)
    yield f'  <rect class="box" x="{LEFT}" y="{top}" width="{BOX}" height="{STEP}" rx="5"/>'
    yield _text(LEFT + 12, top + 19, f"{number + 1}  {step.does}", BOX - 20)
    yield _text(LEFT + 12, top + 37, step.at.replace(":", " · "), BOX - 20, "code")
    yield from _arrow(number + 1, step.gives)


def _arrow(number: int, label: str) -> Iterator[str]:
    x, end = LEFT + 40, _top(number)
    yield f'  <line class="line" x1="{x}" y1="{end - GAP}" x2="{x}" y2="{end - 1}" marker-end="url(#tip)"/>'
    yield _text(x + 14, end - 9, label, WIDTH - x - 30, "small")


def _text(x: int, y: int, text: str, room: int, style: str = "") -> str:
    if len(text) * LETTER > room:
        raise ValueError(f"{text!r} needs more than {room} pixels: say it in at most {room // LETTER:.0f} letters.")
    attribute = f' class="{style}"' if style else ""
    return f'  <text{attribute} x="{x}" y="{y}">{escape(text)}</text>'


def outdated(folder: Path = FOLDER) -> dict[Path, str]:
    """The drawings that are not what their steps say, each with what it should be."""
    drawn = {path.with_suffix(".svg"): draw(read(path)) for path in sorted(folder.glob("*.yaml"))}
    return {
        path: text for path, text in drawn.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is out of date and write nothing")
    check = parser.parse_args().check
    stale = outdated()
    for path, text in stale.items():
        print(f"{path.name} {'is out of date: run `make generated`' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
