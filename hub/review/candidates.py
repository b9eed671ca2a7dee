"""Pairs of records that wait for a person."""

from hub.review.explanation import Link, evidence_of, judgements_by_pair
from hub.review.lookup import Stored, records_where
from hub.store import Database

BATCH = 500
_WAITING = """SELECT m."left", m."right", m.outcome, m.score, m.evidence FROM "match" AS m
    JOIN record AS one ON one.id = m."left" JOIN record AS two ON two.id = m."right"
    WHERE m.outcome IN ('candidate', 'contradiction') AND one.entity <> two.entity
    AND one.withdrawn_revision IS NULL AND two.withdrawn_revision IS NULL {} ORDER BY m.score DESC, m."left", m."right\""""


async def waiting(database: Database, kind: str | None = None, network: str | None = None) -> list[Link]:
    """Candidates and contradictions that nobody has judged, strongest first."""
    conditions, values = "", {}
    if kind is not None:
        conditions, values = "AND m.kind = :kind", {"kind": kind}
    if network is not None:
        conditions += " AND (one.network = :network OR two.network = :network)"
        values |= {"network": network}
    judged = await judgements_by_pair(database)
    rows = await database.fetch_rows(_WAITING.format(conditions), **values)
    found = [row for row in rows if (row[0], row[1]) not in judged]
    records = await _records(database, sorted({one for row in found for one in row[:2]}))
    return [
        Link(records[one], records[two], outcome, score, evidence_of(evidence))
        for one, two, outcome, score, evidence in found
    ]


async def _records(database: Database, ids: list[str]) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        found |= {one.id: one for one in await records_where(database, "id IN :ids", ids=part)}
    return found


async def still_waits(database: Database, link: Link) -> bool:
    """Whether nothing since has joined or withdrawn the two records."""
    found = await _records(database, [link.left.id, link.right.id])
    return len({one.entity for one in found.values()}) == 2  # noqa: PLR2004
