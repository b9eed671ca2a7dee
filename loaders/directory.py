"""Seed directories: find them, open their manifest, read them as an async stream of records, figures and issues."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path

from loaders.batch_reading import SHARED_BYTES, FileBatch, Share, in_order_shared
from loaders.chunks import (
    CHUNK_LIMIT,
    Chunk,
    FileEnd,
    ReadEntry,
    RecalledFile,
    RecallingReader,
    SourceReader,
    SourceReaders,
    batches,
    in_order,
)
from loaders.documents import dotted
from loaders.fetched import SourceState, fetch_issues, fetched_state
from loaders.file_memory import FileMemory, SameFile
from loaders.file_notes import DirectoryNotes
from loaders.formats import FORMATS
from loaders.globbing import FILE_LIMIT, DirectoryListing, MatchedFile, UnreadableFile, listing
from loaders.manifest.misspelt_columns import SeenColumns, absent, mapped_at, misspelt, wanted
from loaders.manifest.opening import MANIFEST_NAME, open_directory, place_in_manifest
from loaders.manifest_model import Keeps, Manifest, Source
from loaders.mapping.compiling import mappers, record_mappings
from loaders.mapping.mappers import Entry, Mapper
from loaders.mapping.paths import Misdescribed
from loaders.progress import OnProgress, Progress
from loaders.publishers import PublisherSearch
from loaders.rows import RESTORE
from schema.issues import Issue, IssueCode, Place, Severity
from schema.records import Window
from schema.suggestions import nearest

SIMILAR_LIMIT = 1000

__all__ = ["Entry", "Progress", "find_directories", "open_directory", "read_directory"]


def find_directories(path: Path) -> list[Path]:
    """The seed directories at a path: itself if it has a manifest, else those of its
    children that have one, by name.
    """
    if (path / MANIFEST_NAME).is_file():
        return [path]
    return sorted(child for child in path.iterdir() if (child / MANIFEST_NAME).is_file()) if path.is_dir() else []


async def read_directory(
    root: Path, manifest: Manifest, *, on_progress: OnProgress | None = None, parallel: int = 4
) -> AsyncGenerator[list[Entry]]:
    """All a directory states, in batches of at most 1000: sources in the manifest's order, files by
    path, rows in file order.

    Problems of data are issues in the stream. Leaving the loop, or cancelling the task, stops the reading soon.
    """
    stream = reread_directory(root, manifest, None, on_progress=on_progress, parallel=parallel)
    try:
        async for batch in stream:
            yield [entry for entry in batch if not isinstance(entry, SameFile)]
    finally:
        await stream.aclose()


async def reread_directory(
    root: Path,
    manifest: Manifest,
    memory: FileMemory | None,
    *,
    listed: DirectoryListing | None = None,
    on_progress: OnProgress | None = None,
    parallel: int = 4,
    share: Share | None = None,
) -> AsyncGenerator[list[Entry | SameFile]]:
    """As `read_directory`, but of files whose bytes are remembered only their issues and a `SameFile` each; what
    the others gave is noted.

    listed: the directory where it was walked already. share: has many small files read by other processes;
    what they give is the same.
    """
    directory = await asyncio.to_thread(listing, root) if listed is None else listed
    states = (await asyncio.to_thread(fetched_state, root)).sources
    notes = DirectoryNotes(manifest, memory, PublisherSearch(manifest))
    if not directory.complete:
        message = f"The directory has more than {FILE_LIMIT} files; the others are not read."
        yield [Issue.of(IssueCode.FILE_UNREADABLE, manifest.network, Place(MANIFEST_NAME), message)]
    for index in range(len(manifest.sources)):
        source = _SourceRun(manifest, index, directory, on_progress, states, memory, share)
        stream = source.read(max(1, parallel))
        try:
            async for batch in stream:
                entries = await notes.passed(index if source.is_remembered else None, batch)
                for start in range(0, len(entries), CHUNK_LIMIT):
                    yield entries[start : start + CHUNK_LIMIT]
        finally:
            # An async generator left early is closed only when it is collected; its threads must end before that.
            await stream.aclose()


@dataclass(slots=True)
class _SourceRun:
    """One source of a manifest while it is read.

    stated: records and figures so far; errors: issues that cost a row or file.
    """

    manifest: Manifest
    index: int
    directory: DirectoryListing
    on_progress: OnProgress | None
    states: Mapping[str, SourceState]
    memory: FileMemory | None = None
    share: Share | None = None
    files: list[MatchedFile] = field(default_factory=list)
    rows: int = 0
    stated: int = 0
    errors: int = 0
    done: int = 0
    size: int = 0
    total: int = 0

    @property
    def source(self) -> Source:
        """What the manifest says of the source."""
        return self.manifest.sources[self.index]

    async def read(self, parallel: int) -> AsyncGenerator[list[ReadEntry]]:
        """Chunks of entries in file order, then what can be said only of the source as a whole."""
        try:
            compiled = mappers(self.source, FORMATS[self.source.format], self.manifest)
        except (Misdescribed, KeyError) as fault:
            yield [
                self._issue(IssueCode.MANIFEST_INVALID, f"{self.source.name}: {fault}", getattr(fault, "hint", None))
            ]
            return
        if unreadable := await asyncio.to_thread(self._match):
            yield [*unreadable]
        if (keeps := self._keeps()) != "none":
            yield [Window(match.file.path, keeps) for match in self.files]
        seen = SeenColumns(wanted(self.source), bool(FORMATS[self.source.format].mapping))
        self._add(Chunk([], 0, 0, 0))
        chunks = self._chunks(compiled, seen, parallel)
        try:
            async for chunk in chunks:
                self._add(chunk)
                if chunk.entries:
                    yield chunk.entries
        finally:
            await chunks.aclose()
        place = place_in_manifest(self.directory.root, ("sources", self.index, "fetch"))
        failures = fetch_issues(self.manifest.network, self.source.name, self.fetched, place)
        if closing := [*failures, *self._column_issues(seen), *self._emptiness()]:
            yield [*closing]

    def _match(self) -> list[Issue]:
        """Find the files of the source; an issue for each that cannot be read."""
        matches = self.directory.matching(self.source.path)
        self.files = [match for match in matches if isinstance(match, MatchedFile)]
        self.total = sum(match.size for match in self.files)
        return [self._unreadable(match) for match in matches if isinstance(match, UnreadableFile)]

    def _keeps(self) -> Keeps:
        """What stays; all of a list that was not fetched whole, as nobody knows what of it went."""
        # be its fetching off by now: what was given up is not in the files either
        if self.states.get(self.source.name, SourceState()).given_up:
            return "all"
        return self.source.keeps or FORMATS[self.source.format].keeps

    @property
    def fetched(self) -> SourceState:
        """What became of the last fetch."""
        return self.states.get(self.source.name, SourceState()) if self.source.fetches else SourceState()

    def _readers(self, compiled: tuple[Mapper, ...], stopped: threading.Event, seen: SeenColumns) -> SourceReaders:
        """A reader for each few files; files that are remembered stand together."""

        def reader(files: Sequence[MatchedFile]) -> SourceReader:
            form, options = FORMATS[self.source.format], self.source.options
            return SourceReader(self.manifest.network, form, options, compiled, files, stopped, seen, mapped)

        mapped = mapped_at(self.source)
        memory = self.memory if self.memory and self.is_remembered else FileMemory()
        for is_known, files in groupby(self.files, lambda match: (self.index, match.file.path) in memory.known):
            if is_known:
                recalled = ((match, memory.reading(self.index, match.file.path)) for match in files)
                yield RecallingReader(
                    [
                        (match, RecalledFile(match.file.path, known, reader([match])))
                        for match, known in recalled
                        if known
                    ]
                )
            else:
                yield from map(reader, batches(files))

    def _chunks(self, compiled: tuple[Mapper, ...], seen: SeenColumns, parallel: int) -> AsyncGenerator[Chunk]:
        """What the readers give, in order: in threads, or in other processes where these are to share the work."""
        stopped = threading.Event()
        readers = self._readers(compiled, stopped, seen)
        if self.share is None or not self._is_worth_sharing():
            return in_order(readers, parallel, stopped)
        return in_order_shared(self.share, FileBatch(self.manifest, self.index, ()), readers, seen)

    def _is_worth_sharing(self) -> bool:
        known = self.memory.known if self.memory and self.is_remembered else {}
        unread = sum(match.size for match in self.files if (self.index, match.file.path) not in known)
        return bool(FORMATS[self.source.format].mapping) and len(self.files) > 1 and unread >= SHARED_BYTES

    @property
    def is_remembered(self) -> bool:
        """Whether its files may be remembered: not where rows also tell of the columns there are, nor where
        what leaves a file stays.
        """
        return self.memory is not None and bool(FORMATS[self.source.format].mapping) and self._keeps() == "none"

    def _add(self, chunk: Chunk) -> None:
        self.rows += chunk.rows
        self.done += chunk.files
        self.size += chunk.size
        for entry in chunk.entries:
            self._count(entry)
        if self.on_progress is not None:
            network, name, files = self.manifest.network, self.source.name, len(self.files)
            self.on_progress(Progress(network, name, self.done, files, self.rows, self.size, self.total))

    def _count(self, entry: ReadEntry) -> None:
        if isinstance(entry, RecalledFile):
            self.stated += len(entry.reading.keys)
            for issue in entry.reading.issues:
                self._count(issue)
        elif isinstance(entry, Issue):
            self.errors += entry.severity is Severity.ERROR
        elif not isinstance(entry, FileEnd):
            self.stated += 1

    def _issue(self, code: IssueCode, message: str, hint: str | None, place: Place | None = None) -> Issue:
        return Issue.of(code, self.manifest.network, place or Place(MANIFEST_NAME), message, hint=hint)

    def _path_in_manifest(self) -> Place:
        return place_in_manifest(self.directory.root, ("sources", self.index, "path"))

    def _unreadable(self, file: UnreadableFile) -> Issue:
        is_pattern = all(entry.path != file.path for entry in self.directory.entries)
        hint = "copy the file into the directory; links and .. are not followed"
        return self._issue(file.code, file.message, hint, self._path_in_manifest() if is_pattern else Place(file.path))

    def _column_issues(self, seen: SeenColumns) -> Iterator[Issue]:
        """Empty files and misspelt or absent columns.

        Of a source without rows, which lacks all columns anyway, `_emptiness` tells, unless it may be empty.
        """
        for path in sorted(seen.empty) if self.rows or self.source.optional else ():
            yield self._issue(IssueCode.SYNTAX, "The file is empty.", RESTORE, Place(path, 1))
        if not self.rows:
            return
        network = self.manifest.network
        for name, place, near in misspelt(self.source, seen):
            message, hint = f"{name!r} is not a field of {self.source.kind} and is ignored.", f"did you mean `{near}`?"
            yield Issue.of(IssueCode.FIELD_UNKNOWN, network, place, message, field=name, hint=hint)
        for fault in absent(self.source, self.index, seen):
            place, field_name = place_in_manifest(self.directory.root, fault.path), dotted(fault.path)
            # of a source that states nothing it is the cause
            severity = None if self.stated else Severity.ERROR
            code = IssueCode.FIELD_MISSING
            yield Issue.of(code, network, place, fault.message, field=field_name, hint=fault.hint, severity=severity)

    def _emptiness(self) -> Iterator[Issue]:
        """The issue of a source that states nothing, unless it may, it is a window in which nothing is now, or its
        conditions (`when`) passed over all rows.
        """
        source = self.source
        if source.fetch is not None and not self.files:
            yield from self._unfetched()
            return
        unconditional = all(mapping.when is None for mapping in record_mappings(source, FORMATS[source.format]))
        is_idle_window = bool(self.files) and not self.errors and self._keeps() != "none"
        if source.optional or self.stated or is_idle_window or not (not self.rows or self.errors or unconditional):
            return
        if self.files:
            count = "1 file" if len(self.files) == 1 else f"{len(self.files)} files"
            message = f"{source.name}: {source.path} has no usable row ({count} read)."
            hint = "correct the errors of its rows, or check `format` and `options`"
        else:
            message = f"{source.name}: {source.path} matches no file."
            similar = nearest(source.path, [entry.path for entry in islice(self.directory.entries, SIMILAR_LIMIT)])
            is_other = similar is not None and similar != source.path
            hint = f"did you mean `{similar}`?" if is_other else "check `path`, or set `optional: true`"
        place, network = self._path_in_manifest(), self.manifest.network
        yield Issue.of(IssueCode.SOURCE_EMPTY, network, place, message, value=source.path, hint=hint)

    def _unfetched(self) -> Iterator[Issue]:
        """The remark on a source of which nothing was fetched yet, or no more is there; it keeps what it had."""
        if self.source.fetches:
            place, network = self._path_in_manifest(), self.manifest.network
            is_gone = self.fetched.fetched_at is not None
            message = f"{self.source.name}: {'what was fetched is no longer there' if is_gone else 'not fetched yet'}."
            is_failing = self.fetched.failing_since is not None
            hint = "see `fetch-failed` of this source" if is_failing else "run `hub harvest`, which fetches it"
            code, severity = IssueCode.SOURCE_EMPTY, Severity.INFO
            yield Issue.of(code, network, place, message, value=self.source.path, hint=hint, severity=severity)
