"""The books of the hub: which load made which revision, what its network is, and which issues it has."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from hub.load.dead_references import dead_references
from hub.load.former import forget_rows, keep_rows
from hub.load.part_of_cycles import part_of_cycles
from hub.load.report import ISSUE_LIMIT, LoadReport
from hub.load.statistics import write_statistics
from hub.operators.audit import write_entry
from hub.store.database import Database, encoded, storable
from hub.store.reading import Reader
from hub.store.tables import IssueRow, LoadRow, NetworkRow
from hub.store.transaction import Transaction, table_of
from loaders.exchange import is_hub
from loaders.manifest_model import Manifest
from schema.issues import CATALOGUE, Issue, IssueCode

_OF_ALL = (IssueCode.REFERENCE_UNRESOLVED, IssueCode.PART_OF_CYCLE)
"""Issues that can come and go with a load of another network."""


@dataclass(frozen=True, slots=True)
class Last:
    """What the books say of a network. row: None before its first accepted load."""

    row: Mapping[str, Any] | None
    issues_digest: str | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by kind of the last accepted load."""
        return self.row["counts"] if self.row else {}

    def has(self, manifest: Manifest) -> bool:
        """Whether its last accepted load had this manifest, word for word."""
        return self.row is not None and self.row["manifest_digest"] == manifest_digest(manifest)

    def has_standing_of(self, manifest: Manifest) -> bool:
        """Whether what decides between its values and those of others is as the manifest says, or it is new."""
        if self.row is None:
            return True
        standing = (self.row["precedence"], self.row["authority"], self.row["country"])
        # a migration empties the digest where entities are to be composed anew
        return (
            standing == (manifest.precedence, manifest.authority, manifest.country)
            and self.row["manifest_digest"] != ""
        )


async def next_revision(tx: Transaction) -> int:
    """The revision that this transaction makes if it is committed."""
    return int(await tx.value("SELECT coalesce(max(revision), 0) FROM load")) + 1


async def last_load(tx: Transaction, network: str) -> Last:
    """What the books say of a network."""
    table = table_of(NetworkRow)
    row = (await tx.execute(select(table).where(table.c.slug == network))).mappings().first()
    digest = await tx.value(
        "SELECT issues_digest FROM load WHERE network = :network ORDER BY revision DESC LIMIT 1",
        network=network,
    )
    return Last(dict(row) if row else None, digest)


def manifest_digest(manifest: Manifest) -> str:
    """SHA-256 over everything the manifest says."""
    # what stores know was digested before there were `own` and the key of the publisher
    later: dict[str, Any] = {} if manifest.own else {"own": True}
    if manifest.publisher.key is None:
        later["publisher"] = {"key"}
    if is_hub(manifest):
        later["sources"] = True  # by which file a network came is no part of what it says
    return hashlib.sha256(encoded(manifest.model_dump(mode="json", exclude=later)).encode()).hexdigest()


async def write_network(
    tx: Transaction, manifest: Manifest, report: LoadReport, last: Last, at: str, publisher: str | None
) -> None:
    """Store what the manifest says and how many live records of each kind the network now has.

    publisher: the id of the record about it.
    """
    live = await tx.rows(
        """SELECT kind, count(*) FROM record WHERE network = :network AND withdrawn_revision IS NULL
           GROUP BY kind ORDER BY kind""",
        network=manifest.network,
    )
    stated = ("title", "homepage", "licence", "attribution", "country", "description", "precedence", "authority", "own")
    row = {name: getattr(manifest, name) for name in stated} | {
        "slug": manifest.network,
        "publisher_name": manifest.publisher.name,
        "publisher_url": manifest.publisher.url,
        "publisher_record": publisher,
        "counts": {row[0]: row[1] for row in live},
        "first_revision": last.row["first_revision"] if last.row else report.revision,
        "revision": report.revision,
        "loaded_at": at,
        "manifest_digest": manifest_digest(manifest),
    }
    await keep_rows(tx, report.revision, manifest.network, "network", {manifest.network: last.row})
    await tx.upsert(NetworkRow, [row])


async def close_revision(
    tx: Transaction,
    report: LoadReport,
    started: str,
    finished: str,
    *,
    issues_digest: str = "",
    detail: Sequence[str] = (),
    with_edges: bool = True,
) -> None:
    """Write the books of a revision, after all that follows from it was derived: the load with its issues, what leads
    nowhere now, how much there is.

    Every revision ends here. detail: ids of what was changed, where the load does not tell. with_edges: whether any
    edge may have come or gone.
    """
    await _write_load(tx, report, issues_digest, started, finished, detail)
    await report_unresolved(tx, report)
    await write_statistics(tx, with_edges=with_edges)


async def _write_load(
    tx: Transaction, report: LoadReport, issues_digest: str, started: str, finished: str, detail: Sequence[str]
) -> None:
    """Store the load, and its issues in place of those of the network's load before.

    Forget what is beyond the history that is kept.
    """
    row = {
        "revision": report.revision,
        "network": report.network,
        "status": report.status,
        "started_at": started,
        "finished_at": finished,
        "counts": {kind: asdict(counts) for kind, counts in sorted(report.counts.items())},
        "issues_digest": issues_digest,
    }
    await tx.insert(LoadRow, [row])
    await write_entry(tx, finished, report.network, report.status, report.revision, detail)
    for table in ("issue", "reading"):
        await tx.run(f"DELETE FROM {table} WHERE network = :network", network=report.network)
    await _insert_issues(tx, report.issues, report.revision, 0)
    await forget_rows(tx, finished)


async def _insert_issues(tx: Transaction, issues: Sequence[Issue], revision: int, first: int) -> None:
    """Store issues in their order, the first of them at position `first`."""
    await tx.insert(IssueRow, [_issue_row(issue, first + place, revision) for place, issue in enumerate(issues)])


def _issue_row(issue: Issue, position: int, revision: int) -> dict[str, Any]:
    stated = {
        "code": issue.code.value,
        "severity": issue.severity.value,
        "network": issue.network,
        "path": issue.place.path,
        "line": issue.place.line,
        "column": issue.place.column,
        "field": issue.field,
        "value": issue.value,
        "message": issue.message,
        "hint": issue.hint or CATALOGUE[issue.code].remedy,
    }
    row = {name: storable(value) for name, value in stated.items()}
    digest = hashlib.sha256(encoded([row, position]).encode()).hexdigest()[:20]
    return row | {"id": f"issue_{digest}", "position": position, "revision": revision}


async def report_unresolved(tx: Transaction, report: LoadReport) -> None:
    """Store anew, for all networks, which references by key lead nowhere, and add those of this load to its
    report, if it was accepted.
    """
    await tx.run("DELETE FROM issue WHERE code IN :codes", codes=[code.value for code in _OF_ALL])
    issues = await _issues_of_all(tx)
    await _insert_issues(tx, issues, report.revision, ISSUE_LIMIT)
    if report.status == "accepted":
        _add(issues, report)


async def add_unresolved(tx: Transaction, report: LoadReport) -> None:
    """Add to the report of a load that brings nothing new which references of its network lead nowhere, as the
    load that brought them did.
    """
    _add(await dead_references(tx), report)


def _add(issues: Sequence[Issue], report: LoadReport) -> None:
    for issue in issues:
        if issue.network == report.network:
            report.add_issue(issue)


async def restate_unresolved(database: Database, reports: Sequence[LoadReport]) -> None:
    """Have reports of loads that were stored say what leads nowhere now: a later load may have brought
    what an earlier one missed.
    """
    async with database.reading() as reader:
        issues = await _issues_of_all(reader)
    for report in reports:
        if report.status in ("accepted", "unchanged"):
            for code in _OF_ALL:
                missed = [issue for issue in issues if issue.network == report.network and issue.code is code]
                report.replace_issues(code, missed)


async def _issues_of_all(store: Transaction | Reader) -> list[Issue]:
    return await dead_references(store) + await part_of_cycles(store)
