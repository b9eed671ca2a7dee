"""`hub export`."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    from hub.cli.stores import with_store
    from hub.exports import DATASETS, dataset

    exporter = _exporter(form)
    datasets = list(dict.fromkeys(dataset(name) for name in kind)) if kind else list(DATASETS.values())
    if to == STDOUT:
        _refuse_mixture(datasets, as_json=as_json)
        with_store(lambda database: _stream(database, exporter, datasets[0]))
        return
    _tell(exporter.name, with_store(lambda database: _write(database, exporter, datasets, to)), as_json=as_json)


def _exporter(name: str) -> "Exporter":
    from hub.exports import EXPORTER_BY_NAME

    if name not in EXPORTER_BY_NAME:
        raise HubError(
            ErrorCode.USAGE, f"There is no export format {name!r}.", f"Choose one of {', '.join(EXPORTER_BY_NAME)}."
        )
    return EXPORTER_BY_NAME[name]


def _refuse_mixture(datasets: "list[Dataset]", *, as_json: bool) -> None:
    if as_json:
        raise HubError(ErrorCode.USAGE, "--to - and --json would both write to stdout.", "Use one of them.")
    if len(datasets) != 1:
        raise HubError(
            ErrorCode.USAGE, "Stdout takes one dataset at a time.", "Name it with --kind, such as --kind organisation."
        )


async def _stream(database: "Database", exporter: "Exporter", dataset: "Dataset") -> int:
    from hub.exports import export_stream

    return await export_stream(database, exporter, dataset, sys.stdout)


async def _write(
    database: "Database", exporter: "Exporter", datasets: "list[Dataset]", folder: Path
) -> "list[Written]":
    from hub.exports import export_files

    try:
        return [written async for written in export_files(database, exporter, datasets, folder)]
    except OSError as error:
        raise HubError(
            ErrorCode.FILE_UNUSABLE,
            f"{error.filename or folder} cannot be written: {error.strerror}.",
            "Choose another directory with --to.",
        ) from error


def _tell(form: str, written: "list[Written]", *, as_json: bool) -> None:
    files: list[dict[str, Any]] = [asdict(one) for one in written]
    if as_json:
        write_json({"command": "export", "format": form, "files": files})
        return
    stdout().print(
        table(
            ("File", "Rows#", "Bytes#", "SHA-256"), [(one.path, one.rows, one.size, one.sha256[:16]) for one in written]
        )
    )
    say(f"{counted(len(written), 'file')} written.")
