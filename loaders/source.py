"""Opening files of a seed directory that may be hostile: nothing outside it, no devices, bounded size, valid UTF-8."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from schema.issues import IssueCode

DOCUMENT_LIMIT = 32 * 1024 * 1024


class Refused(Exception):
    """A file that may not or cannot be read; carries the code and the sentence for the operator.

    hint: None stands for the usual one of the code.
    """

    def __init__(self, code: IssueCode, message: str, line: int | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.hint = hint


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One regular file below a seed directory. path: relative to the directory, with forward slashes.

    listed: device and inode of the file that a walk, which follows no links, met at the path; None
    where there was no walk.
    """

    root: Path
    path: str
    listed: tuple[int, int] | None = field(default=None, compare=False)

    def open(self) -> IO[bytes]:
        """Open for reading, refusing links at every level, devices and FIFOs. Raises `Refused`."""
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        try:
            if self.listed is None:
                self._refuse_links()
            handle = os.open(f"{self.root}/{self.path}", flags)
        except OSError as error:
            raise Refused(IssueCode.FILE_UNREADABLE, f"{self.path} cannot be opened: {error.strerror}") from error
        try:
            self._refuse_others(os.fstat(handle))
        except (Refused, OSError):
            os.close(handle)
            raise
        return os.fdopen(handle, "rb")

    def _refuse_others(self, found: os.stat_result) -> None:
        """Refuse what was opened if it is no regular file, or if it may have been reached by a link."""
        if not stat.S_ISREG(found.st_mode):
            raise Refused(IssueCode.FILE_UNREADABLE, f"{self.path} is not a regular file")
        # the very file that the walk met needs no look at each of its folders; one that has come in its place does
        if self.listed is not None and self.listed != (found.st_dev, found.st_ino):
            self._refuse_links()

    def _refuse_links(self) -> None:
        parts = Path(self.path).parts
        if Path(self.path).is_absolute() or ".." in parts:
            raise Refused(IssueCode.FILE_OUTSIDE, f"{self.path} leads out of the seed directory")
        for end in range(1, len(parts) + 1):
            step = self.root.joinpath(*parts[:end])
            if step.is_symlink():
                raise Refused(IssueCode.FILE_OUTSIDE, f"{step.relative_to(self.root)} is a link")

    def size(self) -> int:
        """Size in bytes; 0 where the system does not say."""
        try:
            return (self.root / self.path).lstat().st_size
        except OSError:
            return 0

    def read_bytes(self, limit: int = DOCUMENT_LIMIT) -> bytes:
        """The whole content. Raises `Refused` if it is larger than the limit (bytes)."""
        with self.open() as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            raise Refused(IssueCode.FILE_TOO_LARGE, f"{self.path} is larger than {limit} bytes")
        return content

    def read_text(self, limit: int = DOCUMENT_LIMIT) -> str:
        """The whole content as UTF-8 text without BOM. Raises `Refused`."""
        return decoded(self.read_bytes(limit), self.path)

    def lines(self, limit: int = DOCUMENT_LIMIT) -> Iterator[tuple[int, bytes]]:
        """Number (from 1) and bytes of each line, one at a time. Raises `Refused` on a line longer than the limit."""
        with self.open() as stream:
            number = 0
            while line := stream.readline(limit + 1):
                number += 1
                if len(line) > limit:
                    raise Refused(
                        IssueCode.FILE_TOO_LARGE, f"{self.path}:{number} is longer than {limit} bytes", number
                    )
                yield number, line


def decoded(content: bytes, path: str) -> str:
    """Bytes as UTF-8 text without BOM. Raises `Refused` that names the line of the first wrong byte."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(IssueCode.FILE_NOT_UTF8, f"{path}:{line} is not UTF-8 (byte {error.start})", line) from error
