"""The Data Package descriptor of a snapshot (https://datapackage.org/standard/data-package/, version 2)."""

from collections.abc import Sequence
from typing import Any

from hub.exports.tabular import Column
from hub.snapshots.snapshot_manifest import SnapshotFile, SnapshotManifest, json_document
from hub.snapshots.snapshot_tables import WrittenTable, meaning

_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_OPEN = "https://spdx.org/licenses/{}.html"


def data_package(manifest: SnapshotManifest, tables: Sequence[WrittenTable]) -> bytes:
    """The descriptor: a resource for each file of a table, with its columns where it has some."""
    return json_document(
        {
            "$schema": _PROFILE.format("datapackage"),
            "name": f"public-sector-open-source-hub-{manifest.snapshot}",
            "id": manifest.address,
            "title": manifest.version_title,
            "description": "Organisations, OSPOs, products, events and news of public-sector open source, joined from several networks.",
            "homepage": manifest.address,
            "version": manifest.snapshot,
            "created": manifest.created,
            "licenses": [_licence(licence) for licence in manifest.licences],
            "sources": [{"title": one.attribution, "path": one.homepage} for one in manifest.networks],
            "resources": [_resource(table, file) for table in tables for file in table.files],
        }
    )


def _licence(stated: str) -> dict[str, str]:
    """A licence by its SPDX id and address; what is a sentence is a title."""
    return {"title": stated} if " " in stated else {"name": stated, "path": _OPEN.format(stated)}


def _resource(table: WrittenTable, file: SnapshotFile) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "$schema": _PROFILE.format("dataresource"),
        "name": f"{table.table.name}-{file.format}" if file.format != "csv" else table.table.name,
        "path": file.path,
        "description": file.description,
        "format": file.format,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.format == "csv":
        resource |= {"type": "table", "schema": _schema(table)}
    return resource


def _schema(table: WrittenTable) -> dict[str, Any]:
    """The columns of the CSV file. Lists of texts stay strings: a | within an item is escaped, which the type `list` does not know."""
    fields = [
        {"name": column.name, "type": _type(column), "description": meaning(table.table, column.name)}
        for column in table.columns_of("csv")
    ]
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [there]}}
        for column, (other, there) in table.table.refers.items()
    ]
    schema: dict[str, Any] = {"$schema": _PROFILE.format("tableschema"), "fields": fields}
    schema |= {"primaryKey": list(table.table.key)} if table.table.key else {}
    return schema | ({"foreignKeys": keys} if keys else {})


def _type(column: Column) -> str:
    return "string" if column.storage == "json" else _TYPES[column.storage]
