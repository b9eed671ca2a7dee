"""Opening a seed directory: network.yaml parsed, validated and checked, every fault with its line and a hint."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from loaders.documents import Document, parse_yaml
from loaders.manifest import Manifest
from loaders.manifest_checks import Fault, faults
from loaders.rows import Finding
from loaders.source import Refused, SourceFile
from loaders.validation import validation_faults
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity

MANIFEST_NAME = "network.yaml"
MANIFEST_LIMIT = 1024 * 1024


def open_directory(root: Path) -> tuple[Manifest | None, list[Issue]]:
    """The manifest of a directory and what is wrong with it; no manifest where an error keeps it from being followed."""
    if not (root / MANIFEST_NAME).exists():
        return None, [_issue(root.name, IssueCode.MANIFEST_MISSING, f"{root.name} has no {MANIFEST_NAME}.", hint="write one; docs/formats.md shows the smallest")]
    try:
        document = parse_yaml(SourceFile(root, MANIFEST_NAME).read_text(MANIFEST_LIMIT))
    except Refused as refused:
        return None, [_issue(root.name, refused.code, refused.message, refused.line)]
    manifest, found = _understood(document)
    network = manifest.network if manifest else root.name
    issues = [_of_finding(network, finding) for finding in document.findings] + [_of_fault(network, fault, document) for fault in found]
    usable = not any(issue.severity is Severity.ERROR for issue in issues)
    return (manifest if usable else None), issues


def _understood(document: Document) -> tuple[Manifest | None, list[Fault]]:
    if not isinstance(document.value, dict):
        return None, [Fault((), f"{MANIFEST_NAME} is no mapping of keys to values.", "begin with `network: <name>`")]
    try:
        manifest = Manifest.model_validate(document.value)
    except ValidationError as error:
        return None, validation_faults(error, document.value)
    return manifest, list(faults(manifest))


def _of_finding(network: str, finding: Finding) -> Issue:
    severity = finding.severity or CATALOGUE[finding.code].severity
    place = Place(MANIFEST_NAME, finding.line, finding.column)
    return Issue(finding.code, severity, network, place, finding.message, finding.field, finding.value, finding.hint)


def _of_fault(network: str, fault: Fault, document: Document) -> Issue:
    marks = (document.marks.get(fault.path[:end]) for end in range(len(fault.path), -1, -1))
    line, column = next((mark for mark in marks if mark is not None), (1, 1))
    issue = _issue(network, IssueCode.MANIFEST_INVALID, fault.message, line, fault.hint)
    field = ".".join(str(part) for part in fault.path) or None
    return replace(issue, place=Place(MANIFEST_NAME, line, column), field=field, severity=fault.severity)


def _issue(network: str, code: IssueCode, message: str, line: int | None = None, hint: str | None = None) -> Issue:
    return Issue(code, CATALOGUE[code].severity, network, Place(MANIFEST_NAME, line), message, hint=hint)
