"""Bring the records of one reading into the store: what is new or different is written, what is gone is withdrawn."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from hub.derive import sets
from hub.derive.match_keys import KeyHolders, add_match_keys, key_records, move_match_keys
from hub.load.details import detail_row, figure_row
from hub.load.former import keep_records
from hub.load.former_keys import by_stored_keys
from hub.load.report import WITHDRAWN_LIMIT, LoadReport, Turnover, Withdrawn
from hub.load.windows import Windows
from hub.store.database import encoded, storable
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.tables import RecordRow
from hub.store.transaction import Transaction, chunks
from loaders.file_memory import SameFile
from loaders.globbing import is_named
from loaders.manifest.opening import MANIFEST_NAME
from schema.issues import Issue, IssueCode, Severity
from schema.records import Deletion, Detail, Figure, Record, Window

BATCH = 1000
"""Records that are compared and written together."""
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
_LOSSES = (IssueCode.SOURCE_EMPTY, IssueCode.COUNT_BELOW)
_KNOWN = 'SELECT id, digest, withdrawn_revision, unlisted_revision, line, "column", alias FROM record WHERE id IN :ids'
_TURNOVER = """SELECT path, kind,
        sum(CASE WHEN withdrawn_revision IS NOT NULL THEN 1 ELSE 0 END) AS gone,
        sum(CASE WHEN withdrawn_revision IS NULL AND first_revision = :revision THEN 1 ELSE 0 END) AS added,
        sum(CASE WHEN withdrawn_revision IS NULL AND first_revision <> :revision THEN 1 ELSE 0 END) AS stayed
    FROM record WHERE network = :network AND (withdrawn_revision IS NULL OR withdrawn_revision = :revision)
    GROUP BY path, kind"""
_PATHS = """SELECT path FROM record WHERE network = :network AND withdrawn_revision IS NULL
    UNION SELECT path FROM figure WHERE network = :network UNION SELECT path FROM detail WHERE network = :network"""
_MOVED = ("line", "column", "unlisted_revision")
_MOVE = 'UPDATE record SET line = :line, "column" = :col, unlisted_revision = NULL WHERE id = :id'


@dataclass(slots=True)
class Staging:
    """One reading on its way into the store. The sets are those of `hub.derive.sets`.

    is_first: nothing of the network is stored yet, so nothing is looked up. moved: records that say the same at another
    line, or came into or out of the view of a window.
    figures, details: rows by id. unread: paths of files that could not be read whole. empty: paths, as the
    manifest writes them, of sources that state nothing now and keep what they had. lost_aliases: by which
    records went until now. returned: how many were withdrawn and are stated again, by path and kind. publisher: id of the record about it. moment: of the load, ISO 8601 in UTC.
    is_loss_meant: records are meant to go.
    """

    report: LoadReport
    moment: str
    is_first: bool
    is_loss_meant: bool
    touched: IdSet
    former_keys: TemporaryTable
    holders: KeyHolders
    seen: IdSet
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    details: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)
    windows: Windows = field(default_factory=Windows)
    moved: int = 0
    lost_aliases: set[str] = field(default_factory=set)
    returned: Counter[tuple[str, str]] = field(default_factory=Counter)
    publisher: str | None = None
    issues_digest: Any = field(default_factory=hashlib.sha256)

    @property
    def tx(self) -> Transaction:
        """The transaction in which all of it happens."""
        return self.touched.tx

    async def add(self, batch: Sequence[Record | Figure | Detail | Issue | Window | Deletion | SameFile]) -> None:
        """Store a batch of what the loader read."""
        self.add_issues(entry for entry in batch if isinstance(entry, Issue))
        await self._see_again([entry for entry in batch if isinstance(entry, SameFile)])
        for entry in batch:
            if isinstance(entry, Window | Deletion):
                self.windows.add(entry)
        self.figures |= {row["id"]: row for entry in batch if isinstance(entry, Figure) for row in [figure_row(entry)]}
        self.details |= {row["id"]: row for entry in batch if isinstance(entry, Detail) for row in [detail_row(entry)]}
        for part in chunks([entry for entry in batch if isinstance(entry, Record)], BATCH):
            records = part if self.is_first else await by_stored_keys(self.tx, part)
            await self._add_records({record.id: record for record in records})
            self.report.rows += len(part)

    async def _see_again(self, files: Sequence[SameFile]) -> None:
        """Count records of files that were not read again: the store has them as they are."""
        records = [record for file in files for record in file.records]
        for kind, _ in records:
            counts = self.report.of(kind)
            counts.read += 1
            counts.unchanged += 1
        self.report.rows += len(records)
        if records:
            await self.seen.add(id_ for _, id_ in records)

    async def add_publisher(self, listed: Record | None, made: Record | None, last: Mapping[str, Any] | None) -> None:
        """The record about the publisher: a listed one, else the one made of the manifest; as it was while files are
        missing that may list one.

        A network of which nothing could be read has none: it would make an empty load look like a good one.
        """
        known = last["publisher_record"] if last else None
        if listed is None and known and (self.unread or self.empty):
            self.unread.add(MANIFEST_NAME)
            self.publisher = known
        elif (record := listed or made) and any(counts.read for counts in self.report.counts.values()):
            self.publisher = record.id
            await self.add([] if listed else [record])

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Count issues and take them into the report."""
        for issue in issues:
            is_meant = self.is_loss_meant and issue.code in _LOSSES
            self.report.add_issue(replace(issue, severity=Severity.WARNING) if is_meant else issue)
            self.issues_digest.update(encoded(msgspec.to_builtins(issue)).encode())
            if issue.code in _UNREAD and issue.severity is Severity.ERROR:
                self.unread.add(issue.place.path)
            if issue.code is IssueCode.SOURCE_EMPTY and issue.value and not is_meant:
                self.empty.add(issue.value)

    async def _add_records(self, records: Mapping[str, Record]) -> None:
        """Store those of some records that say something new, remember that all were seen.

        Former match keys are kept for matching.
        """
        digests = {id_: _digest(record) for id_, record in records.items()}
        rows = [] if self.is_first else await self.tx.rows(_KNOWN, ids=list(records))
        known = {row.id: row for row in rows}
        fresh = {id_: record for id_, record in records.items() if self._is_news(record, digests[id_], known.get(id_))}
        if not self.is_first:
            changed = [id_ for id_ in fresh if id_ in known]
            self.lost_aliases |= {alias for id_ in changed if (alias := known[id_].alias)}
            await keep_records(self.tx, self.report.revision, self.report.network, changed)
            if changed:
                await self.holders.write()  # a record may be stated twice, and be one of them
            async with sets.CHANGING.scratch(self.tx, changed) as changing:
                await move_match_keys(changing, self.former_keys)
            await self._move([(row, records[row.id]) for row in rows if row.digest == digests[row.id]])
            await self.seen.add(records)
        stored = [_row(id_, record, digests[id_], self.report.revision) for id_, record in fresh.items()]
        await self.tx.upsert(RecordRow, stored, keep=("first_revision",))
        await add_match_keys(self.holders, fresh)
        await self.touched.add(fresh)

    def _is_news(self, record: Record, digest: str, known: Any) -> bool:
        """Whether a record says something else than its row, or has none; counted either way."""
        counts = self.report.of(record.kind)
        counts.read += 1
        if known is None or known.withdrawn_revision is not None:
            counts.added += 1
            self.returned[record.place.path, record.kind] += known is not None
        elif known.digest != digest:
            counts.changed += 1
        else:
            counts.unchanged += 1
            return False
        return True

    async def _move(self, unchanged: Sequence[tuple[Any, Record]]) -> None:
        """Correct the place of records that say what their row says.

        A row at another line is no change of the record.
        """
        moves = [
            {"id": row.id, "line": record.place.line, "col": record.place.column}
            for row, record in unchanged
            if row.withdrawn_revision is None
            and (row.line, row.column, row.unlisted_revision) != (record.place.line, record.place.column, None)
        ]
        moved = [move["id"] for move in moves]
        await keep_records(self.tx, self.report.revision, self.report.network, moved, *_MOVED)
        await self.tx.run_for_each(_MOVE, moves)
        self.moved += len(moves)

    async def withdraw(self) -> None:
        """Mark what was not seen as withdrawn, but for records of files that could not be read or that list only a
        part, and of empty sources.
        """
        if self.empty:
            stored = await self.tx.rows(_PATHS, network=self.report.network)
            self.unread |= {row.path for row in stored if any(is_named(row.path, path) for path in self.empty)}
        async with sets.UNREAD.scratch(self.tx, self.unread) as unread, sets.GONE.scratch(self.tx) as gone:
            network = self.report.network
            unseen = f"""FROM record WHERE network = :network AND withdrawn_revision IS NULL
                AND NOT EXISTS (SELECT 1 FROM {self.seen.table} AS s WHERE s.id = record.id)"""
            await gone.add_selected(f"SELECT id {unseen} AND path NOT IN {unread}", network=network)
            stays = await self.windows.unlist(gone, self.moment, self.report.revision, network)
            self.moved += self.windows.unlisted
            for kind, count in stays.items():
                self.report.of(kind).kept += count
            await self._report_withdrawn(gone)
            kept = f"SELECT kind, count(*) {unseen} AND path IN {unread} GROUP BY kind"
            for kind, count in await self.tx.rows(kept, network=network):
                self.report.of(kind).kept += count
            async for batch in gone.batches():
                await keep_records(self.tx, self.report.revision, network, batch, "withdrawn_revision")
            await move_match_keys(gone, self.former_keys)
            await self.tx.run(
                f"UPDATE record SET withdrawn_revision = :revision WHERE id IN {gone}", revision=self.report.revision
            )
            await self.touched.add_selected(f"SELECT id FROM {gone} AS g")

    async def turnover(self) -> list[Turnover]:
        """What went, came and stayed, by file and kind; nothing where nothing went. After `withdraw`."""
        if not any(counts.withdrawn for counts in self.report.counts.values()):
            return []
        network, revision = self.report.network, self.report.revision
        return [
            Turnover(path, kind, gone, added + self.returned[path, kind], stayed - self.returned[path, kind])
            for path, kind, gone, added, stayed in await self.tx.rows(_TURNOVER, network=network, revision=revision)
        ]

    async def _report_withdrawn(self, gone: IdSet) -> None:
        for kind, count in await self.tx.rows(f"SELECT kind, count(*) FROM record WHERE id IN {gone} GROUP BY kind"):
            self.report.of(kind).withdrawn += count
            self.report.missing += count
        first = f"""SELECT kind, "key", name, path, line FROM record WHERE id IN {gone}
            ORDER BY network, kind, path, line, "key" LIMIT {WITHDRAWN_LIMIT}"""
        self.report.withdrawn = [Withdrawn(*row) for row in await self.tx.rows(first)]


@asynccontextmanager
async def staging(
    tx: Transaction, report: LoadReport, moment: str, *, is_first: bool, is_loss_meant: bool
) -> AsyncIterator[Staging]:
    """Around the reading of a network at a moment; what was not added within the block is withdrawn at its end."""
    await key_records(tx)  # of records that will change, so that their former match keys are known
    async with sets.SEEN.scratch(tx) as seen:
        touched, former_keys = await sets.TOUCHED.new(tx), await sets.FORMER_KEYS.new(tx)
        stage = Staging(report, moment, is_first, is_loss_meant, touched, former_keys, KeyHolders(tx), seen)
        yield stage
        await stage.holders.write()
        if not is_first:
            await stage.withdraw()


def _digest(record: Record) -> str:
    try:
        return record.digest()
    except (TypeError, ValueError, OverflowError):  # of lone surrogates and the like, which are stored replaced
        stated = (
            record.values,
            msgspec.to_builtins((record.identifiers, record.statements)),
            record.raw,
            record.place.path,
            record.place.url,
        )
        return hashlib.sha256(encoded(stated).encode()).hexdigest()


def _row(record_id: str, record: Record, digest: str, revision: int) -> dict[str, Any]:
    place = record.place
    texts = {
        "id": record_id,
        "network": record.network,
        "kind": record.kind,
        "key": record.key,
        "name": record.values.get("name"),
        "path": place.path,
        "url": place.url,
    }
    return {name: storable(text) for name, text in texts.items()} | {
        "line": place.line,
        "column": place.column,
        "stated": record.values,
        "raw": record.raw,
        "digest": digest,
        "identifiers": [[identifier.scheme, identifier.value] for identifier in record.identifiers],
        "statements": msgspec.to_builtins(record.statements),
        "first_revision": revision,
        "changed_revision": revision,
        "withdrawn_revision": None,
        "unlisted_revision": None,
        "alias": record.alias,
    }
