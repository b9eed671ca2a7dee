"""`hub review`: a session in the terminal that walks what waits for a person, strongest first."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.options import By, Json, JudgementFile
from hub.cli.output import write_json

if TYPE_CHECKING:
    from hub.store import Database

KindFilter = Annotated[str | None, typer.Option("--kind", help="Only this kind.", show_default=False)]
NetworkFilter = Annotated[
    str | None, typer.Option("--network", help="Only pairs with a record of this network.", show_default=False)
]


def review(
    by: By = "", kind: KindFilter = None, network: NetworkFilter = None, why: Annotated[str, typer.Option(help="A reason to note with every verdict.")] = "",
    file: JudgementFile = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Judge candidates, strongest first: both records side by side with the evidence, one key per verdict, saved after each.

    s same, d different, u unsure, k or space skip, z undo the last verdict, q quit. With --json the candidates are listed and nobody is asked.
    """
    from hub.cli.stores import with_store

    if as_json:
        with_store(lambda database: _list(database, kind, network))
    else:
        with_store(lambda database: _session(database, by, why, file, kind, network))


async def _list(database: "Database", kind: str | None, network: str | None) -> None:
    from hub.review.candidates import waiting

    found = await waiting(database, kind, network)
    write_json({"command": "review", "candidates": [link.document() for link in found]})


async def _session(
    database: "Database", by: str, why: str, file: Path | None, kind: str | None, network: str | None
) -> None:
    from hub.cli.session import Session
    from hub.errors import ErrorCode, HubError
    from hub.review.candidates import waiting
    from hub.review.judging import Bench, judgements_path

    if not by.strip():
        raise HubError(
            ErrorCode.USAGE, "A judgement needs to say who judges.", "Name a role or person with --by, or set HUB_BY."
        )
    bench = Bench(database, judgements_path(file), by)
    await Session(bench, await waiting(database, kind, network), why, read_key).run()


def read_key() -> str:
    """One key from a terminal, or the first letter of a line from a pipe; q at its end."""
    if sys.stdin.isatty():
        return str(typer.getchar()).lower()
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else "q"
