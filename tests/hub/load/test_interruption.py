"""Whatever ends a load, the revision before it stays."""

import asyncio
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from hub.load import Step, load
from hub.store import Database
from hub.store.dump import dump

ROWS = [{"key": str(number), "name": f"Library number {number}", "topics": ["books"]} for number in range(3000)]
KILLED = """
    import asyncio, os, signal, sys
    from pathlib import Path
    from hub.load import Step, load
    from hub.store import Database

    def told(progress):
        if isinstance(progress, Step) and progress.name == sys.argv[3]:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(load(Database(sys.argv[1]), Path(sys.argv[2]), on_progress=told))
"""


async def dumped(store: Database) -> list[str]:
    return [line async for line in dump(store)]


@pytest.mark.parametrize("step", ["matching", "entities", "relations"])
async def test_a_killed_load_leaves_the_revision_before(sqlite_store: Database, seeds: Any, step: str) -> None:
    await load(sqlite_store, seeds.write("alpha", {"product": ROWS[:50]}))
    before = await dumped(sqlite_store)
    await sqlite_store.dispose()
    folder = seeds.write("alpha", {"product": ROWS})
    script = [sys.executable, "-c", textwrap.dedent(KILLED), str(sqlite_store.url), str(folder), step]
    ended = subprocess.run(script, cwd=Path(__file__).parents[3], capture_output=True, check=False)  # noqa: ASYNC221 - nothing else runs here
    assert ended.returncode == -signal.SIGKILL
    assert await dumped(sqlite_store) == before
    assert await sqlite_store.revision() == 1
    assert (await load(sqlite_store, folder)).status == "accepted"


@pytest.mark.parametrize("step", ["matching", "entities"])
async def test_a_cancelled_load_leaves_the_revision_before_and_the_next_one_works(
    store: Database, seeds: Any, step: str
) -> None:
    await load(store, seeds.write("alpha", {"product": ROWS[:50]}))
    before = await dumped(store)
    folder = seeds.write("alpha", {"product": ROWS[:500]})

    def told(progress: object) -> None:
        if isinstance(progress, Step) and progress.name == step:
            task.cancel()

    task = asyncio.ensure_future(load(store, folder, on_progress=told))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await dumped(store) == before
    assert (await load(store, folder)).revision == 2


async def test_readers_see_the_revision_before_while_a_load_runs(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"product": ROWS[:50]}))
    seen: list[asyncio.Task[Any]] = []

    def told(progress: object) -> None:
        if isinstance(progress, Step):
            seen.append(asyncio.ensure_future(store.fetch_value("SELECT count(*) FROM product")))

    await load(store, seeds.write("alpha", {"product": ROWS[:500]}), on_progress=told)
    assert {await one for one in seen[:2]} == {50}
    assert await store.fetch_value("SELECT count(*) FROM product") == 500
