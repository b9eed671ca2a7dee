"""What harvests did, source by source, as the store remembers it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from hub.load.report import LoadReport
from hub.store import Database
from hub.store.database import decoded
from hub.store.harvest_tables import HarvestRow
from hub.store.transaction import Transaction
from loaders.fetch_model import FETCHED
from loaders.fetched import MISSES
from schema.issues import Severity

KEPT = 200
"""Harvests of a source that are remembered."""
_COUNTS = """SELECT
    sum(CASE WHEN first_revision = :revision THEN 1 ELSE 0 END),
    sum(CASE WHEN first_revision < :revision AND changed_revision = :revision AND withdrawn_revision IS NULL THEN 1 ELSE 0 END),
    sum(CASE WHEN withdrawn_revision = :revision THEN 1 ELSE 0 END),
    sum(CASE WHEN withdrawn_revision IS NULL AND changed_revision < :revision THEN 1 ELSE 0 END)
    FROM record WHERE network = :network AND substr(path, 1, :length) = :folder"""
_FORGET = """DELETE FROM harvest WHERE network = :network AND source = :source AND number <= (SELECT number FROM harvest
    WHERE network = :network AND source = :source ORDER BY number DESC LIMIT 1 OFFSET :kept)"""


@dataclass(frozen=True, slots=True)
class Job:
    """One harvest of one source; see `HarvestRow`."""

    network: str
    source: str
    way: str
    started_at: str
    finished_at: str
    outcome: str
    failed: int = 0
    bytes: int = 0
    milliseconds: int = 0
    misses: int = 0
    message: str | None = None
    remarks: Sequence[str] = ()
    fetched_at: str | None = None
    failing_since: str | None = None
    load: str | None = None
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    rejected: int = 0
    revision: int | None = field(default=None)

    @property
    def is_news(self) -> bool:
        """Whether anybody wants to hear of it: a change of records, a failure that begins, ends or lasts, or
        what a server says besides.
        """
        is_changed = bool(self.added or self.changed or self.withdrawn or self.remarks)
        is_failure = self.misses in {1, MISSES} or (self.outcome == "partial" and self.message is not None)
        return is_changed or is_failure or (self.load == "rejected" and self.outcome == "changed")


async def remember_jobs(
    database: Database,
    jobs: Sequence[Job],
    reports: Sequence[LoadReport],
    sources: Mapping[str, Sequence[str]],
    carried: Mapping[tuple[str, str], Collection[str]] | None = None,
) -> list[Job]:
    """Write jobs down, with what the loads that followed made of them.

    sources: by network those that its manifest still has. carried: by network and source of another hub's listing, the
    networks that came by it.
    """
    loads = {report.network: report for report in reports}
    by_hub = {source: [loads[name] for name in names if name in loads] for source, names in (carried or {}).items()}
    async with database.write() as tx:
        number = int(await tx.value("SELECT coalesce(max(number), 0) FROM harvest"))
        counted = [
            (
                _carried(job, by_hub[job.network, job.source])
                if (job.network, job.source) in by_hub
                else await _counted(tx, job, loads.get(job.network))
            )
            for job in jobs
        ]
        rows = [
            {"id": f"harvest_{number + at}", "number": number + at, **asdict(job)} for at, job in enumerate(counted, 1)
        ]
        await tx.insert(HarvestRow, [{**row, "remarks": list(row["remarks"])} for row in rows])
        for job in counted:
            await tx.run(_FORGET, network=job.network, source=job.source, kept=KEPT)
        for network, names in sources.items():
            gone = "DELETE FROM harvest WHERE network = :network AND source NOT IN :names"
            await tx.run(gone, network=network, names=list(names))
    return counted


async def _counted(tx: Transaction, job: Job, report: LoadReport | None) -> Job:
    """A job with the numbers of its load; of one that is rejected or brought nothing, no record changed."""
    if report is None:
        return job
    folder = f"{FETCHED}/{job.source}/"
    revision = report.revision if report.status == "accepted" else report.revision + 1
    rows = await tx.rows(_COUNTS, network=job.network, revision=revision, folder=folder, length=len(folder))
    added, changed, withdrawn, unchanged = (int(number or 0) for number in rows[0])
    errors = [issue for issue in report.issues if issue.severity is Severity.ERROR]
    return replace(
        job,
        load=report.status,
        added=added,
        changed=changed,
        withdrawn=withdrawn,
        unchanged=unchanged,
        rejected=sum(issue.place.path.startswith(folder) for issue in errors),
        revision=report.revision if report.status == "accepted" else None,
    )


def _carried(job: Job, reports: Sequence[LoadReport]) -> Job:
    """A job that asked another hub, with the numbers of the networks that came by it, taken together."""
    if not reports:
        return job
    states = [report.status for report in reports]
    counts = [count for report in reports if report.status != "rejected" for count in report.counts.values()]
    is_accepted = "accepted" in states
    return replace(
        job,
        load="rejected" if "rejected" in states else "accepted" if is_accepted else states[0],
        added=sum(count.added for count in counts),
        changed=sum(count.changed for count in counts),
        withdrawn=sum(count.withdrawn for count in counts),
        unchanged=sum(count.unchanged for count in counts),
        rejected=sum(count.rejected for report in reports for count in report.counts.values()),
        revision=max(report.revision for report in reports if report.status == "accepted") if is_accepted else None,
    )


async def newest_jobs(database: Database, *, network: str | None = None, first: int = 100) -> list[Job]:
    """Jobs, of all networks or of one, the newest first."""
    names = [name for name in Job.__slots__ if name != "remarks"]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = await database.fetch_rows(
        f"SELECT remarks, {columns} FROM harvest WHERE :network IN (network, '') ORDER BY number DESC LIMIT :first",
        network=network or "",
        first=first,
    )
    return [Job(remarks=tuple(decoded(stated)), **dict(zip(names, row, strict=True))) for stated, *row in rows]
