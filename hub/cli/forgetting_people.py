"""`hub forget`: a person is taken out of records, history and snapshots, and whatever holds them still is named."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import AsJson
from hub.cli.output import counted, say, stdout, table, write_json
from hub.cli.undoing import DryRun, Yes, require_answer, require_consent

if TYPE_CHECKING:
    from hub.history.forgetting import Forgetting
    from hub.history.persons import Person

SHOWN = 50


def forget(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT …", help="Texts that identify the person: names, email addresses, accounts."),
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take a person out of records, history and snapshots.

    This cannot be undone. It ends with a search for what still names the person. Lists the lines of seeds that name the
    person; their network has to change those. Snapshots that name the person are answered with 410 until a new one is
    made. Shows what was found and asks. Exits with 4 if the answer is no.
    """
    from hub.cli.stores import with_loaded_store
    from hub.config import settings
    from hub.history.forgetting import forget
    from hub.history.persons import Person
    from hub.snapshots import SnapshotFolder

    if as_json:
        require_answer("forget", yes=yes, dry_run=dry_run)
    person, folder = Person.of(texts), SnapshotFolder(settings().snapshots)
    if not yes:
        rehearsed = with_loaded_store(lambda database: forget(database, person, is_rehearsal=True))
        snapshots = [manifest.snapshot for manifest in folder.holding(person)]
        _print(rehearsed, snapshots, person, is_written=False, as_json=as_json)
        if dry_run:
            return
        require_consent()
    forgetting = with_loaded_store(lambda database: forget(database, person))
    snapshots = folder.erase(person, datetime.now(UTC).date().isoformat())
    _print(forgetting, snapshots, person, is_written=True, as_json=as_json)


def _print(
    forgetting: "Forgetting", snapshots: Sequence[str], person: "Person", *, is_written: bool, as_json: bool
) -> None:
    seeds = list(_lines(person))
    if as_json:
        from hub.cli.history_documents import ForgettingDocument

        held = (forgetting.revision, forgetting.found, forgetting.left)
        write_json(ForgettingDocument(is_written, *held, list(snapshots), seeds))
        return
    done = f"Revision {forgetting.revision}: forgotten" if is_written and forgetting.revision else "To be forgotten:"
    say(f"{done} {counted(len(forgetting.found), 'row')}, {counted(len(snapshots), 'snapshot')}.")
    shown = forgetting.left if is_written else forgetting.found
    if shown:
        say(("Still held in the store" if is_written else "Held in the store", "bold"))
        rows = [(trace.table, trace.row, ", ".join(trace.columns), trace.place) for trace in shown[:SHOWN]]
        stdout().print(table(("Table", "Row", "Columns", "Stated at"), rows))
    elif is_written:
        say("A search of the whole store finds nothing more about the person.")
    if seeds:
        say(("Seeds that name the person: change them, or the next load into a new store brings the name back", "bold"))
        for place in seeds[:SHOWN]:
            say(f"  {place}")
    if is_written:
        say("Not searched: backups, old stores and copies that others have made. You have to find those yourself.")


def _lines(person: "Person") -> Iterator[str]:
    """File and line of seeds that name a person, judgements beside them included."""
    from hub.cli.directories import chosen

    for root in chosen(None):
        for path in sorted(entry for entry in root.rglob("*") if entry.is_file() and not entry.is_symlink()):
            yield from _lines_of(path, person)


def _lines_of(path: Path, person: "Person") -> Iterator[str]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number in person.lines_naming(lines):
            yield f"{path}:{number}"
