"""Snapshots of small stores."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from hub.app import create_editions
from hub.config import Settings
from hub.snapshots import SnapshotFolder, SnapshotTaken, take_snapshot
from hub.store import Database

Take = Callable[..., Awaitable[SnapshotTaken]]
CITY = {
    "key": "kbh",
    "name": "Københavns Kommune",
    "countries": ["DK"],
    "id:cvr": "64942212",
    "alternate_names": ["København | KK", "=1+1"],
}
ABROAD = {"key": "cph", "name": "City of Copenhagen", "countries": ["DK"], "id:cvr": "64942212"}
PRODUCT = {"key": "os2mo", "name": "OS2mo", "to:users": [{"key": "kbh"}, {"label": "Odense"}]}


@pytest.fixture
def folders(seeds: Any) -> list[Path]:
    """The seeds of two networks."""
    return [
        seeds.write("alpha", {"organisation": [CITY], "product": [PRODUCT]}),
        seeds.write("beta", {"organisation": [ABROAD]}, licence="Ask first; it is complicated"),
    ]


@pytest.fixture
def take() -> Take:
    """Takes a snapshot of a store into a directory."""

    async def taken(store: Database, root: Path, keep: int = 0, **more: Any) -> SnapshotTaken:
        settings = Settings(base_uri="https://hub.example")
        editions = create_editions(store, settings)
        return await take_snapshot(editions, SnapshotFolder(root), settings.address, keep, **more)

    return taken
