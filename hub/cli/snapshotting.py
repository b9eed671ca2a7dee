"""`hub snapshot` and `hub verify`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.exit_codes import ExitCode
from hub.cli.options import AsJson
from hub.cli.output import complain, counted, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.snapshots import SnapshotTaken
    from hub.store import Database


def snapshot(
    to: Annotated[
        Path | None, typer.Option("--to", help="Directory of snapshots; default HUB_SNAPSHOTS.", show_default=False)
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep",
            min=0,
            help="How many of the newest snapshots keep their files; default HUB_KEEP_SNAPSHOTS.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the state of the store as files that can be cited.

    They have every table in every format, with quality report, changelog and checksums. A snapshot is written to a
    temporary directory and renamed in one step, so that nothing incomplete is ever there. An existing snapshot is left
    as it is.
    """
    from hub.cli.stores import with_loaded_store
    from hub.config import settings

    root = to or settings().snapshots
    most = settings().keep_snapshots if keep is None else keep
    snapshot = with_loaded_store(lambda database: _take(database, root, most))
    files = snapshot.manifest.files
    if as_json:
        from hub.cli.export_documents import SnapshotDocument

        retired = list(snapshot.retired)
        write_json(
            SnapshotDocument(str(snapshot.path), snapshot.is_new, retired, snapshot.manifest.snapshot, list(files))
        )
        return
    rows = [(file.path, file.rows, file.size, file.sha256[:16]) for file in files]
    stdout().print(table(("File", "Rows#", "Bytes#", "SHA-256"), rows))
    for name in snapshot.retired:
        say(f"{name} was retired; its manifest stays.")
    say(f"{counted(len(files), 'file')} {'written to' if snapshot.is_new else 'there already, in'} {snapshot.path}.")


async def _take(database: "Database", root: Path, keep: int) -> "SnapshotTaken":
    from hub.app import create_editions
    from hub.cli.progress import file_progress
    from hub.config import settings
    from hub.snapshots import FILES, SnapshotFolder, take_snapshot

    editions = create_editions(database, settings())
    try:
        with file_progress(FILES) as on_file:
            return await take_snapshot(editions, SnapshotFolder(root), settings().address, keep, on_file)
    except OSError as error:
        message = f"{error.filename or root} cannot be written: {error.strerror}."
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Choose another directory with --to.") from error


def verify(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Snapshots, or directories that contain them; default HUB_SNAPSHOTS.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that snapshots are as they were written. Each file that is damaged, missing or not theirs is named.

    Exits with 1 if there is any such file.
    """
    from hub.config import settings
    from hub.snapshots import snapshots_of, verified

    checked = [verified(folder) for path in paths or [settings().snapshots] for folder in snapshots_of(path)]
    damages = [(snapshot.snapshot, damage) for snapshot in checked for damage in snapshot.damages]
    if as_json:
        from hub.cli.export_documents import VerifiedDocument

        write_json(VerifiedDocument(not damages, checked))
    else:
        for snapshot in checked:
            state = counted(len(snapshot.damages), "file damaged", "files damaged") if snapshot.damages else "fine"
            say(f"{snapshot.snapshot}: {counted(snapshot.files, 'file')}, ", (state, "red" if snapshot.damages else ""))
        for name, damage in damages:
            complain(f"{name}/{damage.path}: {damage.problem}.")
    if damages:
        raise typer.Exit(ExitCode.FINDINGS)
