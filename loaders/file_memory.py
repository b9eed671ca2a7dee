"""What files gave when they were read last, so that a file with the same bytes need not be read again."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from schema.issues import Issue
from schema.records import Record, record_id


class StatedKey(msgspec.Struct, frozen=True, array_like=True):
    """The key of one record of a file.

    is_first: no file before, nor the file itself, had stated it; otherwise it was left out, as it
    may be stated repeatedly.
    """

    kind: str
    key: str
    line: int | None
    first_key: str | None = None
    is_first: bool = True

    @classmethod
    def of(cls, record: Record, *, is_first: bool = True) -> "StatedKey":
        """The key of a record."""
        return cls(record.kind, record.key, record.place.line, record.first_key, is_first)

    @property
    def hashed(self) -> int:
        """8 bytes that tell it from others within one run of the program."""
        return hash((self.kind, self.first_key or self.key))


class FileReading(msgspec.Struct, frozen=True, array_like=True):
    """What reading one file gave: rows, keys of its records in their order, and issues, those that reading
    other files decides excepted.
    """

    rows: int
    keys: tuple[StatedKey, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class SameFile:
    """A file that was not read again, in place of its records: kind and id of each that it was the first to state."""

    path: str
    records: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class FileMemory:
    """What is known of the files of a directory, by number of the source in the manifest and path,
    as JSON of `FileReading`.

    known: of files whose bytes are the same as when they were read. noted: of all files that could
    be done without next time.
    """

    known: Mapping[tuple[int, str], str] = field(default_factory=dict)
    noted: dict[tuple[int, str], str] = field(default_factory=dict)

    def reading(self, source: int, path: str) -> FileReading | None:
        """What is known of a file; None if it has to be read."""
        stated = self.known.get((source, path))
        return None if stated is None else msgspec.json.decode(stated, type=FileReading)

    def keep(self, source: int, path: str) -> None:
        """Note that what is known of a file holds."""
        self.noted[source, path] = self.known[source, path]

    def note(self, source: int, path: str, reading: FileReading) -> None:
        """Note what a file gave; nothing where a text of it has half a character, which JSON cannot hold."""
        with suppress(UnicodeEncodeError):
            self.noted[source, path] = msgspec.json.encode(reading).decode()


def same_file(network: str, path: str, reading: FileReading) -> SameFile:
    """What stands for the records of a file that is not read again."""
    first = (key for key in reading.keys if key.is_first)
    return SameFile(path, tuple((key.kind, record_id(network, key.kind, key.first_key or key.key)) for key in first))
