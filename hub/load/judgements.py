"""Judgements: kept as JSON Lines beside the seeds, stored, and applied to just the clusters that they concern."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.derivation import derive
from hub.errors import ErrorCode, HubError
from hub.identity import Judgement, Verdict
from hub.identity.judgements import reference_id
from hub.load.ledger import next_revision, write_load
from hub.load.report import LoadReport
from hub.store.database import Database, encoded
from hub.store.tables import JudgementRow
from hub.store.writing import insert, new_set, run, table_of, value
from loaders.directory import find_directories
from loaders.source import Refused, SourceFile
from schema.issues import CATALOGUE, Issue, IssueCode, Place

FILE_NAME = "judgements.jsonl"
NETWORK = "judgements"
_REFERENCE = re.compile(r"[a-z0-9-]+/[a-z-]+/.+", re.DOTALL)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)")
Clock = Callable[[], datetime]


def judgements_beside(root: Path) -> Path:
    """Where judgements on what a path holds are kept: beside the seed directories, never within one, which is its network's own."""
    return (root.resolve().parent if find_directories(root) == [root] else root) / FILE_NAME


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def stamp(clock: Clock) -> str:
    """A moment as the store keeps it."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def exact_stamp(clock: Clock) -> str:
    """A moment as a judgement keeps it, to the microsecond: two within a second must keep their order."""
    return clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def judgement_id(judgement: Judgement) -> str:
    """The id of a judgement, derived from all that it says."""
    return "judgement_" + hashlib.sha256(encoded(asdict(judgement)).encode()).hexdigest()[:20]


def fault_of(judgement: Judgement) -> str | None:
    """What is wrong with the form of a judgement, in words."""
    if judgement.verdict not in set(Verdict):
        return f"the verdict is {judgement.verdict!r}, not same, different or unsure"
    if any(_REFERENCE.fullmatch(end) is None for end in (judgement.left, judgement.right)):
        return "a record is not named as network/kind/key"
    if judgement.verdict == Verdict.SAME and judgement.left.split("/")[1] != judgement.right.split("/")[1]:
        return "things of different kinds are never one: an OSPO is not its organisation, state the relation ospo-of instead"
    if judgement.left == judgement.right:
        return "both records are the same"
    if _MOMENT.fullmatch(judgement.at) is None:
        return "`at` is no moment in UTC such as 2026-05-31T07:30:00Z"
    return None if judgement.by.strip() else "`by` is empty"


def read_judgements(path: Path) -> tuple[list[Judgement], list[Issue]]:
    """The judgements of a JSON Lines file, and an issue for each line that is none; no file holds none."""
    judgements: list[Judgement] = []
    issues: list[Issue] = []
    if not path.exists():
        return judgements, issues
    try:
        for number, line in SourceFile(path.parent, path.name).lines():
            if line.strip():
                _read_line(line, Place(path.name, number), judgements, issues)
    except Refused as refused:
        issues.append(_issue(refused.code, Place(path.name, refused.line), refused.message))
    return judgements, issues


def _read_line(line: bytes, place: Place, judgements: list[Judgement], issues: list[Issue]) -> None:
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        issues.append(_issue(IssueCode.SYNTAX, place, f"The line is no judgement: {error}"))
        return
    fault = fault_of(judgement)
    if fault is None:
        judgements.append(judgement)
    else:
        issues.append(_issue(IssueCode.ROW_SHAPE, place, f"The judgement cannot be used: {fault}."))


def _issue(code: IssueCode, place: Place, message: str) -> Issue:
    return Issue(code, CATALOGUE[code].severity, NETWORK, place, message, None, None, CATALOGUE[code].remedy)


def write_judgements(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write judgements as JSON Lines, oldest first, each line once; the file is replaced in one step."""
    ordered = sorted(
        {judgement_id(one): one for one in judgements}.values(),
        key=lambda one: (one.at.removesuffix("Z"), one.left, one.right, one.by, one.verdict),
    )
    written = path.with_suffix(".new")
    written.write_text("".join(msgspec.json.encode(one).decode() + "\n" for one in ordered), encoding="utf-8")
    written.replace(path)


async def stored(connection: AsyncConnection) -> list[Judgement]:
    """All judgements of the store, within a transaction."""
    table = table_of(JudgementRow)
    found = await connection.execute(select(table).order_by(table.c.at, table.c.id))
    return [Judgement(row.left, row.right, row.verdict, row.by, row.at, row.why, tuple(row.evidence)) for row in found]


async def stored_judgements(database: Database) -> list[Judgement]:
    """All judgements of the store, oldest first."""
    async with database.write() as connection:
        return await stored(connection)


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
    async with database.write() as connection:
        await _require_records(connection, judgement)
        return (await take_judgements(connection, [judgement], clock)).revision


async def _require_records(connection: AsyncConnection, judgement: Judgement) -> None:
    for reference, record in ((end, reference_id(end)) for end in (judgement.left, judgement.right)):
        if await value(connection, "SELECT id FROM record WHERE id = :id", id=record) is None:
            raise HubError(
                ErrorCode.RECORD_UNKNOWN,
                f"No record is called {reference}.",
                "Check network, kind and key; `hub explain` lists them.",
            )


async def undo(database: Database, judgement: str, *, clock: Clock = now) -> int:
    """Remove a judgement by its id; everything is then as if it had never been given. Raises `HubError` judgement-unknown."""
    async with database.write() as connection:
        return (await take_back_judgements(connection, {judgement}, clock)).revision


async def take_back_judgements(connection: AsyncConnection, ids: Collection[str], clock: Clock) -> LoadReport:
    """Remove judgements by their ids and cluster anew what they concerned. Raises `HubError` judgement-unknown."""
    removed = {judgement_id(one): one for one in await stored(connection) if judgement_id(one) in ids}
    if unknown := sorted(set(ids) - removed.keys()):
        message = f"There is no judgement {unknown[0]}."
        raise HubError(ErrorCode.JUDGEMENT_UNKNOWN, message, "List the judgements to find its id.")
    for one in removed:
        await run(connection, "DELETE FROM judgement WHERE id = :id", id=one)
    return await _apply(connection, list(removed.values()), LoadReport(NETWORK, "accepted"), clock)


async def take_judgements(
    connection: AsyncConnection, judgements: Sequence[Judgement], clock: Clock, issues: Sequence[Issue] = ()
) -> LoadReport:
    """Store those judgements that are new and cluster anew what they concern; without new ones nothing is written."""
    known = {judgement_id(one) for one in await stored(connection)}
    fresh = {judgement_id(one): one for one in judgements if judgement_id(one) not in known}
    report = _reported(judgements, fresh, issues)
    if not fresh:
        report.revision = await next_revision(connection) - 1
        return report
    await insert(connection, JudgementRow, [_row(one, judgement) for one, judgement in fresh.items()])
    report.status = "accepted"
    return await _apply(connection, list(fresh.values()), report, clock)


def _reported(judgements: Sequence[Judgement], fresh: dict[str, Judgement], issues: Sequence[Issue]) -> LoadReport:
    report = LoadReport(NETWORK, issue_counts=Counter())
    counts = report.of("judgement")
    counts.read, counts.added, counts.unchanged = len(judgements), len(fresh), len(judgements) - len(fresh)
    report.rows = len(judgements)
    for issue in issues:
        report.add_issue(issue)
    return report


async def _apply(
    connection: AsyncConnection, judgements: Sequence[Judgement], report: LoadReport, clock: Clock
) -> LoadReport:
    report.revision = await next_revision(connection)
    at = stamp(clock)
    await new_set(connection, "touched")
    await new_set(connection, "rematched", {record for one in judgements for record in one.pair})
    report.joined = await derive(connection, report.revision, await stored(connection), told=lambda *_: None)
    await write_load(connection, report, "", at, stamp(clock))
    return report


def _row(one: str, judgement: Judgement) -> dict[str, Any]:
    return {"id": one} | asdict(judgement) | {"evidence": list(judgement.evidence)}
