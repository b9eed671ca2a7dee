"""All files of a snapshot as an RO-Crate (https://www.researchobject.org/ro-crate/specification/1.1/)."""

from collections.abc import Iterator, Sequence
from typing import Any

from hub.exports.standards.authority_tables import licence_address
from hub.snapshots.snapshot_manifest import CONTENT, SnapshotManifest, json_document
from hub.snapshots.snapshot_tables import WrittenTable

_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_HUB = "#hub"


def ro_crate(manifest: SnapshotManifest, _: Sequence[WrittenTable]) -> bytes:
    """The metadata file: itself, the snapshot, its files, their licences, and the networks from which they come."""
    graph = [
        _metadata_file(),
        _root(manifest),
        _hub(manifest),
        *_files(manifest),
        *_licences(manifest),
        *_networks(manifest),
    ]
    return json_document({"@context": f"{_SPECIFICATION}/context", "@graph": graph})


def _metadata_file() -> dict[str, Any]:
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": _SPECIFICATION},
        "about": {"@id": "./"},
    }


def _root(manifest: SnapshotManifest) -> dict[str, Any]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "identifier": manifest.address,
        "url": manifest.address,
        "name": manifest.version_title,
        "description": f"{CONTENT}.",
        "version": manifest.snapshot,
        "datePublished": manifest.created,
        "author": {"@id": _HUB},
        "publisher": {"@id": _HUB},
        "license": [{"@id": _licence_id(licence)} for licence in manifest.licences],
        "isBasedOn": [{"@id": network.homepage} for network in manifest.networks],
        "hasPart": [{"@id": file.path} for file in manifest.files],
    }


def _hub(manifest: SnapshotManifest) -> dict[str, Any]:
    return {"@id": _HUB, "@type": "Organization", "name": manifest.title, "url": manifest.address}


def _files(manifest: SnapshotManifest) -> Iterator[dict[str, Any]]:
    for file in manifest.files:
        yield {
            "@id": file.path,
            "@type": "File",
            "name": file.path,
            "description": file.description,
            "encodingFormat": file.media_type,
            "contentSize": str(file.size),
            "identifier": f"sha256:{file.sha256}",
        }


def _licences(manifest: SnapshotManifest) -> Iterator[dict[str, Any]]:
    for licence in manifest.licences:
        who = ", ".join(network.network for network in manifest.networks if network.licence == licence)
        yield {
            "@id": _licence_id(licence),
            "@type": "CreativeWork",
            "name": licence,
            "description": f"The licence of what these networks state: {who}.",
        }


def _licence_id(licence: str) -> str:
    """The address of a licence at SPDX; one that SPDX does not list is known within the crate alone."""
    words = "".join(char.lower() if char.isascii() and char.isalnum() else "-" for char in licence)
    return licence_address(licence) or f"#licence-{words}"


def _networks(manifest: SnapshotManifest) -> Iterator[dict[str, Any]]:
    for homepage in dict.fromkeys(one.homepage for one in manifest.networks):
        [one, *_] = (network for network in manifest.networks if network.homepage == homepage)
        yield {
            "@id": homepage,
            "@type": "CreativeWork",
            "name": one.title,
            "description": one.attribution,
            "license": {"@id": _licence_id(one.licence)},
        }
