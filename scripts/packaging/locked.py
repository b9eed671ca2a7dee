"""What the wheel needs at run time, as requirements.lock pins it: for images, which install by it, and
for the bill of materials.
"""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts.documents import ROOT

PROJECT = "public-sector-open-source-hub"
EXTRAS = ("exports", "mcp")
"""Extras that images have: all but what sends traces elsewhere."""
_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package of the lock. entry: its lines there; digests: SHA-256 of its files, any of which is taken."""

    name: str
    version: str
    entry: str
    digests: tuple[str, ...]


def locked(lock: str) -> dict[str, Locked]:
    """By their names, the packages that a lock pins."""
    found: dict[str, Locked] = {}
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        if pinned := _ENTRY.match(entry):
            name = canonicalize_name(pinned["name"])
            found[name] = Locked(name, pinned["version"], entry.rstrip(), tuple(_DIGEST.findall(entry)))
    return found


def at_run_time(packages: dict[str, Locked], extras: tuple[str, ...] = EXTRAS) -> dict[str, list[str]]:
    """By their names, the locked packages that the project needs with these extras, each with
    those that it needs itself.

    Markers of systems count as fulfilled, so that one list serves all. The environment has what the lock pins.
    """
    needed: dict[str, set[str]] = {}
    waiting, met = _needs(PROJECT, extras), set[tuple[str, tuple[str, ...]]]()
    while waiting:
        asked = waiting.pop()
        if asked in met or asked[0] not in packages:
            continue
        met.add(asked)  # with its extras: it may be asked for again with others
        own = _needs(*asked)
        needed.setdefault(asked[0], set()).update(other for other, _ in own if other in packages)
        waiting += own
    return {name: sorted(others) for name, others in sorted(needed.items())}


def licence(name: str) -> str:
    """What a package says of its licence, in short; empty where it says nothing."""
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return ""
    # `importlib_metadata`, which takes the place of Python's own reader once it is imported, raises KeyError
    return str(stated["License-Expression"]) if "License-Expression" in stated else ""


def requirements(lock: str) -> str:
    """The part of a lock that is needed at run time, to be installed with --require-hashes."""
    packages = locked(lock)
    return "".join(f"{packages[name].entry}\n" for name in at_run_time(packages))


def _needs(name: str, extras: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """What a package asks for, with the extras of each; nothing for one that other systems alone have."""
    try:
        asked = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []
    return [(canonicalize_name(one.name), tuple(sorted(one.extras))) for one in asked if _holds(one, extras)]


def _holds(asked: Requirement, extras: tuple[str, ...]) -> bool:
    if asked.marker is None or "extra" not in str(asked.marker):
        return True
    return any(asked.marker.evaluate({"extra": extra}) for extra in extras)


def lock_text() -> str:
    """requirements.lock."""
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")
