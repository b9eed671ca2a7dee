"""Loading files of judgements: what they state counts, and what has left them is undone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.clock import Clock, now
from hub.identity import Judgement
from hub.load.acceptance import is_loss
from hub.load.judgements.applying import change_judgements
from hub.load.judgements.file import FILE_NAME, NETWORK, judgements_beside, read_judgements
from hub.load.judgements.store import adopt, judgements_with_origins
from hub.load.ledger import next_revision
from hub.load.report import LoadReport
from hub.store.database import Database
from hub.store.transaction import Transaction
from schema.issues import Issue, IssueCode, Place

_FILE = Place(FILE_NAME)
_ALLOW = "Restore the file; if the judgements are meant to go, pass --allow-mass-delete."


@dataclass(frozen=True, slots=True)
class _File:
    """One file of judgements as it was read. path: absolute; is_there: whether there is one."""

    path: Path
    is_there: bool
    judgements: Sequence[Judgement]
    issues: Sequence[Issue]

    @property
    def origin(self) -> str:
        """What judgements remember of it."""
        return str(self.path)


async def load_judgements(
    database: Database,
    roots: Iterable[Path],
    *,
    allow_mass_delete: bool = False,
    is_rehearsal: bool = False,
    clock: Clock = now,
) -> list[LoadReport]:
    """Load the files of judgements beside some paths, each in its own transaction. A report for each that is
    there or lost something.

    A file that is gone, or lost half or more of its lines and two or more, is rejected unless
    `allow_mass_delete`: what it brought stays.
    """
    paths = list(dict.fromkeys(map(judgements_beside, roots)))
    reports = []
    for path in paths:
        async with database.write(is_rehearsal=is_rehearsal) as tx:
            # only now, as whoever judged while this load waited has written the files too
            files = {one: _read(one) for one in paths}
            stated = {judgement for file in files.values() for judgement in file.judgements}
            file = files[path]
            report = LoadReport(NETWORK, rows=len(file.judgements))
            await _load(tx, file, stated, report, clock, allow_mass_delete=allow_mass_delete)
        if file.is_there or report.counts["judgement"].withdrawn or report.status == "rejected":
            reports.append(report)
    return reports


def _read(path: Path) -> _File:
    judgements, issues = read_judgements(path)
    return _File(path, path.is_file(), list(dict.fromkeys(judgements)), issues)


async def _load(
    tx: Transaction, file: _File, stated: set[Judgement], report: LoadReport, clock: Clock, *, allow_mass_delete: bool
) -> None:
    """Have the store say what a file says.

    stated: by all files of this load, as a line that went to another file is not gone.
    """
    stored = dict(await judgements_with_origins(tx))
    fresh = {one: file.origin for one in file.judgements if one not in stored}
    # a line that cannot be read may be any of those that are missed
    gone = {} if file.issues else {one: at for one, at in stored.items() if at == file.origin and one not in stated}
    _count(report, file, len(fresh), len(gone))
    had = sum(at == file.origin for at in stored.values())
    if not allow_mass_delete and _is_suspect(file, len(gone), len(fresh), had):
        report.reject({"judgement": had})
        report.revision = await next_revision(tx) - 1
        for issue in _rejection(file, len(gone), had):
            report.add_issue(issue)
        return
    for issue in (*file.issues, *map(_undone, gone)):
        report.add_issue(issue)
    await adopt(tx, (one for one in file.judgements if one in stored), file.origin)
    await change_judgements(tx, fresh, gone, report, clock)


def _count(report: LoadReport, file: _File, fresh: int, gone: int) -> None:
    counts = report.of("judgement")
    read = len(file.judgements)
    counts.read, counts.added, counts.unchanged, counts.withdrawn = read, fresh, read - fresh, gone


def _is_suspect(file: _File, gone: int, fresh: int, had: int) -> bool:
    """Whether so much has left a file that somebody should be asked."""
    return bool(gone) if not file.is_there else is_loss(gone - fresh, had)


def _rejection(file: _File, gone: int, had: int) -> Iterable[Issue]:
    message = f"{file.path}: {gone} of {had} judgements are gone." if file.is_there else f"{file.path} is gone."
    yield Issue.of(IssueCode.COUNT_BELOW, NETWORK, _FILE, message, hint=_ALLOW)
    message = "No judgement in this file was accepted or undone: what it brought before stays."
    yield Issue.of(IssueCode.LOAD_REJECTED, NETWORK, _FILE, message, hint=_ALLOW)


def _undone(judgement: Judgement) -> Issue:
    pair = f"{judgement.left} and {judgement.right}"
    message = (
        f"{pair} are not judged {judgement.verdict} any more: the line by {judgement.by}, {judgement.at}, is gone."
    )
    return Issue.of(IssueCode.JUDGEMENT_UNDONE, NETWORK, _FILE, message)
