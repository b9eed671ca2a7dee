"""`make wheel`: dist/ with the wheels, the locked dependencies and the bill of materials, all of it proven.

Each wheel is built twice, from copies of the tree with other times and rights, and must have the same bytes. The
steps of deploy/Containerfile install it in a plain directory; what is installed there loads a directory and serves,
from an empty store, too.
"""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.documents import ROOT
from scripts.packaging.bill_of_materials import bill
from scripts.packaging.containerfile import PlainDirectory
from scripts.packaging.locked import lock_text, requirements

DIST = ROOT / "dist"
STARTS = 240
"""Times that a server which is starting is asked, half a second apart."""
FIRST_DAY = 315_532_800
"""The first moment that an archive can state, 1980, for a tree that git does not know."""


def moment_of(root: Path) -> int:
    """The moment that everything built states: that of SOURCE_DATE_EPOCH, else of the last commit."""
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(stated)
    asked = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else FIRST_DAY


def built(project: Path, target: Path, moment: int) -> Path:
    """The wheel of a project."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(moment)}
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)  # noqa: S603
    [wheel] = target.glob("*.whl")
    return wheel


def built_twice(project: Path, moment: int) -> Path:
    """The wheel of a project in dist/, the same whoever builds it when. Raises ValueError where it is not."""
    with tempfile.TemporaryDirectory() as folder:
        wheels = []
        for number, mode in enumerate((0o600, 0o664)):
            copy = Path(folder) / f"copy{number}" / project.name
            copied(project, copy, mode)
            wheels.append(built(copy, Path(folder) / f"dist{number}", moment))
        first, second = (hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels)
        if first != second:
            message = f"{wheels[0].name} is not reproducible: {first} and {second}."
            raise ValueError(message)
        return Path(shutil.copy(wheels[0], DIST))


def copied(project: Path, target: Path, mode: int) -> None:
    """A copy of what a wheel is made of, with rights and times of its own."""
    ignored = shutil.ignore_patterns(
        ".venv", ".git", "node_modules", "__pycache__", "dist", "tests", "seeds", ".*_cache", "*.db"
    )
    shutil.copytree(project, target, ignore=ignored, symlinks=True)
    for path in target.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(mode)
            os.utime(path, (mode, mode))


def make() -> dict[str, Path]:
    """dist/, written anew: what it holds by its purpose."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    moment = moment_of(ROOT)
    wheel = built_twice(ROOT, moment)
    lock = lock_text()
    client = built_twice(ROOT / "clients" / "python", moment)
    files = {
        "wheel": wheel,
        "client": client,
        "lock": DIST / "requirements.lock",
        "bill": wheel.with_suffix(".cdx.json"),
    }
    files["lock"].write_text(requirements(lock), encoding="utf-8")
    files["bill"].write_text(bill(wheel, version(ROOT), lock, moment), encoding="utf-8")
    return files


def version(project: Path) -> str:
    """The version that a project states."""
    return str(tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def try_out() -> None:
    """Install what is in dist/ by the steps of the image, and serve an empty store, then one
    of the seeds of a network.
    """
    with tempfile.TemporaryDirectory(prefix="hub-image-") as folder:
        Path(folder).chmod(0o755)
        shelf = Path(folder) / "shelf"
        fetch(DIST / "requirements.lock", shelf)
        image = PlainDirectory(Path(folder) / "root", ROOT, shelf)
        image.take((ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8"))
        with served(image) as address:
            _expect(asked(address, "{ stats { networks } }"), {"stats": {"networks": 0}})
        shutil.copytree(ROOT / "seeds" / "os2", image.place("/var/lib/hub/seeds/os2"))
        with served(image) as address:
            _expect(asked(address, '{ network(by: {slug: "os2"}) { slug } }'), {"network": {"slug": "os2"}})


def fetch(lock: Path, shelf: Path) -> None:
    """Put what a lock pins on a shelf: as whoever asks for this, since nobody may know no index."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps"]
    command = [*pip, "--require-hashes", "--dest", str(shelf), "--requirement", str(lock)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


@contextmanager
def served(image: PlainDirectory) -> Iterator[str]:
    """The address of a hub that the image starts as it would in a container, healthy by its own check."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = image.variables() | {"HUB_HOST": "127.0.0.1", "HUB_PORT": port}
    command = image.command([*image.start, *image.arguments])
    server = subprocess.Popen(command, cwd=image.place(image.folder), env=environment)  # noqa: S603
    try:
        _wait(image, environment, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def _wait(image: PlainDirectory, environment: dict[str, str], server: "subprocess.Popen[bytes]") -> None:
    for _ in range(STARTS):
        check = image.command(image.health)
        if subprocess.run(check, env=environment, stderr=subprocess.DEVNULL, check=False).returncode == 0:  # noqa: S603
            return
        if server.poll() is not None:
            break
        time.sleep(0.5)
    message = "The hub that the image starts does not become healthy."
    raise ValueError(message)


def asked(address: str, query: str) -> Any:
    """What a hub answers to a query."""
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"content-type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)["data"]


def _expect(answer: Any, expected: Any) -> None:
    if answer != expected:
        message = f"The installed hub answers {answer}, not {expected}."
        raise ValueError(message)


def main() -> int:
    """Make and try out; the exit code."""
    try:
        for purpose, path in make().items():
            sys.stdout.write(
                f"{purpose}: {path.relative_to(ROOT)} sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
            )
        try_out()
    except (ValueError, subprocess.CalledProcessError) as error:
        sys.stdout.write(f"{error}\n")
        return 1
    sys.stdout.write("Built twice with the same bytes, installed by the steps of deploy/Containerfile, and served.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
