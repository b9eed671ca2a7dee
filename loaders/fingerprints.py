"""Fingerprints of seed directories: whether the files are those that were read before, found out without reading any as records."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from loaders.fetched import fetched_state, reported
from loaders.globbing import DirectoryListing, MatchedFile, listing, matching
from loaders.manifest_model import Manifest
from loaders.source import Refused, SourceFile

_GRAIN = 2_000_000_000
"""Nanoseconds within which two changes of a file may bear one time: some file systems count in steps of two seconds."""
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A seed directory when it was looked at.

    stamps: digest of what the file system says of all entries: path, size, times of change in nanoseconds, inode, link.
    is_at_rest: whether all changed so long before that no later change can bear the same times: only then equal stamps mean equal files.
    """

    listed: DirectoryListing
    stamps: str
    is_at_rest: bool

    def content(self, manifest: Manifest) -> str:
        """Digest of the names of all entries and the bytes of those that a manifest reads; what cannot be read counts by its code. Blocks."""
        digest = hashlib.blake2b()
        for entry in self.listed.entries:
            digest.update(f"{entry.path}\0{entry.link}\n".encode(errors="surrogateescape"))
        read = {
            match.file.path: match.file
            for source in manifest.sources
            for match in matching(source.path, self.listed)
            if isinstance(match, MatchedFile)
        }
        for path, file in sorted(read.items()):
            digest.update(f"{path}\0".encode())
            digest.update(_bytes_digest(file))
        digest.update(repr(reported(fetched_state(self.listed.root))).encode())
        return digest.hexdigest()


def fingerprint(root: Path) -> Fingerprint:
    """The fingerprint of a directory. Blocks."""
    now, listed = time.time_ns(), listing(root)
    digest, newest = hashlib.blake2b(str(root.resolve()).encode(errors="surrogateescape")), 0
    for entry in listed.entries:
        digest.update(f"{entry.path}\0{entry.size} {entry.stamp} {entry.link}\n".encode(errors="surrogateescape"))
        newest = max(newest, *entry.stamp[:2])
    # the size is 0 and the times are those of no file where the system does not say: such an entry is never settled
    is_known = all(any(entry.stamp) for entry in listed.entries)
    return Fingerprint(listed, digest.hexdigest(), listed.complete and is_known and newest < now - _GRAIN)


def _bytes_digest(file: SourceFile) -> bytes:
    digest = hashlib.blake2b()
    try:
        with file.open() as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except Refused as refused:
        return refused.code.value.encode()
    return digest.digest()
