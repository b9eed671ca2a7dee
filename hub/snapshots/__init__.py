"""Snapshots: a state of the store as files that can be cited, checked and kept, each with its quality and what
changed since the one before.
"""

from hub.snapshots.snapshot_folder import SnapshotFolder
from hub.snapshots.snapshot_manifest import MANIFEST, SUMS, SnapshotFile, SnapshotManifest, read_manifest
from hub.snapshots.taking import FILES, PATH, SnapshotTaken, take_snapshot
from hub.snapshots.verifying import Damage, Verified, snapshots_of, verified

__all__ = [
    "FILES",
    "MANIFEST",
    "PATH",
    "SUMS",
    "Damage",
    "SnapshotFile",
    "SnapshotFolder",
    "SnapshotManifest",
    "SnapshotTaken",
    "Verified",
    "read_manifest",
    "snapshots_of",
    "take_snapshot",
    "verified",
]
