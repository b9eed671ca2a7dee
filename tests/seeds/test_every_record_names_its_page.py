"""The seeds say nothing without a page: every record, relation and figure names the address at
which its network states it.
"""

import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from loaders.directory import find_directories, open_directory, read_directory
from schema.issues import Issue
from schema.records import Deletion, Figure, Record, Window

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DIRECTORIES = find_directories(SEEDS)

# A record that no page states, as (network, kind, key or name of a figure), with the reason why it stays.
EXCEPTIONS: dict[tuple[str, str, str], str] = {}


def is_page(url: str | None) -> bool:
    if not url:
        return False
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not any(sign.isspace() for sign in url)


@cache
def stated(directory: Path) -> list[Record | Figure]:
    """All records and figures of a directory, read once for both laws."""
    return asyncio.run(_stated(directory))


async def _stated(directory: Path) -> list[Record | Figure]:
    manifest, issues = open_directory(directory)
    assert manifest is not None, issues
    return [
        entry
        async for batch in read_directory(directory, manifest)
        for entry in batch
        if not isinstance(entry, Issue | Window | Deletion)
    ]


def name(entry: Record | Figure) -> tuple[str, str, str]:
    return (
        (entry.network, entry.kind, entry.key) if isinstance(entry, Record) else (entry.network, "figure", entry.name)
    )


def without_a_page(entries: list[Record | Figure]) -> Iterator[str]:
    for entry in entries:
        if not is_page(entry.place.url) and name(entry) not in EXCEPTIONS:
            yield f"{entry.place.path}:{entry.place.line} {' '.join(name(entry))}"


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_every_record_names_the_page_that_states_it(directory: Path):
    entries = stated(directory)
    assert entries
    assert list(without_a_page(entries)) == []


@pytest.mark.parametrize("directory", DIRECTORIES, ids=lambda directory: directory.name)
def test_no_exception_outlives_its_record(directory: Path):
    there = {name(entry) for entry in stated(directory) if not is_page(entry.place.url)}
    listed = {exception for exception in EXCEPTIONS if exception[0] == directory.name}
    assert listed <= there


def test_an_exception_gives_its_reason():
    assert all(reason.strip() for reason in EXCEPTIONS.values())


@pytest.mark.parametrize("url", [None, "", "os2.eu", "ftp://os2.eu/list", "https://", "https://os2.eu/a page"])
def test_what_is_no_address_is_no_page(url: str | None):
    assert not is_page(url)
