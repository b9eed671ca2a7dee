"""Findings of loads for the machines of those who keep seeds in version control: GitHub's annotations and SARIF."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hub.cli.output import shown
from schema.issues import CATALOGUE, Issue, Severity

if TYPE_CHECKING:
    from hub.load import LoadReport


class FindingsFormat(StrEnum):
    """The format in which `hub check` writes what it found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github_annotations(reports: "Sequence[LoadReport]", places: Mapping[str, Path]) -> Iterator[str]:
    """A workflow command of GitHub Actions for each finding, which shows it beside its line."""
    for issue in (issue for report in reports for issue in report.issues):
        stated = {"file": _path(issue, places), "line": issue.place.line, "col": issue.place.column}
        stated["title"] = issue.code.value
        properties = ",".join(f"{name}={_property(value)}" for name, value in stated.items() if value is not None)
        yield f"::{_GITHUB[issue.severity]} {properties}::{_escaped(_message(issue))}"


def sarif(reports: "Sequence[LoadReport]", places: Mapping[str, Path]) -> dict[str, Any]:
    """A log in SARIF 2.1.0 with a result for each finding and a rule for each of their codes."""
    issues = [issue for report in reports for issue in report.issues]
    rules = [
        {
            "id": code.value,
            "shortDescription": {"text": CATALOGUE[code].meaning},
            "help": {"text": CATALOGUE[code].remedy},
            "defaultConfiguration": {"level": _SARIF[CATALOGUE[code].severity]},
        }
        for code in sorted({issue.code for issue in issues})
    ]
    results = [
        {
            "ruleId": issue.code.value,
            "level": _SARIF[issue.severity],
            "message": {"text": _message(issue)},
            "locations": [{"physicalLocation": _location(issue, places)}],
        }
        for issue in issues
    ]
    run = {"tool": {"driver": {"name": "hub check", "rules": rules}}, "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _location(issue: Issue, places: Mapping[str, Path]) -> dict[str, Any]:
    region = {"startLine": issue.place.line, "startColumn": issue.place.column}
    numbers = {name: value for name, value in region.items() if value is not None}
    artifact = {"artifactLocation": {"uri": quote(_path(issue, places))}}
    # a column alone is no region
    return artifact | ({"region": numbers} if "startLine" in numbers else {})


def _path(issue: Issue, places: Mapping[str, Path]) -> str:
    """The file of a finding as seen from here, which in a workflow is the root of the repository."""
    folder = places.get(issue.network)
    path = (folder / issue.place.path if folder else Path(issue.place.path)).absolute()
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _message(issue: Issue) -> str:
    hint = issue.hint or CATALOGUE[issue.code].remedy
    field = f"{issue.field}: " if issue.field else ""
    return shown(f"{field}{issue.message} → {hint}")


def _property(value: object) -> str:
    return _escaped(shown(value)).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
