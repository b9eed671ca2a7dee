"""Snapshots as a catalogue lists them, whoever makes and keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitableFile:
    """A file of a snapshot. size: bytes."""

    path: str
    media_type: str
    description: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CitableSnapshot:
    """A snapshot. snapshot: its name; created: when the store became what it is, in UTC."""

    snapshot: str
    title: str
    revision: int
    created: str
    licences: Sequence[str]
    files: Sequence[CitableFile]
