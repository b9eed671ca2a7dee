"""The contract for exporters: how a format writes rows, one at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""Values by column, in the order of the columns: text, numbers, booleans, None, and lists and mappings of these."""


def nothing(_: Sequence[str]) -> str:
    """What formats without head or foot write there."""
    return ""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format. line: the text of one row, its end included. head, foot: what stands before and after the rows, given the columns."""

    name: str
    suffix: str
    line: Callable[[Row], str]
    head: Callable[[Sequence[str]], str] = nothing
    foot: Callable[[Sequence[str]], str] = nothing
