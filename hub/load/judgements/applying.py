"""Giving and undoing judgements: only the clusters that they concern are clustered anew."""

from collections.abc import Collection, Sequence

from hub.derive import sets
from hub.derive.derivation import Cause, derive
from hub.errors import ErrorCode, HubError
from hub.identity import Judgement
from hub.identity.judgements import reference_id
from hub.load.clock import Clock, now, stamp
from hub.load.former import keep_rows
from hub.load.judgements.file import NETWORK, fault_of
from hub.load.judgements.store import judgement_id, judgement_rows, judgements_of
from hub.load.ledger import next_revision, write_load
from hub.load.report import LoadReport
from hub.load.statistics import write_statistics
from hub.store.database import Database
from hub.store.tables import JudgementRow
from hub.store.transaction import Transaction
from schema.issues import Issue


async def judge(database: Database, judgement: Judgement, *, clock: Clock = now) -> int:
    """Store a judgement and cluster anew what it concerns; its revision. Raises `HubError` judgement-invalid or record-unknown.

    A judgement that is there already changes nothing and gives the newest revision.
    """
    if (fault := fault_of(judgement)) is not None:
        raise HubError(
            ErrorCode.JUDGEMENT_INVALID,
            f"The judgement cannot be used: {fault}.",
            "Name both records as network/kind/key.",
        )
    async with database.write() as tx:
        for reference in (judgement.left, judgement.right):
            if await tx.value("SELECT id FROM record WHERE id = :id", id=reference_id(reference)) is None:
                raise HubError(
                    ErrorCode.RECORD_UNKNOWN,
                    f"No record is called {reference}.",
                    "Check network, kind and key; `hub explain` lists them.",
                )
        return (await apply_judgements(tx, [judgement], clock)).revision


async def undo(database: Database, judgement: str, *, clock: Clock = now) -> int:
    """Remove a judgement by its id; everything is then as if it had never been given. Raises `HubError` judgement-unknown."""
    async with database.write() as tx:
        return (await take_back_judgements(tx, {judgement}, clock)).revision


async def take_back_judgements(tx: Transaction, ids: Collection[str], clock: Clock) -> LoadReport:
    """Remove judgements by their ids and cluster anew what they concerned. Raises `HubError` judgement-unknown."""
    removed = {judgement_id(one): one for one in await judgements_of(tx) if judgement_id(one) in ids}
    if unknown := sorted(set(ids) - removed.keys()):
        message = f"There is no judgement {unknown[0]}."
        raise HubError(ErrorCode.JUDGEMENT_UNKNOWN, message, "List the judgements to find its id.")
    report = LoadReport(NETWORK, "accepted", await next_revision(tx))
    rows = {row["id"]: row for row in judgement_rows(removed.values())}
    await keep_rows(tx, report.revision, NETWORK, "judgement", rows)
    await tx.run("DELETE FROM judgement WHERE id IN :ids", ids=list(removed))
    await _derive(tx, list(removed.values()), report, clock)
    return report


async def apply_judgements(
    tx: Transaction, judgements: Sequence[Judgement], clock: Clock, issues: Sequence[Issue] = ()
) -> LoadReport:
    """Store those judgements that are new and cluster anew what they concern; without new ones nothing is written."""
    known = {judgement_id(one) for one in await judgements_of(tx)}
    fresh = list({id_: one for one in judgements if (id_ := judgement_id(one)) not in known}.values())
    report = LoadReport(NETWORK, rows=len(judgements))
    counts = report.of("judgement")
    counts.read, counts.added, counts.unchanged = len(judgements), len(fresh), len(judgements) - len(fresh)
    for issue in issues:
        report.add_issue(issue)
    if fresh:
        report.status, report.revision = "accepted", await next_revision(tx)
        await keep_rows(tx, report.revision, NETWORK, "judgement", dict.fromkeys(map(judgement_id, fresh)))
        await tx.insert(JudgementRow, judgement_rows(fresh))
        await _derive(tx, fresh, report, clock)
    else:
        report.revision = await next_revision(tx) - 1
    return report


async def _derive(tx: Transaction, judgements: Sequence[Judgement], report: LoadReport, clock: Clock) -> None:
    """Cluster anew the records of judgements that were given or undone, as a revision of its own."""
    started = stamp(clock)
    judged = {record for judgement in judgements for record in judgement.pair}
    cause = Cause(report.revision, await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx), judged)
    report.joined = await derive(cause, await judgements_of(tx), lambda *_: None)
    await write_load(tx, report, "", started, stamp(clock))
    await write_statistics(tx)
