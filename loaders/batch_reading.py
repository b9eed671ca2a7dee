"""Reading small files of one source in other processes: what goes there, what comes back."""

import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Protocol, TypeVar

from loaders.chunks import Chunk, SourceReader, SourceReaders
from loaders.formats import FORMATS
from loaders.globbing import MatchedFile
from loaders.manifest.misspelt_columns import SeenColumns
from loaders.manifest_model import Manifest
from loaders.mapping.compiling import mappers

P = TypeVar("P")
R = TypeVar("R")
SHARED_BYTES = 4 * 1024 * 1024
"""Bytes of files from which on other processes read them: some 2 seconds of work, twice what it takes to start them."""


class Share(Protocol):
    """Has a pure function of a module called for each part by other processes, and gives what it returns, in order."""

    def __call__(self, task: Callable[[P], R], parts: Iterable[P]) -> AsyncIterator[R]:
        """See the class."""
        ...


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Some files of one source, by its number in the manifest.

    Of a format that knows its keys: of others each file tells of the columns of all.
    """

    manifest: Manifest
    source: int
    files: tuple[MatchedFile, ...]


@dataclass(frozen=True, slots=True)
class BatchReading:
    """What a batch gave. empty: paths of files without anything in them."""

    chunks: list[Chunk]
    empty: list[str]


def read_batch(batch: FileBatch) -> BatchReading:
    """Read the files of a batch. Blocks."""
    source = batch.manifest.sources[batch.source]
    form, seen = FORMATS[source.format], SeenColumns(is_format_known=True)
    compiled, never = mappers(source, form, batch.manifest), threading.Event()
    reader = SourceReader(batch.manifest.network, form, source.options, compiled, batch.files, never, seen)
    return BatchReading(list(iter(reader.chunk, None)), seen.empty)


async def in_order_shared(
    share: Share, batch: FileBatch, readers: SourceReaders, seen: SeenColumns
) -> AsyncGenerator[Chunk]:
    """As `chunks.in_order`, but the files are read by other processes. batch: an empty one of the source."""
    for is_read, group in groupby(readers, lambda reader: isinstance(reader, SourceReader)):
        if not is_read:
            for reader in group:
                while chunk := reader.chunk():
                    yield chunk
            continue
        parts = (replace(batch, files=tuple(reader.files)) for reader in group if isinstance(reader, SourceReader))
        async for reading in share(read_batch, parts):
            seen.empty.extend(reading.empty)
            for chunk in reading.chunks:
                yield chunk
