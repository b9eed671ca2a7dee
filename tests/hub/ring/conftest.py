"""Hubs that read each other: stores with an address each, and the files that one writes for another."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hub.app import create_editions
from hub.config import Settings
from hub.exports.exchange import EXCHANGE
from hub.load import LoadReport, load_all
from hub.store import Database
from tests.conftest import Seeds


@contextmanager
def address(of: str) -> Iterator[None]:
    """Within the block this process is the hub at an address."""
    before = os.environ.get("HUB_BASE_URI")
    os.environ["HUB_BASE_URI"] = of
    try:
        yield
    finally:
        os.environ.pop("HUB_BASE_URI") if before is None else os.environ.__setitem__("HUB_BASE_URI", before)


class RingHub:
    """A hub with a store and two sorts of directories: its own networks, and what it has read of other hubs."""

    def __init__(self, name: str, folder: Path) -> None:
        self.address = f"https://{name}.example"
        self.folder = folder / name
        self.own = Seeds(self.folder / "own")
        self.others = self.folder / "others"
        for path in (self.own.root, self.others):
            path.mkdir(parents=True)

    @property
    def url(self) -> str:
        """Of its store."""
        return f"sqlite:///{self.folder / 'hub.db'}"

    async def said(self, since: int = 0) -> bytes:
        """What it says to other hubs."""
        async with Database(self.url) as store:
            return await exchange(store, self.address, since)

    async def load(self, **options: Any) -> list[LoadReport]:
        """Load all its directories."""
        with address(self.address):
            async with Database(self.url) as store:
                return await load_all(store, [self.own.root, self.others], **options)

    async def ask(self, other: "RingHub", since: int = 0) -> None:
        """Fetch what another hub says."""
        self.hear(other.address.partition("//")[2].partition(".")[0], await other.said(since))

    def hear(self, name: str, said: bytes) -> None:
        """Have a directory with what another hub said."""
        folder = self.others / name
        folder.mkdir(exist_ok=True)
        (folder / "exchange.jsonl").write_bytes(said)
        (folder / "network.yaml").write_text(json.dumps(manifest_of(name)), encoding="utf-8")


def manifest_of(name: str, **options: Any) -> dict[str, Any]:
    """The manifest of a directory that holds what another hub says."""
    source = {"name": "hub", "path": "exchange.jsonl", "format": "hub", "options": options}
    return {
        "network": f"hub-{name}",
        "title": name,
        "publisher": {"name": name},
        "licence": "CC0-1.0",
        "attribution": name,
        "sources": [source],
    }


async def exchange(store: Database, root: str, since: int = 0) -> bytes:
    """What a store says to other hubs."""
    editions = create_editions(store, Settings(base_uri=root))
    async with editions.snapshot() as snapshot:
        return b"".join([chunk async for chunk in EXCHANGE.written(await snapshot.exchange(since))])
