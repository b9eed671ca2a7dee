"""The books of the hub: which load made which revision, what its network is, and which issues and figures it has."""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.edges import MISSING
from hub.load.report import ISSUE_LIMIT, LoadReport
from hub.store.database import encoded, storable
from hub.store.tables import FigureRow, IssueRow, Load, NetworkRow
from hub.store.writing import insert, rows, run, table_of, upsert, value
from loaders.manifest_model import Manifest
from schema.issues import CATALOGUE, Issue, IssueCode, Place, Severity
from schema.records import Figure

"""How an end was found whose key is in no stored network: not at all."""


@dataclass(frozen=True, slots=True)
class Last:
    """What the books say of a network. row: None before its first taken load."""

    row: Mapping[str, Any] | None
    issues_digest: str | None

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by kind of the last taken load."""
        return self.row["counts"] if self.row else {}


async def next_revision(connection: AsyncConnection) -> int:
    """The revision that this transaction makes if it is committed."""
    return int(await value(connection, "SELECT coalesce(max(revision), 0) FROM load")) + 1


async def last_load(connection: AsyncConnection, network: str) -> Last:
    """What the books say of a network."""
    table = table_of(NetworkRow)
    row = (await connection.execute(select(table).where(table.c.slug == network))).mappings().first()
    digest = await value(
        connection,
        "SELECT issues_digest FROM load WHERE network = :network ORDER BY revision DESC LIMIT 1",
        network=network,
    )
    return Last(dict(row) if row else None, digest)


def manifest_digest(manifest: Manifest) -> str:
    """SHA-256 over everything the manifest says."""
    return hashlib.sha256(encoded(manifest.model_dump(mode="json")).encode()).hexdigest()


async def write_network(
    connection: AsyncConnection, manifest: Manifest, report: LoadReport, last: Last, at: str
) -> None:
    """Store what the manifest says and how many live records of each kind the network now has."""
    live = "SELECT kind, count(*) FROM record WHERE network = :network AND withdrawn_revision IS NULL GROUP BY kind ORDER BY kind"
    counts = {row[0]: row[1] for row in await rows(connection, live, network=manifest.network)}
    row = {
        name: getattr(manifest, name)
        for name in ("title", "homepage", "licence", "attribution", "description", "precedence", "authority")
    }
    row |= {
        "slug": manifest.network,
        "publisher_name": manifest.publisher.name,
        "publisher_url": manifest.publisher.url,
        "counts": counts,
    }
    row |= {
        "first_revision": last.row["first_revision"] if last.row else report.revision,
        "revision": report.revision,
        "loaded_at": at,
    }
    await upsert(connection, NetworkRow, [row | {"manifest_digest": manifest_digest(manifest)}])


async def replace_figures(
    connection: AsyncConnection, network: str, figures: Mapping[str, Figure], unread: Container[str] = ()
) -> bool:
    """Store the figures of a network in place of those before, but for those of unread files; whether any differs."""
    table = table_of(FigureRow)
    stored = {
        row["id"]: dict(row)
        for row in (await connection.execute(select(table).where(table.c.network == network))).mappings()
    }
    fresh = {one: row for one, row in stored.items() if row["path"] in unread} | {
        one: _figure_row(one, figure) for one, figure in figures.items()
    }
    if stored == fresh:
        return False
    await run(connection, "DELETE FROM figure WHERE network = :network", network=network)
    await insert(connection, FigureRow, list(fresh.values()))
    return True


def _figure_row(figure_id: str, figure: Figure) -> dict[str, Any]:
    place = {"path": figure.place.path, "line": figure.place.line, "url": figure.place.url}
    stated = {name: getattr(figure, name) for name in ("network", "name", "value", "unit", "as_of", "note")}
    return {"id": figure_id} | stated | place


async def write_load(
    connection: AsyncConnection, report: LoadReport, issues_digest: str, started: str, finished: str
) -> None:
    """Store the load and its issues in place of those of the network's load before."""
    counts = {kind: asdict(one) for kind, one in sorted(report.counts.items())}
    row = {
        "revision": report.revision,
        "network": report.network,
        "status": report.status,
        "started_at": started,
        "finished_at": finished,
    }
    await insert(connection, Load, [row | {"counts": counts, "issues_digest": issues_digest}])
    await run(connection, "DELETE FROM issue WHERE network = :network", network=report.network)
    await _write_issues(connection, report.issues, report.revision)


async def _write_issues(connection: AsyncConnection, issues: Iterable[Issue], revision: int) -> None:
    written = [_issue_row(issue, position, revision) for position, issue in enumerate(issues)]
    await insert(connection, IssueRow, written)


def _issue_row(issue: Issue, position: int, revision: int) -> dict[str, Any]:
    place = issue.place
    row = {
        "code": issue.code.value,
        "severity": issue.severity.value,
        "network": issue.network,
        "path": place.path,
        "line": place.line,
        "column": place.column,
    }
    row |= {
        "field": issue.field,
        "value": issue.value,
        "message": issue.message,
        "hint": issue.hint or CATALOGUE[issue.code].remedy,
    }
    row = {name: storable(stated) for name, stated in row.items()}
    digest = hashlib.sha256(encoded([row, position]).encode()).hexdigest()[:20]
    return row | {"id": f"issue_{digest}", "position": position, "revision": revision}


async def report_unresolved(connection: AsyncConnection, report: LoadReport) -> None:
    """Store anew, for all networks, which references by key lead nowhere, and add those of this load to its report."""
    await run(connection, "DELETE FROM issue WHERE code = :code", code=IssueCode.REFERENCE_UNRESOLVED.value)
    found = await rows(
        connection,
        f"""SELECT r.network, r.path, r.line, r."column", r.url, e.predicate, CASE WHEN e.object IS NULL THEN e.object_label ELSE e.subject_label END
            FROM relation_record AS s JOIN record AS r ON r.id = s.record JOIN relation AS e ON e.id = s.relation
            WHERE s.how = '{MISSING}' ORDER BY r.network, r.path, r.line, e.id LIMIT {ISSUE_LIMIT}""",
    )
    issues = [_unresolved(row) for row in found]
    await insert(
        connection,
        IssueRow,
        [_issue_row(issue, ISSUE_LIMIT + number, report.revision) for number, issue in enumerate(issues)],
    )
    for issue in issues:
        if issue.network == report.network:
            report.add_issue(issue)


def _unresolved(row: Any) -> Issue:
    network, path, line, column, url, predicate, label = row
    code = IssueCode.REFERENCE_UNRESOLVED
    message = f"{label[:120]!r} is not in the store."
    return Issue(
        code,
        Severity.INFO,
        network,
        Place(path, line, column, url),
        message,
        predicate,
        label[:120],
        CATALOGUE[code].remedy,
    )
