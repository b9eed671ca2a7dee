"""Load a seed directory: read, stage, decide, derive, and commit all of it or nothing."""

import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from hub.clock import Clock, now, stamp
from hub.derive.derivation import Cause, derive
from hub.load.acceptance import content_undone, is_refused, load_rejected, shrinkage, unexpected_counts
from hub.load.announcing import announced
from hub.load.carrying import is_listed, loaded_here, meet_hubs, own_records, stored_way, write_way
from hub.load.claims import each_claimed, not_loaded, seed_directories
from hub.load.details import replace_details, replace_figures
from hub.load.former import accept_content, refusal_of
from hub.load.graph_diff import edges_before, graph_diff
from hub.load.judgements import judgements_of, load_judgements
from hub.load.ledger import (
    Last,
    add_unresolved,
    close_revision,
    last_load,
    manifest_digest,
    next_revision,
    restate_unresolved,
    write_network,
)
from hub.load.readings import DirectoryReading, Remembered, last_revision, new_reading, remember, repeat_report
from hub.load.renamed_keys import manifest_line, renamed_keys
from hub.load.report import Counts, LoadReport, OnLoadProgress, Step
from hub.load.staging import Staging, staging
from hub.store import Database, upgrade
from hub.store.transaction import Transaction
from hub.worker_pool import is_shared, shared
from loaders.directory import Entry, open_directory, reread_directory
from loaders.exchange import Offer, read_offer
from loaders.file_memory import FileMemory, SameFile
from loaders.manifest_model import Manifest
from loaders.publishers import PublisherSearch
from schema.issues import Issue


class _RolledBackError(Exception):
    """Rolls a load back; the status of its report says why. reading: what is to be remembered all the same."""

    def __init__(self, reading: Remembered | None = None) -> None:
        super().__init__()
        self.reading = reading


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked of one load. is_rehearsal: nothing is to be committed, whatever comes of it. again: also
    what was undone or removed.

    offer: of another hub, from whose file the network is read. Its origin has decided what is meant to go.
    """

    root: Path
    manifest: Manifest
    issues: list[Issue]
    allow_mass_delete: bool
    on_progress: OnLoadProgress | None
    clock: Clock
    is_rehearsal: bool
    again: bool = False
    offer: Offer | None = None

    def on_step(self, name: str, done: int, total: int) -> None:
        """Tell whoever listens which step is at work."""
        if self.on_progress is not None:
            self.on_progress(Step(self.manifest.network, name, done, total))


async def load(
    database: Database,
    root: Path,
    *,
    allow_mass_delete: bool = False,
    again: bool = False,
    on_progress: OnLoadProgress | None = None,
    clock: Clock = now,
    offer: Offer | None = None,
) -> LoadReport:
    """Load one seed directory in one transaction. Loading what is stored already makes no revision; files that are as
    they were are not read again.

    A load whose sources are all empty, or one of them far smaller than before, is rejected, unless `allow_mass_delete`,
    one whose manifest cannot be
    followed in any case: its issues alone are stored. One empty source among others keeps what it had. offer: what is
    loaded instead of a directory.
    """
    await upgrade(database)
    manifest, issues = (offer.manifest, []) if offer else open_directory(root)
    if manifest is None:
        return not_loaded(issues)
    allowed = allow_mass_delete or offer is not None
    order = _Order(root, manifest, issues, allowed, on_progress, clock, is_rehearsal=False, again=again, offer=offer)
    return await _load(database, order)


async def check(
    database: Database | None,
    root: Path,
    *,
    allow_mass_delete: bool = False,
    again: bool = False,
    on_progress: OnLoadProgress | None = None,
    offer: Offer | None = None,
) -> LoadReport:
    """What loading would do, found out by doing it and rolling it back. Without a database: against an empty one."""
    manifest, issues = (offer.manifest, []) if offer else open_directory(root)
    if manifest is None:
        return not_loaded(issues)
    allowed = allow_mass_delete or offer is not None
    order = _Order(root, manifest, issues, allowed, on_progress, now, is_rehearsal=True, again=again, offer=offer)
    async with _rehearsing(database) as stage:
        return await _load(stage, order)


async def load_all(
    database: Database,
    roots: Sequence[Path],
    *,
    allow_mass_delete: bool = False,
    again: bool = False,
    on_progress: OnLoadProgress | None = None,
    clock: Clock = now,
) -> list[LoadReport]:
    """Load the judgements beside the seed directories at some paths, then every directory, each in its own transaction.

    At last what other hubs offer.
    """
    await upgrade(database)
    reports = await load_judgements(database, roots, allow_mass_delete=allow_mass_delete, clock=clock)
    meeting = await meet_hubs(database, seed_directories(roots), clock, allow_mass_delete=allow_mass_delete)
    reports += meeting.reports
    async with announced(database, on_progress) as announce:

        async def load_one(root: Path, offer: Offer | None) -> LoadReport:
            allowed = allow_mass_delete
            return await load(
                database, root, allow_mass_delete=allowed, again=again, on_progress=announce, clock=clock, offer=offer
            )

        reports += [report async for report in each_claimed(roots, load_one, meeting.offers)]
    await _follow_up(database, reports)
    return reports


async def load_alone(database: Database, root: Path, *, allow_mass_delete: bool = False) -> LoadReport:
    """Load one seed directory and nothing else: neither judgements beside it nor what other hubs offer, as of all
    that is loaded together.
    """
    await upgrade(database)
    async with announced(database, None) as announce:
        report = await load(database, root, allow_mass_delete=allow_mass_delete, on_progress=announce)
    await _follow_up(database, [report])
    return report


async def _follow_up(database: Database, reports: Sequence[LoadReport]) -> None:
    """Have reports say what all loads left unresolved, and the planner know what there is now."""
    await restate_unresolved(database, reports)
    if accepted := [report.rows for report in reports if report.status == "accepted"]:
        await database.analyse(sum(accepted))


@asynccontextmanager
async def _rehearsing(database: Database | None) -> AsyncIterator[Database]:
    """The database against which to rehearse: the given one, or an empty one that is gone afterwards."""
    if database is not None:
        await upgrade(database)
        yield database
        return
    with tempfile.TemporaryDirectory(prefix="hub-check-") as folder:
        async with Database(f"sqlite:///{folder}/hub.db") as stage:
            await upgrade(stage)
            yield stage


async def _load(database: Database, order: _Order) -> LoadReport:
    began = time.monotonic()
    report = LoadReport(order.manifest.network)
    try:
        async with database.write(is_rehearsal=order.is_rehearsal) as tx:
            await _load_within(tx, order, report)
    except _RolledBackError as rolled:
        if report.status == "rejected":
            await _store_issues(database, order, report)
        if rolled.reading is not None and not order.is_rehearsal:
            async with database.write() as tx:
                await remember(tx, rolled.reading)
    report.seconds = time.monotonic() - began
    return report


async def _load_within(tx: Transaction, order: _Order, report: LoadReport) -> None:
    """The whole load within its transaction. Raises `_RolledBackError` where nothing of it is to stay."""
    started, last = stamp(order.clock), await last_load(tx, report.network)
    report.revision = await next_revision(tx)
    if order.offer is not None:
        await _require_news(tx, order, order.offer, report, last)
    reading = await _begin(tx, order, report, last)
    stage = await _stage(tx, order, report, last, reading)
    has_figures = await replace_figures(tx, report.network, report.revision, stage.figures, stage.unread)
    has_details = await replace_details(stage.touched, report.network, report.revision, stage.details, stage.unread)
    await _find_renamed(stage, order.manifest)
    await _require_wanted(stage, order, last)
    digest = await _accepted_issues(stage, order, last)
    has_moved = stage.moved > 0 or any(counts.is_changed for counts in report.counts.values())
    is_restated = order.offer is not None or not last.has(order.manifest) or digest != last.issues_digest
    if not (has_figures or has_details or has_moved or is_restated):
        raise await _unchanged(tx, order, report, reading)
    await _accept(stage, order, last, reading, digest, started)


async def _require_news(tx: Transaction, order: _Order, offer: Offer, report: LoadReport, last: Last) -> None:
    """Raise `_RolledBackError`, with a report of what stays, unless what another hub offers is newer than what is
    stored, and not loaded from its own directory here.
    """
    way = await stored_way(tx, report.network)
    is_newer = way is None or way.rank < offer.rank
    if last.row is not None and way is None:
        report.add_issue(loaded_here(offer))
        is_newer = False
    # what a rehearsal heard of origins is gone by now; its offers are those that their origins still have
    is_there = order.is_rehearsal or await is_listed(tx, offer)
    if is_there and (last.row is None or is_newer):
        return
    report.leave_store()
    for kind, count in last.counts.items():
        report.counts[kind] = Counts(read=count, unchanged=count)
    raise _RolledBackError


async def _accept(
    stage: Staging, order: _Order, last: Last, reading: DirectoryReading, digest: str, started: str
) -> None:
    """Derive what follows from what was staged, and write the books.

    reading: of the directory; digest: of the issues; started: when the load began.
    """
    tx, report, manifest = stage.tx, stage.report, order.manifest
    report.status = "accepted"
    await accept_content(tx, report.network)
    await write_network(tx, manifest, report, last, started, stage.publisher)
    await write_way(tx, report.network, order.offer)
    # another standing or country: other values may win in all entities of the network
    restated = None if last.has_standing_of(manifest) else manifest.network
    cause = Cause(report.revision, stage.touched, stage.former_keys, (), restated, stage.lost_aliases)
    has_edges = await _derive(tx, order, cause, report)
    remembered = await _remembered(order, report, reading)
    await close_revision(tx, report, started, stamp(order.clock), issues_digest=digest, with_edges=has_edges)
    if remembered is not None:
        await remember(tx, remembered)


async def _begin(tx: Transaction, order: _Order, report: LoadReport, last: Last) -> DirectoryReading:
    """The reading of the directory; raises `_RolledBackError` where its files say what they said
    when they were read last.
    """
    reading = await new_reading(order.root, order.manifest)
    reads_all = order.allow_mass_delete or order.again
    if not reads_all and await repeat_report(tx, reading, last, report):
        raise await _unchanged(tx, order, report, reading)
    await reading.content_digest()
    return reading


async def _remembered(order: _Order, report: LoadReport, reading: DirectoryReading) -> Remembered | None:
    """What is to be remembered of an accepted load: nothing of one that was allowed more than others.

    One that says what went would not say so again.
    """
    # what another hub offered is allowed to have less, and known by its state
    if order.allow_mass_delete:
        return None
    repeats = not any(counts.withdrawn for counts in report.counts.values())
    return await reading.remembered(report, report.revision, repeats=repeats)


async def _unchanged(tx: Transaction, order: _Order, report: LoadReport, reading: DirectoryReading) -> _RolledBackError:
    """What ends a load that brings nothing new.

    Its report says which references lead nowhere, as that of the load that brought them did.
    """
    report.leave_store()
    is_known = reading.digests is None or order.allow_mass_delete
    remembered = None if is_known else await reading.remembered(report, await last_revision(tx, report.network))
    await add_unresolved(tx, report)
    return _RolledBackError(remembered)


async def _derive(tx: Transaction, order: _Order, cause: Cause, report: LoadReport) -> bool:
    """Derive what follows; whether any edge came, went or changed.

    Of a rehearsal also report what becomes of the graph.
    """
    former_edges = await edges_before(tx) if order.is_rehearsal else None
    consequences = await derive(cause, await judgements_of(tx), order.on_step)
    report.joined, report.pairs = consequences.joined, cause.pairs
    if former_edges is not None:
        report.graph = await graph_diff(former_edges, report.revision)
    return consequences.has_edges


async def _stage(tx: Transaction, order: _Order, report: LoadReport, last: Last, reading: DirectoryReading) -> Staging:
    # a network that was removed left its tombstones
    stored = last.row or await tx.value(
        # in the order of its index, as SQLite else walks all records where they are of few networks
        "SELECT kind FROM record WHERE network = :network ORDER BY kind LIMIT 1",
        network=report.network,
    )
    async with staging(
        tx, report, stamp(order.clock), is_first=stored is None, is_loss_meant=order.allow_mass_delete
    ) as stage:
        stage.add_issues(order.issues)
        search = PublisherSearch(order.manifest)
        async for batch in _batches(tx, order, reading, await reading.remembering()):
            search.see(batch)
            await stage.add(batch)
        # another hub says what it made of the manifest among the records
        made = search.made(order.root) if order.offer is None else None
        await stage.add_publisher(search.listed, made, last.row)
    return stage


def _batches(
    tx: Transaction, order: _Order, reading: DirectoryReading, memory: FileMemory
) -> AsyncIterator[Sequence[Entry | SameFile]]:
    """What the files of the directory state, or what another hub says of the network."""
    if order.offer is None:
        listed, share = reading.seen.listed, shared if is_shared() else None
        return reread_directory(
            order.root, order.manifest, memory, listed=listed, on_progress=order.on_progress, share=share
        )
    return own_records(tx, order.manifest.network, read_offer(order.offer))


async def _find_renamed(stage: Staging, manifest: Manifest) -> None:
    """Report keys that look renamed, if records both went and came."""
    report, by_kind = stage.report, stage.report.counts.values()
    if any(counts.withdrawn for counts in by_kind) and any(counts.added for counts in by_kind):
        report.renamed = await renamed_keys(stage.tx, report.network, report.revision)
        report.renamed_line = manifest_line(manifest, report.renamed) if report.renamed else None


async def _require_wanted(stage: Staging, order: _Order, last: Last) -> None:
    """Raise `_RolledBackError`, with an issue that says so, where the directory still states
    what was undone or removed.
    """
    report = stage.report
    refusal = await refusal_of(stage.tx, report.network, manifest_digest(order.manifest))
    if refusal is not None and not order.again:
        report.keep(last.counts)
        report.leave_store()
        report.add_issue(content_undone(report.network, refusal))
        raise _RolledBackError


async def _accepted_issues(stage: Staging, order: _Order, last: Last) -> str:
    """Add what the counts say to the issues; the digest of all.

    Raises `_RolledBackError` where the load is to be rejected.
    """
    report = stage.report
    stage.add_issues(unexpected_counts(report, order.manifest))
    stage.add_issues(shrinkage(report.network, order.manifest, await stage.turnover()))
    if is_refused(report, allow_mass_delete=order.allow_mass_delete):
        stage.add_issues([load_rejected(report, has_good=last.row is not None)])
        report.reject(last.counts)
        report.issues_digest = stage.issues_digest.hexdigest()
        raise _RolledBackError
    return str(stage.issues_digest.hexdigest())


async def _store_issues(database: Database, order: _Order, report: LoadReport) -> None:
    """Store the issues of a load that was rejected, unless they are those of the load before."""
    started = stamp(order.clock)
    async with database.write() as tx:
        last = await last_load(tx, report.network)
        report.revision = await next_revision(tx)
        if order.is_rehearsal or last.issues_digest == report.issues_digest:
            report.leave_store()
        else:
            await close_revision(
                tx, report, started, stamp(order.clock), issues_digest=report.issues_digest, with_edges=False
            )
