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
_PLACES_OF_RELATIONS = {
    f"{kind.graphql}.{field}"
    for kind in KINDS
    for field in ("related", *(relation.field for relation in ends_of(kind.name).values()))
}
_SPLIT = {"sqlite": "substr({end}, 1, instr({end}, '_') - 1)", "postgresql": "split_part({end}, '_', 1)"}


async def write_statistics(tx: Transaction, *, with_edges: bool = True) -> None:
    """Count anew, at the end of a transaction, what the lists of the graph hold.

    with_edges: also those of relations, which takes a walk over all edges.
    """
    stored = {row.place: (row.total, row.most) for row in await tx.rows("SELECT place, total, most FROM statistic")}
    of_relations = {place: numbers for place, numbers in stored.items() if place in _PLACES_OF_RELATIONS}
    # the first statistics of a store, or of an edition of the hub with other relations, are of all
    is_whole = with_edges or of_relations.keys() != _PLACES_OF_RELATIONS
    held = await counted_lists(tx) if is_whole else of_relations | await _without_edges(tx)
    await tx.run("DELETE FROM statistic")
    rows = [{"place": place, "total": total, "most": most} for place, (total, most) in held.items()]
    await tx.insert(StatisticRow, rows)


async def counted_lists(tx: Transaction) -> dict[str, tuple[int, int]]:
    """By place of the schema how many items its lists hold now: all together, and the longest."""
    return await _without_edges(tx) | await _of_relations(tx)


async def _without_edges(tx: Transaction) -> dict[str, tuple[int, int]]:
    totals = [f"SELECT '{place}' AS place, count(*) AS n FROM {rows}" for place, rows in _TOTALS.items()]
    held = {row.place: (row.n, row.n) for row in await tx.rows(" UNION ALL ".join(totals))}
    dates = "SELECT sum(n) AS total, max(n) AS most FROM (SELECT count(*) AS n FROM occurrence GROUP BY event) AS dates"
    ((total, most),) = await tx.rows(dates)
    return held | {"Event.occurrences": (int(total or 0), int(most or 0))}


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
