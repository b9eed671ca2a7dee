"""Exports: every dataset of the store as files, the same bytes whatever was loaded in which order.

A further format is one file with an `Exporter` and its line in `EXPORTERS`; datasets follow from the kinds and tables.
"""

from hub.exports.csv_export import CSV
from hub.exports.datasets import DATASETS, Dataset, dataset
from hub.exports.exporter import Exporter, Row
from hub.exports.jsonl_export import JSONL
from hub.exports.writing import Written, export_files, export_stream

EXPORTERS: tuple[Exporter, ...] = (JSONL, CSV)
EXPORTER_BY_NAME: dict[str, Exporter] = {exporter.name: exporter for exporter in EXPORTERS}

__all__ = [
    "DATASETS",
    "EXPORTERS",
    "EXPORTER_BY_NAME",
    "Dataset",
    "Exporter",
    "Row",
    "Written",
    "dataset",
    "export_files",
    "export_stream",
]
