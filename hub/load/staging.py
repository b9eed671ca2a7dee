"""Bring the records of one reading into the store: what is new or different is written, what is gone is withdrawn."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.match_keys import add_match_keys, forget_match_keys, key_records, new_former
from hub.load.report import WITHDRAWN_LIMIT, LoadReport, Withdrawn
from hub.store.database import encoded, storable
from hub.store.tables import RecordRow
from hub.store.writing import add, chunks, empty, new_set, rows, run, table_of, upsert
from schema.issues import Issue, IssueCode, Place, Severity
from schema.records import Figure, Record

_UNREAD = {
    IssueCode.FILE_UNREADABLE,
    IssueCode.FILE_OUTSIDE,
    IssueCode.FILE_TOO_LARGE,
    IssueCode.FILE_NOT_UTF8,
    IssueCode.SYNTAX,
    IssueCode.NESTING_TOO_DEEP,
    IssueCode.ALIASES_TOO_MANY,
    IssueCode.ENTITY_REFUSED,
}
_PLAIN = ("id", "network", "kind", "key", "name", "path", "line", "column", "url")
_RECORD = table_of(RecordRow)
_KNOWN = select(_RECORD.c.id, _RECORD.c.digest, _RECORD.c.withdrawn_revision, _RECORD.c.line, _RECORD.c.column).where(
    _RECORD.c.id.in_(bindparam("ids", expanding=True))
)
_GONE = f"""SELECT kind, "key", name, path, line FROM record WHERE id IN (SELECT id FROM gone)
           ORDER BY network, kind, path, line, "key" LIMIT {WITHDRAWN_LIMIT}"""
_MOVE = text('UPDATE record SET line = :line, "column" = :col WHERE id = :id')


@dataclass(slots=True)
class Staging:
    """One reading on its way into the store. The ids of records that it adds or changes stand in the temporary set `touched`.

    moved: records that say the same at another line. unread: paths of files that could not be read whole.
    """

    connection: AsyncConnection
    revision: int
    report: LoadReport
    is_first: bool
    figures: dict[str, Figure] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    moved: int = 0
    issues_digest: Any = field(default_factory=hashlib.sha256)

    async def open(self) -> None:
        """Make the temporary sets."""
        for name in ("touched", "seen"):
            await new_set(self.connection, name)
        if not self.is_first:
            await key_records(self.connection)
        await new_former(self.connection)

    async def take(self, batch: Sequence[Record | Figure | Issue]) -> None:
        """Store a batch of what the loader read."""
        for entry in batch:
            if isinstance(entry, Issue):
                self._take_issue(entry)
            elif isinstance(entry, Figure):
                self.figures[_figure_id(entry)] = entry
        for part in chunks([entry for entry in batch if isinstance(entry, Record)], 1000):
            await self._take_records(part)

    def take_issues(self, issues: Iterable[Issue]) -> None:
        """Count and keep issues that are not in the stream."""
        for issue in issues:
            self._take_issue(issue)

    def _take_issue(self, issue: Issue) -> None:
        self.report.add_issue(issue)
        self.issues_digest.update(encoded(msgspec.to_builtins(issue)).encode())
        if issue.code in _UNREAD and issue.severity is Severity.ERROR:
            self.unread.add(issue.place.path)

    async def _take_records(self, batch: Sequence[Record]) -> None:
        digests = {record.id: (_digest(record), record) for record in batch}
        known = (
            {}
            if self.is_first
            else {row.id: row for row in await self.connection.execute(_KNOWN, {"ids": list(digests)})}
        )
        fresh = {
            one: record for one, (digest, record) in digests.items() if self._is_news(known.get(one), digest, record)
        }
        if not self.is_first:
            await self._keep_former([one for one in fresh if one in known])
            await self._move(
                [
                    (known[one], record)
                    for one, (digest, record) in digests.items()
                    if one in known and known[one].digest == digest
                ]
            )
            await add(self.connection, "seen", digests)
        await upsert(
            self.connection,
            RecordRow,
            [_row(record, one, digests[one][0], self.revision) for one, record in fresh.items()],
            keep=("first_revision",),
        )
        await add_match_keys(self.connection, fresh)
        await add(self.connection, "touched", fresh)
        self.report.rows += len(batch)

    def _is_news(self, known: Any, digest: str, record: Record) -> bool:
        counts = self.report.of(record.kind)
        counts.read += 1
        if known is None or known.withdrawn_revision is not None:
            counts.added += 1
        elif known.digest != digest:
            counts.changed += 1
        else:
            counts.unchanged += 1
            return False
        return True

    async def _keep_former(self, changed: list[str]) -> None:
        if changed:
            await new_set(self.connection, "changing", changed)
            await forget_match_keys(self.connection, "changing")

    async def _move(self, pairs: Sequence[tuple[Any, Record]]) -> None:
        places = [(known, record.place) for known, record in pairs if known.withdrawn_revision is None]
        moves = [
            {"id": known.id, "line": place.line, "col": place.column}
            for known, place in places
            if (known.line, known.column) != (place.line, place.column)
        ]
        if moves:
            await self.connection.execute(_MOVE, moves)
            self.moved += len(moves)

    async def withdraw(self, network: str) -> None:
        """Mark what was not seen as withdrawn, but for records of files that could not be read."""
        if self.is_first:
            return
        await new_set(self.connection, "unread", self.unread)
        await new_set(self.connection, "gone")
        gone = """SELECT id FROM record WHERE network = :network AND withdrawn_revision IS NULL
                  AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.id = record.id) AND NOT EXISTS (SELECT 1 FROM unread WHERE unread.id = record.path)"""
        await run(self.connection, f"INSERT INTO gone (id) {gone}", network=network)
        for row in await rows(
            self.connection, "SELECT kind, count(*) FROM record WHERE id IN (SELECT id FROM gone) GROUP BY kind"
        ):
            self.report.of(row[0]).withdrawn += row[1]
        self.report.withdrawn = [Withdrawn(*row) for row in await rows(self.connection, _GONE)]
        await self._count_kept(network)
        await forget_match_keys(self.connection, "gone")
        await run(
            self.connection,
            "UPDATE record SET withdrawn_revision = :revision WHERE id IN (SELECT id FROM gone)",
            revision=self.revision,
        )
        await run(self.connection, "INSERT INTO touched (id) SELECT id FROM gone")
        await empty(self.connection, "seen", "gone", "unread")

    async def _count_kept(self, network: str) -> None:
        kept = """SELECT kind, count(*) FROM record WHERE network = :network AND withdrawn_revision IS NULL
                  AND path IN (SELECT id FROM unread) AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.id = record.id) GROUP BY kind"""
        for row in await rows(self.connection, kept, network=network):
            self.report.of(row[0]).kept += row[1]


def _digest(record: Record) -> str:
    try:
        return record.digest()
    except (TypeError, ValueError, OverflowError):
        stated = (
            record.values,
            msgspec.to_builtins((record.identifiers, record.statements)),
            record.raw,
            record.place.path,
            record.place.url,
        )
        return hashlib.sha256(encoded(stated).encode()).hexdigest()


def _row(record: Record, record_id: str, digest: str, revision: int) -> dict[str, Any]:
    place: Place = record.place
    plain = (
        record_id,
        record.network,
        record.kind,
        record.key,
        record.values.get("name"),
        place.path,
        place.line,
        place.column,
        place.url,
    )
    row: dict[str, Any] = {
        name: storable(value) if isinstance(value, str) else value for name, value in zip(_PLAIN, plain, strict=True)
    }
    row |= {"stated": record.values, "raw": record.raw, "digest": digest}
    row["identifiers"] = [[one.scheme, one.value] for one in record.identifiers]
    row["statements"] = msgspec.to_builtins(record.statements)
    row |= {"first_revision": revision, "changed_revision": revision, "withdrawn_revision": None}
    return row


def _figure_id(figure: Figure) -> str:
    stated = encoded((figure.network, figure.name, figure.as_of, figure.unit, figure.place.path, figure.place.line))
    return "fig_" + hashlib.sha256(stated.encode()).hexdigest()[:16]
