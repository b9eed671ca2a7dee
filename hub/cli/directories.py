"""Seed directories as an operator names them, and the paths under which findings are shown."""

import os
from collections.abc import Sequence
from pathlib import Path

from hub.config import settings
from hub.errors import ErrorCode, HubError
from loaders.directory import find_directories
from schema.suggestions import nearest


def chosen(named: Sequence[Path] | None) -> list[Path]:
    """The directories that were named, or the pushed ones and those of HUB_SEEDS.

    Raises `HubError` for one that is not there.
    """
    chosen_settings = settings()
    roots = list(named or chosen_settings.seeds)
    for root in roots:
        if root.is_dir():
            continue
        if root.exists():
            hint = f"Name the directory that holds it: {root.parent}."
            raise HubError(ErrorCode.DIRECTORY_UNUSABLE, f"{root} is a file.", hint)
        source = "" if named else " of HUB_SEEDS"
        raise HubError(ErrorCode.DIRECTORY_UNUSABLE, f"There is no directory {root}{source}.", _suggestion(root))
    pushed = chosen_settings.pushed_folder
    return [pushed, *roots] if not named and find_directories(pushed) else roots


def places(roots: Sequence[Path]) -> dict[str, Path]:
    """Network, or name of a directory whose manifest is broken, to the directory as the operator sees it from here."""
    from hub.load.claims import seed_directories
    from hub.load.judgements import NETWORK, judgements_beside
    from loaders.directory import open_directory

    beside = next((path.parent for root in roots if (path := judgements_beside(root)).exists()), None)
    folders = {NETWORK: beside} if beside is not None else {}
    directories = seed_directories(roots)
    for directory in directories:
        manifest, issues = open_directory(directory)
        folders.setdefault(manifest.network if manifest else issues[0].network, directory)
    return {directory.name: directory for directory in reversed(directories)} | folders


def _suggestion(root: Path) -> str:
    try:
        neighbours = sorted(entry.name for entry in os.scandir(root.parent) if entry.is_dir())
    except OSError:
        neighbours = []
    if near := nearest(root.name, neighbours):
        return f"Did you mean {root.parent / near}?"
    return "Name a directory with a network.yaml, or one that holds such directories."
