"""The corpus of real files and the networks assembled from it, each read once per session."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.directory import Entry, open_directory, read_directory
from schema.issues import Issue
from schema.records import Figure, Record
from tests.corpus.assembling import CORPUS, assemble


@dataclass(frozen=True)
class Neighbour:
    """What came out of one network's directory."""

    entries: tuple[Entry, ...]

    @property
    def records(self) -> list[Record]:
        return [entry for entry in self.entries if isinstance(entry, Record)]

    @property
    def figures(self) -> list[Figure]:
        return [entry for entry in self.entries if isinstance(entry, Figure)]

    @property
    def issues(self) -> list[Issue]:
        return [entry for entry in self.entries if isinstance(entry, Issue)]

    def counts(self) -> dict[str, int]:
        return dict(Counter(record.kind for record in self.records))

    def codes(self) -> dict[str, int]:
        return dict(Counter(issue.code.value for issue in self.issues))

    def record(self, kind: str, key: str) -> Record:
        return next(record for record in self.records if (record.kind, record.key) == (kind, key))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the corpus; what needs it is skipped where it is not beside the repository."""
    if not CORPUS.is_dir():
        pytest.skip(f"there is no corpus at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def directory_of(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Assembles the seed directory of a network."""
    return lambda network: assemble(network, corpus, tmp_path_factory.mktemp("networks"))


@pytest.fixture(scope="session")
def neighbour(directory_of: Callable[[str], Path]) -> Callable[[str], Neighbour]:
    """Reads a network, once."""
    read: dict[str, Neighbour] = {}

    def of(network: str) -> Neighbour:
        if network not in read:
            read[network] = Neighbour(tuple(asyncio.run(_entries(directory_of(network)))))
        return read[network]

    return of


async def _entries(root: Path) -> list[Entry]:
    manifest, issues = open_directory(root)
    assert manifest is not None, issues
    assert issues == []
    return [entry async for batch in read_directory(root, manifest) for entry in batch]
