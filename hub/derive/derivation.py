"""All that follows from records and judgements: matches, clusters, entities, edges, changes. Only for what is touched."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub.derive.changes import Join, joins, parted, write_changes
from hub.derive.clusters import recluster
from hub.derive.edges import collect_targets, write_edges
from hub.derive.entities.merge_policy import Standing
from hub.derive.entities.writing import BATCH, write_entities
from hub.derive.mentions import named_now, write_mentions
from hub.identity import Judgement
from hub.store.database import decoded
from hub.store.writing import add_selected, analyse, new_set, value

Told = Callable[[str, int, int], None]


async def derive(
    connection: AsyncConnection,
    revision: int,
    judgements: Sequence[Judgement],
    *,
    told: Told,
    restated: str | None = None,
) -> list[Join]:
    """Bring everything up to what the records of `touched` now say, and to judgements on those of `rematched`.

    restated: a network whose precedence or authority changed. told: hears the step, how much of it is done and of how much.
    """
    told("clustering", 0, 0)
    await recluster(connection, judgements)
    await _find_entities(connection, restated)
    await new_set(connection, "targets")
    await collect_targets(connection)
    former = await named_now(connection)
    await _write(connection, revision, told)
    await collect_targets(connection)
    told("relations", 0, 0)
    await write_edges(connection)
    told("mentions", 0, 0)
    await write_mentions(connection, former)
    return await joins(connection)


async def _find_entities(connection: AsyncConnection, restated: str | None) -> None:
    """`entities`: those that the records of `before` were of, are of now, and those of a restated network."""
    await new_set(connection, "entities")
    await add_selected(connection, "entities", "SELECT DISTINCT entity FROM before WHERE entity IS NOT NULL")
    await add_selected(
        connection,
        "entities",
        "SELECT DISTINCT entity FROM record WHERE entity IS NOT NULL AND id IN (SELECT id FROM before)",
    )
    if restated is not None:
        live = "SELECT DISTINCT entity FROM record WHERE network = :network AND entity IS NOT NULL AND withdrawn_revision IS NULL"
        await add_selected(connection, "entities", live, network=restated)
    await analyse(connection, "entities")


async def _write(connection: AsyncConnection, revision: int, told: Told) -> None:
    standings, parents = await _standings(connection), await parted(connection)
    total = await value(connection, "SELECT count(*) FROM entities")
    if total > BATCH:
        await analyse(connection, "record")
    done = 0
    async for effect in write_entities(connection, "entities", standings, revision):
        await write_changes(connection, effect, parents, revision)
        done += BATCH
        told("entities", min(done, total), total)


async def _standings(connection: AsyncConnection) -> Mapping[str, Standing]:
    found = await connection.execute(text("SELECT slug, precedence, CAST(authority AS TEXT) FROM network"))

    return {slug: Standing(precedence, frozenset(decoded(authority))) for slug, precedence, authority in found}
