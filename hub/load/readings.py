"""Readings: what the last load of a network read and said, by which the next one knows without reading
that the files say the same.

A file system that says the same of every file (size, both times, inode) vouches for its bytes if all these changed
before the reading began; otherwise the bytes themselves decide. A reading is of one manifest and of one edition of the
code that reads, and it holds as long as no other load wrote the network.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

import loaders
import schema
from hub.load.file_readings import FileChanges, KnownFiles, known_files
from hub.load.ledger import Last, manifest_digest
from hub.load.report import Counts, LoadReport
from hub.store.former_tables import ReadingRow
from hub.store.transaction import Transaction, table_of
from loaders.file_memory import FileMemory
from loaders.fingerprints import Fingerprint, fingerprint
from loaders.manifest_model import Manifest
from schema.issues import Issue, IssueCode

_READING = table_of(ReadingRow)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is to be remembered of a reading: the row of the directory, and its files."""

    row: Mapping[str, Any]
    files: FileChanges


@dataclass(slots=True)
class DirectoryReading:
    """A seed directory that is about to be read. digests: of the bytes of its files, once they were needed. known:
    readings of its files that hold.

    memory: what is known of its files, and what they give; None until it is known that some have to be read.
    """

    manifest: Manifest
    seen: Fingerprint
    known: KnownFiles = field(default_factory=lambda: KnownFiles({}))
    digests: Mapping[str, str] | None = None
    memory: FileMemory | None = None

    async def content_digest(self) -> str:
        """Digest of the bytes that the manifest reads.

        Taken once, before they are read, so that what changes meanwhile is read again.
        """
        if self.digests is None:
            self.digests = await asyncio.to_thread(self.seen.digests, self.manifest, self.known.digests())
        return self.seen.content(self.digests)

    async def remembering(self) -> FileMemory:
        """What is known of the files that are to be read now."""
        await self.content_digest()
        self.memory = self.known.memory(self.digests or {})
        return self.memory

    async def remembered(self, report: LoadReport, revision: int | None, *, repeats: bool = True) -> Remembered:
        """What is to be remembered when all is read.

        revision: of the last load of the network; repeats: whether the report would be the
        same if all were read again.
        """
        content = await self.content_digest()
        row = {
            "network": report.network,
            "revision": revision,
            "reader": reader_edition(),
            "stamps": self.seen.stamps if repeats else "",
            "is_at_rest": self.seen.is_at_rest and repeats,
            "content": content if repeats else "",
            "report": _said(report) if repeats else {},
        }
        return Remembered(row, self._file_changes(report.network))

    def _file_changes(self, network: str) -> FileChanges:
        digests, stamps = self.digests or {}, self.seen.file_stamps()
        if self.memory is None:
            return self.known.restamped(network, digests, stamps)
        return self.known.changes(network, self.memory.noted, digests, stamps)


async def new_reading(root: Path, manifest: Manifest) -> DirectoryReading:
    """The reading of a directory that begins now."""
    return DirectoryReading(manifest, await asyncio.to_thread(fingerprint, root))


async def repeat_report(tx: Transaction, reading: DirectoryReading, last: Last, report: LoadReport) -> bool:
    """Report what reading a directory again would, if it says what it said when it was read last; whether it does.

    If not, have the reading know which of its files do.
    """
    row = (await tx.execute(select(_READING).where(_READING.c.network == report.network))).mappings().first()
    if row is None or last.row is None or row["revision"] != await last_revision(tx, report.network):
        return False
    # a migration empties the digest where all is to be done anew
    if row["reader"] != reader_edition() or last.row["manifest_digest"] != manifest_digest(reading.manifest):
        return False
    is_untouched = row["is_at_rest"] and row["stamps"] == reading.seen.stamps
    if not is_untouched:
        reading.known = await known_files(tx, report.network)
    if is_untouched or row["content"] == await reading.content_digest():
        _repeat(row["report"], report)
        return True
    return False


async def remember(tx: Transaction, remembered: Remembered) -> None:
    """Remember a reading, unless a load has written the network since."""
    if remembered.row["revision"] == await last_revision(tx, remembered.row["network"]):
        await tx.upsert(ReadingRow, [remembered.row])
        await remembered.files.write(tx)


def _said(report: LoadReport) -> dict[str, Any]:
    return {
        "counts": {kind: asdict(counts) for kind, counts in report.counts.items()},
        "issues": msgspec.to_builtins(report.issues),
        "issue_counts": {code.value: number for code, number in report.issue_counts.items()},
        "errors": report.errors,
        "rows": report.rows,
    }


def _repeat(said: Mapping[str, Any], report: LoadReport) -> None:
    """Have a report say what it said when the same was read, but that nothing of it is new."""
    for kind, numbers in said["counts"].items():
        former = Counts(**numbers)
        report.counts[kind] = Counts(
            read=former.read, unchanged=former.read, rejected=former.rejected, kept=former.kept
        )
    report.issues = msgspec.convert(said["issues"], list[Issue])
    report.issue_counts = Counter({IssueCode(code): number for code, number in said["issue_counts"].items()})
    report.errors, report.rows = said["errors"], said["rows"]


async def last_revision(tx: Transaction, network: str) -> int | None:
    """The revision of the last load of a network, accepted or rejected; None before its first."""
    last = await tx.value("SELECT max(revision) FROM load WHERE network = :network", network=network)
    return None if last is None else int(last)


@cache
def reader_edition() -> str:
    """Digest of the code and words that make records and issues of files: another edition may make
    others of the same bytes.
    """
    digest = hashlib.blake2b()
    for folder in (Path(loaders.__file__).parent, Path(schema.__file__).parent, Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
