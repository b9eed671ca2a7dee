"""When a load is too bad to be accepted, so that what the last good load stored stays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hub.load.report import Counts, LoadReport, Turnover
from loaders.globbing import is_named
from loaders.manifest_model import Manifest
from schema.issues import Issue, IssueCode, Place, Severity

SHRINKAGE = 0.5
"""Part of what a source had that must go to be asked about: it has rather broken than shrunk."""
SPARED = 1
"""Records that may go without further ado, however large a part that is: one is an edit, two of three are a fault."""
MANIFEST = Place("network.yaml")
CORRECT = "Correct the errors above."
ALLOW = "Correct the errors above; if records are meant to go, pass --allow-mass-delete."


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


def shrinkage(network: str, manifest: Manifest, turnover: Iterable[Turnover]) -> Iterator[Issue]:
    """Kinds of which a source lost half or more of what it had, and two or more; what many small sources
    lost is reported as one.

    What came in place of what went is no loss. A kind of which the manifest expects `min: 0` in so
    many words may lose all.
    """
    of_source: defaultdict[tuple[str, str], list[Turnover]] = defaultdict(list)
    of_kind: defaultdict[str, list[Turnover]] = defaultdict(list)
    for part in turnover:
        expected = manifest.expected.get(part.kind)
        if expected is None or expected.min or "min" not in expected.model_fields_set:
            of_source[part.kind, _source(part.path, manifest)].append(part)
            of_kind[part.kind].append(part)
    shrunk = {place: loss for place, parts in of_source.items() if (loss := _loss(parts)) is not None}
    reported = {kind for kind, _ in shrunk}
    shrunk |= {
        (kind, "All sources"): loss
        for kind, parts in of_kind.items()
        if kind not in reported and (loss := _loss(parts))
    }
    for (kind, source), (lost, had) in sorted(shrunk.items()):
        yield Issue.of(
            IssueCode.COUNT_BELOW, network, MANIFEST, f"{source}: {lost} of {had} records of kind {kind} are gone."
        )


def _source(path: str, manifest: Manifest) -> str:
    """The path of the source that reads a file, as the manifest writes it.

    Of a file that none reads any more its own.
    """
    return next((source.path for source in manifest.sources if is_named(path, source.path)), path)


def _loss(parts: Iterable[Turnover]) -> tuple[int, int] | None:
    """How many records were lost and how many there were, if that is too many to go unasked."""
    gone, added, stayed = (sum(numbers) for numbers in zip(*((p.gone, p.added, p.stayed) for p in parts), strict=True))
    lost, had = gone - added, gone + stayed
    return (lost, had) if is_loss(lost, had) else None


def is_loss(lost: int, had: int) -> bool:
    """Whether so much of what was had is lost that it is to be asked about."""
    return lost > SPARED and lost >= had * SHRINKAGE


def _held(report: LoadReport, kind: str) -> tuple[int, str]:
    """How many records of a kind are there, and that in words."""
    counts = report.counts.get(kind, Counts())
    stays = f" and {counts.kept} kept that are no longer listed or cannot be read" if counts.kept else ""
    return counts.held, f"{counts.read} of kind {kind} were read{stays}"


def is_refused(report: LoadReport, *, allow_mass_delete: bool) -> bool:
    """Whether the load must not be accepted: one empty source keeps what it had and lets the others
    in, unless there are none.

    A manifest that cannot be followed is nobody's wish to delete.
    """
    errors = {issue.code for issue in report.issues if issue.severity is Severity.ERROR}
    if IssueCode.MANIFEST_INVALID in errors:
        return True
    is_empty = IssueCode.SOURCE_EMPTY in errors and not any(counts.read for counts in report.counts.values())
    return not allow_mass_delete and (is_empty or IssueCode.COUNT_BELOW in report.issue_counts)


def load_rejected(report: LoadReport, *, has_good: bool) -> Issue:
    """The issue that says that the load was rejected, and what to do about that."""
    stays = "what the last good load stored stays" if has_good else "nothing of this network is stored yet"
    # before anything is stored nothing can be meant to go
    hint = ALLOW if has_good and IssueCode.MANIFEST_INVALID not in report.issue_counts else CORRECT
    return Issue.of(IssueCode.LOAD_REJECTED, report.network, MANIFEST, f"The load was rejected: {stays}.", hint=hint)


def content_undone(network: str, refusal: str) -> Issue:
    """The issue that says that a directory still states what was undone or removed.

    refusal: which of both, and when.
    """
    return Issue.of(IssueCode.CONTENT_UNDONE, network, MANIFEST, f"This content was {refusal}, so it is not loaded.")


def directory_rejected(network: str) -> Issue:
    """The issue that says that a directory could not be loaded at all."""
    message = "Nothing was loaded from this directory: whatever is stored of its network stays."
    return Issue.of(IssueCode.LOAD_REJECTED, network, MANIFEST, message)
