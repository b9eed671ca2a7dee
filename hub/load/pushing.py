"""Seeds that an operator pushes: unpacked, loaded or checked, and kept where the next start finds them.

`receive` works in a process of its own, as a load computes for longer than a server may stand still. Its outcome is a
document in a file; of pushes that come at the same time one waits for the other.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from hub.errors import ErrorCode, HubError
from hub.load.claims import PUSHED
from hub.load.loading import check, load_alone
from hub.load.report_documents import load_outcome
from hub.load.seed_archives import unpacked
from hub.operators.actors import Actor, acting
from hub.store import Database
from loaders.directory import open_directory
from loaders.exchange import is_hub

if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True, slots=True)
class Push:
    """What is pushed. folder: of all pushed seeds; archive: a file in it; outcome: a file that
    is to hold the document.
    """

    network: str
    archive: Path
    outcome: Path
    folder: Path
    actor: Actor
    is_check: bool
    allow_mass_delete: bool


def prepared(folder: Path) -> Path:
    """The folder of pushed seeds, made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / PUSHED).touch()
    return folder


def receive(url: str, push: Push) -> None:
    """Unpack, load and keep; the outcome, or the error, as a JSON document in its file."""
    try:
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=push.folder) as unpacking, acting(push.actor):
            # two folders deep, so that nothing of it is taken for seeds should this be killed
            inner = Path(unpacking) / "seeds"
            inner.mkdir()
            document = asyncio.run(_received(url, push, unpacked(push.archive, inner)))
    except HubError as error:
        document = {"error": {"code": error.code.value, "message": error.message, "hint": error.hint}}
    push.outcome.write_bytes(msgspec.json.encode(document, enc_hook=str))


async def _received(url: str, push: Push, directory: Path) -> dict[str, Any]:
    _require_own(directory, push.network)
    with _alone(push.folder):
        async with Database(url) as database:
            if push.is_check:
                report = await check(database, directory, allow_mass_delete=push.allow_mass_delete)
            else:
                report = await load_alone(database, directory, allow_mass_delete=push.allow_mass_delete)
        if report.status != "rejected" and not push.is_check:
            _keep(directory, push.folder / push.network, push.archive.with_name("former"))
    loads = [load_outcome(report, None)]
    return {"command": "push", "written": not push.is_check, "revision": report.revision, "loads": loads}


def _require_own(directory: Path, network: str) -> None:
    """Raise `HubError` where the manifest is that of another network, or of a directory that holds what another hub
    says of any: whoever pushes may load the one network.

    One that cannot be read makes a report of its own.
    """
    manifest, _ = open_directory(directory)
    if manifest is None:
        return
    if manifest.network != network:
        message = f"The manifest is of the network {manifest.network}, not of {network}."
        raise HubError(ErrorCode.SEEDS_REFUSED, message, f"Push it to /networks/{manifest.network}/seed.")
    if is_hub(manifest):
        message = "A source of the manifest is of format hub, which brings networks other than the one that is pushed."
        hint = "Push each network to its own address; a directory with what another hub says belongs below HUB_SEEDS."
        raise HubError(ErrorCode.SEEDS_REFUSED, message, hint)


def _keep(directory: Path, place: Path, former: Path) -> None:
    """Have a directory stand at its place. former: where what stood there goes, which is removed with the archive."""
    if place.exists():
        place.rename(former)
    directory.rename(place)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other pushes waiting. The lock goes with the process, however that ends."""
    opened = os.open(folder / PUSHED, os.O_RDWR)
    try:
        if sys.platform != "win32":  # which has no such lock
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
