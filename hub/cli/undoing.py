"""`hub undo`, `hub remove` and `hub erase`: what a load brought, a whole network, or what records stated
once, is taken out again.
"""

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.exit_codes import ExitCode
from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hub.history.erasing import Erasure
    from hub.load import LoadReport

Revision = Annotated[
    int | None,
    typer.Option(
        "--revision",
        min=1,
        help=(
            "Undo this load and all later loads of its network; default the newest load that stored more than findings."
        ),
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking for confirmation.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]


def undo(revision: Revision = None, yes: Yes = False, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Restore a network to what it was before a load. This makes a new revision, which can be undone in turn.

    Shows what would change and asks first. The same content is not loaded again unless the directory changes or --again
    is given. Exits with 4 if the answer is no.
    """
    from hub.load import undo_load

    _take_back("undo", partial(undo_load, revision=revision), yes=yes, dry_run=dry_run, as_json=as_json)


def remove(
    network: Annotated[str, typer.Argument(metavar="NETWORK", help="The network, as `hub networks` lists it.")],
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take a network out of the store. Its records are withdrawn, and keep their ids in case they come back.

    Shows what would change and asks first; `hub undo` brings it back. Its directory is not loaded again unless it
    changes or --again is given. Exits with 4 if the answer is no.
    """
    from hub.load import remove_network

    _take_back("remove", partial(remove_network, network=network), yes=yes, dry_run=dry_run, as_json=as_json)


def erase(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD …", help="Records as network/kind/key or by id; withdrawn ones can be named too."
        ),
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Erase earlier values of records for good.

    These are what records stated before, and what withdrawn records stated last. Neither undo nor an old store can
    bring them back. What a record in force states now stays, because its network states it: to erase that too, change
    the seeds and load first. Shows how much there is and asks. Exits with 4 if the answer is no.
    """
    from hub.cli.stores import with_loaded_store
    from hub.history.erasing import erase

    if as_json:
        require_answer("erase", yes=yes, dry_run=dry_run)
    erasure = with_loaded_store(lambda database: erase(database, records, is_rehearsal=not yes))
    if not yes:
        _print_erasure(erasure, is_written=False, as_json=as_json)
        if dry_run:
            return
        require_consent()
        erasure = with_loaded_store(lambda database: erase(database, records))
    _print_erasure(erasure, is_written=True, as_json=as_json)


def _print_erasure(erasure: "Erasure", *, is_written: bool, as_json: bool) -> None:
    if as_json:
        from hub.cli.history_documents import ErasureDocument

        write_json(ErasureDocument(is_written, erasure.revision, erasure.records, erasure.versions, erasure.withdrawn))
        return
    versions, records = counted(erasure.versions, "earlier version"), counted(erasure.records, "record")
    gone = f", and all of {counted(erasure.withdrawn, 'withdrawn record')}" if erasure.withdrawn else ""
    done = f"Revision {erasure.revision}: erased" if is_written else "To be erased:"
    say(f"{done} {versions} of {records}{gone}.")


def require_answer(command: str, *, yes: bool, dry_run: bool) -> None:
    """Raise `HubError` where a program would be asked."""
    if not (yes or dry_run):
        hint = "Pass --yes to do it, or --dry-run to see what would change."
        raise HubError(ErrorCode.USAGE, f"hub {command} --json cannot ask for confirmation.", hint)


def _take_back(
    command: str,
    take_back: "Callable[..., Coroutine[Any, Any, LoadReport]]",
    *,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Rehearse, show, ask and do: what was shown, so not if the store has changed while somebody thought about it."""
    from hub.cli.stores import newest_revision, with_loaded_store

    if as_json:
        require_answer(command, yes=yes, dry_run=dry_run)
    if not yes:
        rehearsed = with_loaded_store(lambda database: take_back(database, is_rehearsal=True))
        _print(command, rehearsed, is_written=False, as_json=as_json)
        if dry_run:
            return
        require_consent()
        if with_loaded_store(newest_revision) != rehearsed.revision - 1:
            hint = f"Run `hub {command}` again to see what it would change now."
            raise HubError(ErrorCode.STORE_BUSY, "Something else was written to the store in the meantime.", hint)
    report = with_loaded_store(lambda database: take_back(database, is_rehearsal=False))
    _print(command, report, is_written=True, as_json=as_json)


def require_consent() -> None:
    """Ask; end the command unless the answer is yes. Nobody there to answer means no."""
    try:
        agreed = typer.confirm("Go ahead?", err=True)
    except typer.Abort:
        agreed = False
    if not agreed:
        complain("Nothing was written. To do it without being asked, pass --yes.")
        raise typer.Exit(ExitCode.NOT_ACCEPTED)


def _print(command: str, report: "LoadReport", *, is_written: bool, as_json: bool) -> None:
    if as_json:
        from hub.cli.load_documents import UndoneDocument

        counts = dict(sorted(report.counts.items()))
        write_json(UndoneDocument(command, is_written, report.network, report.revision, counts))
        return
    if is_written:
        done = "is what it was before" if command == "undo" else "is removed"
        say(f"Revision {report.revision}: {report.network} {done}.")
        return
    records = sum(counts.added + counts.changed + counts.withdrawn for counts in report.counts.values())
    say((f"{counted(records, 'record')} of {report.network} would change", "bold"))
    rows = [(kind, one.added, one.changed, one.withdrawn) for kind, one in sorted(report.counts.items())]
    stdout().print(table(("Kind", "Back#", "Changed#", "Withdrawn#"), rows))
