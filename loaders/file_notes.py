"""Notes on what each file gives while a directory is read, and whether what is remembered of a file still holds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.chunks import FileEnd, ReadEntry, RecalledFile
from loaders.file_memory import FileMemory, FileReading, SameFile, StatedKey, same_file
from loaders.manifest_model import Manifest
from loaders.mapping.mappers import Entry
from loaders.publishers import PublisherSearch
from loaders.stated_keys import StatedKeys
from schema.issues import Issue
from schema.records import Record

PARTS_LIMIT = 1000
"""Records and issues of one file beyond which it is read each time, so that what is
remembered of a file stays small.
"""


@dataclass(slots=True)
class _FileNotes:
    """What the file that is being read has given so far.

    is_lasting: nothing but its own bytes, and which keys others state, decides on it.
    """

    keys: dict[int, StatedKey] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    is_lasting: bool = True

    def add_record(self, record: Record, *, is_first: bool, is_special: bool) -> None:
        """Note a record. is_special: more than its key would have to be remembered of it."""
        self.is_lasting &= not (is_special or record.former_keys or record.given_id)
        if self.is_lasting:
            key = StatedKey.of(record, is_first=is_first)
            self.keys.setdefault(key.hashed, key)
            self._bound()

    def add_issue(self, issue: Issue) -> None:
        """Note an issue."""
        if self.is_lasting:
            self.issues.append(issue)
            self._bound()

    def _bound(self) -> None:
        if len(self.keys) + len(self.issues) > PARTS_LIMIT:
            self.is_lasting = False
            self.keys.clear()
            self.issues.clear()


@dataclass(slots=True)
class DirectoryNotes:
    """Lets through what is stated first, source by source and file by file, and notes what each file gave.

    memory: None to note nothing.
    """

    manifest: Manifest
    memory: FileMemory | None
    search: PublisherSearch
    keys: StatedKeys = field(default_factory=StatedKeys)
    _notes: _FileNotes = field(default_factory=_FileNotes)

    async def passed(self, source: int | None, batch: Sequence[ReadEntry]) -> list[Entry | SameFile]:
        """The entries of a batch without what was stated before, with issues that say so; of a remembered file
        what stands for its records.

        source: its number in the manifest; None where its files are not to be remembered.
        """
        passed: list[Entry | SameFile] = []
        for entry in batch:
            if isinstance(entry, RecalledFile):
                passed += await self._recalled(source, entry)
            else:
                passed += self._read(source, entry)
        return passed

    def _read(self, source: int | None, entry: Entry | FileEnd) -> list[Entry]:
        if isinstance(entry, FileEnd):
            self._end(source, entry)
            return []
        if isinstance(entry, Record):
            is_first, issues = self.keys.state(entry)
            if source is not None:
                is_special = bool(issues) or (is_first and self.search.concerns(entry))
                self._notes.add_record(entry, is_first=is_first, is_special=is_special)
            return [entry, *issues] if is_first else [*issues]
        if isinstance(entry, Issue) and source is not None:
            self._notes.add_issue(entry)
        elif source is not None:
            self._notes.is_lasting = False
        return [entry]

    def _end(self, source: int | None, end: FileEnd) -> None:
        notes, self._notes = self._notes, _FileNotes()
        if self.memory is not None and source is not None and notes.is_lasting and end.rows:
            # what is said of the source as a whole stands elsewhere
            issues = tuple(issue for issue in notes.issues if issue.place.path == end.path)
            reading = FileReading(end.rows, tuple(notes.keys.values()), issues)
            self.memory.note(source, end.path, reading)

    async def _recalled(self, source: int | None, file: RecalledFile) -> list[Entry | SameFile]:
        """What is remembered of a file; where other files state its keys otherwise than before, it is read."""
        if self.memory is not None and source is not None and self.keys.recall(file.path, file.reading.keys):
            self.memory.keep(source, file.path)
            return [*file.reading.issues, same_file(self.manifest.network, file.path, file.reading)]
        return await self.passed(source, await asyncio.to_thread(lambda: list(file.reader.entries())))
