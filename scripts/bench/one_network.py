"""What it costs to load one network of many rows: processor time by step, the memory at its height, and the
statements that took longest.

python -m scripts.bench.one_network ROWS [DATABASE_URL] [--beside ROWS] [--statements]
"""

import argparse
import asyncio
import csv
import gc
import json
import multiprocessing
import resource
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import event

from hub.cli.running import COLLECT_EVERY
from hub.load import load_all
from hub.load.report import Step
from hub.store import Database
from scripts.bench.federation import organisations

_COLUMNS = ("wikidata", "name", "description", "url", "country", "city", "type", "founded", "inhabitants")


def write_network(root: Path, rows: int) -> None:
    """A seed directory with one table of so many organisations."""
    slug = root.name
    root.mkdir(parents=True)
    source = {
        "name": "organisations", "path": "organisations.csv", "format": "table", "kind": "organisation", "key": "wikidata",
        "mapping": {"name": "name", "description": {"languages": {"en": "description"}}, "url": "url", "countries": "country",
                    "city": "city", "type": "type", "founded": "founded", "inhabitants": "inhabitants"},
        "identifiers": {"wikidata": "wikidata"},
    }  # fmt: skip
    manifest = {
        "network": slug, "title": slug, "homepage": f"https://{slug}.example.org", "publisher": {"name": slug},
        "licence": "CC0-1.0", "attribution": slug, "sources": [source],
    }  # fmt: skip
    (root / "network.yaml").write_text(json.dumps(manifest), encoding="utf-8")
    with (root / "organisations.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, _COLUMNS, extrasaction="ignore")
        lines.writeheader()
        # another network has other organisations: none of them are joined
        lines.writerows(row | {"wikidata": f"{row['wikidata']}{sum(slug.encode())}"} for row in organisations(rows))


class _Clock:
    """Processor time by step, heard of as steps begin."""

    def __init__(self) -> None:
        self.step, self.began = "reading", time.process_time()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.megabytes: defaultdict[str, float] = defaultdict(float)

    def hear(self, progress: Any) -> None:
        """Note the step that is at work now."""
        step = progress.name if isinstance(progress, Step) else "reading"
        self.megabytes[self.step] = max(self.megabytes[self.step], _memory())
        if step != self.step:
            self.end(step)

    def end(self, following: str = "") -> None:
        """Note how long the step took that ends now."""
        now = time.process_time()
        self.seconds[self.step] += now - self.began
        self.step, self.began = following, now


def _listen(database: Database, spent: defaultdict[str, list[float]]) -> None:
    """Note how long the writing side takes for each statement, with the way to the driver's thread and back."""
    engine = database.engine.sync_engine

    def before(_conn: Any, _cursor: Any, _statement: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001
        context.began = time.perf_counter()

    def after(_conn: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001
        spent[" ".join(statement.split())[:150]].append(time.perf_counter() - context.began)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)


async def measure(root: Path, url: str, *, with_statements: bool) -> None:
    """Load a directory and print what it took."""
    clock, spent = _Clock(), defaultdict[str, list[float]](list)
    began, used = time.perf_counter(), time.process_time()
    async with Database(url) as database:
        if with_statements:
            _listen(database, spent)
        (report,) = await load_all(database, [root], on_progress=clock.hear)
        clock.end()
    print(f"{report.network}: {report.status}, {report.rows} records, {time.perf_counter() - began:.1f} s", end=", ")
    print(f"{time.process_time() - used:.1f} s of this process, {_highest():.0f} MB at most so far")
    print(
        ", ".join(
            f"{step or 'end'} {took:.1f} s, {clock.megabytes[step]:.0f} MB" for step, took in clock.seconds.items()
        ),
        flush=True,
    )
    for statement, times in sorted(spent.items(), key=lambda one: -sum(one[1]))[:30]:
        print(f"  {sum(times):7.2f} s {len(times):6} × {statement}")


def _write_apart(root: Path, rows: int) -> None:
    """Write a seed directory in a process of its own, whose memory is none of the load's."""
    writing = multiprocessing.get_context("spawn").Process(target=write_network, args=(root, rows))
    writing.start()
    writing.join()


def _memory() -> float:
    """Megabytes of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _highest() -> float:
    """Megabytes of memory that this process had at most until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--beside", type=int, help="rows of a second network, which is loaded after the first")
    parser.add_argument("--statements", action="store_true")
    asked = parser.parse_args()
    gc.set_threshold(COLLECT_EVERY)
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        url = asked.url or f"sqlite:///{folder}/hub.db"
        for slug, rows in (("large", asked.rows), ("beside", asked.beside)):
            if rows:
                root = Path(folder, slug)
                _write_apart(root, rows)
                asyncio.run(measure(root, url, with_statements=asked.statements))


if __name__ == "__main__":
    main()
