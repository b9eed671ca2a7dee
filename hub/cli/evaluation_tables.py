"""An evaluation as tables."""

from collections.abc import Sequence

from hub.cli.output import counted, say, stdout, table
from hub.identity.evaluation.confusion import Confusion
from hub.identity.evaluation.intervals import wilson
from hub.identity.evaluation.labelled_mentions import LabelledMention, MentionEvaluation
from hub.identity.evaluation.labelled_pairs import LabelledPair
from hub.identity.evaluation.reporting import EvaluationReport, ModelComparison
from hub.identity.evaluation.scoring import LABEL, STORED, Evaluation, JudgedPair

SHOWN = 20
_SHARES = ("Precision#", "Recall#", "Joined or candidate#", "Right candidates#")
_COLUMNS = (
    "Pairs#",
    *_SHARES,
    "Joined same#",
    "… different#",
    "Candidate same#",
    "… different#",
    "Apart same#",
    "… different#",
)
_TITLES = {STORED: "Pairs of two records of the store", LABEL: "Pairs with an end that is a label alone"}


def print_report(report: EvaluationReport, *, everything: bool) -> None:
    """All that was evaluated; without everything neither pairs of networks nor more than some of each list."""
    if report.pairs:
        _print_pairs(report.pairs, everything=everything)
    if report.comparison:
        _print_comparison(report.comparison)
    if report.mentions:
        _print_mentions(report.mentions, None if everything else SHOWN)


def _print_pairs(evaluation: Evaluation, *, everything: bool) -> None:
    for basis, title in _TITLES.items():
        groups = evaluation.groups(basis)
        rows = [
            (name if grouping == "all" else f"{grouping}: {name}", *_cells(confusion))
            for grouping, confusions in groups.items()
            if everything or grouping != "networks"
            for name, confusion in confusions.items()
        ]
        if rows:
            stdout().print(table(("", *_COLUMNS), rows, title=title))
            say("")
    if offices := evaluation.offices:
        related = sum(judged.related for judged in offices)
        say(
            f"{related} of {counted(len(offices), 'office')} are found with their organisation: ospo-of is stated or"
            " proposed"
        )
    limit = None if everything else SHOWN
    _list("pair", "wrong joins", [_line(judged) for judged in evaluation.wrong], None, "bold red")
    _list("pair", "the same, but not joined", [_line(judged) for judged in evaluation.missed], limit, "yellow")
    unresolvable = [f"{_ends(pair)}  no record, name or identifier" for pair in evaluation.unresolvable]
    _list("pair", "cannot be resolved", unresolvable, limit, "dim")


def _print_comparison(comparison: ModelComparison) -> None:
    for title, which in (("Fitted on all pairs", "fitted"), ("Networks held out", "held_out")):
        rows = [(name, *_cells(getattr(figures, which))) for name, figures in comparison.models.items()]
        stdout().print(table(("Model", *_COLUMNS), rows, title=f"{title}, {len(comparison.parts)} folds"))
        say("")


def _print_mentions(evaluation: MentionEvaluation, limit: int | None) -> None:
    right, wrong, missed = (
        len(group) for group in (evaluation.right_found, evaluation.wrong_found, evaluation.right_missed)
    )
    say(f"Mentions: {right + wrong} of the labelled ones are found")
    say(f"  right among them: {_share((right, right + wrong))}")
    say(f"  found of the right ones: {_share((right, right + missed))}")
    _list("mention", "found, but wrong", [_mention(mention) for mention in evaluation.wrong_found], limit, "red")
    _list(
        "mention", "right, but not found", [_mention(mention) for mention in evaluation.right_missed], limit, "yellow"
    )


def _cells(confusion: Confusion) -> list[object]:
    counts = [getattr(confusion, name) for name in Confusion.__slots__]
    return [confusion.pairs, *(_share(share) for share in confusion.shares.values()), *counts]


def _share(share: tuple[int, int]) -> str:
    """A share with its 95 % interval."""
    part, whole = share
    interval = wilson(part, whole)
    return f"{part / whole:.3f} ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "-"


def _line(judged: JudgedPair) -> str:
    return f"{_ends(judged.pair)}  {judged.outcome.value}, {judged.pair.difficulty or 'unstated'}"


def _ends(pair: LabelledPair) -> str:
    return " | ".join(
        f"{end.network} {end.kind} {end.name or end.id_or_url} ({end.id_or_url})" for end in (pair.left, pair.right)
    )


def _mention(mention: LabelledMention) -> str:
    return f"{'/'.join(mention.text)}: {mention.mention} → {'/'.join(mention.target)}  {mention.why}"


def _list(noun: str, title: str, lines: Sequence[str], limit: int | None, style: str) -> None:
    say((f"{counted(len(lines), noun)}: {title}", style))
    for line in lines[:limit]:
        say(f"  {line}")
    if limit is not None and len(lines) > limit:
        say((f"  … and {len(lines) - limit:,} more; --all shows them.", "dim"))
