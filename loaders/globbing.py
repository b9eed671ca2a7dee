"""The files of a seed directory and which of them a path or glob names; links, devices and .. are never followed."""

import fnmatch
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Literal

from loaders.source import SourceFile
from schema.issues import IssueCode

FILE_LIMIT = 200_000
_SKIPPED = frozenset({".git"})


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One entry below a seed directory. path: relative, with forward slashes. link: a symbolic link,
    and whether to a folder.

    stamp: when its bytes and when its inode changed, in nanoseconds, and the number of its inode; zeros where the
    system does not say. device: on which it lies.
    """

    path: str
    size: int
    link: Literal["file", "folder"] | None
    stamp: tuple[int, int, int]
    device: int = 0


@dataclass(frozen=True, slots=True)
class DirectoryListing:
    """All entries below a seed directory that are no folders, in the order of their paths.

    Links are listed, not followed.
    """

    root: Path
    entries: tuple[DirectoryEntry, ...]
    complete: bool
    _named: dict[str, tuple["MatchedFile | UnreadableFile", ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def matching(self, pattern: str) -> tuple["MatchedFile | UnreadableFile", ...]:
        """See `matching`; worked out once for each path or glob."""
        if pattern not in self._named:
            self._named[pattern] = tuple(matching(pattern, self))
        return self._named[pattern]


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A path that a source names but that is not read, and why."""

    path: str
    code: IssueCode
    message: str


@dataclass(frozen=True, slots=True)
class MatchedFile:
    """One file of a source with its size in bytes."""

    file: SourceFile
    size: int


def listing(root: Path) -> DirectoryListing:
    """List a directory, at most 200,000 entries of it."""
    entries: list[DirectoryEntry] = []
    for entry in _walk(root):
        if len(entries) == FILE_LIMIT:
            return DirectoryListing(root, tuple(sorted(entries, key=lambda entry: entry.path)), complete=False)
        entries.append(entry)
    return DirectoryListing(root, tuple(sorted(entries, key=lambda entry: entry.path)), complete=True)


def _walk(root: Path) -> Iterator[DirectoryEntry]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(f"{root}/{folder}"), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting += [f"{path}/"] if entry.name not in _SKIPPED else []
            else:
                yield _listed(path, entry)


def _link(entry: os.DirEntry[str]) -> Literal["file", "folder"] | None:
    if not entry.is_symlink():
        return None
    return "folder" if Path(entry.path).is_dir() else "file"


def _listed(path: str, entry: os.DirEntry[str]) -> DirectoryEntry:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return DirectoryEntry(path, 0, _link(entry), (0, 0, 0))
    stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    return DirectoryEntry(path, found.st_size, _link(entry), stamp, found.st_dev)


def matching(pattern: str, listed: DirectoryListing) -> Iterator[MatchedFile | UnreadableFile]:
    """Files that a path or glob names, in the order of their paths, and what it names but may not be read."""
    parts = PurePosixPath(pattern).parts
    if not parts or ".." in parts or parts[0].startswith("/") or "\\" in pattern or "\0" in pattern:
        yield UnreadableFile(
            _printable(pattern), IssueCode.FILE_OUTSIDE, f"{_printable(pattern)} leads out of the seed directory"
        )
        return
    steps = [_step(part) for part in parts]
    way = _Way(steps)
    for entry in listed.entries:
        states = way.states(entry.path.split("/"))
        if len(steps) in states or (entry.link == "folder" and states):
            yield _readable(listed.root, entry)


def is_named(path: str, pattern: str) -> bool:
    """Whether a path or glob names a file, by its path below the seed directory."""
    steps = [_step(part) for part in PurePosixPath(pattern).parts]
    return len(steps) in _Way(steps).states(path.split("/"))


def _readable(root: Path, entry: DirectoryEntry) -> MatchedFile | UnreadableFile:
    if _printable(entry.path) != entry.path:
        return UnreadableFile(
            _printable(entry.path), IssueCode.FILE_UNREADABLE, "the name of the file is not valid UTF-8"
        )
    if entry.link:
        return UnreadableFile(entry.path, IssueCode.FILE_OUTSIDE, f"{entry.path} is a link")
    is_known = any(entry.stamp)
    return MatchedFile(SourceFile(root, entry.path, (entry.device, entry.stamp[2]) if is_known else None), entry.size)


def _printable(path: str) -> str:
    return path if path.isascii() else path.encode("utf-8", "replace").decode()


_Step = re.Pattern[str] | None


def _step(part: str) -> _Step:
    """One part of a glob; None stands for **. Hidden names match only a part that begins with a dot itself."""
    if part == "**":
        return None
    hidden = "" if part.startswith(".") else r"(?!\.)"
    return re.compile(hidden + fnmatch.translate(part))


class _Way:
    """How many steps of a glob paths may have used up.

    Of the path before it keeps those of its folders: paths come in order, and share them.
    """

    def __init__(self, steps: list[_Step]) -> None:
        self._steps = steps
        self._folders: list[str] = []
        self._states = [_opened({0}, steps)]

    def states(self, names: list[str]) -> set[int]:
        """The states after the names of a path; empty where they cannot even lead to a match."""
        pairs = zip(self._folders, names[:-1], strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        self._folders, self._states = names[:-1], self._states[: shared + 1]
        for name in names[shared:-1]:
            self._states.append(self._after(self._states[-1], name))
        return self._after(self._states[-1], names[-1])

    def _after(self, states: set[int], name: str) -> set[int]:
        steps = self._steps
        used = {
            state + (steps[state] is not None) for state in states if state < len(steps) and _takes(steps[state], name)
        }
        return _opened(used, steps)


def _takes(step: _Step, name: str) -> bool:
    return not name.startswith(".") if step is None else step.match(name) is not None


def _opened(states: set[int], steps: list[_Step]) -> set[int]:
    for state in tuple(states):
        end = state
        while end < len(steps) and steps[end] is None:
            end += 1
            states = states | {end}
    return states
