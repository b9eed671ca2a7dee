"""`hub export`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.options import AsJson
from hub.cli.output import counted, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.exports import Dataset, Export, Medium, Written
    from hub.store import Database

STDOUT = Path("-")


def export(
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="Directory for the files, - for stdout (with one --kind), or a .xlsx file for the whole hub."
        ),
    ] = Path("exports"),
    form: Annotated[str, typer.Option("--format", help="Format of the files, such as jsonl, csv or xlsx.")] = "jsonl",
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only this dataset (a kind, relation, record, judgement …); may be repeated.",
            show_default=False,
        ),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where", help="Only what meets these conditions: JSON, as in `where` in GraphQL.", show_default=False
        ),
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", help="Only what contains these words.", show_default=False)
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Start CSV with a byte order mark, for older spreadsheets.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write kinds, relations, records and judgements as files.

    The same records give the same bytes, in whatever order they were loaded.
    """
    from hub.cli.stores import with_loaded_store

    medium = _medium(form)
    datasets = _datasets(kind, medium)
    variables = _variables(where, search, datasets)

    def exporting(database: "Database") -> "Export":
        from hub.app import create_editions
        from hub.config import settings
        from hub.exports import Export

        return Export(create_editions(database, settings()), medium, variables, with_bom=bom)

    if to == STDOUT:
        _require_one_document(len(datasets), as_json=as_json)
        with_loaded_store(lambda database: _checked(exporting(database).stream(datasets[0], sys.stdout.buffer)))
        return
    if medium.writes_whole and to.suffix == f".{medium.suffix}":
        _require_everything(kind, variables)
        files = [with_loaded_store(lambda database: _checked(_write_whole(exporting(database), to)))]
    else:
        files = with_loaded_store(lambda database: _checked(_write(exporting(database), datasets, to)))
    _print_files(form, files, as_json=as_json)


def _print_files(form: str, files: "list[Written]", *, as_json: bool) -> None:
    if as_json:
        from hub.cli.export_documents import ExportDocument

        write_json(ExportDocument(form, files))
        return
    rows = [(file.path, file.rows, file.size, file.sha256[:16]) for file in files]
    stdout().print(table(("File", "Rows#", "Bytes#", "SHA-256"), rows))
    say(f"{counted(len(files), 'file')} written.")


def _medium(name: str) -> "Medium":
    from hub.exports import MEDIUM_BY_NAME

    if (medium := MEDIUM_BY_NAME.get(name)) is None:
        hint = f"Choose one of {', '.join(MEDIUM_BY_NAME)}."
        raise HubError(ErrorCode.USAGE, f"There is no export format {name!r}.", hint)
    if medium.absence:
        raise HubError(ErrorCode.USAGE, f"There is no {name} here. {medium.absence}", "Choose csv or jsonl.")
    if not medium.is_usable:
        hint = "Install the extra: pip install 'public-sector-open-source-hub[exports]'."
        raise HubError(ErrorCode.USAGE, f"The format {name} needs the package {medium.needs}.", hint)
    return medium


def _datasets(names: list[str] | None, medium: "Medium") -> "list[Dataset]":
    """What to write: what is named, else all that the medium can write."""
    from hub.exports import DATASETS, dataset
    from schema.kinds import Kind

    chosen = list({entry.name: entry for entry in map(dataset, names)}.values()) if names else list(DATASETS.values())
    kinds = {entry.name: entry.content if isinstance(entry.content, Kind) else None for entry in chosen}
    fitting = [entry for entry in chosen if medium.can_write(kinds[entry.name])]
    if not fitting or (names and len(fitting) < len(chosen)):
        able = [
            entry.name
            for entry in DATASETS.values()
            if isinstance(entry.content, Kind) and medium.can_write(entry.content)
        ]
        hint = f"It is a format of {', '.join(able)}; csv and jsonl are of everything."
        raise HubError(ErrorCode.USAGE, f"The format {medium.name} does not hold all that was named.", hint)
    return fitting


def _variables(where: str | None, search: str | None, datasets: "list[Dataset]") -> dict[str, Any]:
    """The arguments of the selection, which only a kind can have."""
    import orjson

    from hub.json_faults import FAULTS, json_fault
    from schema.kinds import Kind

    variables: dict[str, Any] = {"search": search} if search else {}
    if where is not None:
        try:
            variables["where"] = orjson.loads(where)
        except FAULTS as error:
            hint = """Write it as '{"countries": {"eq": "DK"}}'."""
            raise HubError(ErrorCode.USAGE, f"--where is not valid JSON: {json_fault(error)}.", hint) from error
    if variables and not (len(datasets) == 1 and isinstance(datasets[0].content, Kind)):
        hint = "Name it with --kind, such as --kind product."
        raise HubError(ErrorCode.USAGE, "--where and --search need exactly one kind.", hint)
    return variables


def _require_one_document(datasets: int, *, as_json: bool) -> None:
    """Raise `HubError` where stdout would get more than one dataset."""
    if as_json:
        raise HubError(ErrorCode.USAGE, "--to - and --json would both write to stdout.", "Use one of them.")
    if datasets != 1:
        hint = "Name it with --kind, such as --kind organisation."
        raise HubError(ErrorCode.USAGE, "Stdout takes one dataset at a time.", hint)


def _require_everything(names: list[str] | None, variables: dict[str, Any]) -> None:
    """Raise `HubError` where something is chosen of what is to be the whole hub."""
    if names or variables:
        hint = "Name a directory with --to for a file of what was chosen."
        raise HubError(ErrorCode.USAGE, "One file for all holds the whole hub.", hint)


async def _checked(work: Any) -> Any:
    """The result of work. Raises `HubError` for a selection that the graph would refuse."""
    from hub.plan.documents import RefusedError
    from hub.plan.refusals import RequestError

    try:
        return await work
    except RequestError as error:
        refusal: Any = error
    except RefusedError as error:
        refusal = error.errors[0]
    raise HubError(ErrorCode.USAGE, refusal.message, str(refusal.extensions["hint"])) from refusal


async def _write(exporting: "Export", datasets: "list[Dataset]", folder: Path) -> "list[Written]":
    try:
        return [written async for written in exporting.files(datasets, folder)]
    except OSError as error:
        raise _unwritable(error, folder) from error


async def _write_whole(exporting: "Export", path: Path) -> "Written":
    try:
        return await exporting.whole(path)
    except OSError as error:
        raise _unwritable(error, path) from error


def _unwritable(error: OSError, path: Path) -> HubError:
    message = f"{error.filename or path} cannot be written: {error.strerror}."
    return HubError(ErrorCode.FILE_UNUSABLE, message, "Choose another directory with --to.")
