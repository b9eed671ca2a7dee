"""The answers in README.md and docs/: every ```json block right after a ```graphql block, written anew from the
seeds by `make generated`.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from hub.app import create_executor
from hub.config import Settings
from hub.load import load_all
from hub.plan.execution import Executor, Operation
from hub.plan.limits import Limits
from hub.store import Database, upgrade
from scripts.documents import ROOT, pages

WIDTH = 140
_QUERY = re.compile(r"```graphql\n(?P<query>.*?)```\n(?:\n```json\n(?P<answer>.*?)```\n)?", re.DOTALL)


@asynccontextmanager
async def seeded(folder: Path) -> AsyncIterator[Executor]:
    """What answers on a store of its own into which the seeds were loaded."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'hub.db'}")
    try:
        await upgrade(database)
        await load_all(database, [ROOT / "seeds"])
        yield executor_of(database)
    finally:
        await database.dispose()


def executor_of(database: Database) -> Executor:
    """What answers on a store with all the defaults, whatever HUB_* says, and enough time for a busy machine."""
    return create_executor(database, Settings.model_construct(timeout=60.0), Limits())


def queries(text: str) -> list[tuple[str, str | None]]:
    """Each query of a page, with the answer that stands below it."""
    return [(found["query"], found["answer"]) for found in _QUERY.finditer(text)]


async def answer(executor: Executor, query: str) -> Any:
    """The answer to a query as JSON values."""
    return json.loads((await executor.execute(Operation(query))).body)


def compact(value: Any, indent: str = "") -> str:
    """JSON in which whatever fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    deeper = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(deeper + compact(inner, deeper) for inner in value) + f"\n{indent}]"
    return (
        "{\n"
        + ",\n".join(f"{deeper}{json.dumps(key)}: {compact(inner, deeper)}" for key, inner in value.items())
        + f"\n{indent}}}"
    )


def shows_error(shown: Any) -> bool:
    """Whether an answer has an error.

    An example is declared to do so by the answer on its page: `{"errors": []}` suffices.
    """
    return "errors" in shown


async def answered(text: str, executor: Executor) -> str:
    """A page with its answers written anew; ValueError where an example no longer shows what it is meant to."""
    for query, stated in queries(text):
        if stated is not None:
            shown = await answer(executor, query)
            if shows_error(shown) != shows_error(json.loads(stated)):
                raise ValueError(f"the answer is now {json.dumps(shown, ensure_ascii=False)}\nto the query\n{query}")
            now = compact(shown) + "\n"
            text = text.replace(
                f"```graphql\n{query}```\n\n```json\n{stated}```\n", f"```graphql\n{query}```\n\n```json\n{now}```\n"
            )
    return text


async def write_answers(paths: Iterable[Path], executor: Executor) -> list[str]:
    """Write the answers of pages anew; a page with an example that fails stays as it is, and why is returned."""
    failures = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        try:
            new = await answered(text, executor)
        except ValueError as error:
            failures.append(f"{path} stays as it was: {error}")
            continue
        if new != text:
            path.write_text(new, encoding="utf-8")
            print(f"{path} written")
    return failures


async def main() -> str | None:
    """Write all answers anew; what went wrong, for the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        async with seeded(Path(folder)) as executor:
            return "\n".join(await write_answers(pages(), executor)) or None


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
