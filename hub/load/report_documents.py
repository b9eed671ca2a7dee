"""Reports of loads as JSON: what `hub load --json` prints and what whoever pushes seeds is answered."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from hub.load.report import LoadReport
from schema.issues import CATALOGUE, Issue


def issue_document(issue: Issue) -> dict[str, Any]:
    """A finding for JSON, its place laid flat."""
    place = {name: getattr(issue.place, name) for name in ("path", "line", "column", "url")}
    content = {name: getattr(issue, name) for name in ("field", "value", "message")}
    hint = issue.hint or CATALOGUE[issue.code].remedy
    return {"code": issue.code.value, "severity": issue.severity.value, **place, **content, "hint": hint}


def report_document(report: LoadReport, place: Path | None) -> dict[str, Any]:
    """A report in JSON. place: the directory as the operator sees it from here."""
    return {
        "network": report.network,
        "directory": str(place) if place else None,
        "status": report.status,
        "revision": report.revision,
        "rows": report.rows,
        "seconds": round(report.seconds, 3),
        "errors": report.errors,
        "counts": {kind: asdict(counts) for kind, counts in sorted(report.counts.items())},
        "joined": [asdict(join) for join in report.joined],
        "withdrawn": [asdict(record) for record in report.withdrawn],
        "graph": report.graph and report.graph.document(),
        "issue_counts": {code.value: number for code, number in sorted(report.issue_counts.items())},
        "issues": [issue_document(issue) for issue in report.issues],
    }
