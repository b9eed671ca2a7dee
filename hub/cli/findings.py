"""Findings of loads, grouped by code, the worst first, each with file, line and column."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from hub.cli.output import counted, say
from hub.load import LoadReport
from schema.issues import CATALOGUE, Issue, IssueCode, Severity

SHOWN = 5
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_ORDER = list(Severity)
_FOLLOWS = (
    IssueCode.KEY_MISSING,
    IssueCode.NAME_MISSING,
    IssueCode.SOURCE_EMPTY,
    IssueCode.COUNT_BELOW,
    IssueCode.LOAD_REJECTED,
)
"""Codes that only say what follows from others, as a rule: a column or delimiter that is wrong
costs every row its key.
"""


def print_findings(reports: Sequence[LoadReport], places: Mapping[str, Path], *, show_all: bool) -> None:
    """Print all findings by code, the first few of each unless all are wanted."""
    groups: defaultdict[tuple[Severity, IssueCode], list[Issue]] = defaultdict(list)
    for issue in (issue for report in reports for issue in report.issues):
        groups[issue.severity, issue.code].append(issue)
    for severity, code in sorted(groups, key=lambda group: (_ORDER.index(group[0]), _rank(group[1]), group[1])):
        _print_group(severity, code, groups[severity, code], places, show_all=show_all)
    listed = sum(len(report.issues) for report in reports)
    counts = sum(report.issue_counts.total() for report in reports)
    if counts > listed:
        say((f"{counts - listed:,} further findings are counted but not listed; fix these first.", "dim"))


def _print_group(
    severity: Severity, code: IssueCode, issues: Sequence[Issue], places: Mapping[str, Path], *, show_all: bool
) -> None:
    style = STYLES[severity]
    say("")
    count = counted(len(issues), "finding")
    say((f"{severity.value}: {code.value}", style), f" — {count}. {CATALOGUE[code].meaning}")
    visible = issues if show_all else issues[:SHOWN]
    hints = {issue.hint or CATALOGUE[code].remedy for issue in visible}
    shared = hints.pop() if len(hints) == 1 else CATALOGUE[code].remedy
    for issue in visible:
        say("  ", (position(issue, places), "cyan"), f"  {_message(issue, shared)}")
    say("  → ", shared)
    if len(visible) < len(issues):
        say((f"  … and {len(issues) - len(visible):,} more; --all shows them.", "dim"))


def _rank(code: IssueCode) -> int:
    return _FOLLOWS.index(code) + 1 if code in _FOLLOWS else 0


def _message(issue: Issue, shared_hint: str) -> str:
    hint = f" ({issue.hint})" if issue.hint and issue.hint not in (shared_hint, CATALOGUE[issue.code].remedy) else ""
    return f"{_field_of(issue)}{issue.message}{hint}"


def _field_of(issue: Issue) -> str:
    """The field as a prefix, unless the message names it."""
    if issue.field is None:
        return ""
    name = re.escape(issue.field.rpartition(".")[2] or issue.field)
    return "" if re.search(rf"(?<!\w){name}(?!\w)", issue.message) else f"{issue.field}: "


def position(issue: Issue, places: Mapping[str, Path]) -> str:
    """Where a finding is: file:line:column, the file as it can be opened from here."""
    folder = places.get(issue.network)
    path = str(folder / issue.place.path) if folder else issue.place.path
    return ":".join(str(part) for part in (path, issue.place.line, issue.place.column) if part is not None)
