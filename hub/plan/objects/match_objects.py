"""Matches, evidence and judgements: why records are one, and what people decided about them."""

from dataclasses import dataclass

from hub.plan.objects.lowering import FieldLowering, column, enum_column, enum_text, number_text, row_object
from hub.plan.objects.record_objects import record
from hub.plan.objects.waiting import judged_record, waits
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal


@dataclass(frozen=True, slots=True)
class MatchSource:
    """Expressions of one match: record ids, outcome, score, evidence as JSON."""

    left: str
    right: str
    outcome: str
    score: str
    evidence: str

    @classmethod
    def of_row(cls, alias: str) -> "MatchSource":
        """A row of the match table."""
        # "left" and "right" are keywords of SQL
        return cls(f'{alias}."left"', f'{alias}."right"', f"{alias}.outcome", f"{alias}.score", f"{alias}.evidence")


def match(c: Compiler, source: MatchSource, field: Selected) -> str:
    """A match as an object."""
    return c.object(field.children["Match"], lambda inner: _match_field(c, source, inner))


def _match_field(c: Compiler, source: MatchSource, field: Selected) -> str:
    if field.name in {"left", "right"}:
        row = c.alias("s")
        identity = source.left if field.name == "left" else source.right
        return f"coalesce((SELECT {record(c, row, field)} FROM record {row} WHERE {row}.id = {identity}), 'null')"
    if field.name == "evidence":
        return evidence_list(c, source.evidence, field)
    if field.name == "judgements":
        return _judgements_on(c, source, field)
    if field.name == "score":
        return number_text(c, source.score)
    return enum_text(c, source.outcome)


def evidence_list(c: Compiler, evidence: str, field: Selected) -> str:
    """Pieces of evidence, from JSON."""
    item = c.alias("e")

    def member(name: str) -> str:
        return c.dialect.member(f"{item}.value", literal(name))

    expressions = {
        "name": c.dialect.quoted(f"CAST({member('name')} AS text)", "text"),
        "detail": c.dialect.quoted(f"CAST({member('detail')} AS text)", "text"),
        "weight": number_text(c, member("weight")),
        # SQLite reads JSON true as 1, PostgreSQL as true
        "cannotLink": f"CASE WHEN CAST({member('cannot_link')} AS text) IN ('1', 'true') THEN 'true' ELSE 'false' END",
    }
    body = c.object_of(field.only(), expressions)
    return c.dialect.array(f"SELECT {body} AS j FROM {c.dialect.elements(evidence, item)} ORDER BY {item}.key")


def _judgements_on(c: Compiler, source: MatchSource, field: Selected) -> str:
    """Judgements on the records of a match, named in either order, the oldest first."""
    row = c.alias("g")
    left, right = (judged_record(f"{row}.{side}") for side in ("left_record", "right_record"))
    pair = f"({left}, {right}) IN (({source.left}, {source.right}), ({source.right}, {source.left}))"
    # without the Z, as `Judgement.sortable_at`
    return c.dialect.array(
        f"SELECT {judgement(c, row, field)} AS j FROM judgement {row} WHERE {pair} "
        f"ORDER BY replace({row}.at, 'Z', ''), {row}.id"
    )


def judgement(c: Compiler, alias: str, field: Selected) -> str:
    """A judgement, its row at an alias."""
    return row_object(c, _JUDGEMENT, alias, field.children["Judgement"])


def evidence_of_entity(c: Compiler, alias: str, field: Selected) -> str:
    """The matches that join the records of an entity."""
    row, left = c.alias("x"), c.alias("a")
    body = match(c, MatchSource.of_row(row), field)
    return c.dialect.array(
        f'SELECT {body} AS j FROM record {left} JOIN "match" {row} ON {row}."left" = {left}.id WHERE {left}.entity ='
        f' {alias}.id AND {row}.outcome = \'joined\' ORDER BY {row}.score DESC, {row}."left", {row}."right"'
    )


def candidates_of_entity(c: Compiler, alias: str, field: Selected) -> str:
    """The matches of an entity's records with those of other entities that wait for a person."""
    row = c.alias("x")
    body = match(c, MatchSource.of_row(row), field)
    # each end by its own index: of an OR over both, PostgreSQL would read all matches
    pairs = " UNION ".join(
        f'SELECT m."left", m."right" FROM record o JOIN "match" m ON m."{end}" = o.id WHERE o.entity = {alias}.id'
        for end in ("left", "right")
    )
    return c.dialect.array(
        f'SELECT {body} AS j FROM "match" {row} WHERE ({row}."left", {row}."right") IN ({pairs}) AND {waits(row)} '
        f'ORDER BY {row}.score DESC, {row}."left", {row}."right"'
    )


_JUDGEMENT: dict[str, FieldLowering] = {
    "id": column("id"),
    "left": column('"left"'),
    "right": column('"right"'),
    "verdict": enum_column("verdict"),
    "by": column('"by"'),
    "at": column("at"),
    "why": column("why"),
    "evidence": column("evidence", "json"),
}
