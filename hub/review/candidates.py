"""Pairs of records that wait for a person."""

from collections.abc import Iterable

from hub.plan.objects.waiting import waits
from hub.review.explanation import Comparison, evidence_of
from hub.review.lookup import LiveRecord, live_records
from hub.store import Database

_BATCH = 500
_WAITING = f'SELECT m."left", m."right", m.outcome, m.score, m.evidence FROM "match" AS m WHERE {waits("m")}'
_NARROWING = {
    "kind": "m.kind = :kind",
    "network": 'EXISTS (SELECT 1 FROM record AS r WHERE r.id IN (m."left", m."right") AND r.network = :network)',
}


async def waiting(database: Database, kind: str | None = None, network: str | None = None) -> list[Comparison]:
    """The pairs that wait, strongest first; of one kind, or with a record of one network."""
    values = {name: value for name, value in (("kind", kind), ("network", network)) if value is not None}
    sql = " AND ".join([_WAITING, *(_NARROWING[name] for name in values)])
    rows = await database.fetch_rows(f'{sql} ORDER BY m.score DESC, m."left", m."right"', **values)
    records = await _records(database, sorted({end for row in rows for end in row[:2]}))
    return [
        Comparison(records[left], records[right], outcome, score, evidence_of(evidence))
        for left, right, outcome, score, evidence in rows
    ]


def questions(pairs: Iterable[Comparison]) -> list[Comparison]:
    """Of all pairs between two entities the first, which stands for them: one answer serves all."""
    asked: dict[frozenset[str], Comparison] = {}
    for pair in pairs:
        asked.setdefault(frozenset((pair.left.entity, pair.right.entity)), pair)
    return list(asked.values())


async def _records(database: Database, ids: list[str]) -> dict[str, LiveRecord]:
    records: dict[str, LiveRecord] = {}
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        records |= {record.id: record for record in await live_records(database, "id IN :ids", ids=part)}
    return records


async def still_waits(database: Database, pair: Comparison) -> bool:
    """Whether nothing since has joined, judged or withdrawn the two records."""
    sql = f'SELECT 1 FROM "match" AS m WHERE m."left" = :left AND m."right" = :right AND {waits("m")}'
    return bool(await database.fetch_rows(sql, left=pair.left.id, right=pair.right.id))
