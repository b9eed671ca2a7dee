"""Fingerprints of seed directories: whether the files are those that were read before, found out
without reading any as records.
"""

import hashlib
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.fetched import fetched_state, reported
from loaders.globbing import DirectoryEntry, DirectoryListing, MatchedFile, listing
from loaders.manifest_model import Manifest
from loaders.source import Refused, SourceFile

_GRAIN = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear one time: some file systems count in steps of two seconds."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A seed directory when it was looked at.

    stamps: digest of what the file system says of all entries: path, size, times of change in nanoseconds, inode, link.
    is_at_rest: whether all changed so long before that no later change can bear the same times: only then equal
    stamps mean equal files.
    taken: when that was, in nanoseconds.
    """

    listed: DirectoryListing
    stamps: str
    is_at_rest: bool
    taken: int

    def file_stamps(self) -> dict[str, str]:
        """What the file system says of each entry, by path.

        An empty text of those that a later change may leave as they are.
        """
        # two directories are two, though their files may bear the same numbers
        root = zlib.crc32(str(self.listed.root.resolve()).encode(errors="surrogateescape"))
        return {
            entry.path: f"{root:x} {_stamp(entry)}" if _is_at_rest(entry, self.taken) else ""
            for entry in self.listed.entries
        }

    def digests(self, manifest: Manifest, known: Mapping[str, tuple[str, str]]) -> dict[str, str]:
        """Digest of the bytes of each file that a manifest reads, by path; of what cannot be read its
        code after a `!`. Blocks.

        known: stamp and digest of files that were read before; those whose stamp is the same are not opened.
        """
        read = {
            match.file.path: match.file
            for source in manifest.sources
            for match in self.listed.matching(source.path)
            if isinstance(match, MatchedFile)
        }
        stamps, digests = self.file_stamps(), dict[str, str]()
        for path, file in sorted(read.items()):
            stamp, digest = known.get(path, ("", ""))
            digests[path] = digest if stamp and stamp == stamps[path] else _bytes_digest(file)
        return digests

    def content(self, digests: Mapping[str, str]) -> str:
        """Digest of the names of all entries and of the bytes of those that are read. Blocks."""
        digest = hashlib.blake2b()
        for entry in self.listed.entries:
            digest.update(f"{entry.path}\0{entry.link}\n".encode(errors="surrogateescape"))
        for path, bytes_digest in digests.items():
            digest.update(f"{path}\0{bytes_digest}\n".encode())
        digest.update(repr(reported(fetched_state(self.listed.root))).encode())
        return digest.hexdigest()


def fingerprint(root: Path) -> Fingerprint:
    """The fingerprint of a directory. Blocks."""
    now, listed = time.time_ns(), listing(root)
    digest = hashlib.blake2b(str(root.resolve()).encode(errors="surrogateescape"))
    for entry in listed.entries:
        digest.update(f"{entry.path}\0{_stamp(entry)} {entry.link}\n".encode(errors="surrogateescape"))
    is_at_rest = listed.complete and all(_is_at_rest(entry, now) for entry in listed.entries)
    return Fingerprint(listed, digest.hexdigest(), is_at_rest, now)


def _stamp(entry: DirectoryEntry) -> str:
    return " ".join(str(number) for number in (entry.size, *entry.stamp))


def _is_at_rest(entry: DirectoryEntry, now: int) -> bool:
    """Whether no later change can bear the same times; never where the system does not say any."""
    return any(entry.stamp) and max(entry.stamp[:2]) < now - _GRAIN


def _bytes_digest(file: SourceFile) -> str:
    digest = hashlib.blake2b(digest_size=16)
    try:
        with file.open() as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except Refused as refused:
        return f"!{refused.code.value}"
    return digest.hexdigest()
