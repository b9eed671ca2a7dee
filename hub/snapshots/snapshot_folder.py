"""A directory of snapshots: which there are, which is the latest, and what is left of those that were retired."""

import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hub.errors import ErrorCode, HubError
from hub.history.person import Person
from hub.snapshots.snapshot_manifest import MANIFEST, NAME, SnapshotManifest, read_manifest

if sys.platform != "win32":
    import fcntl

_RETIRED = "retired"
_UNFINISHED = ".unfinished"
_PACKED = (".parquet", ".xlsx")
_LOG = logging.getLogger("hub.snapshots")


class SnapshotFolder:
    """Snapshots below one directory, which need not be there.

    A manifest that cannot be read is logged and its snapshot left out.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def all(self) -> list[SnapshotManifest]:
        """All snapshots, the latest first."""
        return _manifests(self.root / name / MANIFEST for name in self._names())

    def latest(self) -> SnapshotManifest | None:
        """The snapshot of the latest state of the store."""
        return next(iter(self.all()), None)

    def find(self, name: str) -> SnapshotManifest | None:
        """A snapshot by its name."""
        return next(iter(_manifests([self.path(name) / MANIFEST])), None) if NAME.fullmatch(name) else None

    def path(self, name: str) -> Path:
        """The directory of a snapshot."""
        return self.root / name

    def retired(self) -> list[SnapshotManifest]:
        """The manifests of snapshots whose files are gone, the latest first."""
        return _manifests((self.root / _RETIRED).glob("*.json"))

    def retire(self, keep: int, taken: str) -> list[str]:
        """Remove the files of all but the latest snapshots and the one just taken; their manifests stay.

        keep: how many, 0 for all. taken: by name; it is not the latest where the store was put back. Raises OSError.
        """
        gone = [manifest for manifest in self.all()[keep:] if manifest.snapshot != taken] if keep else []
        for manifest in gone:
            self._take_away(manifest)
        return [manifest.snapshot for manifest in gone]

    def holding(self, person: Person) -> list[SnapshotManifest]:
        """Snapshots whose texts name a person, the latest first.

        What is packed (Parquet, Excel) has the same rows as their tables in text.
        """
        return [
            manifest
            for manifest in self.all()
            if any(_holds(path, person) for path in self.path(manifest.snapshot).iterdir())
        ]

    def erase(self, person: Person, day: str) -> list[str]:
        """Remove the files of snapshots that name a person; their manifests stay, say when that was, and name
        nobody. Raises OSError.
        """
        gone = self.holding(person)
        for manifest in gone:
            self._take_away(replace(manifest, erased=day))
        for path in (self.root / _RETIRED).glob("*.json"):
            path.write_text(person.taken_out(path.read_text(encoding="utf-8")), encoding="utf-8")
        return [manifest.snapshot for manifest in gone]

    def _take_away(self, manifest: SnapshotManifest) -> None:
        """Leave nothing of a snapshot but its manifest."""
        name = manifest.snapshot
        (self.root / _RETIRED).mkdir(exist_ok=True)
        (self.root / _RETIRED / f"{name}.json").write_bytes(manifest.written())
        # renamed first, so that nobody ever meets a snapshot that lacks some of its files
        leaving = self.root / f"{_UNFINISHED}-{name}"
        self.path(name).rename(leaving)
        shutil.rmtree(leaving)

    @contextmanager
    def making(self, name: str) -> Iterator[Path]:
        """An empty directory that becomes the snapshot at the end, in one step; on any error nothing of it stays.

        Raises OSError.
        """
        unfinished = self.root / f"{_UNFINISHED}-{name}"
        with self._alone():
            for left in self.root.glob(f"{_UNFINISHED}-*"):  # by a run that was killed
                shutil.rmtree(left)
            unfinished.mkdir()
            try:
                yield unfinished
                _make_durable(unfinished)
                unfinished.rename(self.path(name))
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from writing here. The lock goes with the program, however that ends. Raises `HubError`."""
        self.root.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":  # which has no such lock
            yield
            return
        opened = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            message = f"Another snapshot is being written to {self.root}."
            raise HubError(ErrorCode.FILE_UNUSABLE, message, "Wait until it is done.") from None
        finally:
            os.close(opened)

    def _names(self) -> list[str]:
        paths = self.root.iterdir() if self.root.is_dir() else ()
        return [path.name for path in paths if NAME.fullmatch(path.name)]


def _manifests(paths: Iterator[Path] | list[Path]) -> list[SnapshotManifest]:
    manifests = []
    for path in paths:
        try:
            manifests.append(read_manifest(path))
        except FileNotFoundError:
            continue  # no snapshot, or one that was retired at this moment
        except (OSError, ValueError) as error:
            _LOG.error("%s cannot be read: %s", path, error)
    return sorted(manifests, key=lambda manifest: (manifest.created, manifest.revision), reverse=True)


def _holds(path: Path, person: Person) -> bool:
    if path.suffix in _PACKED:
        return False
    with path.open(encoding="utf-8", errors="replace") as lines:
        return any(person.lines_naming(lines))


def _make_durable(folder: Path) -> None:
    """Have the files on the disk before their name is, or a power cut could leave the name alone."""
    for path in (*folder.iterdir(), folder):
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
