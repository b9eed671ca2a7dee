"""How much the store holds, list by list, by which the read path prices an operation before it runs."""

from hub.store.read_models import StatisticRow
from hub.store.transaction import Transaction
from schema.kinds import KINDS
from schema.relations import ends_of

_TOTALS = {
    "Query.networks": "network",
    "Query.loads": "load",
    "Query.issues": "issue",
    "Query.judgements": "judgement",
    "Query.changes": "change",
    "Query.search": "search_document",
    "Query.candidates": "match",
    **{f"Query.{kind.plural}": kind.table for kind in KINDS},
    "Stats.relations": "relation",
    "Stats.unresolvedEnds": "unresolved",
}
# By the entity and the predicate alone, so that both databases read nothing but the index over these two columns.
_DEGREES = """SELECT predicate, prefix, sum(n) AS total, max(n) AS most FROM (
    SELECT predicate, {split} AS prefix, count(*) AS n FROM relation WHERE {end} IS NOT NULL GROUP BY {end}, predicate
) AS degree GROUP BY predicate, prefix"""
_SPLIT = {"sqlite": "substr({end}, 1, instr({end}, '_') - 1)", "postgresql": "split_part({end}, '_', 1)"}


async def write_statistics(tx: Transaction) -> None:
    """Count anew, at the end of a transaction, what the lists of the graph hold."""
    held = await counted_lists(tx)
    await tx.run("DELETE FROM statistic")
    await tx.insert(StatisticRow, [{"place": place, "total": t, "most": m} for place, (t, m) in held.items()])


async def counted_lists(tx: Transaction) -> dict[str, tuple[int, int]]:
    """By place of the schema how many items its lists hold now: all together, and the longest."""
    totals = [f"SELECT '{place}' AS place, count(*) AS n FROM {rows}" for place, rows in _TOTALS.items()]
    held = {row.place: (row.n, row.n) for row in await tx.rows(" UNION ALL ".join(totals))}
    dates = "SELECT sum(n) AS total, max(n) AS most FROM (SELECT count(*) AS n FROM occurrence GROUP BY event) AS dates"
    ((total, most),) = await tx.rows(dates)
    return held | await _of_relations(tx) | {"Event.occurrences": (int(total or 0), int(most or 0))}


async def _of_relations(tx: Transaction) -> dict[str, tuple[int, int]]:
    """By relation field of each kind: how many relations there are, and how many the entity with the most has."""
    degrees: dict[tuple[str, str, str], tuple[int, int]] = {}
    for end in ("subject", "object"):
        split = _SPLIT[tx.dialect].format(end=end)
        for row in await tx.rows(_DEGREES.format(split=split, end=end)):
            degrees[end, row.predicate, row.prefix] = (int(row.total), int(row.most))
    held: dict[str, tuple[int, int]] = {}
    for kind in KINDS:
        fields = {}
        for relation in ends_of(kind.name).values():
            key = ("subject" if relation.outward else "object", relation.predicate.name, kind.prefix)
            fields[f"{kind.graphql}.{relation.field}"] = degrees.get(key, (0, 0))
        total, most = (sum(numbers) for numbers in zip(*fields.values(), strict=True))
        held |= fields | {f"{kind.graphql}.related": (total, most)}
    return held
