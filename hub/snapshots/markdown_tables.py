"""Tables in Markdown, whatever their cells hold."""

from collections.abc import Iterable, Sequence
from typing import Any


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table (GitHub Flavored Markdown, 4.10); numbers stand at the right where the first row has them."""
    written = [tuple(row) for row in rows]
    is_number = [bool(written) and isinstance(value, int) for value in (written[0] if written else columns)]
    rules = ["---:" if number else "---" for number in is_number]
    return "".join(_line(row) for row in ([_titled(name) for name in columns], rules, *written))


def _titled(name: str) -> str:
    return name.replace("_", " ")


def _line(cells: Sequence[Any]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |\n"


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return " ".join(str("" if value is None else value).split()).replace("|", "\\|").replace("<", "&lt;")
