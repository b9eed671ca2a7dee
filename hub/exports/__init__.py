"""Exports: one selection, every medium; and every dataset of the store as files, the same bytes whatever
was loaded in which order.

A further medium is one file with a `Medium` and its line in `MEDIA` or `STANDARDS`; datasets follow
from the kinds and tables.
"""

from hub.exports.calendar_medium import ICS
from hub.exports.csv_medium import CSV
from hub.exports.datasets import DATASETS, Dataset, dataset
from hub.exports.edition import Edition, Medium
from hub.exports.export_files import Export, Written
from hub.exports.feed_media import ATOM, JSON_FEED, RSS
from hub.exports.graph_media import GEXF, GRAPHML
from hub.exports.json_media import JSON, JSONL
from hub.exports.parquet_medium import PARQUET
from hub.exports.selecting import PARTS, Editions, ExportSelection
from hub.exports.standards.adms_medium import ADMS_AP
from hub.exports.standards.citation_medium import CITATION
from hub.exports.standards.codemeta_medium import CODEMETA
from hub.exports.standards.cpov_medium import CPOV
from hub.exports.standards.geojson_medium import GEOJSON
from hub.exports.standards.linked_data_media import JSON_LD, TURTLE
from hub.exports.standards.ospometa_medium import OSPOMETA
from hub.exports.standards.provenance_medium import PROVENANCE
from hub.exports.standards.publiccode_medium import PUBLICCODE
from hub.exports.xlsx_medium import XLSX

MEDIA: tuple[Medium, ...] = (
    CSV,
    XLSX,
    JSON,
    JSONL,
    PARQUET,
    TURTLE,
    JSON_LD,
    GRAPHML,
    GEXF,
    ATOM,
    RSS,
    JSON_FEED,
    ICS,
)
STANDARDS: tuple[Medium, ...] = (CPOV, ADMS_AP, PROVENANCE, CODEMETA, PUBLICCODE, OSPOMETA, CITATION, GEOJSON)
"""Media for catalogues and registers, that is for programs that know one standard (docs/standards.md)."""
MEDIUM_BY_NAME: dict[str, Medium] = {medium.name: medium for medium in (*MEDIA, *STANDARDS)}

__all__ = [
    "DATASETS",
    "MEDIA",
    "MEDIUM_BY_NAME",
    "PARTS",
    "STANDARDS",
    "Dataset",
    "Edition",
    "Editions",
    "Export",
    "ExportSelection",
    "Medium",
    "Written",
    "dataset",
]
