"""What references and texts called some entities before these were written, and what they call them afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hub.derive import sets
from hub.derive.entities.naming import named_among
from hub.identity.texts.gazetteer import NamedEntity
from hub.store.id_sets import IdSet

MOST_RENAMED = 25_000
"""Entities of which is found out how their names changed, some 30 MB of names.

For more all texts are read anew, and what they mention is written anew.
"""


@dataclass(slots=True)
class Renaming:
    """targets: what references may call them by, before or after. names: entities as they were named and
    linked to, and as they are.

    names: two sets of those that came, went or changed, as of one entity there is one in each; None where there are too
    many to hold twice, so that any text may be concerned.
    """

    targets: IdSet
    names: tuple[set[NamedEntity], set[NamedEntity]] | None = None


@asynccontextmanager
async def renaming(reclustered: IdSet, entities: IdSet) -> AsyncIterator[Renaming]:
    """Around the block that writes entities; complete when that has ended."""
    change = Renaming(await sets.TARGETS.new(entities.tx))
    await _add_targets(change.targets, reclustered, entities)
    before = await _names_of(entities)
    yield change
    await _add_targets(change.targets, reclustered, entities)
    await change.targets.analyse()
    after = await _names_of(entities)
    change.names = None if before is None or after is None else (before - after, after - before)


async def _add_targets(targets: IdSet, reclustered: IdSet, entities: IdSet) -> None:
    """Add those by which some record refers to one: a large network has millions of names, and
    may be referred to by none.
    """
    for called in (
        f"SELECT 'key:' || id AS target FROM {reclustered} AS r",
        f"SELECT 'key:' || alias AS target FROM record WHERE alias IS NOT NULL AND id IN {reclustered}",
        f"SELECT 'id:' || scheme || ':' || value AS target FROM identifier WHERE record IN {reclustered}",
        f"SELECT 'name:' || key AS target FROM name_key WHERE entity IN {entities}",
    ):
        await targets.add_selected(
            f"SELECT DISTINCT target FROM ({called}) AS c WHERE target IN (SELECT target FROM reference)"
        )


async def _names_of(entities: IdSet) -> set[NamedEntity] | None:
    if await entities.size() > MOST_RENAMED:
        return None
    return set(await named_among(entities))
