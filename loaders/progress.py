"""How far the reading of a seed directory has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress within one source. rows: read so far in this source; bytes: of its files."""

    network: str
    source: str
    files_done: int
    files_total: int
    rows: int
    bytes_done: int
    bytes_total: int


OnProgress = Callable[[Progress], None]
