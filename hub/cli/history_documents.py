"""What erasing, forgetting and looking back print with --json."""

from dataclasses import dataclass
from typing import Literal

from hub.history.forgetting import Trace


@dataclass(frozen=True)
class ErasureDocument:
    """How much was erased, or with written: false would be: earlier versions of records, and
    withdrawn records as a whole.
    """

    written: bool
    revision: int
    records: int
    versions: int
    withdrawn: int
    command: Literal["erase"] = "erase"


@dataclass(frozen=True)
class ForgettingDocument:
    """What was forgotten, or with written: false would be. found: rows that held it; left: that hold it still.

    revision: that it made, 0 for none; snapshots: whose files went; seeds: file and line of
    what names the person still; searched: directories of seeds, empty where there are none here.
    """

    written: bool
    revision: int
    found: list[Trace]
    left: list[Trace]
    snapshots: list[str]
    seeds: list[str]
    searched: list[str]
    command: Literal["forget"] = "forget"


@dataclass(frozen=True)
class PastStoreDocument:
    """The store that was rebuilt. records: in force then; erased: that cannot come back."""

    to: str
    revision: int
    finished_at: str
    records: int
    erased: int
    command: Literal["at"] = "at"
