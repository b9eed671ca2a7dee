"""The manifest of a snapshot: what it is, from whom, and the SHA-256 and rows of every file."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from hub.exports.tabular import Contributor

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
"""The same digests, and that of the manifest, as `sha256sum --check` reads them."""
CONTENT = "Organisations, OSPOs, products, events and news of public-sector open source, joined from several networks"
"""What a snapshot holds, as its descriptions say it; without the full stop."""
NAME = re.compile(r"\d{1,15}-\d{4}-\d\d-\d\d")
"""Of a snapshot: the revision of the store, and the day on which the store became what it is."""


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    """A file of a snapshot. table: of which it is, with format and rows; None for a document. size: bytes."""

    path: str
    media_type: str
    description: str
    size: int
    sha256: str
    table: str | None = None
    format: str | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class SourceNetwork:
    """A network from which a snapshot has something. records: how many it states, by kind."""

    network: str
    title: str
    homepage: str
    licence: str
    attribution: str
    records: dict[str, int]


@dataclass(frozen=True, slots=True)
class SnapshotManifest:
    """What a snapshot is.

    snapshot: its name, `<revision>-<date>`. created: when the store became what it is, in UTC. address: where it is
    served. previous: the snapshot with which its changelog compares it. software: the versions on which the bytes
    depend. erased: the day on which its files were taken away because they named a person who is to be forgotten.
    """

    snapshot: str
    title: str
    revision: int
    created: str
    address: str
    previous: str | None
    software: dict[str, str]
    networks: list[SourceNetwork]
    licences: list[str]
    files: list[SnapshotFile]
    erased: str | None = None

    @property
    def date(self) -> str:
        """The day on which the store became what it is, in UTC."""
        return self.created[:10]

    @property
    def version_title(self) -> str:
        """The title with what tells this snapshot from others."""
        return f"{self.title}, revision {self.revision} of {self.date}"

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {file.table: file.rows or 0 for file in self.files if file.table is not None}

    def file(self, path: str) -> SnapshotFile | None:
        """A file by its path."""
        return next((file for file in self.files if file.path == path), None)

    def written(self) -> bytes:
        """The manifest as it stands in the file."""
        content = msgspec.to_builtins(self)
        if self.erased is None:
            del content["erased"]
        return json_document(content)


def json_document(content: Any) -> bytes:
    """A JSON document as snapshots have it: indented, in the order of its making."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def snapshot_name(revision: int, created: str) -> str:
    """The name of the snapshot of a revision."""
    return f"{revision}-{created[:10]}"


def read_manifest(path: Path) -> SnapshotManifest:
    """The manifest in a file. Raises OSError, or ValueError for what is none."""
    return msgspec.json.decode(path.read_bytes(), type=SnapshotManifest)


def source_networks(
    sources: tuple[Contributor, ...], records: dict[str, dict[str, int]], root: str
) -> list[SourceNetwork]:
    """The networks of a store with their records. root: what addresses of entities begin with."""
    return [
        SourceNetwork(
            source.network,
            source.title,
            source.site(root),
            source.licence,
            source.attribution,
            records.get(source.network, {}),
        )
        for source in sources
    ]
