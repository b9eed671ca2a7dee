"""What drafting, loading, checking and taking back print with --json."""

from dataclasses import dataclass
from typing import Any, Literal

from hub.load import Counts
from hub.load.report_documents import LoadOutcome


@dataclass(frozen=True)
class DraftedSource:
    """A source of a drafted manifest. mapping: columns by field; unused: columns that are not read."""

    name: str
    path: str
    format: str
    options: dict[str, Any]
    kind: str | None
    mapping: dict[str, str]
    unused: list[str]


@dataclass(frozen=True)
class DraftDocument:
    """The manifest that was written, and the files of which no format was recognised."""

    network: str
    manifest: str
    sources: list[DraftedSource]
    not_read: list[str]
    command: Literal["new"] = "new"


@dataclass(frozen=True)
class LoadDocument:
    """What came of all directories. revision: the newest of theirs; written: whether anything could be."""

    command: str
    written: bool
    revision: int
    loads: list[LoadOutcome]


@dataclass(frozen=True)
class UndoneDocument:
    """What was taken back, or with written: false would be.

    counts: records by kind that came back (added), changed and went.
    """

    command: str
    written: bool
    network: str
    revision: int
    counts: dict[str, Counts]
