"""Why two records are joined, wait for a person, or are apart."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from typing import Any

from hub.derive.matches import FAMILIES
from hub.identity import Context, Evidence, Judgement, Outcome, Subject, context, weigh
from hub.identity.judgements import reference_id
from hub.review.lookup import COLUMNS, Named, Stored, records_where, stored
from hub.store import Database
from hub.store.database import decoded

PAIRS_WEIGHED = 400
PAGE = 2000
_JUDGEMENTS = 'SELECT "left", "right", verdict, "by", at, why, evidence FROM judgement ORDER BY at, id'


@dataclass(frozen=True, slots=True)
class Link:
    """Two records with what the machine found and what persons said. outcome: as stored, or `apart`."""

    left: Stored
    right: Stored
    outcome: str
    score: float
    evidence: tuple[Evidence, ...]
    judgements: tuple[Judgement, ...] = ()

    def document(self) -> dict[str, Any]:
        """It in JSON."""
        said = [asdict(one) for one in self.judgements]
        stated = {
            "outcome": self.outcome,
            "score": self.score,
            "evidence": [asdict(one) for one in self.evidence],
            "judgements": said,
        }
        return {"left": self.left.document(), "right": self.right.document(), **stated}


async def linked(database: Database, left: Named, right: Named) -> list[Link]:
    """The chain of links that makes two one thing, or the single strongest link between two things."""
    if left.entity == right.entity:
        return await _chain(database, left.founder, _other(left, right))
    return [await _strongest(database, left, right)]


def _other(left: Named, right: Named) -> Stored:
    return next((one for one in reversed(right.records) if one.id != left.founder.id), right.founder)


async def _chain(database: Database, start: Stored, end: Stored) -> list[Link]:
    members = {one.id: one for one in await records_where(database, "entity = :entity", entity=start.entity)}
    links = await _links_among(database, members)
    edges = [
        link
        for link in links
        if link.outcome == Outcome.JOINED or any(one.verdict == "same" for one in link.judgements)
    ]
    came: dict[str, Link | None] = {start.id: None}
    queue = deque([start.id])
    while queue and end.id not in came:
        here = queue.popleft()
        for link in edges:
            for one, two in ((link.left.id, link.right.id), (link.right.id, link.left.id)):
                if one == here and two not in came:
                    came[two] = link
                    queue.append(two)
    return _walked(came, end.id)


def _walked(came: Mapping[str, Link | None], end: str) -> list[Link]:
    chain: list[Link] = []
    here = end
    while (link := came.get(here)) is not None:
        chain.append(link)
        here = link.left.id if link.right.id == here else link.right.id
    return chain[::-1]


async def _links_among(database: Database, members: Mapping[str, Stored]) -> list[Link]:
    sql = """SELECT "left", "right", outcome, score, evidence FROM "match"
        WHERE "left" IN :members AND "right" IN :members ORDER BY score DESC, "left", "right\""""
    said = await judgements_by_pair(database)
    links = {
        (one, two): Link(members[one], members[two], outcome, score, evidence_of(evidence), said.pop((one, two), ()))
        for one, two, outcome, score, evidence in await database.fetch_rows(sql, members=list(members))
    }
    judged = [
        Link(members[one], members[two], Outcome.APART, 0.0, (), found)
        for (one, two), found in said.items()
        if one in members and two in members
    ]
    return [*links.values(), *judged]


async def _strongest(database: Database, left: Named, right: Named) -> Link:
    pairs = [tuple(sorted(pair, key=lambda one: one.id)) for pair in product(left.records, right.records)]
    links = await _links_among(database, {one.id: one for one in (*left.records, *right.records)})
    across = {frozenset((one.id, two.id)) for one, two in pairs}
    found = [link for link in links if frozenset((link.left.id, link.right.id)) in across and link.evidence]
    if found:
        return found[0]
    counted = await whole_context(database, pairs[0][0].kind)
    weighed = [(weigh(one.subject, two.subject, counted), one, two) for one, two in pairs[:PAIRS_WEIGHED]]
    best, one, two = max(weighed, key=lambda triple: (triple[0].score, triple[1].id))
    said = await judgements_by_pair(database)
    return Link(one, two, best.outcome, best.score, best.evidence, said.get((one.id, two.id), ()))


async def judgements_by_pair(database: Database) -> dict[tuple[str, str], tuple[Judgement, ...]]:
    """All judgements by the two record ids, the smaller first; oldest first."""
    found: dict[tuple[str, str], tuple[Judgement, ...]] = {}
    for left, right, verdict, by, at, why, evidence in await database.fetch_rows(_JUDGEMENTS):
        pair = sorted((reference_id(left), reference_id(right)))
        judgement = Judgement(left, right, verdict, by, at, why, tuple(decoded(evidence)))
        found[pair[0], pair[1]] = (*found.get((pair[0], pair[1]), ()), judgement)
    return found


def evidence_of(text: str | bytes) -> tuple[Evidence, ...]:
    """The evidence of a stored match."""
    return tuple(Evidence(**one) for one in decoded(text))


async def whole_context(database: Database, kind: str) -> Context:
    """What all live records of the family of a kind say about how telling names and identifiers are."""
    family = next(one for one in FAMILIES if kind in one)
    return context([one.subject for one in await family_records(database, family)])


async def family_records(database: Database, family: Sequence[str]) -> list[Stored]:
    """All live records of some kinds, read page by page."""
    found: list[Stored] = []
    sql = f"SELECT {COLUMNS} FROM record WHERE withdrawn_revision IS NULL AND kind IN :kinds AND id > :last ORDER BY id LIMIT {PAGE}"
    last = ""
    while page := await database.fetch_rows(sql, kinds=family, last=last):
        found += [stored(row) for row in page]
        last = found[-1].id
    return found


def subjects(records: Sequence[Stored]) -> dict[str, Subject]:
    """What identity sees of records, by id."""
    return {one.id: one.subject for one in records}


def outcome_of(left: Named, right: Named, links: Sequence[Link]) -> str:
    """What the hub makes of two named things: joined, candidate, contradiction or apart."""
    if left.entity == right.entity:
        return "joined"
    judged = next((one.verdict for link in links for one in reversed(link.judgements)), None)
    waits = links[0].outcome in {"candidate", "contradiction"} and judged != "different"
    return str(links[0].outcome) if waits else "apart"
