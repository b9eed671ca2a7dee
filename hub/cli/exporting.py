"""`hub export`."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import Json
from hub.cli.output import counted, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.exports import Dataset, Exporter, Written
    from hub.store import Database

STDOUT = Path("-")


def export(
    to: Annotated[
        Path, typer.Option("--to", help="Directory for the files, or - for stdout (with one --kind).")
    ] = Path("exports"),
    form: Annotated[str, typer.Option("--format", help="Format of the files, such as jsonl or csv.")] = "jsonl",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only this dataset; may be repeated. A kind, relation, record, judgement …",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write every kind, relations, records and judgements as files: the same bytes for the same records, in whatever order they were loaded."""
    from hub.cli.stores import with_loaded_store
    from hub.exports import DATASETS, EXPORTER_BY_NAME, dataset, export_stream

    if (exporter := EXPORTER_BY_NAME.get(form)) is None:
        hint = f"Choose one of {', '.join(EXPORTER_BY_NAME)}."
        raise HubError(ErrorCode.USAGE, f"There is no export format {form!r}.", hint)
    datasets = list(dict.fromkeys(dataset(name) for name in kind)) if kind else list(DATASETS.values())
    if to == STDOUT:
        _require_one_document(len(datasets), as_json=as_json)
        with_loaded_store(lambda database: export_stream(database, exporter, datasets[0], sys.stdout))
        return
    files = with_loaded_store(lambda database: _write(database, exporter, datasets, to))
    if as_json:
        write_json({"command": "export", "format": form, "files": [asdict(file) for file in files]})
        return
    rows = [(file.path, file.rows, file.size, file.sha256[:16]) for file in files]
    stdout().print(table(("File", "Rows#", "Bytes#", "SHA-256"), rows))
    say(f"{counted(len(files), 'file')} written.")


def _require_one_document(datasets: int, *, as_json: bool) -> None:
    """Raise `HubError` where stdout would get more than one dataset."""
    if as_json:
        raise HubError(ErrorCode.USAGE, "--to - and --json would both write to stdout.", "Use one of them.")
    if datasets != 1:
        hint = "Name it with --kind, such as --kind organisation."
        raise HubError(ErrorCode.USAGE, "Stdout takes one dataset at a time.", hint)


async def _write(
    database: "Database", exporter: "Exporter", datasets: "list[Dataset]", folder: Path
) -> "list[Written]":
    from hub.exports import export_files

    try:
        return [written async for written in export_files(database, exporter, datasets, folder)]
    except OSError as error:
        message = f"{error.filename or folder} cannot be written: {error.strerror}."
        raise HubError(ErrorCode.FILE_UNUSABLE, message, "Choose another directory with --to.") from error
