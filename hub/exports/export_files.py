"""Writing exports: all datasets from one snapshot of the store, page by page, each file replaced in one step."""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from hub.exports.datasets import Dataset
from hub.exports.edition import Edition, Medium
from hub.exports.selecting import Editions, ExportSelection, HeldSnapshot
from hub.exports.tabular import Column, RowTable
from hub.store.reading import Rows
from schema.kinds import Kind


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written. rows: that were read for it; size: bytes; sha256: of its content."""

    dataset: str
    path: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """What to write. variables: where and search of a selection; of books and by default everything."""

    editions: Editions
    medium: Medium
    variables: Mapping[str, Any] = field(default_factory=dict)
    with_bom: bool = False

    async def files(self, datasets: Sequence[Dataset], folder: Path) -> AsyncIterator[Written]:
        """Write one file per dataset into a folder, which is made if it is not there. Raises OSError."""
        _make(folder)
        async with self.editions.snapshot() as snapshot:
            for dataset in datasets:
                edition = await self._edition(snapshot, dataset)
                yield await write_edition(
                    self.medium, edition, dataset.name, folder / f"{dataset.name}.{self.medium.suffix}"
                )

    async def whole(self, path: Path) -> Written:
        """Write the whole hub as one file; the medium must be able to. Raises OSError."""
        _make(path.parent)
        kinds = await self.editions.all_kinds()
        async with self.editions.snapshot() as snapshot:
            return await write_edition(self.medium, await snapshot.whole(kinds, "", ""), "hub", path)

    async def stream(self, dataset: Dataset, stream: BinaryIO) -> None:
        """Write one dataset to an open stream."""
        async with self.editions.snapshot() as snapshot:
            async for chunk in self.medium.written(await self._edition(snapshot, dataset)):
                stream.write(chunk)

    async def _edition(self, snapshot: HeldSnapshot, dataset: Dataset) -> Edition:
        content = dataset.content
        if not isinstance(content, Kind):
            return await snapshot.book(dataset.name, content)
        selection = ExportSelection(content, self.variables, with_bom=self.with_bom)
        return await snapshot.selection(selection, await self.editions.chosen(selection))


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


async def write_edition(medium: Medium, edition: Edition, name: str, path: Path) -> Written:
    """Write one edition to a file, replaced in one step. name: of the dataset. Raises OSError."""
    unfinished, count = path.with_name(path.name + ".part"), _RowCount()
    try:
        with unfinished.open("wb") as stream:
            counted = replace(edition, main=count.of(edition.main), others=tuple(map(count.of, edition.others)))
            async for chunk in medium.written(counted):
                stream.write(chunk)
        with unfinished.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        size = unfinished.stat().st_size
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Written(name, str(path), count.rows, size, digest)


class _RowCount:
    """How many rows of a table have been read."""

    def __init__(self) -> None:
        self.rows = 0

    def of(self, table: RowTable) -> RowTable:
        """The table, whose rows are counted."""

        async def read(columns: Sequence[Column]) -> AsyncIterator[Rows]:
            async for page in table.read(columns):
                self.rows += len(page)
                yield page

        return replace(table, read=read)
