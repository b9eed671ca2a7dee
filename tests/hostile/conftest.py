"""Directories of the loaders' tests and of the hub's, under names of their own."""

from pathlib import Path

import pytest

from tests.conftest import Seeds
from tests.loaders.conftest import read_one, seeds

__all__ = ["read_one", "seeds"]


@pytest.fixture
def hub_seeds(tmp_path: Path) -> Seeds:
    """Writes directories that the hub can load."""
    return Seeds(tmp_path / "networks")
