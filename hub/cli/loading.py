"""`hub load` and `hub check`."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hub.cli.options import AllFindings, Directories, Json, MassDelete
from hub.cli.output import complain

if TYPE_CHECKING:
    from hub.load import LoadReport

COLLECT_EVERY = 20_000
"""Objects between searches for cycles: a load makes millions of objects and hardly a cycle, and searching at every 700 took a tenth of its time."""


def load(
    dirs: Directories = None,
    allow_mass_delete: MassDelete = False,
    show_all: AllFindings = False,
    as_json: Json = False,
) -> None:
    """Load seed directories into the store, each in one transaction, and the judgements beside them."""
    from hub.cli.directories import chosen
    from hub.cli.reports import tell_reports
    from hub.cli.stores import complete, newest_revision

    roots = chosen(dirs)
    before = newest_revision()
    try:
        reports = complete(load_into_store(roots, allow_mass_delete=allow_mass_delete))
    except KeyboardInterrupt:
        raise typer.Exit(_stopped(before)) from None
    raise typer.Exit(tell_reports("load", reports, roots, as_json=as_json, show_all=show_all))


def check(
    dirs: Directories = None,
    allow_mass_delete: MassDelete = False,
    show_all: AllFindings = False,
    as_json: Json = False,
) -> None:
    """Tell what loading would find and change, and write nothing.

    Against the store if there is one, each directory on its own; else as a first load of all of them.
    """
    from hub.cli.checking import checked
    from hub.cli.directories import chosen
    from hub.cli.reports import tell_reports
    from hub.cli.stores import complete

    roots = chosen(dirs)
    reports = complete(checked(roots, allow_mass_delete=allow_mass_delete))
    raise typer.Exit(tell_reports("check", reports, roots, as_json=as_json, show_all=show_all))


async def load_into_store(roots: Sequence[Path], *, allow_mass_delete: bool = False) -> "list[LoadReport]":
    """Load directories into the store of the settings, with progress on a terminal."""
    from hub.cli.progress import load_progress
    from hub.cli.stores import opened
    from hub.load import load_all

    gc.set_threshold(COLLECT_EVERY)
    with load_progress() as on_progress:
        async with opened() as database:
            return await load_all(database, roots, allow_mass_delete=allow_mass_delete, on_progress=on_progress)


def _stopped(before: int) -> int:
    from hub.cli.stores import newest_revision

    after = newest_revision()
    if after == before:
        complain(f"Stopped: nothing was stored: the previous revision {after} stands.")
    else:
        complain(
            f"Stopped: what was loaded before stays (revision {after}); of the network in progress nothing was stored."
        )
    return 130
