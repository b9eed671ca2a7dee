"""All that follows from records and judgements, step by step: touched → matches → clusters → entities and their changes
→ statements → mentions → edges → derived values.

Each step takes the sets it reads and gives the sets it filled (`hub.derive.sets`), and only what is concerned is done
anew: a store that has followed its seeds through any number of loads equals one that loaded them once.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from hub.derive import sets
from hub.derive.changes import Join, joins, parents, write_changes
from hub.derive.clusters import recluster
from hub.derive.derived_values import derive_values
from hub.derive.edges import add_ends, merge_edges, read_statements
from hub.derive.entities.composed_batches import BATCH
from hub.derive.entities.writing import write_entities
from hub.derive.matches import rematch
from hub.derive.mentions import write_mentions
from hub.derive.renaming import renaming
from hub.derive.terms import forget_unused_values
from hub.identity import Judgement
from hub.identity.pairs.matching import PairCounts
from hub.store.id_sets import IdSet, TemporaryTable
from hub.store.reading import Reader
from hub.store.transaction import Transaction

OnStep = Callable[[str, int, int], None]
"""Hears the name of a step, how much of it is done and of how much; 0 and 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a revision derives anew.

    touched: records that were added, changed or withdrawn; former_keys: the match keys of the last two as they were.
    judged: records of judgements that were given or undone. restated: a network whose precedence or authority changed.
    lost_aliases: ids by which others meant records that have another key now.
    pairs: what becomes of the pairs of records that matching compares is counted here.
    """

    revision: int
    touched: IdSet
    former_keys: TemporaryTable
    judged: Collection[str] = ()
    restated: str | None = None
    lost_aliases: Collection[str] = ()
    pairs: PairCounts = field(default_factory=PairCounts)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What became of a cause.

    joined: entities that were made of several records; has_edges: whether any edge came, went or changed.
    """

    joined: list[Join]
    has_edges: bool


async def derive(cause: Cause, judgements: Sequence[Judgement], on_step: OnStep) -> Consequences:
    """Bring everything up to what records and judgements now say. judgements: all there are, oldest first."""
    on_step("matching", 0, 0)
    affected = await rematch(cause.touched, cause.former_keys, cause.pairs)
    aliases = await aliases_of(cause.touched.tx)
    judgements = [judgement.of_records(aliases) for judgement in judgements]
    await affected.add(aliases.get(record, record) for record in cause.judged)

    on_step("clustering", 0, 0)
    reclustered = await recluster(affected, judgements)
    await affected.empty()

    entities = await _entities(reclustered, cause.restated)
    async with renaming(reclustered, entities) as renamed:
        await renamed.targets.add(f"key:{alias}" for alias in cause.lost_aliases)
        await _write_entities(entities, reclustered, cause, on_step)

    on_step("relations", 0, 0)
    edges = await sets.EDGES.new(cause.touched.tx)
    speaking = await read_statements(cause.touched, reclustered, renamed.targets, edges, cause.restated)

    on_step("mentions", 0, 0)
    await write_mentions(speaking, renamed.names, edges)
    ends = await sets.ENDS.new(cause.touched.tx)
    await add_ends(ends, edges)  # of edges that go
    await merge_edges(edges, entities)
    await add_ends(ends, edges)
    await derive_values(entities, ends, cause.revision)
    await forget_unused_values(cause.touched.tx)
    return Consequences(await joins(reclustered), await edges.size() > 0)


async def aliases_of(store: Reader | Transaction) -> dict[str, str]:
    """The ids of records that have another key than at first, by the ids that their keys would give."""
    rows = await store.rows("SELECT alias, id FROM record WHERE alias IS NOT NULL AND withdrawn_revision IS NULL")
    return {row[0]: row[1] for row in rows}


async def _entities(reclustered: IdSet, restated: str | None) -> IdSet:
    """The entities that reclustered records were of, are of now, and those of a restated network."""
    entities = await sets.ENTITIES.new(reclustered.tx)
    await entities.add_selected(f"SELECT DISTINCT former FROM {reclustered.table} AS r WHERE former IS NOT NULL")
    await entities.add_selected(f"SELECT DISTINCT entity FROM record WHERE entity IS NOT NULL AND id IN {reclustered}")
    if restated is not None:
        await entities.add_selected(
            """SELECT DISTINCT entity FROM record
               WHERE network = :network AND entity IS NOT NULL AND withdrawn_revision IS NULL""",
            network=restated,
        )
    await entities.analyse()
    return entities


async def _write_entities(entities: IdSet, reclustered: IdSet, cause: Cause, on_step: OnStep) -> None:
    """Write the entities and, for those who follow the hub, what that changed."""
    tx = entities.tx
    split_off, total, done = await parents(reclustered), await entities.size(), 0
    if total > BATCH:
        await tx.analyse("record")
    async for effect in write_entities(entities, cause.touched, cause.revision):
        await write_changes(tx, effect, split_off, cause.revision)
        done += BATCH
        on_step("entities", min(done, total), total)
