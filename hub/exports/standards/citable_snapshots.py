"""Snapshots as a catalogue lists them: what the manifests in the directory of snapshots say of their files."""

import logging
from dataclasses import dataclass
from pathlib import Path

import msgspec

_LOG = logging.getLogger("hub.exports")


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
    """A snapshot by its manifest. snapshot: its name; created: when the store became what it is, in UTC."""

    snapshot: str
    title: str
    revision: int
    created: str
    licences: list[str]
    files: list[CitableFile]


def citable_snapshots(folder: Path) -> list[CitableSnapshot]:
    """The snapshots in a directory, which need not be there, the first one first. One that cannot be read is logged and left out."""
    found = []
    for path in folder.glob("[0-9]*/manifest.json"):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=CitableSnapshot))
        except (OSError, msgspec.DecodeError) as error:
            _LOG.warning("%s cannot be read: %s", path, error)
    return sorted(found, key=lambda one: one.revision)
