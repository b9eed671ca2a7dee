"""When a load is too bad to be accepted, so that what the last good load stored stays."""

from collections.abc import Iterator, Mapping

from hub.load.report import Counts, LoadReport
from loaders.manifest_model import Manifest
from schema.issues import Issue, IssueCode, Place, Severity

SHRINKAGE = 0.5
"""Part of a kind that must still be there: a source that lost more than half has rather broken than shrunk."""
FEW = 10
"""Records that may go without further ado, however large a part that is."""
MANIFEST = Place("network.yaml")
_BROKEN = (IssueCode.SOURCE_EMPTY, IssueCode.MANIFEST_INVALID)


def unexpected_counts(report: LoadReport, manifest: Manifest) -> Iterator[Issue]:
    """Kinds of which fewer or more records are there than the manifest expects: read now, or kept."""
    for kind, expected in sorted(manifest.expected.items()):
        held, words = _held(report, kind)
        if held < expected.min:
            message = f"{words}; at least {expected.min} are expected."
            yield Issue.of(IssueCode.COUNT_BELOW, manifest.network, MANIFEST, message, field=f"expected.{kind}.min")
        if expected.max is not None and held > expected.max:
            message = f"{words}; at most {expected.max} are expected."
            yield Issue.of(IssueCode.COUNT_ABOVE, manifest.network, MANIFEST, message, field=f"expected.{kind}.max")


def shrinkage(report: LoadReport, stored: Mapping[str, int]) -> Iterator[Issue]:
    """Kinds of which more than half, and more than ten records, have gone since the last load that was accepted."""
    for kind, before in sorted(stored.items()):
        held, words = _held(report, kind)
        if before - held > FEW and held < before * SHRINKAGE:
            yield Issue.of(IssueCode.COUNT_BELOW, report.network, MANIFEST, f"{words}; the last load had {before}.")


def _held(report: LoadReport, kind: str) -> tuple[int, str]:
    """How many records of a kind are there, and that in words."""
    counts = report.counts.get(kind, Counts())
    stays = f" and {counts.kept} kept that are no longer listed or cannot be read" if counts.kept else ""
    return counts.held, f"{counts.read} of kind {kind} were read{stays}"


def is_broken(report: LoadReport) -> bool:
    """Whether the reading alone says that the load must not be accepted."""
    is_unread = any(issue.code in _BROKEN and issue.severity is Severity.ERROR for issue in report.issues)
    return is_unread or IssueCode.COUNT_BELOW in report.issue_counts


def load_rejected(network: str, *, has_good: bool) -> Issue:
    """The issue that says that the load was rejected."""
    stays = "what the last good load stored stays" if has_good else "nothing of this network is stored yet"
    return Issue.of(IssueCode.LOAD_REJECTED, network, MANIFEST, f"The load was rejected: {stays}.")


def directory_rejected(network: str) -> Issue:
    """The issue that says that a directory could not be loaded at all."""
    message = "Nothing was loaded from this directory: whatever was stored of its network stays."
    return Issue.of(IssueCode.LOAD_REJECTED, network, MANIFEST, message)
