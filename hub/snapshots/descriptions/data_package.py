"""The Data Package descriptor of a snapshot (https://datapackage.org/standard/data-package/, version 2)."""

from collections.abc import Sequence
from typing import Any

from hub.exports.standards.authority_tables import licence_address
from hub.snapshots.snapshot_manifest import CONTENT, SnapshotFile, SnapshotManifest, json_document
from hub.snapshots.snapshot_tables import WrittenTable, meaning

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}
_LISTED = frozenset({"csv", "ttl"})
"""JSONL and Parquet are left to Croissant: readers of Data Packages expect every column in every line, and no lists."""


def data_package(manifest: SnapshotManifest, tables: Sequence[WrittenTable]) -> bytes:
    """The descriptor: the tables as CSV with columns and keys, and their Turtle."""
    return json_document(
        {
            "$schema": _PROFILE.format("datapackage"),
            "name": f"public-sector-open-source-hub-{manifest.snapshot}",
            "id": manifest.address,
            "title": manifest.version_title,
            "description": f"{CONTENT}.",
            "homepage": manifest.address,
            "version": manifest.snapshot,
            "created": manifest.created,
            "licenses": [_licence(licence, manifest) for licence in manifest.licences],
            "sources": [{"title": network.attribution, "path": network.homepage} for network in manifest.networks],
            "resources": [_resource(table, file) for table in tables for file in table.files if file.format in _LISTED],
        }
    )


def _licence(licence: str, manifest: SnapshotManifest) -> dict[str, str]:
    """A licence by its SPDX id and address; one that SPDX does not list is described in the README."""
    address = licence_address(licence)
    if address is None:
        return {"title": licence, "path": f"{manifest.address}README.md"}
    return {"name": licence, "path": address}


def _resource(table: WrittenTable, file: SnapshotFile) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.table.name if file.format == "csv" else f"{table.table.name}-{file.format}",
        "path": file.path,
        "description": file.description,
        "format": file.format,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    return resource | ({"type": "table", "schema": _schema(table)} if file.format == "csv" else {})


def _schema(table: WrittenTable) -> dict[str, Any]:
    """The columns. Lists of texts are strings: a | within an item is escaped, which the type `list` does not know."""
    fields = [
        {
            "name": column.name,
            "type": _TYPES.get(column.storage, "string"),
            "description": meaning(table.table, column.name),
        }
        for column in table.columns_of("csv")
    ]
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [there]}}
        for column, (other, there) in table.table.refers.items()
    ]
    schema: dict[str, Any] = {"$schema": _PROFILE.format("tableschema"), "fields": fields}
    schema |= {"primaryKey": list(table.table.key)} if table.table.key else {}
    return schema | ({"foreignKeys": keys} if keys else {})
