"""Migrations for developers: `--check` tells whether they still make the declared tables; a message writes the one that does."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from hub.store import Database, drift, upgrade
from hub.store.migration import revise


@asynccontextmanager
async def _at_head() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'hub.db'}")
        try:
            await upgrade(database)
            yield database
        finally:
            await database.dispose()


async def check() -> int:
    """Print what the migrations do not make as declared; the exit code."""
    async with _at_head() as database:
        differences = await drift(database)
    for difference in differences:
        print(f"not in the migrations: {difference}")
    print("Run `make migration MESSAGE='what changed'`." if differences else "The migrations make the declared tables.")
    return 1 if differences else 0


async def write(message: str) -> int:
    """Write the migration to the declared tables."""
    async with _at_head() as database:
        await revise(database, message)
    return 0


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", nargs="?", default="")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if not asked.check and not asked.message:
        parser.error("say what changed: make migration MESSAGE='product.mascot'")
    return asyncio.run(check() if asked.check else write(asked.message))


if __name__ == "__main__":
    sys.exit(main())
