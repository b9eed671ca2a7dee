"""The files of a seed directory and which of them a path or glob names; links, devices and .. are never followed."""

import fnmatch
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from loaders.source import SourceFile
from schema.issues import IssueCode

FILE_LIMIT = 200_000
_SKIPPED = frozenset({".git"})


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One entry below a seed directory. path: relative, with forward slashes. link: a symbolic link, and whether to a folder.

    stamp: when its bytes and when its inode changed, in nanoseconds, and the number of its inode; zeros where the system does not say.
    """

    path: str
    size: int
    link: Literal["file", "folder"] | None
    stamp: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class DirectoryListing:
    """All entries below a seed directory that are no folders, in the order of their paths; links are listed, not followed."""

    root: Path
    entries: tuple[DirectoryEntry, ...]
    complete: bool


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
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
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
    return DirectoryEntry(path, found.st_size, _link(entry), (found.st_mtime_ns, found.st_ctime_ns, found.st_ino))


def matching(pattern: str, listed: DirectoryListing) -> Iterator[MatchedFile | UnreadableFile]:
    """Files that a path or glob names, in the order of their paths, and what it names but may not be read."""
    parts = PurePosixPath(pattern).parts
    if not parts or ".." in parts or parts[0].startswith("/") or "\\" in pattern or "\0" in pattern:
        yield UnreadableFile(
            _printable(pattern), IssueCode.FILE_OUTSIDE, f"{_printable(pattern)} leads out of the seed directory"
        )
        return
    steps = [_step(part) for part in parts]
    for entry in listed.entries:
        states = _states(steps, entry.path.split("/"))
        if len(steps) in states or (entry.link == "folder" and states):
            yield _readable(listed.root, entry)


def is_named(path: str, pattern: str) -> bool:
    """Whether a path or glob names a file, by its path below the seed directory."""
    steps = [_step(part) for part in PurePosixPath(pattern).parts]
    return len(steps) in _states(steps, path.split("/"))


def _readable(root: Path, entry: DirectoryEntry) -> MatchedFile | UnreadableFile:
    if _printable(entry.path) != entry.path:
        return UnreadableFile(
            _printable(entry.path), IssueCode.FILE_UNREADABLE, "the name of the file is not valid UTF-8"
        )
    if entry.link:
        return UnreadableFile(entry.path, IssueCode.FILE_OUTSIDE, f"{entry.path} is a link")
    return MatchedFile(SourceFile(root, entry.path), entry.size)


def _printable(path: str) -> str:
    return path.encode("utf-8", "replace").decode()


_Step = re.Pattern[str] | None


def _step(part: str) -> _Step:
    """One part of a glob; None stands for **. Hidden names match only a part that begins with a dot itself."""
    if part == "**":
        return None
    hidden = "" if part.startswith(".") else r"(?!\.)"
    return re.compile(hidden + fnmatch.translate(part))


def _states(steps: list[_Step], names: list[str]) -> set[int]:
    """How many steps of the glob the names may have used up; empty where they cannot even lead to a match."""
    states = _opened({0}, steps)
    for name in names:
        used = {
            state + (steps[state] is not None) for state in states if state < len(steps) and _takes(steps[state], name)
        }
        states = _opened(used, steps)
        if not states:
            break
    return states


def _takes(step: _Step, name: str) -> bool:
    return not name.startswith(".") if step is None else step.match(name) is not None


def _opened(states: set[int], steps: list[_Step]) -> set[int]:
    for state in sorted(states):
        end = state
        while end < len(steps) and steps[end] is None:
            end += 1
            states = states | {end}
    return states
