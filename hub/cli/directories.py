"""Seed directories as an operator names them, and the paths that findings are shown under."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from hub.config import settings
from hub.errors import ErrorCode, HubError

JUDGEMENTS = "judgements"
"""Under which judgements are reported, as if they were a network."""


def chosen(given: Sequence[Path] | None) -> list[Path]:
    """The directories that were named, or those of HUB_SEEDS. Raises `HubError` for one that is not there."""
    roots = list(given or settings().seeds)
    for root in roots:
        if not root.is_dir():
            raise _unusable(root, is_setting=not given)
    return roots


def seed_directories(roots: Sequence[Path]) -> list[tuple[str, Path]]:
    """Every seed directory at some paths with the network it claims; a path that has none stands for itself."""
    from loaders.directory import find_directories, open_directory

    directories = {one.resolve(): one for root in roots for one in find_directories(root) or [root]}
    opened = [(open_directory(one), one) for one in directories.values()]
    return [
        (manifest.network if manifest else issues[0].network, directory) for (manifest, issues), directory in opened
    ]


def places(roots: Sequence[Path]) -> dict[str, Path]:
    """Network, or name of a directory whose manifest is broken, to the directory as the operator sees it from here."""
    beside = next((root for root in roots if (root / f"{JUDGEMENTS}.jsonl").exists()), None)
    found = {JUDGEMENTS: beside} if beside is not None else {}
    directories = seed_directories(roots)
    for name, directory in [*directories, *((directory.name, directory) for _, directory in directories)]:
        found.setdefault(name, directory)
    return found


def _unusable(root: Path, *, is_setting: bool) -> HubError:
    if root.exists():
        return HubError(
            ErrorCode.DIRECTORY_UNUSABLE, f"{root} is a file.", f"Name the directory that holds it: {root.parent}."
        )
    source = " of HUB_SEEDS" if is_setting else ""
    return HubError(ErrorCode.DIRECTORY_UNUSABLE, f"There is no directory {root}{source}.", _suggestion(root))


def _suggestion(root: Path) -> str:
    neighbours = _neighbours(root.parent)
    close = get_close_matches(root.name, neighbours, 1) or get_close_matches(root.name.lower(), neighbours, 1)
    if close:
        return f"Did you mean {root.parent / close[0]}?"
    return "Name a directory with a network.yaml, or one that holds such directories."


def _neighbours(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return []
