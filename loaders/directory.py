"""Seed directories: find them, open their manifest, read them as an async stream of records, figures and issues."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from loaders.chunks import CHUNK_LIMIT, Chunk, SourceReader, batches, in_order
from loaders.documents.document import dotted
from loaders.formats import FORMATS
from loaders.globbing import FILE_LIMIT, DirectoryListing, MatchedFile, UnreadableFile, listing, matching
from loaders.manifest.misspelt_columns import SeenColumns, absent, mapped_at, misspelt, wanted
from loaders.manifest.opening import MANIFEST_NAME, open_directory, place_in_manifest
from loaders.manifest_model import Manifest, Source
from loaders.mapping.compiling import mappers, record_mappings
from loaders.mapping.mappers import Entry, Mapper, Repeatable
from loaders.mapping.paths import Misdescribed
from loaders.progress import OnProgress, Progress
from loaders.rows import RESTORE
from loaders.suggestions import nearest
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity
from schema.records import Record

SIMILAR_LIMIT = 1000

__all__ = ["Entry", "Progress", "find_directories", "open_directory", "read_directory"]

_ABOUT_THE_MANIFEST = Place(MANIFEST_NAME)


def find_directories(path: Path) -> list[Path]:
    """The seed directories at a path: itself if it has a manifest, else those of its children that have one, by name."""
    if _has_manifest(path):
        return [path]
    return sorted(child for child in path.iterdir() if _has_manifest(child)) if path.is_dir() else []


def _has_manifest(path: Path) -> bool:
    return (path / MANIFEST_NAME).is_file()


async def read_directory(
    root: Path, manifest: Manifest, *, on_progress: OnProgress | None = None, parallel: int = 4
) -> AsyncGenerator[list[Entry]]:
    """All a directory states, in batches of at most 1000: sources in the manifest's order, files by path, rows as they stand.

    Problems of data are issues in the stream. Leaving the loop, or cancelling the task, stops the reading soon.
    """
    listed = await asyncio.to_thread(listing, root)
    taken = _FirstRecords()
    if not listed.complete:
        yield [
            _issue(
                manifest,
                IssueCode.FILE_UNREADABLE,
                f"The directory has more than {FILE_LIMIT} files; the rest is not read.",
                None,
            )
        ]
    for index, source in enumerate(manifest.sources):
        stream = _read_source(source, index, manifest, listed, on_progress, max(1, parallel))
        try:
            async for batch in stream:
                entries = [kept for entry in batch if (kept := taken.first(entry)) is not None]
                for start in range(0, len(entries), CHUNK_LIMIT):
                    yield entries[start : start + CHUNK_LIMIT]
        finally:
            await stream.aclose()


async def _read_source(
    source: Source,
    index: int,
    manifest: Manifest,
    listed: DirectoryListing,
    on_progress: OnProgress | None,
    parallel: int,
) -> AsyncGenerator[list[Entry]]:
    try:
        form = FORMATS[source.format]
        compiled = mappers(source, form, manifest)
    except (Misdescribed, KeyError) as fault:
        yield [_issue(manifest, IssueCode.MANIFEST_INVALID, f"{source.name}: {fault}", getattr(fault, "hint", None))]
        return
    found = await asyncio.to_thread(lambda: list(matching(source.path, listed)))
    files = [one for one in found if isinstance(one, MatchedFile)]
    if unread := [
        _unread(manifest, one, listed, _place(listed, index)) for one in found if isinstance(one, UnreadableFile)
    ]:
        yield list(unread)
    seen = SeenColumns(wanted(source))
    tally = _SourceTally(manifest.network, source.name, files, on_progress)
    stopped = threading.Event()
    chunks = in_order(_readers(source, manifest, compiled, files, stopped, seen), parallel, stopped)
    try:
        async for chunk in chunks:
            tally.add(chunk)
            if chunk.entries:
                yield chunk.entries
    finally:
        await chunks.aclose()
    if tally.rows:
        yield [
            *(_emptied(manifest, path) for path in sorted(seen.empty)),
            *_misspelt(source, seen, manifest),
            *_absent(source, index, seen, manifest, listed),
        ]
    if not source.optional and not tally.stated and (not tally.rows or tally.errors or _wants_all(source)):
        yield [_empty(source, manifest, files, listed, _place(listed, index))]


def _readers(
    source: Source,
    manifest: Manifest,
    compiled: tuple[Mapper, ...],
    files: list[MatchedFile],
    stopped: threading.Event,
    seen: SeenColumns,
) -> Iterator[SourceReader]:
    form = FORMATS[source.format]
    return (
        SourceReader(manifest.network, form, source.options, compiled, batch, stopped, seen, mapped_at(source))
        for batch in batches(files)
    )


@dataclass(slots=True)
class _SourceTally:
    """Counts what was read of one source and tells whoever wants to know."""

    network: str
    source: str
    files: list[MatchedFile]
    on_progress: OnProgress | None
    rows: int = 0
    stated: int = 0
    errors: int = 0
    done: int = 0
    size: int = 0
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(matched.size for matched in self.files)
        self.add(Chunk([], 0, 0, 0))

    def add(self, chunk: Chunk) -> None:
        self.rows += chunk.rows
        self.done += chunk.files
        self.size += chunk.size
        faults = [entry for entry in chunk.entries if isinstance(entry, Issue)]
        self.stated += len(chunk.entries) - len(faults)
        self.errors += sum(one.severity is Severity.ERROR for one in faults)
        if self.on_progress is not None:
            self.on_progress(
                Progress(self.network, self.source, self.done, len(self.files), self.rows, self.size, self.total)
            )


@dataclass(slots=True)
class _FirstRecords:
    """The keys taken so far, as 8-byte hashes, each with the place of the record that has it."""

    places: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def first(self, entry: Entry) -> Entry | None:
        """The entry; of a record whose key is taken already the issue that says so, nothing if it may be stated again."""
        if not isinstance(entry, Record):
            return entry
        mark = hash((entry.kind, entry.key))
        taken = self.places.get(mark)
        if taken is None:
            self.places[mark] = (self._number(entry.place.path), entry.place.line)
            return entry
        if isinstance(entry, Repeatable):
            return None
        first = ":".join(str(part) for part in (self.paths[taken[0]], taken[1]) if part is not None)
        message = f"The {entry.kind} {entry.key[:80]!r} is already stated in {first}; this one is left out."
        code = IssueCode.KEY_DUPLICATE
        return Issue(
            code,
            CATALOGUE[code].severity,
            entry.network,
            entry.place,
            message,
            "key",
            entry.key[:120],
            "remove one, or give it its own key",
        )

    def _number(self, path: str) -> int:
        if path not in self.numbers:
            self.numbers[path] = len(self.paths)
            self.paths.append(path)
        return self.numbers[path]


def _issue(
    manifest: Manifest, code: IssueCode, message: str, hint: str | None, place: Place = _ABOUT_THE_MANIFEST
) -> Issue:
    return Issue(code, CATALOGUE[code].severity, manifest.network, place, message, hint=hint)


def _place(listed: DirectoryListing, index: int) -> Place:
    return place_in_manifest(listed.root, ("sources", index, "path"))


def _unread(manifest: Manifest, unread: UnreadableFile, listed: DirectoryListing, place: Place) -> Issue:
    is_pattern = all(entry.path != unread.path for entry in listed.entries)
    hint = "copy the file into the directory; links and .. are not followed"
    return _issue(manifest, unread.code, unread.message, hint, place if is_pattern else Place(unread.path))


def _emptied(manifest: Manifest, path: str) -> Issue:
    return _issue(manifest, IssueCode.SYNTAX, "The file is empty.", RESTORE, Place(path, 1))


def _wants_all(source: Source) -> bool:
    """Whether each row is to give something: no condition may pass over all of them."""
    return all(mapping.when is None for mapping in record_mappings(source, FORMATS[source.format]))


def _misspelt(source: Source, seen: SeenColumns, manifest: Manifest) -> Iterator[Issue]:
    for name, place, near in misspelt(source, seen):
        message = f"{name!r} is no field of {source.kind} and is left unread."
        yield replace(_issue(manifest, IssueCode.FIELD_UNKNOWN, message, f"did you mean `{near}`?", place), field=name)


def _absent(
    source: Source, index: int, seen: SeenColumns, manifest: Manifest, listed: DirectoryListing
) -> Iterator[Issue]:
    for fault in absent(source, index, seen):
        found = _issue(
            manifest, IssueCode.FIELD_MISSING, fault.message, fault.hint, place_in_manifest(listed.root, fault.path)
        )
        yield replace(found, field=dotted(fault.path))


def _empty(
    source: Source, manifest: Manifest, files: list[MatchedFile], listed: DirectoryListing, place: Place
) -> Issue:
    if not files:
        similar = nearest(source.path, [entry.path for entry in islice(listed.entries, SIMILAR_LIMIT)])
        hint = (
            f"did you mean `{similar}`?"
            if similar and similar != source.path
            else "check `path`, or say `optional: true`"
        )
        return _issue(manifest, IssueCode.SOURCE_EMPTY, f"{source.name}: {source.path} matches no file.", hint, place)
    hint = "mend the errors of its rows, or check `format` and `options`"
    read = "1 file" if len(files) == 1 else f"{len(files)} files"
    return _issue(
        manifest, IssueCode.SOURCE_EMPTY, f"{source.name}: no usable row in {read} of {source.path}.", hint, place
    )
