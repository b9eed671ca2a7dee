"""Load a seed directory: read, stage, decide, derive, and commit all of it or nothing."""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.derivation import derive
from hub.derive.matches import rematch
from hub.load.acceptance import count_issues, is_broken, issue, kept, refused, shrinkage
from hub.load.judgements import Clock, judgements_beside, now, read_judgements, stamp, stored, take_judgements
from hub.load.ledger import (
    Last,
    last_load,
    manifest_digest,
    next_revision,
    replace_figures,
    report_unresolved,
    write_load,
    write_network,
)
from hub.load.report import LoadReport, OnProgress, Step
from hub.load.staging import Staging
from hub.store import Database, upgrade
from loaders.directory import find_directories, open_directory, read_directory
from loaders.manifest_model import Manifest
from schema.issues import Issue, IssueCode


class _NotTakenError(Exception):
    """Rolls a load back; the status of its report says why."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked of one load."""

    root: Path
    manifest: Manifest
    issues: list[Issue]
    allow_mass_delete: bool
    on_progress: OnProgress | None
    clock: Clock

    def told(self, name: str, done: int, total: int) -> None:
        if self.on_progress is not None:
            self.on_progress(Step(self.manifest.network, name, done, total))


async def load(
    database: Database,
    root: Path,
    *,
    allow_mass_delete: bool = False,
    on_progress: OnProgress | None = None,
    clock: Clock = now,
) -> LoadReport:
    """Load one seed directory in one transaction. Loading what is stored already writes nothing.

    A load with a broken, empty or shrunken source is rejected, unless `allow_mass_delete`: its issues alone are stored.
    """
    began = time.monotonic()
    await upgrade(database)
    order = _ordered(root, allow_mass_delete=allow_mass_delete, on_progress=on_progress, clock=clock)
    report = _rejected(*order) if isinstance(order, tuple) else await _load(database, order, rehearsal=False)
    report.seconds = time.monotonic() - began
    return report


async def check(
    database: Database | None, root: Path, *, allow_mass_delete: bool = False, on_progress: OnProgress | None = None
) -> LoadReport:
    """What loading would do, found out by doing it and rolling it back. Without a database: against an empty one."""
    began = time.monotonic()
    order = _ordered(root, allow_mass_delete=allow_mass_delete, on_progress=on_progress, clock=now)
    if isinstance(order, tuple):
        return _rejected(*order)
    async with _rehearsing(database) as stage:
        report = await _load(stage, order, rehearsal=True)
    report.seconds = time.monotonic() - began
    return report


async def load_all(
    database: Database,
    roots: Sequence[Path],
    *,
    allow_mass_delete: bool = False,
    on_progress: OnProgress | None = None,
    clock: Clock = now,
) -> list[LoadReport]:
    """Load the judgements beside the seed directories at some paths, then every directory, each in its own transaction."""
    await upgrade(database)
    reports = [await _load_judgements(database, path, clock) for path in _judgement_files(roots)]
    claimed: dict[str, Path] = {}
    for root in _directories(roots):
        manifest, issues = open_directory(root)
        network = manifest.network if manifest else root.name
        if manifest is not None and claimed.setdefault(network, root) != root:
            message = f"{root} and {claimed[network]} both claim the network {network}; the first is loaded."
            reports.append(
                _rejected(network, [*issues, issue(network, IssueCode.MANIFEST_DUPLICATE, message, "network")])
            )
            continue
        reports.append(
            await load(database, root, allow_mass_delete=allow_mass_delete, on_progress=on_progress, clock=clock)
        )
    return reports


def _directories(roots: Sequence[Path]) -> list[Path]:
    """All seed directories once; a path that has none stands for itself, so that the operator hears of it."""
    found = [directory for root in roots for directory in find_directories(root) or [root]]
    return list({directory.resolve(): directory for directory in reversed(found)}.values())[::-1]


def _judgement_files(roots: Sequence[Path]) -> list[Path]:
    files = [judgements_beside(root) for root in roots]
    return list({path.resolve(): path for path in files if path.is_file()}.values())


async def _load_judgements(database: Database, path: Path, clock: Clock) -> LoadReport:
    judgements, issues = read_judgements(path)
    async with database.write() as connection:
        return await take_judgements(connection, judgements, clock, issues)


def _ordered(
    root: Path, *, allow_mass_delete: bool, on_progress: OnProgress | None, clock: Clock
) -> _Order | tuple[str, list[Issue]]:
    manifest, issues = open_directory(root)
    if manifest is None:
        return root.name, issues
    return _Order(root, manifest, issues, allow_mass_delete, on_progress, clock)


def _rejected(network: str, issues: Sequence[Issue]) -> LoadReport:
    report = LoadReport(issues[0].network if issues else network, "rejected")
    for one in (*issues, refused(report.network)):
        report.add_issue(one)
    return report


@asynccontextmanager
async def _rehearsing(database: Database | None) -> AsyncIterator[Database]:
    if database is not None:
        await upgrade(database)
        yield database
        return
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        stage = Database(f"sqlite:///{folder}/hub.db")
        try:
            await upgrade(stage)
            yield stage
        finally:
            await stage.dispose()


async def _load(database: Database, order: _Order, *, rehearsal: bool) -> LoadReport:
    report = LoadReport(order.manifest.network)
    try:
        async with database.write() as connection:
            await _take(connection, order, report, rehearsal=rehearsal)
    except _NotTakenError:
        if report.status in ("unchanged", "accepted"):
            return report
        await _keep(database, order, report, rehearsal=rehearsal)
    return report


async def _take(connection: AsyncConnection, order: _Order, report: LoadReport, *, rehearsal: bool) -> None:
    """The whole load within its transaction. Raises `_NotTakenError` where nothing is to be committed."""
    manifest, started = order.manifest, stamp(order.clock)
    last = await last_load(connection, manifest.network)
    report.revision = await next_revision(connection)
    staging = await _stage(connection, order, report, last)
    digest = _issues_digest(staging, order, report, last)
    has_figures = await replace_figures(connection, manifest.network, staging.figures, staging.unread)
    if not (_is_news(report, staging, manifest, last) or has_figures or digest != last.issues_digest):
        report.revision -= 1
        raise _NotTakenError
    report.status = "accepted"
    await write_network(connection, manifest, report, last, started)
    order.told("matching", 0, 0)
    await rematch(connection)
    report.joined = await derive(
        connection, report.revision, await stored(connection), restated=_restated(manifest, last), told=order.told
    )
    await write_load(connection, report, digest, started, stamp(order.clock))
    await report_unresolved(connection, report)
    if rehearsal:
        raise _NotTakenError


async def _stage(connection: AsyncConnection, order: _Order, report: LoadReport, last: Last) -> Staging:
    staging = Staging(connection, report.revision, report, is_first=last.row is None)
    await staging.open()
    await staging.take(order.issues)
    async for batch in read_directory(order.root, order.manifest, on_progress=order.on_progress):
        await staging.take(batch)
    await staging.withdraw(order.manifest.network)
    return staging


def _issues_digest(staging: Staging, order: _Order, report: LoadReport, last: Last) -> str:
    """Add what the counts say to the issues; their digest. Raises `_NotTakenError` where the load must not be taken."""
    counted = [*count_issues(report, order.manifest), *shrinkage(report, last.counts, order.manifest.network)]
    staging.take_issues(counted)
    if is_broken(report) and not order.allow_mass_delete:
        staging.take_issues([kept(order.manifest.network, has_good=last.row is not None)])
        report.status = "rejected"
        report.issues_digest = staging.issues_digest.hexdigest()
        raise _NotTakenError
    return str(staging.issues_digest.hexdigest())


def _is_news(report: LoadReport, staging: Staging, manifest: Manifest, last: Last) -> bool:
    counts = report.counts.values()
    is_same = last.row is not None and last.row["manifest_digest"] == manifest_digest(manifest)
    return not is_same or staging.moved > 0 or any(one.added or one.changed or one.withdrawn for one in counts)


def _restated(manifest: Manifest, last: Last) -> str | None:
    if last.row is None or (last.row["precedence"], last.row["authority"]) == (manifest.precedence, manifest.authority):
        return None
    return manifest.network


async def _keep(database: Database, order: _Order, report: LoadReport, *, rehearsal: bool) -> None:
    """Store the issues of a load that was rejected, unless they are those of the load before."""
    started = stamp(order.clock)
    async with database.write() as connection:
        last = await last_load(connection, order.manifest.network)
        report.revision = await next_revision(connection)
        if rehearsal or last.issues_digest == report.issues_digest:
            report.revision -= 1
            return
        await write_load(connection, report, report.issues_digest, started, stamp(order.clock))


__all__ = ["check", "load", "load_all"]
