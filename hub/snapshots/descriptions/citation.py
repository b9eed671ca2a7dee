"""How to cite a snapshot, in the Citation File Format (https://citation-file-format.github.io, version 1.2.0)."""

from collections.abc import Sequence
from typing import Any

import yaml

from hub.snapshots.snapshot_manifest import SnapshotManifest, SourceNetwork
from hub.snapshots.snapshot_tables import WrittenTable


def citation(manifest: SnapshotManifest, _: Sequence[WrittenTable]) -> bytes:
    """The file, with the networks as references.

    It states no licence of the whole: several would mean that one may choose, while each holds for
    what its network states.
    """
    document: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this snapshot, and name the networks whose statements you use.",
        "type": "dataset",
        "title": manifest.title,
        "version": manifest.snapshot,
        "date-released": manifest.date,
        "url": manifest.address,
        "authors": [{"name": manifest.title}],
        "license-url": f"{manifest.address}README.md",
        "references": [_reference(network) for network in manifest.networks],
    }
    if not manifest.networks:
        del document["references"]
    written: str = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)
    return written.encode()


def _reference(network: SourceNetwork) -> dict[str, Any]:
    return {
        "type": "data",
        "title": network.title,
        "authors": [{"name": network.attribution}],
        "url": network.homepage,
        "notes": f"Licence: {network.licence}",
    }
