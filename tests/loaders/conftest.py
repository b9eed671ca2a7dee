"""Throw-away seed directories: write files, read them, look at what came out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.directory import open_directory, read_directory
from loaders.manifest_model import Manifest
from schema.issues import Issue
from schema.records import Figure, Record

HEAD: dict[str, Any] = {
    "network": "sample",
    "title": "A sample",
    "homepage": "https://sample.example.org",
    "publisher": {"name": "Sample"},
    "licence": "CC0-1.0",
    "attribution": "Sample",
}


def manifest_of(form: str) -> Manifest:
    """A manifest of one source of a format that reads YAML files."""
    return Manifest.model_validate(HEAD | {"sources": [{"name": "files", "path": "*.yml", "format": form}]})


@dataclass
class Read:
    """What came out of a directory."""

    entries: list[Any] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        return [entry for entry in self.entries if isinstance(entry, Record)]

    @property
    def figures(self) -> list[Figure]:
        return [entry for entry in self.entries if isinstance(entry, Figure)]

    @property
    def issues(self) -> list[Issue]:
        return [entry for entry in self.entries if isinstance(entry, Issue)]

    @property
    def codes(self) -> list[str]:
        return [issue.code.value for issue in self.issues]

    @property
    def keys(self) -> list[str]:
        return [record.key for record in self.records]


class Seeds:
    """A seed directory in the making."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def manifest(self, *sources: dict[str, Any], **more: Any) -> None:
        named = [{"name": f"source-{number}"} | source for number, source in enumerate(sources)]
        self.write(
            "network.yaml", yaml.safe_dump(HEAD | {"sources": named} | more, sort_keys=False, allow_unicode=True)
        )

    def open(self) -> list[Issue]:
        return open_directory(self.root)[1]

    def read(self, **options: Any) -> Read:
        manifest, issues = open_directory(self.root)
        assert manifest is not None, issues

        async def all_entries() -> list[Any]:
            return [entry async for batch in read_directory(self.root, manifest, **options) for entry in batch]

        return Read(asyncio.run(all_entries()))


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    root = tmp_path / "seeds"
    root.mkdir()
    return Seeds(root)


@pytest.fixture
def read_one(seeds: Seeds) -> Callable[..., Read]:
    """Read one file through one source."""

    def read(path: str, content: str | bytes, **source: Any) -> Read:
        more = source.pop("manifest", {})
        seeds.write(path, content)
        seeds.manifest({"path": path, "format": "table"} | source, **more)
        return seeds.read()

    return read
