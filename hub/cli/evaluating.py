"""`hub identity evaluate LABELS.csv …`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from hub.cli.options import AsJson
from hub.cli.output import complain, stderr, write_json
from hub.errors import ErrorCode, HubError

if TYPE_CHECKING:
    from hub.identity.evaluation.reporting import EvaluationReport
    from hub.review.evaluated_records import Labels
    from hub.store import Database

Labelled = TypeVar("Labelled")


def evaluate(
    labels: Annotated[
        list[Path],
        typer.Argument(
            metavar="LABELS.csv",
            help="CSV files of labelled pairs or labelled mentions; several files count as one.",
            show_default=False,
        ),
    ],
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Database to evaluate; default HUB_DATABASE_URL.", show_default=False),
    ] = None,
    folds: Annotated[
        int | None,
        typer.Option(
            "--folds",
            metavar="K",
            min=2,
            show_default=False,
            help=(
                "Compare models of identity on K parts of the networks: fit each without one part, measure it on that"
                " part."
            ),
        ),
    ] = None,
    features: Annotated[
        Path | None,
        typer.Option(
            "--features",
            metavar="FILE",
            show_default=False,
            help="Write the evidence on every labelled pair of two stored records, one JSON line per pair.",
        ),
    ] = None,
    show_all: Annotated[
        bool,
        typer.Option(
            "--all", help="Also show pairs of networks, and all pairs that were missed or cannot be resolved."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure joins, or what is found in texts, against labels. Gives precision, recall and their 95 % intervals.

    Pairs of two records of the store count apart from those with an end that is a label alone, judged by what the hub
    resolves it to. A pair names its records by network and key, file name, URL or account. An office and its
    organisation are found if `ospo-of` is stated or proposed.
    """
    from hub.cli.evaluation_tables import print_report
    from hub.cli.stores import with_store

    labelled = read_labels(labels)
    # The status shows itself on a terminal only.
    with stderr().status("Reading the store …"):
        report = with_store(lambda database: _report(labelled, database, folds), db)
    if features:
        features.write_text("".join(f"{line}\n" for line in report.feature_lines()), encoding="utf-8")
    if as_json:
        write_json(report.document())
    else:
        print_report(report, everything=show_all)


async def _report(labelled: "Labels", database: "Database", folds: int | None) -> "EvaluationReport":
    from hub.review.evaluated_records import report_on
    from hub.review.holdings import is_loaded

    if await is_loaded(database):
        return await report_on(database, labelled, folds)
    complain("The store is empty, so all ends are judged from their rows. To measure the store, run `hub load` first.")
    return await report_on(None, labelled, folds)


def read_labels(paths: Sequence[Path]) -> "Labels":
    """The labels of some files. Raises `HubError` that says what is wrong with one."""
    from hub.identity.evaluation import read_pairs
    from hub.identity.evaluation.labelled_mentions import are_mentions, read_mentions
    from hub.review.evaluated_records import Labels

    labels = Labels()
    for path in paths:
        lines = _lines(path)
        if lines and are_mentions(lines[0]):
            labels.mentions += _parsed(path, lines, read_mentions)
        else:
            labels.pairs += _parsed(path, lines, read_pairs)
    return labels


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise HubError(
            ErrorCode.FILE_UNUSABLE, f"{path} cannot be read: {error.strerror}.", "Name a CSV file of labels."
        ) from error
    except UnicodeDecodeError as error:
        raise HubError(ErrorCode.FILE_UNUSABLE, f"{path} is not UTF-8.", "Save it as UTF-8.") from error


def _parsed(path: Path, lines: list[str], read: Callable[[list[str]], list[Labelled]]) -> list[Labelled]:
    try:
        return read(lines)
    except (KeyError, AttributeError) as error:
        raise HubError(
            ErrorCode.FILE_UNUSABLE,
            f"{path} lacks the column {error}.",
            "Pairs need left_ and right_ network, kind and id_or_url, and label; `hub identity sample` writes such"
            " files.",
        ) from error
