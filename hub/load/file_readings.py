"""What each file of a network gave when it was read last, as the store keeps it, and what of it still holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.store.former_tables import FileReadingRow
from hub.store.transaction import Transaction
from loaders.file_memory import FileMemory

_KNOWN = "SELECT source, path, stamp, digest, given FROM file_reading WHERE network = :network"
_RESTAMP = "UPDATE file_reading SET stamp = :stamp WHERE network = :network AND source = :source AND path = :path"
_FORGET = "DELETE FROM file_reading WHERE network = :network AND source = :source AND path = :path"
_FileKey = tuple[int, str]
"""Number of the source in the manifest, and path."""


@dataclass(frozen=True, slots=True)
class FileState:
    """A file when it was looked at, and what it gave (JSON of `FileReading`).

    stamp, digest: see loaders.fingerprints.
    """

    stamp: str
    digest: str
    given: str


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What of a network's file readings is to be written.

    is_anew: all that was there is to go. stamps: of those of which nothing else changed.
    """

    network: str
    is_anew: bool
    fresh: Mapping[_FileKey, FileState]
    stamps: Mapping[_FileKey, str]
    gone: Sequence[_FileKey]

    async def write(self, tx: Transaction) -> None:
        """Write it."""
        network = self.network
        if self.is_anew:
            await forget_files(tx, network)
        states = [
            {"network": network, "stamp": state.stamp, "digest": state.digest, "given": state.given} | _named(key)
            for key, state in self.fresh.items()
        ]
        await tx.upsert(FileReadingRow, states)
        stamps = [{"network": network, "stamp": stamp} | _named(key) for key, stamp in self.stamps.items()]
        await tx.run_for_each(_RESTAMP, stamps)
        await tx.run_for_each(_FORGET, [{"network": network} | _named(key) for key in self.gone])


@dataclass(slots=True)
class KnownFiles:
    """The file readings of a network that hold: none where the store, the manifest or the reader is no longer
    that of the last reading.
    """

    states: dict[_FileKey, FileState]

    def digests(self) -> dict[str, tuple[str, str]]:
        """Stamp and digest of each file by its path."""
        return {path: (state.stamp, state.digest) for (_, path), state in self.states.items()}

    def memory(self, digests: Mapping[str, str]) -> FileMemory:
        """What is known of the files whose bytes have the digest that they had."""
        return FileMemory({key: self.states[key].given for key in self._same(digests)})

    def restamped(self, network: str, digests: Mapping[str, str], stamps: Mapping[str, str]) -> FileChanges:
        """What to write where no file was read, as all are known."""
        same = {key: self.states[key] for key in self._same(digests)}
        return FileChanges(network, is_anew=False, fresh={}, stamps=_other_stamps(same, stamps), gone=[])

    def changes(
        self, network: str, noted: Mapping[_FileKey, str], digests: Mapping[str, str], stamps: Mapping[str, str]
    ) -> FileChanges:
        """What to write after a reading. noted: what the files gave."""
        read = {key: given for key, given in noted.items() if not digests.get(key[1], "!").startswith("!")}
        now = {key: FileState(stamps.get(key[1], ""), digests[key[1]], given) for key, given in read.items()}
        same = {key: state for key, state in now.items() if self._says_the_same(key, state)}
        fresh = {key: state for key, state in now.items() if key not in same}
        gone = [key for key in self.states if key not in now]
        known = {key: self.states[key] for key in same}
        restamped = _other_stamps(known, stamps)
        return FileChanges(network, is_anew=not self.states, fresh=fresh, stamps=restamped, gone=gone)

    def _same(self, digests: Mapping[str, str]) -> Iterable[_FileKey]:
        return (key for key, state in self.states.items() if digests.get(key[1]) == state.digest)

    def _says_the_same(self, key: _FileKey, state: FileState) -> bool:
        known = self.states.get(key)
        return known is not None and (known.digest, known.given) == (state.digest, state.given)


async def known_files(tx: Transaction, network: str) -> KnownFiles:
    """What the files of a network gave when they were read last, if anything of it is stored."""
    rows = await tx.rows(_KNOWN, network=network)
    return KnownFiles({(row.source, row.path): FileState(row.stamp, row.digest, row.given) for row in rows})


async def forget_files(tx: Transaction, network: str) -> None:
    """Forget what the files of a network gave."""
    await tx.run("DELETE FROM file_reading WHERE network = :network", network=network)


def _named(key: _FileKey) -> dict[str, Any]:
    return {"source": key[0], "path": key[1]}


def _other_stamps(known: Mapping[_FileKey, FileState], stamps: Mapping[str, str]) -> dict[_FileKey, str]:
    return {key: stamps.get(key[1], "") for key, state in known.items() if state.stamp != stamps.get(key[1], "")}
