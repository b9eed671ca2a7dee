"""Whether snapshots are what their manifests say: each file that is damaged, gone or not theirs is named."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.errors import ErrorCode, HubError
from hub.json_faults import FAULTS, json_fault
from hub.snapshots.snapshot_manifest import MANIFEST, NAME, SUMS, SnapshotManifest, read_manifest


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a file of a snapshot."""

    path: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A snapshot that was looked at. files: how many it should have."""

    snapshot: str
    files: int
    damages: tuple[Damage, ...]


def snapshots_of(path: Path) -> list[Path]:
    """The snapshots that a path means: itself, or those in it. Raises `HubError` where there are none."""
    if _is_snapshot(path):
        return [path]
    inside = sorted(path.iterdir()) if path.is_dir() else []
    snapshots = [
        folder for folder in inside if folder.is_dir() and (NAME.fullmatch(folder.name) or _is_snapshot(folder))
    ]
    snapshots = [folder for folder in snapshots if not folder.name.startswith(".")]
    if not snapshots:
        hint = "Name a snapshot that `hub snapshot` has written, or a directory that contains some."
        raise HubError(ErrorCode.FILE_UNUSABLE, f"{path} is not a snapshot and contains none.", hint)
    return snapshots


def _is_snapshot(path: Path) -> bool:
    return (path / MANIFEST).is_file() or (path / SUMS).is_file()


def verified(snapshot: Path) -> Verified:
    """Compare a snapshot with its manifest and its sums, which vouch for each other."""
    damages: list[Damage] = []
    manifest, sums = _manifest(snapshot, damages), _sums(snapshot, damages)
    listed = {file.path: file.sha256 for file in manifest.files} if manifest else {}
    others = {path: digest for path, digest in sums.items() if path != MANIFEST}
    if manifest and sums and sums != {**listed, MANIFEST: digest_of(snapshot / MANIFEST)}:
        is_manifest_whole = sums.get(MANIFEST) == digest_of(snapshot / MANIFEST)
        damages.append(Damage(SUMS if is_manifest_whole else MANIFEST, f"{MANIFEST} and {SUMS} differ"))
        listed = listed if is_manifest_whole else others
    expected = listed or others
    damages += _compared(snapshot, expected)
    unknown = {path.name for path in snapshot.iterdir()} - {*expected, MANIFEST, SUMS}
    damages += [Damage(path, "it is not in the manifest") for path in sorted(unknown)]
    return Verified(snapshot.name, len(expected) + 2, tuple(sorted(damages, key=lambda damage: damage.path)))


def _manifest(snapshot: Path, damages: list[Damage]) -> SnapshotManifest | None:
    try:
        return read_manifest(snapshot / MANIFEST)
    except OSError as error:
        damages.append(Damage(MANIFEST, f"it cannot be read: {error.strerror}"))
    except ValueError as error:
        words = json_fault(error) if isinstance(error, FAULTS) else "it has an unknown format"
        damages.append(Damage(MANIFEST, f"it is not a manifest: {words}"))
    return None


def _sums(snapshot: Path, damages: list[Damage]) -> dict[str, str]:
    try:
        lines = (snapshot / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        damages.append(Damage(SUMS, f"it cannot be read: {error.strerror}"))
        return {}
    except UnicodeDecodeError:
        damages.append(Damage(SUMS, "it is not UTF-8"))
        return {}
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _compared(snapshot: Path, expected: dict[str, str]) -> Iterator[Damage]:
    for path, digest in sorted(expected.items()):
        try:
            if digest_of(snapshot / path) != digest:
                yield Damage(path, "its content is not what was written")
        except OSError as error:
            yield Damage(path, f"it cannot be read: {error.strerror}")


def digest_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
