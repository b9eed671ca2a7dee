"""Archives of seed directories from strangers: tar, tar.gz or zip, unpacked within bounds. Nothing but files
and folders comes of them.

Each file is counted while it is written, whatever the archive says of its size; nothing is written outside the folder,
followed or executed. Raises `HubError` seeds-refused for whatever else an archive holds, with the name of the member:
files beside the seed directory, too, as they would stand where judgements on all networks are read.
"""

import errno
import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from hub.errors import ErrorCode, HubError
from loaders.directory import find_directories

MOST_BYTES = 1024 * 1024 * 1024
"""Of all files unpacked."""
MOST_FILES = 100_000
_DEEPEST, _LONGEST_NAME = 20, 200
_PIECE = 64 * 1024
_LARGEST_HEADER = 1024 * 1024
"""Bytes that a tar header (of a long name, of pax) may have: tarfile reads it into memory at once."""
_LARGEST_DIRECTORY = 16 * 1024 * 1024
"""Bytes that the list of a zip's members may have: zipfile holds some ten times as much."""
_ZIP_END, _ZIP_END_SIZE, _ZIP_END_REACH = b"PK\x05\x06", 22, 22 + 65_535
_NAMED = 3
"""Files that a refusal names at most."""
_LEFT_OUT = ("__MACOSX", ".DS_Store", "._")


@dataclass(slots=True)
class _Room:
    """What may still be unpacked into a folder."""

    folder: Path
    bytes_left: int
    files_left: int = MOST_FILES

    def write(self, name: str, content: IO[bytes]) -> None:
        """Write one file of an archive."""
        path = self.folder.joinpath(*_parts(name))
        self.files_left -= 1
        if self.files_left < 0:
            _refuse(f"it holds more than {MOST_FILES:,} files")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                while piece := content.read(_PIECE):
                    self.bytes_left -= len(piece)
                    if self.bytes_left < 0:
                        _refuse("it is too large unpacked")
                    file.write(piece)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            _refuse(f"it holds {_shown(name)} twice")


def unpacked(archive: Path, into: Path, most_bytes: int = MOST_BYTES) -> Path:
    """Unpack an archive into an empty folder; the seed directory in it: the folder itself, or
    the only one at its top.
    """
    room = _Room(into, most_bytes)
    try:
        with archive.open("rb") as file:
            start = file.read(4)
            members = _zipped(file) if start == b"PK\x03\x04" else _tarred(file, is_packed=start[:2] == b"\x1f\x8b")
            for name, content in members:
                if not any(part.startswith(_LEFT_OUT) for part in name.split("/")):
                    room.write(name, content)
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        # zipfile goes to where a damaged list of members says, be it before the beginning (EINVAL)
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # of the disk, not of the archive
        _refuse("it is damaged, or neither a tar, a tar.gz nor a zip")
    directories = find_directories(into)
    if len(directories) != 1:
        _refuse("it does not hold one network.yaml, at its top or in one folder there")
    [directory] = directories
    if beside := _files_beside(directory, into):
        _refuse(f"it holds files beside the seed directory, {', '.join(map(_shown, beside[:_NAMED]))}")
    return directory


def _files_beside(directory: Path, folder: Path) -> list[str]:
    """The files below a folder that are not in the seed directory there, by their names in the archive.

    Without what the Finder of macOS packs of its own.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(directory))
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    return [name for name in names if not name.startswith("__MACOSX/") and not name.endswith(".DS_Store")]


def _tarred(file: IO[bytes], *, is_packed: bool) -> Iterator[tuple[str, IO[bytes]]]:
    """The files of a tar, one after the other."""
    file.seek(0)
    # tarfile reads headers into memory at once: bounded here, where all that it reads comes by
    content = _Bounded(gzip.GzipFile(fileobj=file) if is_packed else file)
    with tarfile.TarFile(fileobj=cast("Any", content)) as tar:
        for number, member in enumerate(tar):
            if number > MOST_FILES:
                _refuse(f"it holds more than {MOST_FILES:,} files")
            if member.isreg() and not member.issparse():
                yield member.name, cast("IO[bytes]", tar.extractfile(member))
            elif not member.isdir():
                _refuse(f"{_shown(member.name)} is a link, a device or something else that is not a file")


class _Bounded:
    """A file that is never read in pieces beyond a bound."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Some bytes. Raises `HubError` for more than a header may have."""
        if not 0 <= size <= _LARGEST_HEADER:
            _refuse("it has a header that is too large")
        return bytes(self._file.read(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _zipped(file: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """The files of a zip."""
    _check_directory(file)
    with zipfile.ZipFile(file) as archive:
        for member in archive.infolist():
            mode = member.external_attr >> 16
            if not member.filename:
                _refuse("it is damaged: a file in it has no name")
            if member.is_dir():
                continue
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                _refuse(f"{_shown(member.filename)} is a link, a device or something else that is not a file")
            if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                _refuse(f"{_shown(member.filename)} is encrypted, or not packed with deflate")
            with archive.open(member) as content:
                yield member.filename, content


def _check_directory(file: IO[bytes]) -> None:
    """Look at the end of a zip, as zipfile does, before zipfile reads the list of members that stands there."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _ZIP_END_REACH))
    tail = file.read()
    whole = tail[-_ZIP_END_SIZE:]
    place = len(tail) - _ZIP_END_SIZE
    if not (whole.startswith(_ZIP_END) and whole.endswith(b"\0\0")):
        place = tail.rfind(_ZIP_END)
    # 0xffffffff, as zip64 has it there, is beyond the bound as well
    if place < 0 or int.from_bytes(tail[place + 12 : place + 16], "little") > _LARGEST_DIRECTORY:
        _refuse("its list of members is missing or too large")


def _parts(name: str) -> list[str]:
    """The folders and the file of a member's name."""
    parts = [part for part in name.split("/") if part != "."]
    if (
        not 0 < len(parts) <= _DEEPEST
        or name.startswith("/")
        or any(part in ("", "..") or len(part.encode(errors="replace")) > _LONGEST_NAME for part in parts)
        or not name.isprintable()
        or "\\" in name
    ):
        _refuse(f"{_shown(name)} is not the name of a file within a folder")
    return parts


def _shown(name: str) -> str:
    return ascii(name[:80])


def _refuse(why: str) -> NoReturn:
    hint = "Pack the seed directory, network.yaml and its files, as `tar -czf seed.tar.gz -C seeds/my-network .` does."
    raise HubError(ErrorCode.SEEDS_REFUSED, f"The archive is refused: {why}.", hint)
