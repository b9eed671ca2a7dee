"""Reports of loads and checks, as tables for people and as JSON for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hub.cli.directories import places
from hub.cli.findings import error_count, issue_document, tell_findings
from hub.cli.output import counted, say, stdout, table, write_json
from hub.load import Counts, Join, LoadReport

JOINS_SHOWN = 10
WITHDRAWN_SHOWN = 10
COLUMNS = ("Read#", "Added#", "Changed#", "Withdrawn#", "Unchanged#", "Rejected#", "Kept#")
_OUTCOMES = {
    "load": {"accepted": "loaded", "unchanged": "unchanged", "rejected": "rejected"},
    "check": {
        "accepted": "would load",
        "unchanged": "unchanged",
        "rejected": "would be rejected",
    },
}


def tell_reports(
    command: str, reports: Sequence[LoadReport], roots: Sequence[Path], *, as_json: bool, show_all: bool
) -> int:
    """Tell what came of a load or check; the exit code: 1 with findings of error severity or rejected loads."""
    code = int(any(one.status == "rejected" or error_count(one) for one in reports))
    if as_json:
        write_json(_document(command, reports, roots))
        return code
    _tell_counts(command, reports)
    _tell_joins(command, reports, show_all=show_all)
    _tell_withdrawn(reports, show_all=show_all)
    tell_findings(reports, places(roots), show_all=show_all)
    _tell_end(command, reports)
    return code


def _tell_counts(command: str, reports: Sequence[LoadReport]) -> None:
    rows = [
        (one.network, _OUTCOMES[command][one.status], *_totals(one), len(one.joined), error_count(one), _seconds(one))
        for one in reports
    ]
    stdout().print(table(("Network", "Outcome", *COLUMNS, "Joined#", "Errors#", "Seconds"), rows))
    if len(reports) == 1:
        kinds = sorted(reports[0].counts.items())
        stdout().print()
        stdout().print(table(("Kind", *COLUMNS), [(kind, *_numbers(counts)) for kind, counts in kinds]))


def _totals(report: LoadReport) -> list[int]:
    return [sum(numbers) for numbers in zip(*map(_numbers, report.counts.values()), strict=True)] or [0] * len(COLUMNS)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (counts.read, counts.added, counts.changed, counts.withdrawn, counts.unchanged, counts.rejected, counts.kept)


def _seconds(report: LoadReport) -> str:
    return f"{report.seconds:.1f}"


def _tell_joins(command: str, reports: Sequence[LoadReport], *, show_all: bool) -> None:
    joins = {join.entity: (report.network, join) for report in reports for join in report.joined}
    if not joins:
        return
    across = sorted(joins.values(), key=lambda one: -len(one[1].networks))
    visible = across if show_all else across[:JOINS_SHOWN]
    say("")
    say((counted(len(joins), "thing") + (" joined" if command == "load" else " would be joined"), "bold"))
    stdout().print(table(("Name", "Kind", "From", "With"), [_join_row(network, join) for network, join in visible]))
    if len(visible) < len(joins):
        say(
            (
                f"… and {len(joins) - len(visible):,} more; --all shows them, --json lists them with their records.",
                "dim",
            )
        )


def _join_row(network: str, join: Join) -> tuple[str, str, str, str]:
    others = [one for one in join.networks if one != network]
    return join.name, join.kind, network, ", ".join(others) or f"{len(join.records)} of its own records"


def _tell_withdrawn(reports: Sequence[LoadReport], *, show_all: bool) -> None:
    gone = [(report.network, one) for report in reports for one in report.withdrawn]
    if not gone:
        return
    number = sum(counts.withdrawn for report in reports for counts in report.counts.values())
    visible = gone if show_all else gone[:WITHDRAWN_SHOWN]
    say("")
    say((f"{counted(number, 'record')} no longer in the sources", "bold"))
    rows = [
        (one.name or one.key, one.kind, network, f"{one.path}:{one.line}" if one.line else one.path)
        for network, one in visible
    ]
    stdout().print(table(("Name", "Kind", "Network", "Was at"), rows))
    if len(visible) < number:
        say(
            (
                f"… and {number - len(visible):,} more; --all shows and --json lists the first thousand of each network.",
                "dim",
            )
        )


def _tell_end(command: str, reports: Sequence[LoadReport]) -> None:
    rejected = [one.network for one in reports if one.status == "rejected"]
    say("")
    if command == "check":
        say("Nothing was written.")
        return
    revision = max((one.revision for one in reports), default=0)
    networks = sum(one.status in ("accepted", "unchanged") for one in reports)
    say(
        f"Revision {revision}: {counted(networks, 'load')} accepted or unchanged"
        + (f"; rejected: {', '.join(rejected)}." if rejected else ".")
    )


def _document(command: str, reports: Sequence[LoadReport], roots: Sequence[Path]) -> dict[str, Any]:
    found = places(roots)
    revision = max((one.revision for one in reports), default=0)
    return {
        "command": command,
        "written": command == "load",
        "revision": revision,
        "loads": [_load(one, found.get(one.network)) for one in reports],
    }


def _load(report: LoadReport, place: Path | None) -> dict[str, Any]:
    return {
        "network": report.network, "directory": str(place) if place else None, "status": report.status, "revision": report.revision,
        "rows": report.rows, "seconds": round(report.seconds, 3), "errors": error_count(report),
        "counts": {kind: asdict(counts) for kind, counts in sorted(report.counts.items())},
        "joined": [asdict(join) for join in report.joined],
        "withdrawn": [asdict(one) for one in report.withdrawn],
        "issue_counts": {code.value: number for code, number in sorted(report.issue_counts.items())},
        "issues": [issue_document(issue) for issue in report.issues],
    }  # fmt: skip
