"""The store as labels see it: all live records with what came of them, and what was found in texts."""

from dataclasses import dataclass, field

from hub.identity import context
from hub.identity.evaluation import EvaluatedRecords, LabelledPair, evaluate
from hub.identity.evaluation.labelled_mentions import (
    LabelledMention,
    MentionEvaluation,
    evaluate_mentions,
)
from hub.identity.evaluation.pair_features import pair_features
from hub.identity.evaluation.reporting import EvaluationReport, compare
from hub.plan.objects.waiting import waits
from hub.review.explanation import family_records, subjects
from hub.store import Database
from schema.kinds import KIND_BY_NAME

_OWNERS = """SELECT s.record, min(r.subject) FROM statement AS s JOIN relation AS r ON r.id = s.relation
    JOIN record AS owner ON owner.id = r.subject AND owner.withdrawn_revision IS NULL
    WHERE r.predicate IN ('owns', 'publishes') GROUP BY s.record HAVING count(DISTINCT r.subject) = 1"""
# What the hub proposes to state as ospo-of counts like what is stated.
_OFFICES = """SELECT subject, object FROM relation WHERE predicate = 'ospo-of'
    UNION SELECT one.entity, two.entity FROM "match" AS m JOIN record AS one ON one.id = m."left" JOIN record AS two ON two.id = m."right"
    WHERE m.outcome = 'related'"""
_WAITING = f'SELECT m."left", m."right" FROM "match" AS m WHERE {waits("m")}'
_ENTITIES = 'SELECT network, kind, "key", entity FROM record WHERE withdrawn_revision IS NULL AND entity IS NOT NULL'
# What a text mentions by its own statement is not looked for in its words again.
_MENTIONED = """SELECT r.network, r.kind, r."key", s.object FROM statement AS s JOIN record AS r ON r.id = s.record
    WHERE s.predicate = 'mentions' AND s.object IS NOT NULL"""


@dataclass(slots=True)
class Labels:
    """What was labelled."""

    pairs: list[LabelledPair] = field(default_factory=list)
    mentions: list[LabelledMention] = field(default_factory=list)


async def report_on(database: Database | None, labels: Labels, folds: int | None) -> EvaluationReport:
    """What became of labels.

    database: None where nothing was loaded. folds: on how many parts of the networks models are compared.
    """
    mentions = await _evaluated_mentions(database, labels.mentions) if labels.mentions else None
    if not labels.pairs and mentions:
        return EvaluationReport(None, mentions=mentions)
    records = await evaluated_records(database) if database else EvaluatedRecords()
    features = pair_features(labels.pairs, records)
    comparison = compare(features, folds) if folds and features else None
    return EvaluationReport(evaluate(labels.pairs, records), features, comparison, mentions)


async def _evaluated_mentions(database: Database | None, mentions: list[LabelledMention]) -> MentionEvaluation:
    if database is None:
        return evaluate_mentions(mentions, {}, ())
    entities = {(row[0], row[1], row[2]): row[3] for row in await database.fetch_rows(_ENTITIES)}
    found = {((row[0], row[1], row[2]), row[3]) for row in await database.fetch_rows(_MENTIONED)}
    return evaluate_mentions(mentions, entities, found)


async def evaluated_records(database: Database) -> EvaluatedRecords:
    """Everything pairs can ask about a store."""
    evaluated = EvaluatedRecords()
    records = await family_records(database, tuple(KIND_BY_NAME))
    for record in records:
        evaluated.add(record)
    evaluated.subjects = subjects(records)
    evaluated.context = context(evaluated.subjects.values())
    evaluated.owners = {row[0]: row[1] for row in await database.fetch_rows(_OWNERS)}
    evaluated.offices = {frozenset(ends) for ends in await database.fetch_rows(_OFFICES)}
    entities = evaluated.entities
    evaluated.waiting = {
        frozenset((entities[left], entities[right])) for left, right in await database.fetch_rows(_WAITING)
    }
    return evaluated
