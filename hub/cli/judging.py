"""`hub join A B` and `hub split ENTITY`: judgements from the command line."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.explaining import A, B
from hub.cli.options import By, Json, JudgementFile, Why
from hub.cli.output import complain, counted, say, write_json

if TYPE_CHECKING:
    from hub.review.judging import Decision, Reviewer
    from hub.store import Database

Members = Annotated[
    list[str] | None,
    typer.Option(
        "--record",
        help="Split off this record only; may be repeated. Needed where the entity has more than two.",
        show_default=False,
    ),
]


def join(a: A, b: B, by: By, why: Why, file: JudgementFile = None, as_json: Json = False) -> None:
    """Judge two records to be the same thing, against whatever the machine says.

    Exits with 1 if other evidence or judgements outweigh it.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.judging import join

    decision = with_loaded_store(lambda database: join(reviewer(database, by, file), a, b, why))
    _print("join", decision, as_json=as_json)


def split(
    entity: A, by: By, why: Why, record: Members = None, file: JudgementFile = None, as_json: Json = False
) -> None:
    """Judge records of one entity to be different things, so that they are never joined again.

    Exits with 1 if other evidence or judgements outweigh it.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.judging import split

    decision = with_loaded_store(lambda database: split(reviewer(database, by, file), entity, record or [], why))
    _print("split", decision, as_json=as_json)


def reviewer(database: "Database", by: str, file: Path | None) -> "Reviewer":
    """Who judges with this command, and where. Raises `HubError` if there is nowhere to keep judgements."""
    from hub.review.judging import Reviewer, judgements_path

    return Reviewer(database, judgements_path(file), by)


def _print(command: str, decision: "Decision", *, as_json: bool) -> None:
    if as_json:
        write_json({"command": command} | asdict(decision))
    else:
        for judgement in decision.judgements:
            say(f"{judgement.left} and {judgement.right} are judged {judgement.verdict}.")
        number = counted(len(decision.judgements), "judgement")
        say(f"{number} stored in revision {decision.revision} and in the judgements file.")
    if not decision.took_effect:
        complain("The judgement stands, but other evidence or judgements outweigh it: `hub explain` shows which.")
        raise typer.Exit(1)
