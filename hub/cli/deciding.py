"""`hub join A B`, `hub split ENTITY` and `hub judgements list | undo`: judgements from the command line."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from hub.cli.explaining import A, B
from hub.cli.options import AsJson, By, JudgementFile, Why
from hub.cli.output import complain, counted, say, stdout, table, write_json

if TYPE_CHECKING:
    from hub.review.judging import Decision

RecordsToPart = Annotated[
    list[str] | None,
    typer.Option(
        "--record",
        help="Split off only this record; may be repeated. Required if the entity has more than two.",
        show_default=False,
    ),
]


def join(a: A, b: B, by: By, why: Why, file: JudgementFile = None, as_json: AsJson = False) -> None:
    """Judge two records to be the same thing. This counts against whatever the hub itself concludes.

    Exits with 1 if other evidence or judgements outweigh it.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.judging import Reviewer, join

    decision = with_loaded_store(lambda database: join(Reviewer(database, file, by), a, b, why))
    _print("join", decision, as_json=as_json)


def split(
    entity: A, by: By, why: Why, record: RecordsToPart = None, file: JudgementFile = None, as_json: AsJson = False
) -> None:
    """Judge records of one entity to be different things. They are then never joined again.

    Exits with 1 if other evidence or judgements outweigh it.
    """
    from hub.cli.stores import with_loaded_store
    from hub.review.judging import Reviewer, split

    decision = with_loaded_store(lambda database: split(Reviewer(database, file, by), entity, record or [], why))
    _print("split", decision, as_json=as_json)


def list_(as_json: AsJson = False) -> None:
    """List all judgements, oldest first. Each has its id and its origin: a file, or HTTP."""
    from hub.cli.stores import with_loaded_store
    from hub.load.judgements import judgement_id, stored_with_origins

    stored = with_loaded_store(stored_with_origins)
    if as_json:
        from hub.cli.review_documents import JudgementsDocument, StoredJudgement

        judgements = [
            StoredJudgement(id=judgement_id(judgement), **asdict(judgement), origin=origin)
            for judgement, origin in stored
        ]
        write_json(JudgementsDocument(judgements))
        return
    rows = [
        (
            judgement_id(judgement),
            judgement.left,
            judgement.verdict,
            judgement.right,
            judgement.by,
            judgement.at,
            origin,
            judgement.why,
        )
        for judgement, origin in stored
    ]
    stdout().print(table(("Id", "Left", "Verdict", "Right", "By", "At", "Origin", "Why"), rows))


def undo(
    judgements: Annotated[
        list[str], typer.Argument(metavar="ID …", help="Ids of judgements, as `hub judgements list` shows them.")
    ],
    as_json: AsJson = False,
) -> None:
    """Remove judgements, as if they had never been given. They leave the store and the files that state them."""
    from hub.cli.stores import with_loaded_store
    from hub.review.judging import Reviewer

    revision = with_loaded_store(lambda database: Reviewer(database, None, "").take_back(set(judgements)))
    if as_json:
        from hub.cli.review_documents import UndoneJudgementsDocument

        write_json(UndoneJudgementsDocument(revision, sorted(set(judgements))))
        return
    say(f"Revision {revision}: {counted(len(set(judgements)), 'judgement')} undone, in the store and in the files.")


def _print(command: str, decision: "Decision", *, as_json: bool) -> None:
    if as_json:
        from hub.cli.review_documents import DecisionDocument

        judgements, files = list(decision.judgements), list(decision.files)
        write_json(DecisionDocument(command, judgements, decision.revision, decision.took_effect, files))
    else:
        for judgement in decision.judgements:
            say(f"{judgement.left} and {judgement.right} are judged {judgement.verdict}.")
        number = counted(len(decision.judgements), "judgement")
        say(f"{number} stored in revision {decision.revision} and in {', '.join(decision.files)}.")
    if not decision.took_effect:
        complain("The judgement stands, but other evidence or judgements outweigh it: `hub explain` shows which.")
        raise typer.Exit(1)
