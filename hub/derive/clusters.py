"""Cluster anew the records that a load or a judgement can bring together or part, and nothing else."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager

from hub.derive import sets
from hub.derive.subjects import subjects_of
from hub.identity import Clusters, Judgement, Match, Outcome, cannot_link, cluster
from hub.store.id_sets import IdSet
from hub.store.transaction import Transaction

CONTRADICTION = "contradiction"
_JOINS = f"outcome IN ('{Outcome.JOINED.value}', '{CONTRADICTION}')"
_LIVE = "SELECT id FROM record WHERE withdrawn_revision IS NULL"
_MATES = """SELECT mate.id FROM record AS r JOIN record AS mate ON mate.entity = r.entity
    WHERE r.id IN {} AND mate.withdrawn_revision IS NULL"""


async def recluster(affected: IdSet, judgements: Sequence[Judgement]) -> IdSet:
    """Give every record of the region its entity; the records, beside them the entity that each had before.

    The region are the affected records, those of their former clusters, and all whom matches or
    judgements connect with them.
    """
    tx = affected.tx
    async with sets.REGION.scratch(tx) as region, sets.LINKED.scratch(tx) as linked:
        async with _judged(tx, judgements) as judged:
            await _fill_region(region, affected, judged)
            edges = _edges(judged)
            await linked.add_selected(f"SELECT one FROM ({edges}) AS edge WHERE one IN {region}")
        for records in (region, linked):
            await records.analyse()
        reclustered = await _remember(region, affected)
        await tx.run(f"""UPDATE record SET entity = id WHERE id IN {region} AND (entity IS NULL OR entity <> id)
                AND NOT EXISTS (SELECT 1 FROM {linked.table} AS l WHERE l.id = record.id)""")
        clusters = await _clusters(linked, judgements)
        await _assign(tx, clusters)
        await _record_contradictions(linked, clusters)
    await _let_withdrawn_follow(reclustered)
    return reclustered


@asynccontextmanager
async def _judged(tx: Transaction, judgements: Sequence[Judgement]) -> AsyncIterator[IdSet]:
    """The pairs of all judgements, each from either end."""
    pairs = sorted({judgement.pair for judgement in judgements})
    ways = [{"one": one, "two": two} for left, right in pairs for one, two in ((left, right), (right, left))]
    async with sets.JUDGED.scratch(tx) as judged:
        if ways:
            await tx.run_for_each(f"INSERT INTO {judged.table} (id, mate) VALUES (:one, :two)", ways)
        yield judged


def _edges(judged: IdSet) -> str:
    """What connects records, from either end.

    A contradiction counts: with other records or judgements it may join again.
    """
    return f"""SELECT "left" AS one, "right" AS two FROM "match" WHERE {_JOINS}
        UNION ALL SELECT "right", "left" FROM "match" WHERE {_JOINS}
        UNION ALL SELECT id, mate FROM {judged.table}"""


async def _fill_region(region: IdSet, affected: IdSet, judged: IdSet) -> None:
    """Walk from the affected records in widening circles, until there is nobody new."""
    tx = region.tx
    async with sets.FRONTIER.scratch(tx) as frontier, sets.NEARBY.scratch(tx) as nearby:
        await region.add_selected(f"{_LIVE} AND id IN {affected} AND kind <> 'relation'")
        await region.add_selected(_MATES.format(affected))
        await frontier.add_selected(f"SELECT id FROM {region} AS r")
        is_growing = True
        while is_growing:
            await nearby.empty()
            await nearby.add_selected(f"SELECT two FROM ({_edges(judged)}) AS edge WHERE one IN {frontier}")
            await nearby.add_selected(_MATES.format(frontier))
            await frontier.empty()
            await frontier.add_selected(f"""{_LIVE} AND id IN {nearby}
                    AND NOT EXISTS (SELECT 1 FROM {region.table} AS known WHERE known.id = record.id)""")
            is_growing = await region.add_selected(f"SELECT id FROM {frontier} AS f") > 0


async def _remember(region: IdSet, affected: IdSet) -> IdSet:
    """The records of the region and the affected ones, withdrawn ones too, beside them the entity of each."""
    reclustered = await sets.RECLUSTERED.new(region.tx)
    await reclustered.add_selected(
        f"SELECT id, entity FROM record WHERE kind <> 'relation' AND (id IN {region} OR id IN {affected})"
    )
    await reclustered.analyse()
    return reclustered


async def _clusters(linked: IdSet, judgements: Sequence[Judgement]) -> Clusters:
    tx = linked.tx
    ids = {row.id for row in await tx.rows(f"SELECT id FROM {linked} AS l")}
    rows = await tx.rows(
        f'SELECT "left", "right", score FROM "match" WHERE {_JOINS} AND "left" IN {linked} AND "right" IN {linked}'
    )
    matches = [Match(row[0], row[1], Outcome.JOINED, row[2], ()) for row in rows]
    known = [judgement for judgement in judgements if set(judgement.pair) <= ids]
    joined = {(match.left, match.right) for match in matches}
    subjects = await subjects_of(tx, _of_three(joined | {judgement.pair for judgement in known}))

    def is_forbidden(one: str, two: str) -> bool:
        return (one, two) not in joined and cannot_link(subjects[one], subjects[two])

    return cluster(ids, matches, known, is_forbidden)


def _of_three(pairs: Collection[tuple[str, str]]) -> set[str]:
    """The records that pairs connect with two others and more: of two alone it is known that they
    can link, or who judged it.
    """
    mates: defaultdict[str, set[str]] = defaultdict(set)
    for one, two in pairs:
        mates[one].add(two)
        mates[two].add(one)
    return {one for one, others in mates.items() if len(others) > 1 or any(len(mates[two]) > 1 for two in others)}


async def _assign(tx: Transaction, clusters: Clusters) -> None:
    await tx.run_for_each(
        "UPDATE record SET entity = :entity WHERE id = :id AND (entity IS NULL OR entity <> :entity)",
        [{"id": member, "entity": founder} for founder, members in clusters.members.items() for member in members],
    )


async def _record_contradictions(linked: IdSet, clusters: Clusters) -> None:
    """Matches that would bring together what cannot be linked wait for a person; those that no longer do join again."""
    tx = linked.tx
    await tx.run(f"""UPDATE "match" SET outcome = '{Outcome.JOINED.value}' WHERE outcome = '{CONTRADICTION}'
            AND "left" IN {linked} AND "right" IN {linked}""")
    await tx.run_for_each(
        f"""UPDATE "match" SET outcome = '{CONTRADICTION}'
            WHERE outcome = '{Outcome.JOINED.value}' AND "left" = :one AND "right" = :two""",
        [{"one": refusal.left, "two": refusal.right} for refusal in clusters.contradictions],
    )


async def _let_withdrawn_follow(reclustered: IdSet) -> None:
    """Withdrawn records of an entity that is no more follow its founder, or else its smallest survivor,
    so that old ids resolve.
    """
    tx = reclustered.tx
    moves = await tx.rows(
        f"""SELECT b.former, b.id, r.entity FROM {reclustered.table} AS b CROSS JOIN record AS r
            WHERE r.id = b.id AND b.former IS NOT NULL AND b.former <> r.entity AND r.withdrawn_revision IS NULL ORDER BY b.former, b.id"""
    )
    survivors: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for former, record, entity in moves:
        survivors[former][record] = entity
    await tx.run_for_each(
        """UPDATE record SET entity = :heir WHERE entity = :former AND withdrawn_revision IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM record AS live WHERE live.entity = :former AND live.withdrawn_revision IS NULL)""",
        [{"heir": went.get(former) or min(went.values()), "former": former} for former, went in survivors.items()],
    )
    # one that was loaded by its new key before the manifest said that it was renamed
    await tx.run(
        f"""UPDATE record SET entity = (SELECT r.entity FROM record AS r WHERE r.alias = record.id AND r.withdrawn_revision IS NULL)
            WHERE withdrawn_revision IS NOT NULL AND id IN (
                SELECT alias FROM record AS r WHERE alias IS NOT NULL AND r.withdrawn_revision IS NULL AND r.id IN {reclustered})"""
    )
