"""Migrations for developers: `--check` shows whether they still make the declared tables.

A message writes the one that does.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import warnings
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic.script import ScriptDirectory

from hub.store import Database, upgrade
from hub.store.migration import configured, drift, revise
from hub.store.versions import FOLDER

VERSIONS = FOLDER / "versions"


def forks() -> Iterator[str]:
    """Where migrations that were written side by side do not follow each other yet.

    As a sentence that says what to do.
    """
    with warnings.catch_warnings(action="ignore"):  # of two files with one number, alembic warns and takes one
        script = ScriptDirectory.from_config(configured())
        heads = sorted(script.get_heads())
    files = defaultdict(list)
    for path in sorted(VERSIONS.glob("[0-9]*.py")):
        files[path.name.partition("_")[0]].append(path.name)
    for number, names in files.items():
        if len(names) > 1:
            yield f"{' and '.join(names)} have one number, {number}: rename all but one, with their `revision`."
    if len(heads) > 1:
        names = [name for head in heads for name in files[head]]
        yield (
            f"There is more than one newest migration, {' and '.join(names)}: set `down_revision` so that each follows"
            " another."
        )


@asynccontextmanager
async def _at_head() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        async with Database(f"sqlite+aiosqlite:///{Path(folder) / 'hub.db'}") as database:
            await upgrade(database)
            yield database


async def check() -> int:
    """Print what the migrations do not make as declared; the exit code."""
    async with _at_head() as database:
        differences = await drift(database)
    for difference in differences:
        print(f"not in the migrations: {difference}")
    print("Run `make migration MESSAGE='what changed'`." if differences else "The migrations make the declared tables.")
    return 1 if differences else 0


def write(message: str) -> int:
    """Write the migration to the declared tables, in the style that `make lint` wants."""

    async def revised() -> None:
        async with _at_head() as database:
            await revise(database, message)

    asyncio.run(revised())
    # Alembic writes single quotes, long lines and, where nothing changed, imports that nobody uses.
    for command in (("check", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *command, "--quiet", VERSIONS], check=True)  # noqa: S603
    return 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", nargs="?", default="")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not options.check and not options.message:
        parser.error("say what changed: make migration MESSAGE='product.mascot'")
    if faults := list(forks()):
        print("\n".join(faults))
        return 1
    return asyncio.run(check()) if options.check else write(options.message)


if __name__ == "__main__":
    sys.exit(main())
