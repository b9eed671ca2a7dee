"""Match anew what a load touched: the records it added, changed or withdrew, and those whose evidence that alters."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.identity import Match, Subject, context, match, reach, subject
from hub.store.database import decoded
from hub.store.tables import MatchRow, RecordRow
from hub.store.writing import add_selected, ids, insert, new_set, run, table_of
from schema.kinds import KINDS
from schema.records import Statement

FAMILIES: tuple[tuple[str, ...], ...] = (("organisation", "ospo"), *((kind.name,) for kind in KINDS if kind.name not in ("organisation", "ospo")))
"""Kinds whose records are compared with each other."""
_RECORD = table_of(RecordRow)
_COLUMNS = (_RECORD.c.id, _RECORD.c.network, _RECORD.c.kind, _RECORD.c.key, _RECORD.c.stated, _RECORD.c.identifiers, _RECORD.c.statements)


async def rematch(connection: AsyncConnection) -> None:
    """Replace the matches of `touched` records and of those that they alter; these stand in `rematched` then."""
    await new_set(connection, "rematched")
    for family in FAMILIES:
        touched = await _touched(connection, family)
        if touched:
            await _rematch_family(connection, family, touched)


async def _touched(connection: AsyncConnection, family: Iterable[str]) -> list[str]:
    names = ", ".join(f"'{kind}'" for kind in family)
    return await ids(connection, f"SELECT id FROM record WHERE id IN (SELECT id FROM touched) AND kind IN ({names})")


async def _rematch_family(connection: AsyncConnection, family: tuple[str, ...], touched: list[str]) -> None:
    live = {one.id: one async for one in live_subjects(connection, family)}
    former = [one async for one in _former_subjects(connection, family)]
    altered = reach([*live.values(), *former], frozenset(touched))
    await new_set(connection, "altered", altered)
    await add_selected(connection, "rematched", "SELECT id FROM altered")
    for end in ("left", "right"):
        await run(connection, f'DELETE FROM "match" WHERE "{end}" IN (SELECT id FROM altered)')
    await _write(connection, live, match(live, altered, context(live.values())))


async def _write(connection: AsyncConnection, subjects: Mapping[str, Subject], matches: Iterable[Match]) -> None:
    waiting: list[dict[str, Any]] = []
    for one in matches:
        waiting.append(_row(one, subjects[one.left].kind))
        if len(waiting) >= 1000:  # noqa: PLR2004
            await insert(connection, MatchRow, waiting)
            waiting = []
    await insert(connection, MatchRow, waiting)


def _row(one: Match, kind: str) -> dict[str, Any]:
    evidence = [asdict(piece) for piece in one.evidence]
    return {"left": one.left, "right": one.right, "kind": kind, "outcome": one.outcome.value, "score": one.score, "evidence": evidence}


async def live_subjects(connection: AsyncConnection, family: tuple[str, ...]) -> AsyncIterator[Subject]:
    """What identity sees of all live records of some kinds."""
    chosen = select(*_COLUMNS).where(_RECORD.c.kind.in_(family), _RECORD.c.withdrawn_revision.is_(None))
    result = await connection.stream(chosen)
    async for row in result.yield_per(2000):
        yield subject_of(row)


async def subjects_among(connection: AsyncConnection, members: str) -> dict[str, Subject]:
    """What identity sees of the records of a temporary set."""
    chosen = select(*_COLUMNS).where(_RECORD.c.id.in_(text(f"SELECT id FROM {members}")))
    return {row.id: subject_of(row) for row in await connection.execute(chosen)}


async def _former_subjects(connection: AsyncConnection, family: tuple[str, ...]) -> AsyncIterator[Subject]:
    """What changed and withdrawn records stated before."""
    found = await connection.execute(text("SELECT id, network, kind, key, CAST(stated AS TEXT), CAST(identifiers AS TEXT) FROM former"))
    for record, network, kind, key, stated, identifiers in found:
        if kind in family:
            yield subject(record, network, kind, key, decoded(stated), decoded(identifiers))


def subject_of(row: Any) -> Subject:
    """What identity sees of a stored record."""
    return subject(row.id, row.network, row.kind, row.key, row.stated, row.identifiers, statements_of(row.statements))


def statements_of(stored: Any) -> list[Statement]:
    """The statements of a stored record."""
    return msgspec.convert(stored, list[Statement]) if stored else []
