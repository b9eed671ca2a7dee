"""What commands that write files print with --json."""

from dataclasses import dataclass
from typing import Literal

from hub.exports.export_files import Written
from hub.snapshots.snapshot_manifest import SnapshotFile
from hub.snapshots.verifying import Verified


@dataclass(frozen=True)
class ExportDocument:
    """The files that were written."""

    format: str
    files: list[Written]
    command: Literal["export"] = "export"


@dataclass(frozen=True)
class SnapshotDocument:
    """A snapshot and its files. new: whether it was not there before; retired: snapshots whose files were removed."""

    path: str
    new: bool
    retired: list[str]
    snapshot: str
    files: list[SnapshotFile]
    command: Literal["snapshot"] = "snapshot"


@dataclass(frozen=True)
class VerifiedDocument:
    """Whether snapshots are what was written."""

    sound: bool
    snapshots: list[Verified]
    command: Literal["verify"] = "verify"


@dataclass(frozen=True)
class SiteDocument:
    """How many pages were written, and addresses of which none could be made."""

    pages: int
    faults: list[str]
    command: Literal["site"] = "site"


@dataclass(frozen=True)
class MatchedListDocument:
    """What became of the rows of a list.

    matched: they mean one thing without doubt; proposed: a person should judge; unread: with a
    property that could not be read.
    """

    path: str
    to: str
    rows: int
    matched: int
    proposed: int
    unmatched: int
    unread: int
    command: Literal["match"] = "match"
