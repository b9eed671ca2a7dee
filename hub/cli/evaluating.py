"""`hub identity evaluate PAIRS.csv`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hub.cli.options import Json
from hub.cli.output import complain, counted, say, stdout, table, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.identity.evaluation import Confusion, Evaluation, JudgedPair, LabelledPair
    from hub.store import Database

SHOWN = 20
_COLUMNS = (
    "Pairs#",
    "Precision#",
    "Recall#",
    "Joined or candidate#",
    "Joined same#",
    "… different#",
    "Candidate same#",
    "… different#",
    "Apart same#",
    "… different#",
)
_COUNTS = ("joined_same", "joined_different", "candidate_same", "candidate_different", "apart_same", "apart_different")


def evaluate(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.csv", help="Labelled pairs with the columns of dev_pairs.csv.", show_default=False
        ),
    ],
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Database to evaluate; default HUB_DATABASE_URL.", show_default=False),
    ] = None,
    show_all: Annotated[
        bool,
        typer.Option("--all", help="Show pairs of networks too, and all pairs that were missed or cannot be resolved."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure what is joined against labelled pairs: precision, recall and confusion by kind, networks and difficulty.

    A pair names its records by network and key, file name, URL or account. Ends that no record answers to are judged from their row.
    """
    from hub.cli.stores import with_store

    labelled = read(pairs)
    evaluation = with_store(lambda database: _evaluated(labelled, database), db)
    if as_json:
        write_json(_document(evaluation))
    else:
        _print(evaluation, None if show_all else SHOWN)


def read(path: Path) -> "list[LabelledPair]":
    """The pairs of a file. Raises `HubError` that says what is wrong with it."""
    from hub.identity.evaluation import read_pairs

    try:
        return read_pairs(path.read_text(encoding="utf-8-sig").splitlines())
    except OSError as error:
        raise HubError(
            ErrorCode.FILE_UNUSABLE,
            f"{path} cannot be read: {error.strerror}.",
            "Name a CSV file with the columns of dev_pairs.csv.",
        ) from error
    except UnicodeDecodeError as error:
        raise HubError(ErrorCode.FILE_UNUSABLE, f"{path} is not UTF-8.", "Save it as UTF-8.") from error
    except (KeyError, AttributeError) as error:
        raise HubError(
            ErrorCode.FILE_UNUSABLE,
            f"{path} lacks the column {error}.",
            "It needs left_ and right_ network, kind, id_or_url, name and country, and label.",
        ) from error


async def _evaluated(pairs: "list[LabelledPair]", database: "Database") -> "Evaluation":
    from hub.identity.evaluation import EvaluatedRecords, evaluate
    from hub.review.evaluated_records import evaluated_records
    from hub.review.holdings import is_loaded

    if await is_loaded(database):
        return evaluate(pairs, await evaluated_records(database))
    complain(
        "There is nothing in the store: all ends are judged from their rows. Run `hub load` first to measure the store."
    )
    return evaluate(pairs, EvaluatedRecords())


def _document(evaluation: "Evaluation") -> dict[str, Any]:
    groups = {
        grouping: {name: confusion.as_dict() for name, confusion in confusions.items()}
        for grouping, confusions in evaluation.confusions.items()
    }
    return {
        "command": "identity evaluate", "pairs": len(evaluation.judged) + len(evaluation.unresolvable), "judged": len(evaluation.judged),
        **evaluation.total.as_dict(), "by": {grouping: tallies for grouping, tallies in groups.items() if grouping != "all"},
        "wrong": [_pair_document(judged) for judged in evaluation.wrong], "missed": [_pair_document(judged) for judged in evaluation.missed],
        "unresolvable": [_ends(pair) for pair in evaluation.unresolvable],
    }  # fmt: skip


def _pair_document(judged: "JudgedPair") -> dict[str, Any]:
    return _ends(judged.pair) | {"outcome": judged.outcome.value, "basis": judged.basis}


def _ends(pair: "LabelledPair") -> dict[str, Any]:
    ends = {
        side: {name: getattr(end, name) for name in end.__slots__}
        for side, end in (("left", pair.left), ("right", pair.right))
    }
    return {**ends, "same": pair.same, "difficulty": pair.difficulty, "why": pair.why}


def _print(evaluation: "Evaluation", limit: int | None) -> None:
    for grouping, confusions in evaluation.confusions.items():
        if grouping == "networks" and limit is not None:
            continue
        stdout().print(
            table(
                (grouping.capitalize(), *_COLUMNS),
                [(name, *_cells(confusion)) for name, confusion in confusions.items()],
            )
        )
        say("")
    _list("wrong joins", [_line(judged.pair, judged.outcome.value) for judged in evaluation.wrong], None, "bold red")
    _list(
        "the same, but not joined",
        [_line(judged.pair, judged.outcome.value) for judged in evaluation.missed],
        limit,
        "yellow",
    )
    _list(
        "cannot be resolved",
        [_line(pair, "no record, name or identifier") for pair in evaluation.unresolvable],
        limit,
        "dim",
    )


def _cells(confusion: "Confusion") -> list[object]:
    counts = [getattr(confusion, name) for name in _COUNTS]
    return [
        sum(counts),
        *(_ratio(ratio) for ratio in (confusion.precision, confusion.recall, confusion.reach)),
        *counts,
    ]


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _line(pair: "LabelledPair", outcome: str) -> str:
    ends = [
        f"{end.network} {end.kind} {end.name or end.id_or_url} ({end.id_or_url})" for end in (pair.left, pair.right)
    ]
    return f"{' | '.join(ends)}  {outcome}, {pair.difficulty or 'unstated'}"


def _list(title: str, lines: list[str], limit: int | None, style: str) -> None:
    say((f"{counted(len(lines), 'pair')}: {title}", style))
    for line in lines[:limit]:
        say(f"  {line}")
    if limit is not None and len(lines) > limit:
        say((f"  … and {len(lines) - limit:,} more; --all shows them.", "dim"))
