"""One decision for a whole group of questions: all that wait between some entities, or all that a
reviewer's filters leave.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from hub.errors import ErrorCode, HubError
from hub.identity import Verdict
from hub.review.candidates import questions, waiting
from hub.review.explanation import Comparison, explained
from hub.review.lookup import LiveRecord, Referent, live_records
from hub.store import Database

LARGEST_GROUP = 50
"""Entities of a group: two of them make a question, so 50 make 1,225, which nobody oversees any more."""
_WHERE_IDS_ARE = "Take the ids from candidates { nodes { left { id } } }."


async def group_of(database: Database, ids: Collection[str], verdict: Verdict) -> list[Comparison]:
    """The pairs of records to judge so that the verdict holds between all entities of some ids, of
    entities or of their records.

    One pair joins two entities, and a chain joins all. Any other verdict is given on all pairs that wait, and
    on one pair of any two entities between which none waits. Raises `HubError` for ids of nothing, for a
    single entity, for none and for too many.
    """
    entities = await _entities(database, ids)
    between = [pair for pair in await waiting(database) if {pair.left.entity, pair.right.entity} <= entities.keys()]
    if verdict is Verdict.SAME:
        first, *others = entities.values()
        return [await _strongest(database, between, first, other) for other in others]
    waited_for = {frozenset((pair.left.entity, pair.right.entity)) for pair in between}
    pairs = combinations(entities.values(), 2)
    silent = [ends for ends in pairs if frozenset(end.entity for end in ends) not in waited_for]
    return [*between, *[await _strongest(database, (), *ends) for ends in silent]]


async def _entities(database: Database, ids: Collection[str]) -> dict[str, LiveRecord]:
    """A record of each entity, by the ids of the entities in their order."""
    if len(set(ids)) > LARGEST_GROUP:
        message = f"A group can have {LARGEST_GROUP} entities at most."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, "Judge it in parts.")
    if not ids:
        raise HubError(ErrorCode.JUDGEMENT_INVALID, "A group needs at least two entities.", _WHERE_IDS_ARE)
    entities: dict[str, LiveRecord] = {}
    for id_ in ids:
        records = await live_records(database, "id = :id", id=id_)
        if not records:
            raise HubError(ErrorCode.RECORD_UNKNOWN, f"There is no record or entity {id_}.", _WHERE_IDS_ARE)
        entities.setdefault(records[0].entity, records[0])
    if len({record.kind for record in entities.values()}) > 1:
        message = "Things of different kinds are never one, so they cannot be judged."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, "Name entities of one kind.")
    if len(entities) == 1:
        message = "All the ids belong to one entity already."
        raise HubError(ErrorCode.JUDGEMENT_INVALID, message, "Use `hub split` to part what is joined.")
    return entities


async def _strongest(
    database: Database, between: Sequence[Comparison], left: LiveRecord, right: LiveRecord
) -> Comparison:
    """The strongest pair that waits between two entities; else their two records with what there is to say of them."""
    ends = {left.entity, right.entity}
    if pair := next((pair for pair in between if {pair.left.entity, pair.right.entity} == ends), None):
        return pair
    link = (await explained(database, Referent(left.entity, (left,)), Referent(right.entity, (right,)))).links[0]
    return Comparison(left, right, link.outcome, link.score, link.evidence)


def having(pairs: Sequence[Comparison], evidence: str | None) -> list[Comparison]:
    """The pairs of those questions whose strongest pair has a piece of evidence; all without one."""
    chosen = {frozenset(_ends(pair)) for pair in questions(pairs) if evidence is None or evidence in _names(pair)}
    return [pair for pair in pairs if frozenset(_ends(pair)) in chosen]


def _ends(pair: Comparison) -> Iterator[str]:
    yield from (pair.left.entity, pair.right.entity)


def _names(pair: Comparison) -> set[str]:
    return {piece.name for piece in pair.evidence}
