"""Reading the files of one source in threads: in order, a bounded number ahead, in chunks of bounded size."""

import asyncio
import logging
import threading
from collections import Counter, deque
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

from loaders.file_memory import FileReading
from loaders.globbing import MatchedFile
from loaders.manifest.misspelt_columns import RowWatch, SeenColumns
from loaders.mapping.mappers import Entry, Mapper, entries
from loaders.rows import Finding, Format, Removal, Row
from loaders.source import Refused, SourceFile
from schema.issues import Issue, IssueCode, Place
from schema.records import Deletion

CHUNK_LIMIT = 1000
BATCH_BYTES = 512 * 1024
BATCH_FILES = 100
REPEATS_LIMIT = 1000
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileEnd:
    """Follows all that one file gave. rows: how many it has."""

    path: str
    rows: int


@dataclass(frozen=True, slots=True)
class RecalledFile:
    """Stands for all that one file gave when it was read last. reader: reads it after all."""

    path: str
    reading: FileReading
    reader: "SourceReader"


ReadEntry = Entry | FileEnd | RecalledFile
"""What readers give: entries, and where files end or are not read."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of what was read, with what it adds to rows, files and bytes done."""

    entries: list[ReadEntry]
    rows: int
    files: int
    size: int


@dataclass(frozen=True)
class _FollowedFile(SourceFile):
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
    _file: _FollowedFile | None = None
    _stream: Iterator[ReadEntry] | None = None
    _reported: tuple[int, int, int] = (0, 0, 0)

    def chunk(self) -> Chunk | None:
        """The next part, None at the end. Blocks; call it in a thread, one call at a time."""
        if self._stream is None:
            self._stream = self.entries()
        entries = list(islice(self._stream, CHUNK_LIMIT))
        progress = (self.rows, self.done, self.size + (self._file.position() if self._file else 0))
        if not entries and progress == self._reported:
            return None
        added = (new - old for new, old in zip(progress, self._reported, strict=True))
        self._reported = progress
        return Chunk(entries, *added)

    def entries(self) -> Iterator[ReadEntry]:
        """All that the files give, each file followed by its end, unless it is stopped before."""
        for matched in self.files:
            before = self.rows
            self._file = _FollowedFile(matched.file.root, matched.file.path, matched.file.listed)
            yield from self._limited(self._guarded(self._file), matched.file.path)
            if not self.stopped.is_set():
                yield FileEnd(matched.file.path, self.rows - before)
            self._file = None
            self.done += 1
            self.size += matched.size
            if self.stopped.is_set():
                return

    def _guarded(self, file: SourceFile) -> Iterator[Entry]:
        """The entries of one file. An error costs what the file has not yet given, and nothing of other files."""
        try:
            yield from self._entries(file)
        except Refused as refused:
            yield Finding(refused.code, refused.message, refused.line).issue(self.network, file.path)
        except Exception as error:
            _logger.exception("format %s fails on %s of %s", self.form.name, file.path, self.network)
            message = f"The file cannot be read as {self.form.name}: {type(error).__name__}."
            hint = "compare it with a file that loads"
            yield Finding(IssueCode.SYNTAX, message, 1, hint=hint).issue(self.network, file.path)

    def _entries(self, file: SourceFile) -> Iterator[Entry]:
        """The entries of one file as its format and the mappings make them.

        A file that is empty is noted, not reported.
        """
        is_empty, watch = True, RowWatch(self.seen)
        for entry in self.form.rows(file, self.options):
            if self.stopped.is_set():
                return
            if isinstance(entry, Row):
                self.rows += 1
                watch.note(entry, file.path)
                for mapper in self.mappers:
                    yield from entries(mapper, entry, file, self.mapped)
            elif isinstance(entry, Removal):
                yield Deletion(file.path, entry.key)
            else:
                yield entry.issue(self.network, file.path)
            is_empty = False
        if is_empty and file.size() < CHUNK_LIMIT and not file.read_bytes().strip(b"\xef\xbb\xbf\r\n\t "):
            self.seen.empty.append(file.path)

    def _limited(self, entries_of_file: Iterable[Entry], path: str) -> Iterator[Entry]:
        """All records; of the issues of each code in a file only the first thousand, then how many more there are."""
        counts = Counter[IssueCode]()
        for entry in entries_of_file:
            if isinstance(entry, Issue):
                counts[entry.code] += 1
                if counts[entry.code] > REPEATS_LIMIT:
                    continue
            yield entry
        for code, count in counts.items():
            if count > REPEATS_LIMIT:
                message = f"{count - REPEATS_LIMIT} more issues with this code in the file are not listed."
                yield Issue.of(code, self.network, Place(path), message)


@dataclass(slots=True)
class RecallingReader:
    """Stands for the readers of some files of one source that are not read again."""

    files: Sequence[tuple[MatchedFile, RecalledFile]]
    _done: int = 0

    def chunk(self) -> Chunk | None:
        """The next part, None at the end."""
        part = self.files[self._done : self._done + CHUNK_LIMIT]
        self._done += len(part)
        if not part:
            return None
        recalled: list[ReadEntry] = [file for _, file in part]
        rows, size = sum(file.reading.rows for _, file in part), sum(matched.size for matched, _ in part)
        return Chunk(recalled, rows, len(part), size)


def batches(files: Iterable[MatchedFile]) -> Iterator[list[MatchedFile]]:
    """Files in order, small ones together, so that handing them to a thread pays."""
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


SourceReaders = Iterator[SourceReader | RecallingReader]


async def in_order(readers: SourceReaders, parallel: int, stopped: threading.Event) -> AsyncGenerator[Chunk]:
    """Chunks of all readers in the readers' order, while up to `parallel` of them work ahead by one chunk each."""
    window: deque[tuple[SourceReader | RecallingReader, asyncio.Task[Chunk | None]]] = deque()
    try:
        while True:
            while len(window) < parallel and (reader := next(readers, None)) is not None:
                window.append((reader, asyncio.create_task(asyncio.to_thread(reader.chunk))))
            if not window:
                return
            reader, task = window[0]
            chunk = await task
            if chunk is None:
                window.popleft()
                continue
            window[0] = (reader, asyncio.create_task(asyncio.to_thread(reader.chunk)))
            yield chunk
    finally:
        # A thread cannot be cancelled: readers look at `stopped` between rows, and are waited
        # for so that none outlives us.
        stopped.set()
        await asyncio.gather(*(task for _, task in window), return_exceptions=True)
