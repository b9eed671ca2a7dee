"""The tables of a snapshot as Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html).

Its fields are read from Parquet, which has types and lists.
"""

from collections.abc import Sequence
from typing import Any

from hub.exports.tabular import Column
from hub.snapshots.snapshot_manifest import CONTENT, SnapshotFile, SnapshotManifest, json_document
from hub.snapshots.snapshot_tables import WrittenTable, meaning

_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
_PARQUET = "application/x-parquet"
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification has every description carry (its appendix 1)."""


def croissant(manifest: SnapshotManifest, tables: Sequence[WrittenTable]) -> bytes:
    """A description of the tables with a record set for each."""
    return json_document(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": manifest.version_title,
            "description": f"{CONTENT}.",
            "url": manifest.address,
            "version": f"{manifest.revision}.0.0",
            "datePublished": manifest.created,
            "license": manifest.licences,
            "citeAs": f"{manifest.version_title}. {manifest.address}",
            "creator": {"@type": "sc:Organization", "name": manifest.title, "url": manifest.address},
            "isLiveDataset": False,
            "distribution": [_file(manifest, file) for table in tables for file in table.files],
            "recordSet": [_record_set(table) for table in tables],
        }
    )


def _file(manifest: SnapshotManifest, file: SnapshotFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": file.description,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _PARQUET if file.format == "parquet" else file.media_type,
        "sha256": file.sha256,
        "sameAs": f"{manifest.address}{file.path}",
    }


def _record_set(table: WrittenTable) -> dict[str, Any]:
    name = table.table.name
    record_set = {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": table.table.description,
        "field": [_field(table, column) for column in table.columns_of("parquet")],
    }
    return record_set | (
        {"key": [{"@id": f"{name}/{column}"} for column in table.table.key]} if table.table.key else {}
    )


def _field(table: WrittenTable, column: Column) -> dict[str, Any]:
    name = table.table.name
    field = {
        "@type": "cr:Field",
        "@id": f"{name}/{column.name}",
        "name": column.name,
        "description": meaning(table.table, column.name),
        "dataType": _TYPES.get(column.storage, "sc:Text"),
        "source": {"fileObject": {"@id": f"{name}.parquet"}, "extract": {"column": column.name}},
    }
    return field | ({"repeated": True} if column.many else {})
