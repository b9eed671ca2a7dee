"""Why two things are joined, wait for a person, or are apart."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypedDict

from hub.derive.derivation import aliases_of
from hub.derive.matches import context_of
from hub.identity import Evidence, Judgement, Outcome, Subject, weigh
from hub.identity.keys.packed_keys import match_keys
from hub.load.judgements import judgements_of
from hub.plan.objects.waiting import waits
from hub.review.lookup import COLUMNS, LiveRecord, RecordDocument, Referent, live_records, look_up
from hub.store import Database
from hub.store.database import decoded
from schema.kinds import family_of

PAIRS_WEIGHED = 400
"""Two entities with many records each are weighed by their first pairs: all of them could be thousands."""
_PAGE = 2000


class ComparisonDocument(TypedDict):
    """Two records in JSON, with the evidence on them and what people judged."""

    left: RecordDocument
    right: RecordDocument
    outcome: str
    score: float
    evidence: list[Evidence]
    judgements: list[Judgement]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records with the machine's evidence and what people judged.

    outcome: as stored, or as weighed now where none is (`is_stored`).
    """

    left: LiveRecord
    right: LiveRecord
    outcome: str
    score: float
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...] = ()
    is_stored: bool = True

    @property
    def ends(self) -> frozenset[str]:
        """The ids of the two records."""
        return frozenset((self.left.id, self.right.id))

    @property
    def evidenced(self) -> tuple[LiveRecord, LiveRecord, tuple[Evidence, ...]]:
        """The two records and the evidence, which is what a judgement on them starts from."""
        return self.left, self.right, self.evidence

    def document(self) -> ComparisonDocument:
        """It in JSON."""
        return {
            "left": self.left.document(),
            "right": self.right.document(),
            "outcome": self.outcome,
            "score": self.score,
            "evidence": list(self.evidence),
            "judgements": list(self.judgements),
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """What two names refer to and why they are one or not: the chain of links that joins them, or
    the strongest between them.

    outcome: joined, candidate, contradiction or apart; a candidate is stored as one. links: none
    for a record and itself.
    waits: a review lists them.
    """

    left: Referent
    right: Referent
    outcome: str
    links: tuple[Comparison, ...]
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """An entity with all its live records, and all matches and judgements between them, the strongest first."""

    entity: str
    records: tuple[LiveRecord, ...]
    links: tuple[Comparison, ...]


async def explain_entity(database: Database, name: str) -> Composition:
    """Of what the entity that a text refers to is made, and why. Raises `HubError` record-unknown."""
    entity = (await look_up(database, name)).entity
    records = await live_records(database, "entity = :entity", entity=entity)
    links = await _links_among(database, {record.id: record for record in records})
    return Composition(entity, records, tuple(links))


async def explain(database: Database, left: str, right: str) -> Explanation:
    """The explanation of what two texts refer to. Raises `HubError` record-unknown."""
    return await explained(database, await look_up(database, left), await look_up(database, right))


async def explained(database: Database, left: Referent, right: Referent) -> Explanation:
    """The explanation of two things that were looked up."""
    if left.entity == right.entity:
        end = next((record for record in reversed(right.records) if record.id != left.founder.id), right.founder)
        return Explanation(left, right, "joined", tuple(await _chain(database, left.founder, end)))
    waiting = await _waiting_between(database, left, right)
    link = await _strongest(database, left, right, waiting)
    # To be unsure leaves it to the machine; a verdict of "same" between two entities was outweighed.
    verdict = link.judgements[-1].verdict if link.judgements else None
    is_open = link.ends in waiting or link.outcome == Outcome.RELATED or (link.is_stored and verdict is not None)
    outcome = str(link.outcome) if is_open and verdict != "different" else "apart"
    return Explanation(left, right, outcome, (link,), waits=link.ends in waiting)


async def _waiting_between(database: Database, left: Referent, right: Referent) -> set[frozenset[str]]:
    """The pairs of records of two entities that wait for a person: only those are promised a review."""
    sql = f"""SELECT m."left", m."right" FROM "match" AS m
        WHERE m."left" IN :members AND m."right" IN :members AND {waits("m")}"""
    members = [record.id for record in (*left.records, *right.records)]
    return {frozenset(row) for row in await database.fetch_rows(sql, members=members)}


async def _chain(database: Database, start: LiveRecord, end: LiveRecord) -> list[Comparison]:
    """The shortest chain of links between two records of one entity, found breadth first from its start."""
    members = {record.id: record for record in await live_records(database, "entity = :entity", entity=start.entity)}
    joining = [
        link
        for link in await _links_among(database, members)
        if link.outcome == Outcome.JOINED or any(judgement.verdict == "same" for judgement in link.judgements)
    ]
    came_by: dict[str, Comparison | None] = {start.id: None}
    queue = deque([start.id])
    while queue and end.id not in came_by:
        here = queue.popleft()
        for link in (link for link in joining if here in link.ends):
            (there,) = link.ends - {here}
            if there not in came_by:
                came_by[there] = link
                queue.append(there)
    chain: list[Comparison] = []
    here = end.id
    while (step := came_by.get(here)) is not None:
        chain.insert(0, step)
        (here,) = step.ends - {here}
    return chain


async def _links_among(database: Database, members: Mapping[str, LiveRecord]) -> list[Comparison]:
    """All matches and judgements between some records, the strongest first."""
    sql = """SELECT "left", "right", outcome, score, evidence FROM "match"
        WHERE "left" IN :members AND "right" IN :members ORDER BY score DESC, "left", "right\""""
    judgements = await judgements_by_pair(database)
    matches = [
        Comparison(
            members[left], members[right], outcome, score, evidence_of(evidence), judgements.pop((left, right), ())
        )
        for left, right, outcome, score, evidence in await database.fetch_rows(sql, members=list(members))
    ]
    unmatched = [
        Comparison(members[left], members[right], Outcome.APART, 0.0, (), verdicts)
        for (left, right), verdicts in judgements.items()
        if left in members and right in members
    ]
    return [*matches, *unmatched]


async def _strongest(
    database: Database, left: Referent, right: Referent, waiting: Collection[frozenset[str]]
) -> Comparison:
    """The strongest match between two entities, one that waits first.

    Without any, what weighing their records gives.
    """
    pairs = [sorted(pair, key=lambda record: record.id) for pair in product(left.records, right.records)]
    across = {frozenset((first.id, second.id)) for first, second in pairs}
    links = await _links_among(database, {record.id: record for record in (*left.records, *right.records)})
    matches = [link for link in links if link.ends in across and link.evidence]
    if matches:
        return next((match for match in matches if match.ends in waiting), matches[0])
    pairs = pairs[:PAIRS_WEIGHED]
    sides = {record.id: record.subject for pair in pairs for record in pair}
    async with database.reading() as reader:
        counted = await context_of(reader, family_of(pairs[0][0].kind), list(map(match_keys, sides.values())))
    weighed = [(weigh(sides[first.id], sides[second.id], counted), first, second) for first, second in pairs]
    best, first, second = max(weighed, key=lambda weighing: (weighing[0].score, weighing[1].id))
    judgements = (await judgements_by_pair(database)).get((first.id, second.id), ())
    return Comparison(first, second, best.outcome, best.score, best.evidence, judgements, is_stored=False)


async def judgements_by_pair(database: Database) -> dict[tuple[str, str], tuple[Judgement, ...]]:
    """All judgements by the two record ids, the smaller first; oldest first."""
    judgements: dict[tuple[str, str], tuple[Judgement, ...]] = {}
    async with database.reading() as reader:
        aliases, stored = await aliases_of(reader), await judgements_of(reader)
    for judgement in stored:
        pair = judgement.of_records(aliases).pair
        judgements[pair] = (*judgements.get(pair, ()), judgement)
    return judgements


def evidence_of(text: str | bytes) -> tuple[Evidence, ...]:
    """The evidence of a stored match."""
    return tuple(Evidence(**piece) for piece in decoded(text))


async def family_records(database: Database, family: Sequence[str]) -> list[LiveRecord]:
    """All live records of some kinds, read page by page."""
    records: list[LiveRecord] = []
    sql = f"""SELECT {COLUMNS} FROM record WHERE withdrawn_revision IS NULL AND kind IN :kinds AND id > :last
        ORDER BY id LIMIT {_PAGE}"""
    while page := await database.fetch_rows(sql, kinds=family, last=records[-1].id if records else ""):
        records += [LiveRecord.of_row(row) for row in page]
    return records


def subjects(records: Sequence[LiveRecord]) -> dict[str, Subject]:
    """What identity sees of records, by id."""
    return {record.id: record.subject for record in records}
