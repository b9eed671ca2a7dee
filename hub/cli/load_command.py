"""`hub load` and `hub check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.annotations import FindingsFormat, github_annotations, sarif
from hub.cli.options import Again, AllFindings, AsJson, Directories, MassDelete
from hub.cli.output import complain, reader_may_leave, say, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.load import LoadReport

Form = Annotated[FindingsFormat, typer.Option("--format", help="Format of the findings; json is the same as --json.")]
WatchFiles = Annotated[
    bool,
    typer.Option("--watch", help="Check again whenever a file changes, until Ctrl-C; a terminal shows one screenful."),
]


def load(
    dirs: Directories = None,
    allow_mass_delete: MassDelete = False,
    again: Again = False,
    show_all: AllFindings = False,
    as_json: AsJson = False,
) -> None:
    """Load seed directories and the judgements beside them. Each directory is one transaction.

    Exits with 4 if a load was rejected, else with 1 if there are findings of error severity.
    """
    from hub.cli.directories import chosen
    from hub.cli.reports import exit_code_of, print_reports
    from hub.cli.stores import newest_revision, with_store

    roots = chosen(dirs)
    before = with_store(newest_revision)
    try:
        reports = load_into_store(roots, allow_mass_delete=allow_mass_delete, again=again)
    except KeyboardInterrupt:
        after = with_store(newest_revision)
        message = (
            f"the networks loaded before it stay (revision {after}); nothing was stored of the network in progress."
        )
        if after == before:
            message = f"nothing was stored; the store is still at revision {after}."
        complain(f"Stopped: {message}")
        raise typer.Exit(130) from None
    with reader_may_leave():
        print_reports("load", reports, roots, as_json=as_json, show_all=show_all)
    raise typer.Exit(exit_code_of(reports))


def check(
    dirs: Directories = None,
    allow_mass_delete: MassDelete = False,
    again: Again = False,
    show_all: AllFindings = False,
    form: Form = FindingsFormat.TEXT,
    watch: WatchFiles = False,
    as_json: AsJson = False,
) -> None:
    """Show what loading would find and change; write nothing.

    Changes to the graph are what would be added, changed (field, from → to), withdrawn, joined or parted, and edges.

    Each directory is checked on its own against the store; without a store, all of them together as a first load. Exits
    with the code that `hub load` would exit with.

    --format github annotates the lines of a pull request from a workflow of GitHub Actions, --format sarif suits other
    tools that review code.
    """
    from hub.cli.directories import chosen, places
    from hub.cli.reports import exit_code_of, print_reports

    roots = chosen(dirs)
    if watch:
        from hub.cli.watching import watch_seeds

        _require_text(form, as_json=as_json)
        raise typer.Exit(watch_seeds(roots, lambda: _checked(roots, allow_mass_delete=allow_mass_delete, again=again)))
    reports = _checked(roots, allow_mass_delete=allow_mass_delete, again=again)
    if form is FindingsFormat.GITHUB:
        for annotation in github_annotations(reports, places(roots)):
            say(annotation)
        raise typer.Exit(exit_code_of(reports))
    if form is FindingsFormat.SARIF:
        write_json(sarif(reports, places(roots)))
        raise typer.Exit(exit_code_of(reports))
    is_json = as_json or form is FindingsFormat.JSON
    with reader_may_leave():
        print_reports("check", reports, roots, as_json=is_json, show_all=show_all)
    raise typer.Exit(exit_code_of(reports))


def _require_text(form: FindingsFormat, *, as_json: bool) -> None:
    """Raise `HubError` where one document was asked for of what goes on and on."""
    if as_json or form is not FindingsFormat.TEXT:
        raise HubError(ErrorCode.USAGE, "--watch can only write text.", "Leave out --json and --format.")


def _checked(roots: Sequence[Path], *, allow_mass_delete: bool, again: bool) -> "list[LoadReport]":
    """Reports of checks, with progress on a terminal."""
    from hub.cli.progress import load_progress
    from hub.cli.stores import with_store
    from hub.review.checking import check_all

    with load_progress() as on_progress:
        return with_store(
            lambda database: check_all(
                database, roots, allow_mass_delete=allow_mass_delete, again=again, on_progress=on_progress
            )
        )


def load_into_store(
    roots: Sequence[Path], *, allow_mass_delete: bool = False, again: bool = False
) -> "list[LoadReport]":
    """Load directories into the store of the settings, with progress on a terminal."""
    from hub.cli.progress import load_progress
    from hub.cli.stores import with_store
    from hub.config import settings
    from hub.load import load_all
    from hub.worker_pool import worker_pool

    with worker_pool(settings().load_workers), load_progress() as on_progress:
        return with_store(
            lambda database: load_all(
                database, roots, allow_mass_delete=allow_mass_delete, again=again, on_progress=on_progress
            )
        )
