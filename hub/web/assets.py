"""Bundle GraphiQL and the drawing of large pictures into `.assets/graphiql` with node and npm. `python -m
hub.web.assets` never fails a set-up; it says what it did.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / ".assets" / "graphiql"
SOURCES = (
    "package.json",
    "package-lock.json",
    "scripts/graphiql/bundle.mjs",
    "scripts/graphiql/graphiql.js",
    "scripts/graphiql/fetcher.mjs",
    "scripts/graphiql/graph.js",
)
STAMP = "bundled-from"
PATIENCE = 240
"""Seconds one step may take."""
INSTALL = (
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retries=1",
    "--fetch-timeout=30000",
)


def bundle(root: Path = ROOT, folder: Path = ASSETS) -> str:
    """Bundle unless it is done already; one sentence on what came of it. Without node or offline nothing is changed."""
    if not all((root / source).is_file() for source in SOURCES):
        return "GraphiQL is bundled in a checkout only; /graphiql offers a plain form instead."
    digest = _digest(root)
    if _is_current(folder, digest):
        return "GraphiQL is bundled already."
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return (
            "GraphiQL needs node and npm, which are not installed; all else works, and /graphiql offers a plain form."
        )
    return _bundled(
        root, folder, digest, [[npm, *INSTALL], [node, "scripts/graphiql/bundle.mjs", str(_beside(folder))]]
    )


def is_bundled(folder: Path = ASSETS) -> bool:
    """Whether GraphiQL can be served from a folder."""
    return (folder / STAMP).is_file()


def _bundled(root: Path, folder: Path, digest: str, steps: list[list[str]]) -> str:
    shutil.rmtree(_beside(folder), ignore_errors=True)
    problem = next(filter(None, (_problem(step, root) for step in steps)), None)
    if problem or not (_beside(folder) / "graphiql.js").is_file():
        return (
            f"GraphiQL could not be bundled ({problem or 'nothing was written'}); everything else works, and /graphiql"
            " offers a plain form."
        )
    (_beside(folder) / STAMP).write_text(digest, encoding="ascii")
    shutil.rmtree(folder, ignore_errors=True)
    _beside(folder).rename(folder)
    return "GraphiQL is bundled."


def _problem(step: list[str], root: Path) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603
            step, cwd=root, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    said = [line.strip() for line in done.stderr.splitlines() if "error" in line.lower()] or ["no reason given"]
    return None if done.returncode == 0 else f"{Path(step[0]).name}: {said[0][:160]}"


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.new")


def _is_current(folder: Path, digest: str) -> bool:
    return is_bundled(folder) and (folder / STAMP).read_text(encoding="ascii") == digest


def _digest(root: Path) -> str:
    return hashlib.sha256(b"\0".join((root / source).read_bytes() for source in SOURCES)).hexdigest()


if __name__ == "__main__":
    print("Bundling GraphiQL …", flush=True)  # noqa: T201
    print(bundle())  # noqa: T201
