"""Opening a seed directory: network.yaml parsed, validated and checked, every fault with its line and a hint."""

import re
from pathlib import Path

from pydantic import ValidationError

from loaders.documents import Document, dotted, parse_yaml
from loaders.manifest.checkable_parts import faults_besides
from loaders.manifest.checks import Fault, manifest_faults
from loaders.manifest.pydantic_faults import validation_faults
from loaders.manifest_model import SLUG, Manifest
from loaders.rows import Finding, ValuePath
from loaders.source import Refused, SourceFile
from schema.issues import Issue, IssueCode, Place, Severity

MANIFEST_NAME = "network.yaml"
MANIFEST_LIMIT = 1024 * 1024
_NEAR_NAMES = ("network.yml", "network.yaml", "network.yaml.txt", "networks.yaml", "network.json")


def open_directory(root: Path) -> tuple[Manifest | None, list[Issue]]:
    """The manifest of a directory and what is wrong with it.

    No manifest where an error keeps it from being followed.
    """
    if not (root / MANIFEST_NAME).exists():
        message, hint = f"{root.name} has no {MANIFEST_NAME}.", _instead_of_manifest(root)
        return None, [Finding(IssueCode.MANIFEST_MISSING, message, hint=hint).issue(root.name, MANIFEST_NAME)]
    try:
        document = parse_yaml(SourceFile(root, MANIFEST_NAME).read_text(MANIFEST_LIMIT))
    except Refused as refused:
        return None, [Finding(refused.code, refused.message, refused.line).issue(root.name, MANIFEST_NAME)]
    manifest, faults = _understood(document)
    network = manifest.network if manifest else _claimed_network(document) or root.name
    faults.sort(key=lambda fault: document.nearest_mark(fault.path))
    findings = [*document.findings, *(_finding(fault, document) for fault in faults)]
    issues = [finding.issue(network, MANIFEST_NAME) for finding in findings]
    usable = not any(issue.severity is Severity.ERROR for issue in issues)
    return (manifest if usable else None), issues


def place_in_manifest(root: Path, path: ValuePath) -> Place:
    """Where a part of a manifest stands, or the nearest part above it; without a line if it cannot be read again."""
    try:
        document = parse_yaml(SourceFile(root, MANIFEST_NAME).read_text(MANIFEST_LIMIT))
    except Refused:
        return Place(MANIFEST_NAME)
    return Place(MANIFEST_NAME, *document.nearest_mark(path))


def _instead_of_manifest(root: Path) -> str:
    names = (entry.name for entry in root.iterdir()) if root.is_dir() else ()
    other = next((name for name in sorted(names) if name.lower() in _NEAR_NAMES), None)
    if other is None:
        return "write one; docs/formats.md shows a minimal one"
    return f"did you mean {other}? Rename it to {MANIFEST_NAME}"


def _claimed_network(document: Document) -> str | None:
    """The network that a manifest names, though the rest of it may be wrong."""
    name = document.value.get("network") if isinstance(document.value, dict) else None
    return name if isinstance(name, str) and re.fullmatch(SLUG, name) else None


def _understood(document: Document) -> tuple[Manifest | None, list[Fault]]:
    if document.unfinished is not None and document.findings:
        return None, []
    if not isinstance(document.value, dict):
        message = f"{MANIFEST_NAME} is not a mapping of keys to values."
        return None, [Fault((), message, "begin with `network: <name>`")]
    try:
        manifest = Manifest.model_validate(document.value)
    except ValidationError as error:
        return None, [*validation_faults(error, document.value), *faults_besides(document.value)]
    return manifest, list(manifest_faults(manifest))


def _finding(fault: Fault, document: Document) -> Finding:
    line, column = document.nearest_mark(fault.path)
    path, code = dotted(fault.path), IssueCode.MANIFEST_INVALID
    return Finding(code, fault.message, line, column, path, hint=fault.hint, severity=fault.severity)
