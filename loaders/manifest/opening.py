"""Opening a seed directory: network.yaml parsed, validated and checked, every fault with its line and a hint."""

import re
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from loaders.documents import Document, parse_yaml
from loaders.manifest.checks import Fault, faults
from loaders.manifest.pydantic_faults import validation_faults
from loaders.manifest_model import SLUG, Manifest
from loaders.rows import Finding, ValuePath
from loaders.source import Refused, SourceFile
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity

MANIFEST_NAME = "network.yaml"
MANIFEST_LIMIT = 1024 * 1024
_NEAR_NAMES = ("network.yml", "network.yaml", "network.yaml.txt", "networks.yaml", "network.json")


def open_directory(root: Path) -> tuple[Manifest | None, list[Issue]]:
    """The manifest of a directory and what is wrong with it; no manifest where an error keeps it from being followed."""
    if not (root / MANIFEST_NAME).exists():
        return None, [
            _issue(
                root.name,
                IssueCode.MANIFEST_MISSING,
                f"{root.name} has no {MANIFEST_NAME}.",
                hint=_instead_of_manifest(root),
            )
        ]
    try:
        document = parse_yaml(SourceFile(root, MANIFEST_NAME).read_text(MANIFEST_LIMIT))
    except Refused as refused:
        return None, [_issue(root.name, refused.code, refused.message, refused.line)]
    manifest, found = _understood(document)
    network = manifest.network if manifest else _claimed_network(document) or root.name
    issues = [_of_finding(network, finding) for finding in document.findings] + [
        _of_fault(network, fault, document) for fault in found
    ]
    usable = not any(issue.severity is Severity.ERROR for issue in issues)
    return (manifest if usable else None), issues


def place_in_manifest(root: Path, path: ValuePath) -> Place:
    """Where a part of a manifest stands, or the nearest part above it; without a line if it cannot be read again."""
    try:
        document = parse_yaml(SourceFile(root, MANIFEST_NAME).read_text(MANIFEST_LIMIT))
    except Refused:
        return Place(MANIFEST_NAME)
    return Place(MANIFEST_NAME, *_mark(document, path))


def _instead_of_manifest(root: Path) -> str:
    names = (entry.name for entry in root.iterdir()) if root.is_dir() else ()
    other = next((name for name in sorted(names) if name.lower() in _NEAR_NAMES), None)
    return (
        f"did you mean {other}? Rename it to {MANIFEST_NAME}"
        if other
        else "write one; docs/formats.md shows the smallest"
    )


def _claimed_network(document: Document) -> str | None:
    claimed = document.value.get("network") if isinstance(document.value, dict) else None
    return claimed if isinstance(claimed, str) and re.fullmatch(SLUG, claimed) else None


def _understood(document: Document) -> tuple[Manifest | None, list[Fault]]:
    if document.unfinished is not None and document.findings:
        return None, []
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


def _mark(document: Document, path: ValuePath) -> tuple[int, int]:
    marks = (document.marks.get(path[:end]) for end in range(len(path), -1, -1))
    return next((mark for mark in marks if mark is not None), (1, 1))


def _of_fault(network: str, fault: Fault, document: Document) -> Issue:
    line, column = _mark(document, fault.path)
    issue = _issue(network, IssueCode.MANIFEST_INVALID, fault.message, line, fault.hint)
    field = ".".join(str(part) for part in fault.path) or None
    return replace(issue, place=Place(MANIFEST_NAME, line, column), field=field, severity=fault.severity)


def _issue(network: str, code: IssueCode, message: str, line: int | None = None, hint: str | None = None) -> Issue:
    return Issue(code, CATALOGUE[code].severity, network, Place(MANIFEST_NAME, line), message, hint=hint)
