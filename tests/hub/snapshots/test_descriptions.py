"""What the descriptions of a snapshot have in common."""

import json

import pytest

from hub.snapshots.descriptions.data_package import data_package
from hub.snapshots.descriptions.ro_crate import ro_crate
from hub.snapshots.snapshot_manifest import SnapshotManifest, SourceNetwork

WORDS = ["LicenseRef-Town", "MIT OR Apache-2.0", "Ask first; it is complicated", "proprietär"]


def manifest(licence: str) -> SnapshotManifest:
    network = SourceNetwork("town", "Town", "https://town.example", licence, "Town", {"organisation": 1})
    address = "https://hub.example/snapshots/3-2026-11-20/"
    created = "2026-11-20T00:00:00Z"
    return SnapshotManifest("3-2026-11-20", "Hub", 3, created, address, None, {}, [network], [licence], [])


def test_a_licence_that_spdx_lists_is_described_by_its_address_there():
    [licence] = json.loads(data_package(manifest("CC0-1.0"), []))["licenses"]
    assert licence == {"name": "CC0-1.0", "path": "https://spdx.org/licenses/CC0-1.0"}
    snapshot = json.loads(ro_crate(manifest("CC0-1.0"), []))["@graph"][1]
    assert snapshot["license"] == [{"@id": "https://spdx.org/licenses/CC0-1.0"}]


@pytest.mark.parametrize("words", WORDS)
def test_a_licence_of_words_or_of_a_network_s_own_gets_no_address_at_spdx(words):
    [licence] = json.loads(data_package(manifest(words), []))["licenses"]
    assert licence == {"title": words, "path": "https://hub.example/snapshots/3-2026-11-20/README.md"}
    assert b"spdx.org" not in ro_crate(manifest(words), [])
