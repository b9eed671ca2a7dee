"""Reports of loads and checks, as tables for people and as JSON for programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hub.cli.directories import places
from hub.cli.exit_codes import ExitCode
from hub.cli.findings import print_findings
from hub.cli.graph_tables import print_graph
from hub.cli.output import counted, say, stdout, table, write_json
from hub.load import Counts, LoadReport
from hub.load.report_documents import load_outcome

SHOWN = 10
"""Joins and withdrawn records that are shown unless all are wanted."""
_COLUMNS = ("Read#", "Added#", "Changed#", "Withdrawn#", "Unchanged#", "Rejected#", "Kept#")
_REJECTED_COLUMNS = [_COLUMNS.index(column) for column in ("Read#", "Rejected#", "Kept#")]
_NO_COUNTS = Counts()
_STATUSES = {
    "load": {"accepted": "accepted", "unchanged": "unchanged", "rejected": "rejected"},
    "check": {"accepted": "would be accepted", "unchanged": "unchanged", "rejected": "would be rejected"},
}


def print_reports(
    command: str, reports: Sequence[LoadReport], roots: Sequence[Path], *, as_json: bool, show_all: bool
) -> None:
    """Print what came of a load or check."""
    folders = places(roots)
    if as_json:
        from hub.cli.load_documents import LoadDocument

        loads = [load_outcome(report, folders.get(report.network)) for report in reports]
        write_json(LoadDocument(command, command == "load", _revision(reports), loads))
        return
    _print_counts(_STATUSES[command], reports)
    _print_pairs(reports)
    _print_joins("joined" if command == "load" else "would be joined", reports, show_all=show_all)
    _print_withdrawn(reports, show_all=show_all)
    _print_renamed(reports, folders, show_all=show_all)
    print_graph(reports, show_all=show_all)
    print_findings(reports, folders, show_all=show_all)
    say("")
    say(_what_was_stored(reports) if command == "load" else "Nothing was written.")


def _revision(reports: Sequence[LoadReport]) -> int:
    """The newest revision that loads made; 0 where they made none."""
    return max((report.revision for report in reports), default=0)


def _what_was_stored(reports: Sequence[LoadReport]) -> str:
    rejected = [report.network for report in reports if report.status == "rejected"]
    stored = f"{counted(len(reports) - len(rejected), 'load')} accepted or unchanged"
    # A directory whose manifest is broken is of no network that is known, and its rejection makes no revision.
    at = f"Revision {revision}: " if (revision := _revision(reports)) else ""
    return f"{at}{stored}; rejected: {', '.join(rejected)}." if rejected else f"{at}{stored}."


def print_summary(reports: Sequence[LoadReport], roots: Sequence[Path]) -> None:
    """Print of a check what whoever edits the seeds looks for: counts, what looks renamed, and the findings."""
    _print_counts(_STATUSES["check"], reports)
    folders = places(roots)
    _print_renamed(reports, folders, show_all=False)
    print_findings(reports, folders, show_all=False)


def exit_code_of(reports: Sequence[LoadReport]) -> ExitCode:
    """4 where a load was not accepted, 1 where all were but some findings are errors, else 0."""
    if any(report.status == "rejected" for report in reports):
        return ExitCode.NOT_ACCEPTED
    return ExitCode.FINDINGS if any(report.errors for report in reports) else ExitCode.FINE


def _print_counts(statuses: dict[str, str], reports: Sequence[LoadReport]) -> None:
    rows = []
    for report in reports:
        totals = [sum(numbers) for numbers in zip(*map(_numbers, [_NO_COUNTS, *report.counts.values()]), strict=True)]
        joined, errors, seconds = len(report.joined), report.errors, f"{report.seconds:.1f}"
        cells = _claimed(report, (*totals, joined))
        rows.append((report.network, statuses[report.status], *cells, errors, seconds))
    stdout().print(table(("Network", "Outcome", *_COLUMNS, "Joined#", "Errors#", "Seconds"), rows))
    if len(reports) == 1 and reports[0].counts:
        kinds = sorted(reports[0].counts.items())
        stdout().print()
        rows = [(kind, *_claimed(reports[0], _numbers(counts))) for kind, counts in kinds]
        stdout().print(table(("Kind", *_COLUMNS), rows))


def _claimed(report: LoadReport, numbers: Sequence[int]) -> list[int | None]:
    """Numbers in the order of the columns.

    Of a rejected load only what was read, was wrong and stays, as it did nothing else.
    """
    if report.status != "rejected":
        return list(numbers)
    stays = _REJECTED_COLUMNS if report.counts else ()
    return [number if place in stays else None for place, number in enumerate(numbers)]


def _numbers(counts: Counts) -> tuple[int, ...]:
    """Counts in the order of their columns."""
    return (counts.read, counts.added, counts.changed, counts.withdrawn, counts.unchanged, counts.rejected, counts.kept)


def _print_pairs(reports: Sequence[LoadReport]) -> None:
    """How much matching had to compare: what makes a load dear shows here first."""
    pairs = [report.pairs for report in reports]
    if blocked := sum(counts.blocked for counts in pairs):
        weighed, stored = sum(counts.weighed for counts in pairs), sum(counts.kept for counts in pairs)
        outcome = f"{weighed:,} weighed, {stored:,} stored as joined or for a person to decide"
        say("")
        say((f"{counted(blocked, 'pair')} of records compared, {outcome}", "dim"))


def _print_joins(joined: str, reports: Sequence[LoadReport], *, show_all: bool) -> None:
    """What loads brought together: each entity once, those of the most networks first.

    joined: the verb of the heading.
    """
    joins = {join.entity: (report.network, join) for report in reports for join in report.joined}
    if not joins:
        return
    ranked = sorted(joins.values(), key=lambda entry: -len(entry[1].networks))
    rows = []
    for network, join in ranked if show_all else ranked[:SHOWN]:
        others = [other for other in join.networks if other != network]
        rows.append((join.name, join.kind, network, ", ".join(others) or f"{len(join.records)} of its own records"))
    say("")
    say((f"{counted(len(joins), 'thing')} {joined}", "bold"))
    stdout().print(table(("Name", "Kind", "From", "With"), rows))
    if len(rows) < len(joins):
        more = f"… and {len(joins) - len(rows):,} more; --all shows them, --json lists them with their records."
        say((more, "dim"))


def _print_withdrawn(reports: Sequence[LoadReport], *, show_all: bool) -> None:
    gone = [(report.network, record) for report in reports for record in report.withdrawn]
    if not gone:
        return
    number = sum(report.missing for report in reports)
    stays = any(report.status == "rejected" for report in reports if report.withdrawn)
    rows = [
        (
            record.name or record.key,
            record.kind,
            network,
            f"{record.path}:{record.line}" if record.line else record.path,
        )
        for network, record in (gone if show_all else gone[:SHOWN])
    ]
    say("")
    say(
        (f"{counted(number, 'record')} no longer in the sources", "bold"),
        "; those of a rejected load stay stored" * stays,
    )
    stdout().print(table(("Name", "Kind", "Network", "Was at"), rows))
    if len(rows) < number:
        limit = "--all shows the first thousand of each network, and --json lists them"
        say((f"… and {number - len(rows):,} more; {limit}.", "dim"))


def _print_renamed(reports: Sequence[LoadReport], folders: Mapping[str, Path], *, show_all: bool) -> None:
    for report in reports:
        if report.renamed_line is None:
            continue
        shown = report.renamed if show_all else report.renamed[:SHOWN]
        rows = [
            (renaming.name, renaming.kind, renaming.old, renaming.new, f"{renaming.path}:{renaming.line or 1}")
            for renaming in shown
        ]
        say("")
        number = counted(len(report.renamed), "record looks", "records look")
        say((f"{number} renamed", "bold"), ": each has gone, and an equal record has come under another key.")
        stdout().print(table(("Name", "Kind", "Old key", "New key", "Is at"), rows))
        if len(shown) < len(report.renamed):
            say((f"… and {len(report.renamed) - len(shown):,} more; --all shows them.", "dim"))
        manifest = folders.get(report.network, Path()) / "network.yaml"
        say(f"If so, add this line to {manifest}, so that each keeps its id and history:")
        say(f"  {report.renamed_line}")
