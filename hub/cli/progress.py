"""Progress of a load: a bar on a terminal, nothing in a pipe."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from hub.cli.output import shown, stderr
from hub.load.report import OnProgress, Step
from loaders.progress import Progress as Reading


@contextmanager
def load_progress() -> Iterator[OnProgress | None]:
    """What a load should tell of its progress, or None where nobody looks."""
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

        def tell(told: Reading | Step) -> None:
            if isinstance(told, Step):
                bar.update(
                    task,
                    description=shown(f"{told.network} · {told.name}"),
                    completed=told.done,
                    total=told.total or None,
                    detail="",
                )
                return
            detail = f"{told.rows:,} rows, file {told.files_done:,} of {told.files_total:,}"
            bar.update(
                task,
                description=shown(f"{told.network} · {told.source}"),
                completed=told.bytes_done,
                total=told.bytes_total or None,
                detail=detail,
            )

        yield tell
