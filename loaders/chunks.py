"""Reading the files of one source in threads: in order, a bounded number ahead, in chunks of bounded size."""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

from loaders.globbing import MatchedFile
from loaders.manifest.misspelt_columns import RowWatch, SeenColumns
from loaders.mapping.mappers import Entry, Mapper, entries
from loaders.rows import Finding, Format, Row
from loaders.source import Refused, SourceFile
from schema.issues import CATALOGUE, Issue, IssueCode, Place

CHUNK_LIMIT = 1000
BATCH_BYTES = 512 * 1024
BATCH_FILES = 100
REPEATS_LIMIT = 1000
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of what was read, with what it adds to rows, files and bytes done."""

    entries: list[Entry]
    rows: int
    files: int
    size: int


@dataclass(frozen=True)
class _Followed(SourceFile):
    """A file that remembers its stream, so that the reader knows how far it has come."""

    streams: list[IO[bytes]] = field(default_factory=list, compare=False)

    def open(self) -> IO[bytes]:
        stream = super().open()
        self.streams[:] = [stream]
        return stream

    def position(self) -> int:
        if not self.streams or self.streams[0].closed:
            return 0
        return self.streams[0].tell()


@dataclass(slots=True)
class SourceReader:
    """Reads some files of one source one after the other, each row through all mappings. mapped: see `mapped_at`."""

    network: str
    form: Format
    options: Mapping[str, Any]
    mappers: tuple[Mapper, ...]
    files: Sequence[MatchedFile]
    stopped: threading.Event
    seen: SeenColumns = field(default_factory=SeenColumns)
    mapped: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    done: int = 0
    size: int = 0
    _file: _Followed | None = None
    _stream: Iterator[Entry] | None = None
    _told: tuple[int, int, int] = (0, 0, 0)

    def chunk(self) -> Chunk | None:
        """The next part, None at the end. Blocks; call it in a thread, one call at a time."""
        if self._stream is None:
            self._stream = self._all()
        found = list(islice(self._stream, CHUNK_LIMIT))
        now = (self.rows, self.done, self.size + (self._file.position() if self._file else 0))
        if not found and now == self._told:
            return None
        added = (new - old for new, old in zip(now, self._told, strict=True))
        self._told = now
        return Chunk(found, *added)

    def _all(self) -> Iterator[Entry]:
        for matched in self.files:
            self._file = _Followed(matched.file.root, matched.file.path)
            yield from self._limited(self._guarded(self._file), matched.file.path)
            self._file = None
            self.done += 1
            self.size += matched.size
            if self.stopped.is_set():
                return

    def _guarded(self, file: SourceFile) -> Iterator[Entry]:
        """What one file gives; whatever goes wrong costs what this file has not yet given, nothing else."""
        try:
            yield from self._entries(file)
        except Refused as refused:
            yield self._issue(file, Finding(refused.code, refused.message, refused.line))
        except Exception as error:
            _logger.exception("format %s fails on %s of %s", self.form.name, file.path, self.network)
            message = f"The file cannot be read as {self.form.name}: {type(error).__name__}."
            yield self._issue(file, Finding(IssueCode.SYNTAX, message, 1, hint="compare it with a file that loads"))

    def _entries(self, file: SourceFile) -> Iterator[Entry]:
        empty, look = True, RowWatch(self.seen)
        for found in self.form.rows(file, self.options):
            if self.stopped.is_set():
                return
            if isinstance(found, Row):
                self.rows += 1
                look.at(found, file.path)
                for mapper in self.mappers:
                    yield from entries(mapper, found, file, self.mapped)
            else:
                yield self._issue(file, found)
            empty = False
        if empty and file.size() < CHUNK_LIMIT and not file.read_bytes().strip(b"\xef\xbb\xbf\r\n\t "):
            self.seen.empty.append(file.path)

    def _limited(self, found: Iterable[Entry], path: str) -> Iterator[Entry]:
        """All records, but of each sort of issue in a file only the first thousand and then their number."""
        counts: dict[IssueCode, int] = {}
        for entry in found:
            if isinstance(entry, Issue):
                counts[entry.code] = counts.get(entry.code, 0) + 1
                if counts[entry.code] > REPEATS_LIMIT:
                    continue
            yield entry
        for code, count in counts.items():
            if count > REPEATS_LIMIT:
                message = f"{count - REPEATS_LIMIT} more findings of this sort in the file are not listed."
                yield Issue(code, CATALOGUE[code].severity, self.network, Place(path), message)

    def _issue(self, file: SourceFile, finding: Finding) -> Issue:
        severity = finding.severity or CATALOGUE[finding.code].severity
        place = Place(file.path, finding.line, finding.column)
        return Issue(
            finding.code, severity, self.network, place, finding.message, finding.field, finding.value, finding.hint
        )


def batches(files: Iterable[MatchedFile]) -> Iterator[list[MatchedFile]]:
    """Files in order, small ones together, so that a thread has something to do."""
    batch: list[MatchedFile] = []
    size = 0
    for matched in files:
        batch.append(matched)
        size += matched.size
        if size >= BATCH_BYTES or len(batch) >= BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


async def in_order(readers: Iterator[SourceReader], parallel: int, stopped: threading.Event) -> AsyncGenerator[Chunk]:
    """Chunks of all readers in the readers' order, while up to `parallel` of them work ahead by one chunk each."""
    window: deque[tuple[SourceReader, asyncio.Task[Chunk | None]]] = deque()
    try:
        while True:
            while len(window) < parallel and (reader := next(readers, None)) is not None:
                window.append((reader, _next_chunk(reader)))
            if not window:
                return
            reader, task = window[0]
            chunk = await task
            if chunk is None:
                window.popleft()
                continue
            window[0] = (reader, _next_chunk(reader))
            yield chunk
    finally:
        stopped.set()
        await asyncio.gather(*(task for _, task in window), return_exceptions=True)


def _next_chunk(reader: SourceReader) -> asyncio.Task[Chunk | None]:
    return asyncio.create_task(asyncio.to_thread(reader.chunk))
