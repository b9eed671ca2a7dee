"""What a snapshot says of itself: one module for each way of saying it, each from the same manifest and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hub.snapshots.descriptions.citation import citation
from hub.snapshots.descriptions.column_readme import column_readme
from hub.snapshots.descriptions.croissant import croissant
from hub.snapshots.descriptions.data_package import data_package
from hub.snapshots.descriptions.ro_crate import ro_crate
from hub.snapshots.snapshot_manifest import SnapshotManifest
from hub.snapshots.snapshot_tables import WrittenTable

Describing = Callable[[SnapshotManifest, Sequence[WrittenTable]], bytes]


@dataclass(frozen=True, slots=True)
class Description:
    """A file that describes a snapshot.

    written: its content, from the manifest with all files that were written before it.
    """

    path: str
    media_type: str
    title: str
    written: Describing


DESCRIPTIONS: tuple[Description, ...] = (
    Description("README.md", "text/markdown", "What the files and columns are, and how to cite them.", column_readme),
    Description("CITATION.cff", "application/yaml", "How to cite the snapshot (Citation File Format 1.2).", citation),
    Description("datapackage.json", "application/json", "The tables as a Data Package v2.", data_package),
    Description("croissant.json", "application/ld+json", "The tables as Croissant 1.0.", croissant),
    Description("ro-crate-metadata.json", "application/ld+json", "All files as an RO-Crate 1.1.", ro_crate),
)
"""A further description is one module and a line here. The last tells of all files, so it stands last."""

__all__ = ["DESCRIPTIONS", "Description"]
