"""Writing exports: all datasets from one snapshot of the store, page by page, each file replaced in one step."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from hub.exports.datasets import Dataset
from hub.exports.exporter import Exporter, Row
from hub.store.database import Database
from hub.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written. size: bytes; sha256: of its content."""

    dataset: str
    path: str
    rows: int
    size: int
    sha256: str


async def export_files(
    database: Database, exporter: Exporter, datasets: Sequence[Dataset], folder: Path
) -> AsyncIterator[Written]:
    """Write one file per dataset into a folder, which is made if it is not there. Raises OSError."""
    _make(folder)
    async with database.reading() as reader:
        for one in datasets:
            yield await _write(reader, exporter, one, folder / f"{one.name}.{exporter.suffix}")


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


async def export_stream(database: Database, exporter: Exporter, dataset: Dataset, stream: TextIO) -> int:
    """Write one dataset to an open stream; how many rows."""
    async with database.reading() as reader:
        return await _write_to(stream, dataset.rows(reader), exporter, dataset)


async def _write(reader: Reader, exporter: Exporter, dataset: Dataset, path: Path) -> Written:
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            rows = await _write_to(stream, dataset.rows(reader), exporter, dataset)
        with unfinished.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        size = unfinished.stat().st_size
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Written(dataset.name, str(path), rows, size, digest)


async def _write_to(stream: TextIO, rows: AsyncIterator[Row], exporter: Exporter, dataset: Dataset) -> int:
    count = 0
    stream.write(exporter.head(dataset.columns))
    async for row in rows:
        stream.write(exporter.line(row))
        count += 1
    stream.write(exporter.foot(dataset.columns))
    return count
