"""Giving and undoing judgements: only the clusters that they concern are clustered anew."""

from collections.abc import Collection, Mapping, Sequence

from hub.clock import Clock, now, stamp
from hub.derive import sets
from hub.derive.derivation import Cause, derive
from hub.errors import ErrorCode, HubError
from hub.identity import Judgement
from hub.identity.judgements import reference_id
from hub.load.former import keep_rows
from hub.load.judgements.file import NETWORK, fault_of
from hub.load.judgements.store import (
    HTTP,
    judgement_id,
    judgement_rows,
    judgements_of,
    judgements_with_origins,
    name_records,
)
from hub.load.ledger import close_revision, next_revision
from hub.load.report import LoadReport
from hub.store.database import Database
from hub.store.tables import JudgementRow
from hub.store.transaction import Transaction


async def judge(database: Database, judgement: Judgement, *, clock: Clock = now) -> int:
    """Store a judgement and cluster anew what it concerns; its revision. Raises `HubError`
    judgement-invalid or record-unknown.

    A judgement that is there already changes nothing and gives the newest revision. It comes from
    HTTP: no file undoes it.
    """
    if (fault := fault_of(judgement)) is not None:
        raise HubError(
            ErrorCode.JUDGEMENT_INVALID,
            f"The judgement cannot be used: {fault}.",
            "Name both records as network/kind/key.",
        )
    async with database.write() as tx:
        for reference in (judgement.left, judgement.right):
            if (
                await tx.value("SELECT id FROM record WHERE id = :id OR alias = :id", id=reference_id(reference))
                is None
            ):
                raise HubError(
                    ErrorCode.RECORD_UNKNOWN,
                    f"No record is called {reference}.",
                    "Check network, kind and key; `hub explain` lists them.",
                )
        return (await apply_judgements(tx, {judgement: HTTP}, clock)).revision


async def undo(database: Database, judgement: str, *, clock: Clock = now) -> int:
    """Remove a judgement by its id; everything is then as if it had never been given.

    Raises `HubError` judgement-unknown.
    """
    async with database.write() as tx:
        return (await take_back_judgements(tx, {judgement}, clock)).revision


async def take_back_judgements(tx: Transaction, ids: Collection[str], clock: Clock) -> LoadReport:
    """Remove judgements by their ids and cluster anew what they concerned. Raises `HubError` judgement-unknown."""
    stored = await judgements_with_origins(tx)
    removed = {one: origin for one, origin in stored if judgement_id(one) in ids}
    if unknown := sorted(set(ids) - {judgement_id(one) for one in removed}):
        message = f"There is no judgement {unknown[0]}."
        raise HubError(ErrorCode.JUDGEMENT_UNKNOWN, message, "`hub judgements list` shows their ids.")
    report = LoadReport(NETWORK)
    await change_judgements(tx, {}, removed, report, clock)
    return report


async def apply_judgements(tx: Transaction, judgements: Mapping[Judgement, str], clock: Clock) -> LoadReport:
    """Store those judgements that are new and cluster anew what they concern; without new ones nothing is written.

    By each its origin.
    """
    known = set(await judgements_of(tx))
    report = LoadReport(NETWORK, rows=len(judgements))
    await change_judgements(tx, {one: at for one, at in judgements.items() if one not in known}, {}, report, clock)
    return report


async def change_judgements(
    tx: Transaction,
    fresh: Mapping[Judgement, str],
    gone: Mapping[Judgement, str | None],
    report: LoadReport,
    clock: Clock,
) -> None:
    """Store judgements and remove others, by each its origin, and cluster anew what they concern, as one revision.

    Without any nothing is written.
    """
    await name_records(tx)
    report.revision = await next_revision(tx)
    if not (fresh or gone):
        report.leave_store()
        return
    report.status = "accepted"
    removed, added = judgement_rows(gone), judgement_rows(fresh)
    await keep_rows(tx, report.revision, NETWORK, "judgement", removed | dict.fromkeys(added))
    await tx.run("DELETE FROM judgement WHERE id IN :ids", ids=list(removed))
    await tx.insert(JudgementRow, list(added.values()))
    await _derive(tx, [*fresh, *gone], report, clock)


async def _derive(tx: Transaction, judgements: Sequence[Judgement], report: LoadReport, clock: Clock) -> None:
    """Cluster anew the records of judgements that were given or undone, as a revision of its own."""
    started = stamp(clock)
    judged = {record for judgement in judgements for record in judgement.pair}
    cause = Cause(report.revision, await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx), judged)
    consequences = await derive(cause, await judgements_of(tx), lambda *_: None)
    report.joined = consequences.joined
    ids = [judgement_id(judgement) for judgement in judgements]
    await close_revision(tx, report, started, stamp(clock), detail=ids, with_edges=consequences.has_edges)
