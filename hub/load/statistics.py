"""How much the store holds, list by list, by which the read path prices an operation before it runs."""

from typing import Any

from hub.store.tables import StatisticRow
from hub.store.transaction import Transaction
from schema.kinds import KINDS
from schema.relations import ends_of

_OF_HUB = {
    "networks": "network",
    "loads": "load",
    "issues": "issue",
    "judgements": "judgement",
    "changes": "change",
    "search": "search_document",
    "candidates": "match",
    **{kind.plural: kind.table for kind in KINDS},
}
# By the entity and the predicate alone, so that both databases read nothing but the index over these two columns.
_DEGREES = """SELECT predicate, prefix, sum(n) AS total, max(n) AS most FROM (
    SELECT predicate, {split} AS prefix, count(*) AS n FROM relation WHERE {end} IS NOT NULL GROUP BY {end}, predicate
) AS degree GROUP BY predicate, prefix"""
_SPLIT = {"sqlite": "substr({end}, 1, instr({end}, '_') - 1)", "postgresql": "split_part({end}, '_', 1)"}


async def write_statistics(tx: Transaction) -> None:
    """Count anew, at the end of a transaction, what the lists of the graph hold."""
    totals = [f"SELECT '{name}' AS name, count(*) AS n FROM {rows}" for name, rows in _OF_HUB.items()]
    counts = await tx.rows(" UNION ALL ".join(totals))
    held = {f"Query.{row.name}": (row.n, row.n) for row in counts} | await _of_relations(tx)
    dates = "SELECT sum(n) AS total, max(n) AS most FROM (SELECT count(*) AS n FROM occurrence GROUP BY event) AS dates"
    held["Event.occurrences"] = tuple(number or 0 for number in (await tx.rows(dates))[0])
    await tx.run("DELETE FROM statistic")
    await tx.insert(StatisticRow, [{"place": place, "total": int(t), "most": int(m)} for place, (t, m) in held.items()])


async def _of_relations(tx: Transaction) -> dict[str, tuple[Any, ...]]:
    """By relation field of each kind: how many relations there are, and how many the entity with the most has."""
    degrees: dict[tuple[str, str, str], tuple[int, int]] = {}
    for end in ("subject", "object"):
        split = _SPLIT[tx.dialect].format(end=end)
        for row in await tx.rows(_DEGREES.format(split=split, end=end)):
            degrees[end, row.predicate, row.prefix] = (int(row.total), int(row.most))
    held: dict[str, tuple[int, ...]] = {}
    for kind in KINDS:
        fields = {}
        for relation in ends_of(kind.name).values():
            key = ("subject" if relation.outward else "object", relation.predicate.name, kind.prefix)
            fields[f"{kind.graphql}.{relation.field}"] = degrees.get(key, (0, 0))
        sums = tuple(sum(numbers) for numbers in zip(*fields.values(), strict=True))
        held |= fields | {f"{kind.graphql}.related": sums}
    return held
