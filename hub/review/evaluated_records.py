"""The store as labelled pairs see it: all live records with what came of them."""

from hub.identity import context
from hub.identity.evaluation import EvaluatedRecords
from hub.review.explanation import family_records, subjects
from hub.store import Database
from schema.kinds import KIND_BY_NAME

_OWNERS = """SELECT s.record, min(r.subject) FROM statement AS s JOIN relation AS r ON r.id = s.relation
    JOIN record AS owner ON owner.id = r.subject AND owner.withdrawn_revision IS NULL
    WHERE r.predicate IN ('owns', 'publishes') GROUP BY s.record HAVING count(DISTINCT r.subject) = 1"""
_WAITING = """SELECT "left", "right" FROM "match" WHERE outcome IN ('candidate', 'contradiction')"""


async def evaluated_records(database: Database) -> EvaluatedRecords:
    """Everything pairs can ask about a store."""
    evaluated = EvaluatedRecords()
    records = await family_records(database, tuple(KIND_BY_NAME))
    for record in records:
        evaluated.add(record)
    evaluated.subjects = subjects(records)
    evaluated.context = context(evaluated.subjects.values())
    evaluated.owners = {row[0]: row[1] for row in await database.fetch_rows(_OWNERS)}
    evaluated.waiting = {frozenset((left, right)) for left, right in await database.fetch_rows(_WAITING)}
    return evaluated
