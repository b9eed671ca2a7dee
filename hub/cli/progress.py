"""Progress of a load or of files that are written: a bar on a terminal, nothing in a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from hub.cli.output import shown, stderr
from hub.load.report import OnLoadProgress, Step
from loaders.progress import Progress as Reading

if TYPE_CHECKING:
    from hub.snapshots.taking import OnFile


@contextmanager
def load_progress() -> Iterator[OnLoadProgress | None]:
    """What shows the progress of a load, or None where nobody looks."""
    console = stderr()
    if not console.is_terminal:
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[detail]}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None, detail="")

        def show(progress: Reading | Step) -> None:
            if isinstance(progress, Step):
                name, detail, done, total = progress.name, "", progress.done, progress.total
            else:
                name, done, total = progress.source, progress.bytes_done, progress.bytes_total
                detail = f"{progress.rows:,} rows, file {progress.files_done:,} of {progress.files_total:,}"
            description = shown(f"{progress.network} · {name}")
            bar.update(task, description=description, completed=done, total=total or None, detail=detail)

        yield show


@contextmanager
def row_progress() -> Iterator[Callable[[int], None]]:
    """What shows how many rows are done, on a terminal; elsewhere nothing."""
    console = stderr()
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} rows"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def file_progress(total: int) -> "Iterator[OnFile]":
    """What shows how many of some files are written, on a terminal; elsewhere nothing."""
    console = stderr()
    if not console.is_terminal:
        yield lambda *_: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=total)
        yield lambda path, done: bar.update(task, description=shown(path), completed=done)
