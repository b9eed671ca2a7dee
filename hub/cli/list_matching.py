"""`hub match FILE.csv --to OUT.csv`."""

import csv
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, counted, write_json

if TYPE_CHECKING:
    from hub.review.matched_lists import ListCounts, OwnList
    from hub.store import Database

_STDOUT = Path("-")


def match(
    path: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Your list as CSV, one thing per row.")],
    to: Annotated[Path, typer.Option("--to", metavar="OUT.csv", help="File for the matched list; - for stdout.")],
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="COLUMN",
            help="Column that holds the names; default the one called name.",
            show_default=False,
        ),
    ] = None,
    no_header: Annotated[
        bool, typer.Option("--no-header", help="The first row is data, not a header; columns are called 1, 2, 3 …")
    ] = False,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="organisation, ospo or product; may be repeated. Default all.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="COLUMN",
            help="Column that holds the countries; default the one called country.",
            show_default=False,
        ),
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="COLUMN", help="Column that holds the types.", show_default=False)
    ] = None,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="COLUMN", help="Column that holds the web addresses.", show_default=False),
    ] = None,
    identifier: Annotated[
        list[str] | None,
        typer.Option(
            "--identifier",
            metavar="SCHEME=COLUMN",
            help="Scheme, and column that holds its identifiers, such as cvr=cvr_nr; may be repeated.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Match your own list with the hub.

    Adds hub_id, hub_name, hub_score (0 to 100), hub_match and hub_evidence to each row. hub_match is true if
    the row means one thing beyond doubt; otherwise the row shows the likeliest thing for you to check.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.matched_lists import ListColumns, ListCounts, OwnList

    stated = {"country": country, "type": type_, "url": url}
    properties = {what: column for what, column in stated.items() if column} | _schemes(identifier or [])
    columns = ListColumns(name, _kinds(kind or []), properties, has_header=not no_header)
    own, counts = OwnList(path, columns), ListCounts()
    with_loaded_store(lambda database: _write(database, own, counts, to))
    if as_json and to != _STDOUT:
        from hub.cli.export_documents import MatchedListDocument

        write_json(MatchedListDocument(path=str(path), to=str(to), **asdict(counts)))
        return
    complain(
        f"{counted(counts.rows, 'row')}: {counts.matched:,} matched, {counts.proposed:,} to look at,"
        f" {counts.unmatched:,} not found"
        + (f"; {counts.unread:,} with a value that was not read" if counts.unread else "")
    )


def _kinds(names: list[str]) -> tuple[str, ...]:
    from schema.kinds import NAMED_KINDS

    if unknown := [name for name in names if name not in NAMED_KINDS]:
        raise typer.BadParameter(
            f"{unknown[0]!r} cannot be matched; use one of {', '.join(NAMED_KINDS)}.", param_hint="--kind"
        )
    return tuple(names)


def _schemes(texts: list[str]) -> dict[str, str]:
    from schema.identifiers import SCHEME_BY_NAME

    pairs = [text.partition("=") for text in texts]
    if unknown := [scheme for scheme, _, column in pairs if scheme not in SCHEME_BY_NAME or not column]:
        hint = f"write scheme=column with one of {', '.join(SCHEME_BY_NAME)}"
        raise typer.BadParameter(
            f"{unknown[0]!r} does not name a known scheme and a column; {hint}.", param_hint="--identifier"
        )
    return {scheme: column for scheme, _, column in pairs}


async def _write(database: "Database", own: "OwnList", counts: "ListCounts", to: Path) -> None:
    """Write the matched list; a file is there once all of it is."""
    if to == _STDOUT:
        await _write_rows(database, own, counts, sys.stdout)
        return
    from hub.errors import ErrorCode, HubError

    unfinished = to.parent / f".{to.name}.part"
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as stream:
            await _write_rows(database, own, counts, stream)
        unfinished.replace(to)
    except OSError as error:
        hint = "Name a file in a directory that can be written."
        raise HubError(ErrorCode.USAGE, f"{to} cannot be written: {error.strerror}.", hint) from error
    finally:
        unfinished.unlink(missing_ok=True)


async def _write_rows(database: "Database", own: "OwnList", counts: "ListCounts", stream: TextIO) -> None:
    from hub.cli.progress import row_progress
    from hub.exports.csv_medium import FORMULA_STARTS
    from hub.review.matched_lists import ADDED, matched_rows

    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*own.header, *ADDED])
    with row_progress() as show:
        async for row, added in matched_rows(database, own, counts):
            # what networks state may be a formula to a spreadsheet; the row is that of whoever asks
            writer.writerow([*row, *(f"'{cell}" if cell[:1] in FORMULA_STARTS else cell for cell in added)])
            show(counts.rows)
