"""Cluster anew the records that a load or a judgement can bring together or part, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.subjects import subjects_among
from hub.identity import Clusters, Judgement, Match, Outcome, cannot_link, cluster
from hub.store.writing import add_selected, analyse, chunks, empty, new_set, rows, run

CONTRADICTION = "contradiction"
_EDGES = f"""SELECT "left" AS one, "right" AS two FROM "match" WHERE outcome IN ('{Outcome.JOINED.value}', '{CONTRADICTION}')
             UNION ALL SELECT "right", "left" FROM "match" WHERE outcome IN ('{Outcome.JOINED.value}', '{CONTRADICTION}')
             UNION ALL SELECT one, two FROM judged"""

_LIVE = "SELECT id FROM record WHERE withdrawn_revision IS NULL"
_MATES = "SELECT mate.id FROM record AS r JOIN record AS mate ON mate.entity = r.entity WHERE r.id IN (SELECT id FROM {}) AND mate.withdrawn_revision IS NULL"


async def recluster(connection: AsyncConnection, judgements: Sequence[Judgement]) -> None:
    """Give every record of the region its entity; what each had before stands in the temporary table `before` then.

    The region are the records of `touched` and `rematched`, those of their former clusters, and all whom matches or judgements connect.
    """
    await _find_region(connection, judgements)
    await _remember(connection)
    await run(
        connection,
        "UPDATE record SET entity = id WHERE id IN (SELECT id FROM alone) AND (entity IS NULL OR entity <> id)",
    )
    clusters = await _clusters(connection, judgements)
    await _assign(connection, clusters)
    await _mark_contradictions(connection, clusters)
    await _follow(connection)
    await empty(connection, "region", "frontier", "nearby", "linked", "alone", "rematched")


async def _find_region(connection: AsyncConnection, judgements: Sequence[Judgement]) -> None:
    await _write_judged(connection, judgements)
    for name in ("region", "frontier", "linked", "alone"):
        await new_set(connection, name)
    for source in ("touched", "rematched"):
        await add_selected(connection, "region", f"{_LIVE} AND id IN (SELECT id FROM {source}) AND kind <> 'relation'")
        await add_selected(connection, "region", _MATES.format(source))
    await add_selected(connection, "frontier", "SELECT id FROM region")
    while await _widen(connection):
        pass
    await add_selected(connection, "linked", f"SELECT one FROM ({_EDGES}) AS edge WHERE one IN (SELECT id FROM region)")
    await add_selected(
        connection, "alone", "SELECT id FROM region WHERE NOT EXISTS (SELECT 1 FROM linked WHERE linked.id = region.id)"
    )
    for name in ("region", "linked", "alone"):
        await analyse(connection, name)


async def _write_judged(connection: AsyncConnection, judgements: Iterable[Judgement]) -> None:
    drop = "" if connection.dialect.name == "sqlite" else "ON COMMIT DROP"
    await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS judged (one TEXT, two TEXT) {drop}")
    await run(connection, "DELETE FROM judged")
    pairs = {judgement.pair for judgement in judgements}
    ways = [{"one": one, "two": two} for left, right in sorted(pairs) for one, two in ((left, right), (right, left))]
    if ways:
        await connection.execute(text("INSERT INTO judged (one, two) VALUES (:one, :two)"), ways)


async def _widen(connection: AsyncConnection) -> bool:
    """Take the neighbours of the frontier into the region and make the new ones the frontier; whether there were any."""
    await new_set(connection, "nearby")
    await add_selected(
        connection, "nearby", f"SELECT two FROM ({_EDGES}) AS edge WHERE one IN (SELECT id FROM frontier)"
    )
    await add_selected(connection, "nearby", _MATES.format("frontier"))
    await run(connection, "DELETE FROM frontier")
    await add_selected(
        connection,
        "frontier",
        f"{_LIVE} AND id IN (SELECT id FROM nearby) AND NOT EXISTS (SELECT 1 FROM region WHERE region.id = record.id)",
    )
    return await add_selected(connection, "region", "SELECT id FROM frontier") > 0


async def _remember(connection: AsyncConnection) -> None:
    drop = "" if connection.dialect.name == "sqlite" else "ON COMMIT DROP"
    await run(connection, f"CREATE TEMP TABLE IF NOT EXISTS before (id TEXT PRIMARY KEY, entity TEXT) {drop}")
    await run(connection, "DELETE FROM before")
    remembered = """INSERT INTO before (id, entity) SELECT id, entity FROM record
        WHERE kind <> 'relation' AND (id IN (SELECT id FROM region) OR id IN (SELECT id FROM touched))"""
    await run(connection, remembered)
    await analyse(connection, "before")


async def _clusters(connection: AsyncConnection, judgements: Sequence[Judgement]) -> Clusters:
    subjects = await subjects_among(connection, "linked")
    found = await rows(
        connection,
        f"""SELECT "left", "right", score FROM "match" WHERE outcome IN ('{Outcome.JOINED.value}', '{CONTRADICTION}')
                                       AND "left" IN (SELECT id FROM linked) AND "right" IN (SELECT id FROM linked)""",
    )
    matches = [Match(row[0], row[1], Outcome.JOINED, row[2], ()) for row in found]
    known = [judgement for judgement in judgements if set(judgement.pair) <= subjects.keys()]
    return cluster(subjects, matches, known, lambda one, two: cannot_link(subjects[one], subjects[two]))


async def _assign(connection: AsyncConnection, clusters: Clusters) -> None:
    assigned = [
        {"id": member, "entity": founder} for founder, members in clusters.members.items() for member in members
    ]
    for part in chunks(assigned):
        await connection.execute(
            text("UPDATE record SET entity = :entity WHERE id = :id AND (entity IS NULL OR entity <> :entity)"),
            list(part),
        )


async def _mark_contradictions(connection: AsyncConnection, clusters: Clusters) -> None:
    restored = f"""UPDATE "match" SET outcome = '{Outcome.JOINED.value}' WHERE outcome = '{CONTRADICTION}'
                   AND "left" IN (SELECT id FROM linked) AND "right" IN (SELECT id FROM linked)"""
    await run(connection, restored)
    refused = [{"one": one.left, "two": one.right} for one in clusters.contradictions]
    if refused:
        marked = f"""UPDATE "match" SET outcome = '{CONTRADICTION}' WHERE outcome = '{Outcome.JOINED.value}' AND "left" = :one AND "right" = :two"""
        await connection.execute(text(marked), refused)


async def _follow(connection: AsyncConnection) -> None:
    """Withdrawn records of an entity that is no more follow its founder, or else its smallest survivor, so that old ids resolve."""
    moved = await rows(
        connection,
        """SELECT b.entity, b.id, r.entity FROM before AS b JOIN record AS r ON r.id = b.id
        WHERE b.entity IS NOT NULL AND b.entity <> r.entity AND r.withdrawn_revision IS NULL ORDER BY b.entity, b.id""",
    )
    survivors: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in moved:
        survivors[row[0]][row[1]] = row[2]
    heirs = [(former, went.get(former) or min(went.values())) for former, went in survivors.items()]
    is_gone = (
        "NOT EXISTS (SELECT 1 FROM record AS live WHERE live.entity = :former AND live.withdrawn_revision IS NULL)"
    )
    follow = text(
        f"UPDATE record SET entity = :heir WHERE entity = :former AND withdrawn_revision IS NOT NULL AND {is_gone}"
    )
    for part in chunks([{"heir": entity, "former": former} for former, entity in heirs]):
        await connection.execute(follow, list(part))
