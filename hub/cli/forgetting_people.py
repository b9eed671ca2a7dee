"""`hub forget`: a person is taken out of records, history and snapshots, and whatever holds them still is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from hub.cli.options import AsJson
from hub.cli.output import counted, say, stdout, table, write_json
from hub.cli.undoing import DryRun, Yes, require_answer, require_consent

if TYPE_CHECKING:
    from hub.history.forgetting import Forgetting
    from hub.history.person import Person

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
    from hub.history.person import Person
    from hub.snapshots import SnapshotFolder

    if as_json:
        require_answer("forget", yes=yes, dry_run=dry_run)
    person, folder = Person.of(texts), SnapshotFolder(settings().snapshots)
    # before anything is written: what cannot be read ends the command
    seeds = Seeds.naming(person)
    if not yes:
        rehearsed = with_loaded_store(lambda database: forget(database, person, is_rehearsal=True))
        snapshots = [manifest.snapshot for manifest in folder.holding(person)]
        _print(rehearsed, snapshots, seeds, is_written=False, as_json=as_json)
        if dry_run:
            return
        require_consent()
    forgetting = with_loaded_store(lambda database: forget(database, person))
    snapshots = folder.erase(person, datetime.now(UTC).date().isoformat())
    _print(forgetting, snapshots, seeds, is_written=True, as_json=as_json)


@dataclass(frozen=True)
class Seeds:
    """What seeds say of a person. searched: their directories; lines: file and line of each that names the person,
    judgements beside them included.
    """

    searched: list[str]
    lines: list[str]

    @classmethod
    def naming(cls, person: "Person") -> Self:
        """The seeds of this hub. Raises `HubError` where HUB_SEEDS names what is not there."""
        roots = _roots()
        return cls(list(map(str, roots)), [line for root in roots for line in _lines(root, person)])


def _roots() -> list[Path]:
    """The directories of seeds; a hub to which all are pushed has none of HUB_SEEDS."""
    from hub.cli.directories import chosen
    from hub.config import settings
    from loaders.directory import find_directories

    is_named, pushed = "seeds" in settings().model_fields_set, settings().pushed_folder
    if is_named or any(root.exists() for root in settings().seeds):
        return chosen(None)
    return [pushed] if find_directories(pushed) else []


def _lines(root: Path, person: "Person") -> Iterator[str]:
    for path in sorted(entry for entry in root.rglob("*") if entry.is_file() and not entry.is_symlink()):
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number in person.lines_naming(lines):
                yield f"{path}:{number}"


def _print(
    forgetting: "Forgetting", snapshots: Sequence[str], seeds: Seeds, *, is_written: bool, as_json: bool
) -> None:
    if as_json:
        from hub.cli.history_documents import ForgettingDocument

        held = (forgetting.revision, forgetting.found, forgetting.left)
        write_json(ForgettingDocument(is_written, *held, list(snapshots), seeds.lines, seeds.searched))
        return
    say(_summary(forgetting, snapshots, is_written=is_written))
    shown = forgetting.left if is_written else forgetting.found
    if shown:
        say(("Still held in the store" if is_written else "Held in the store", "bold"))
        rows = [(trace.table, trace.row, ", ".join(trace.columns), trace.place) for trace in shown[:SHOWN]]
        stdout().print(table(("Table", "Row", "Columns", "Stated at"), rows))
    elif is_written:
        say("A search of the whole store finds nothing more about the person.")
    _print_seeds(seeds)
    if is_written:
        say("Not searched: backups, old stores and copies that others have made. You have to find those yourself.")


def _summary(forgetting: "Forgetting", snapshots: Sequence[str], *, is_written: bool) -> str:
    """How much was forgotten, or would be."""
    gone = counted(len(snapshots), "snapshot")
    if not is_written:
        return f"To be forgotten: {counted(len(forgetting.found), 'row')}, {gone}."
    if not forgetting.revision:
        return f"Nothing in the store was rewritten; forgotten {gone}."
    return f"Revision {forgetting.revision}: forgotten {counted(len(forgetting.found), 'row')}, {gone}."


def _print_seeds(seeds: Seeds) -> None:
    if not seeds.searched:
        say("No seeds were searched: there is no directory of them here.")
    if seeds.lines:
        say(("Seeds that name the person: change them, or the next load into a new store brings the name back", "bold"))
        for place in seeds.lines[:SHOWN]:
            say(f"  {place}")
