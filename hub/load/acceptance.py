"""When a load is too bad to be taken, so that what the last good load stored is kept."""

from collections.abc import Iterator, Mapping

from hub.load.report import Counts, LoadReport
from loaders.manifest_model import Manifest
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity

SHRINKAGE = 0.5
FEW = 10
MANIFEST = Place("network.yaml")
_BROKEN = (IssueCode.SOURCE_EMPTY, IssueCode.MANIFEST_INVALID)


def count_issues(report: LoadReport, manifest: Manifest) -> Iterator[Issue]:
    """Kinds of which fewer or more records are there than the manifest expects: read now, or kept of files that cannot be read."""
    for kind, expected in sorted(manifest.expected.items()):
        held, said = _held(report, kind)
        if held < expected.min:
            yield issue(
                manifest.network,
                IssueCode.COUNT_BELOW,
                f"{said}; at least {expected.min} are expected.",
                f"expected.{kind}.min",
            )
        if expected.max is not None and held > expected.max:
            yield issue(
                manifest.network,
                IssueCode.COUNT_ABOVE,
                f"{said}; at most {expected.max} are expected.",
                f"expected.{kind}.max",
            )


def shrinkage(report: LoadReport, stored: Mapping[str, int], network: str) -> Iterator[Issue]:
    """Kinds of which more than half, and more than ten records, have gone since the last load that was taken."""
    for kind, before in sorted(stored.items()):
        held, said = _held(report, kind)
        if before - held > FEW and held < before * SHRINKAGE:
            yield issue(network, IssueCode.COUNT_BELOW, f"{said}; the last load had {before}.", None)


def _held(report: LoadReport, kind: str) -> tuple[int, str]:
    counts = report.counts.get(kind, Counts())
    kept = f" and {counts.kept} kept of files that cannot be read" if counts.kept else ""
    return counts.held, f"{counts.read} of kind {kind} were read{kept}"


def is_broken(report: LoadReport) -> bool:
    """Whether the reading alone says that the load must not be taken."""
    broken = (one for one in report.issues if one.code in _BROKEN and one.severity is Severity.ERROR)
    return next(broken, None) is not None or IssueCode.COUNT_BELOW in report.issue_counts


def kept(network: str, *, has_good: bool) -> Issue:
    """The issue that says that the load was rejected."""
    stays = "what the last good load stored stays" if has_good else "nothing of this network is stored yet"
    return issue(network, IssueCode.LOAD_REJECTED, f"The load was rejected: {stays}.", None)


def refused(network: str) -> Issue:
    """The issue that says that a directory could not be loaded at all."""
    return issue(
        network,
        IssueCode.LOAD_REJECTED,
        "Nothing was loaded from this directory: whatever was stored of its network stays.",
        None,
    )


def issue(network: str, code: IssueCode, message: str, field: str | None) -> Issue:
    """An issue about a whole load."""
    return Issue(code, CATALOGUE[code].severity, network, MANIFEST, message, field, None, CATALOGUE[code].remedy)
