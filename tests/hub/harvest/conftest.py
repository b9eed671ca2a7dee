import importlib.util
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

_PLACE = Path(__file__).with_name("lying_server.py")
_SPEC = importlib.util.spec_from_file_location("lying_server", _PLACE)
lying = importlib.util.module_from_spec(_SPEC)
sys.modules["lying_server"] = lying
_SPEC.loader.exec_module(lying)


@pytest.fixture
async def server() -> AsyncIterator[Any]:
    async with lying.lying_server() as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the client would have waited."""
    return []


@pytest.fixture
async def client(waits: list[float]) -> AsyncIterator[Any]:
    from hub.harvest.host_rules import HostRules
    from hub.harvest.polite_client import Manners, PoliteClient

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    manners = Manners(
        agent="test-hub (+https://hub.example/about)",
        size=200_000,
        seconds=2.0,
        hosts=HostRules(private=("127.0.0.0/8",)),
    )
    async with PoliteClient(manners, wait=wait) as polite:
        yield polite


@pytest.fixture
def seed(tmp_path: Path) -> Callable[..., Path]:
    """Writes a seed directory with one source of organisations, as JSON or JSON Lines."""

    def write(fetch: str, path: str = "list.json", more: str = "", kind: str = "organisation") -> Path:
        root = tmp_path / "seeds" / "town"
        root.mkdir(parents=True, exist_ok=True)
        (root / "network.yaml").write_text(
            "network: town\ntitle: Town\npublisher: {name: Town}\nlicence: CC0-1.0\nattribution: Town\n"
            f"sources:\n  - name: bodies\n    path: fetched/bodies/{path}\n    format: table\n    kind: {kind}\n"
            f"    every: 1 hour\n    fetch: {fetch}\n{more}"
        )
        return root

    return write
