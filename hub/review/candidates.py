"""Pairs of records that wait for a person."""

from hub.plan.objects.waiting import waits
from hub.review.explanation import Comparison, evidence_of
from hub.review.lookup import LiveRecord, ask, live_records
from hub.store import Database

_BATCH = 500
_WAITING = f'SELECT m."left", m."right", m.outcome, m.score, m.evidence FROM "match" AS m WHERE {waits("m")}'
_OF_NETWORK = """EXISTS (SELECT 1 FROM record AS r WHERE r.id IN (m."left", m."right") AND r.network = ?)"""


async def waiting(database: Database, kind: str | None = None, network: str | None = None) -> list[Comparison]:
    """The pairs that wait, strongest first; of one kind, or with a record of one network."""
    chosen = [(sql, value) for sql, value in (("m.kind = ?", kind), (_OF_NETWORK, network)) if value is not None]
    sql = " AND ".join([_WAITING, *(condition for condition, _ in chosen)])
    rows = await ask(database, f'{sql} ORDER BY m.score DESC, m."left", m."right"', *(value for _, value in chosen))
    records = await _records(database, sorted({end for row in rows for end in row[:2]}))
    return [
        Comparison(records[left], records[right], outcome, score, evidence_of(evidence))
        for left, right, outcome, score, evidence in rows
    ]


async def _records(database: Database, ids: list[str]) -> dict[str, LiveRecord]:
    records: dict[str, LiveRecord] = {}
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        condition = f"id IN ({', '.join('?' * len(part))})"
        records |= {record.id: record for record in await live_records(database, condition, *part)}
    return records


async def still_waits(database: Database, pair: Comparison) -> bool:
    """Whether nothing since has joined, judged or withdrawn the two records."""
    sql = f'SELECT 1 FROM "match" AS m WHERE m."left" = ? AND m."right" = ? AND {waits("m")}'
    return bool(await ask(database, sql, pair.left.id, pair.right.id))
