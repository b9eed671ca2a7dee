"""Reports of loads as JSON: what `hub load --json` prints and what whoever pushes seeds is answered."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hub.derive.changes import Join
from hub.identity.pairs.matching import PairCounts
from hub.load.graph_diff import GraphDiff
from hub.load.renamed_keys import RenamedKey
from hub.load.report import Counts, LoadReport, Status, Withdrawn
from schema.issues import CATALOGUE, Issue


@dataclass(frozen=True)
class StatedFinding:
    """A finding: where it is, what it says, and what to do. code: see docs/errors.md."""

    code: str
    severity: Literal["error", "warning", "info"]
    path: str
    line: int | None
    column: int | None
    url: str | None
    field: str | None
    value: str | None
    message: str
    hint: str


@dataclass(frozen=True)
class LoadOutcome:
    """What came of one directory, or would. directory: as it is seen from here; none of judgements without a file.

    counts: by kind, rejected rows of unknown kind under `row`. pairs: what became of the pairs of records that matching
    compared. renamed: keys that look renamed; renamed_line: how network.yaml would say so.
    joined, withdrawn: the first thousand; issues: the first ten thousand, all counted by code in issue_counts. graph:
    of a check, what becomes of the graph.
    """

    network: str
    directory: str | None
    status: Status
    revision: int
    rows: int
    seconds: float
    errors: int
    counts: dict[str, Counts]
    pairs: PairCounts
    joined: list[Join]
    withdrawn: list[Withdrawn]
    renamed: list[RenamedKey]
    renamed_line: str | None
    graph: GraphDiff | None
    issue_counts: dict[str, int]
    issues: list[StatedFinding]


def load_outcome(report: LoadReport, place: Path | None) -> LoadOutcome:
    """A report for JSON. place: the directory as the operator sees it from here."""
    return LoadOutcome(
        network=report.network,
        directory=str(place) if place else None,
        status=report.status,
        revision=report.revision,
        rows=report.rows,
        seconds=round(report.seconds, 3),
        errors=report.errors,
        counts=dict(sorted(report.counts.items())),
        pairs=report.pairs,
        joined=report.joined,
        withdrawn=report.withdrawn,
        renamed=report.renamed,
        renamed_line=report.renamed_line,
        graph=report.graph,
        issue_counts={code.value: number for code, number in sorted(report.issue_counts.items())},
        issues=[stated_finding(issue) for issue in report.issues],
    )


def stated_finding(issue: Issue) -> StatedFinding:
    """A finding for JSON, its place laid flat."""
    place = issue.place
    return StatedFinding(
        code=issue.code.value,
        severity=issue.severity.value,
        path=place.path,
        line=place.line,
        column=place.column,
        url=place.url,
        field=issue.field,
        value=issue.value,
        message=issue.message,
        hint=issue.hint or CATALOGUE[issue.code].remedy,
    )
