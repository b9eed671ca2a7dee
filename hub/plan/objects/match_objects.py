"""Matches, evidence and judgements: why records are one, and what persons said of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hub.plan.lists.connections import statement
from hub.plan.lists.filters import in_list, kind_among
from hub.plan.lists.listings import Condition, Listing, SortKey, open_identity
from hub.plan.objects.hub_objects import Lowering, by_table, column, named, record, upper
from hub.plan.objects.waiting import WAITING_OUTCOMES, waits
from hub.plan.selection import Selected
from hub.plan.sql.bindings import Carried
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
        return cls(f'{alias}."left"', f'{alias}."right"', f"{alias}.outcome", f"{alias}.score", f"{alias}.evidence")


def match(c: Compiler, source: MatchSource, found: Selected) -> str:
    """A match as an object."""
    return c.object(found.children["Match"], lambda field: _match_field(c, source, field))


def _match_field(c: Compiler, source: MatchSource, found: Selected) -> str:
    if found.name in {"left", "right"}:
        row = c.alias("s")
        identity = source.left if found.name == "left" else source.right
        return f"coalesce((SELECT {record(c, row, found)} FROM record {row} WHERE {row}.id = {identity}), 'null')"
    if found.name == "evidence":
        return _evidence(c, source.evidence, found)
    if found.name == "judgements":
        return _judgements_on(c, source, found)
    if found.name == "score":
        return f"CAST({source.score} AS text)"
    return c.dialect.quoted(f"upper({source.outcome})", "text") if found.name == "outcome" else literal('"Match"')


def _evidence(c: Compiler, evidence: str, found: Selected) -> str:
    item = c.alias("e")

    def member(name: str) -> str:
        return f"CAST({c.dialect.member(f'{item}.value', literal(name))} AS text)"

    fields: dict[str, str] = {
        "name": c.dialect.quoted(member("name"), "text"),
        "detail": c.dialect.quoted(member("detail"), "text"),
        "weight": member("weight"),
        "cannotLink": f"CASE WHEN {member('cannot_link')} IN ('1', 'true') THEN 'true' ELSE 'false' END",
        "__typename": literal('"Evidence"'),
    }
    body = c.object(found.only(), lambda field: fields[field.name])
    return c.dialect.array(f"SELECT {body} AS j FROM {c.dialect.elements(evidence, item)} ORDER BY {item}.key")


def _judgements_on(c: Compiler, source: MatchSource, found: Selected) -> str:
    row = c.alias("g")
    one, other = (
        f"(SELECT n.network || '/' || n.kind || '/' || n.key FROM record n WHERE n.id = {end})"
        for end in (source.left, source.right)
    )
    pairs = f'({row}."left" = {one} AND {row}."right" = {other}) OR ({row}."left" = {other} AND {row}."right" = {one})'
    body = by_table(c, _JUDGEMENT, row, found)
    return c.dialect.array(f"SELECT {body} AS j FROM judgement {row} WHERE {pairs} ORDER BY {row}.at, {row}.id")


def evidence_of_entity(c: Compiler, alias: str, found: Selected) -> str:
    """The matches that join the records of an entity."""
    row, left = c.alias("x"), c.alias("a")
    body = match(c, MatchSource.of_row(row), found)
    return c.dialect.array(
        f'SELECT {body} AS j FROM record {left} JOIN "match" {row} ON {row}."left" = {left}.id '
        f'WHERE {left}.entity = {alias}.id AND {row}.outcome = \'joined\' ORDER BY {row}.score DESC, {row}."left", {row}."right"'
    )


def candidates(c: Compiler, found: Selected) -> str:
    """The statement of the root field `candidates`."""
    row, where = c.alias("x"), found.arguments.get("where") or {}
    outcomes = [outcome.name.lower() for outcome in where.get("outcomes") or ()] or WAITING_OUTCOMES
    # Joined pairs wait for nobody; they are listed where they are asked for by their outcome.
    conditions = [
        Condition(f"{row}.outcome IN ({', '.join(literal(outcome) for outcome in outcomes)})"),
        Condition(f"{row}.outcome = 'joined' OR {waits(row)}"),
        *_narrowed(c, row, where),
    ]
    rows = '(SELECT "match".*, "left" || \'|\' || "right" AS place FROM "match")'
    listing = Listing(
        f"{rows} {row}",
        ((row, rows, "place"),),
        (SortKey(f"{row}.score", "number", descending=True), SortKey(f"{row}.place")),
        lambda field: match(c, MatchSource.of_row(row), field),
        lambda field, _: literal(f'"{field.parent}"'),
        open_identity("candidates", found.arguments),
        conditions,
    )
    return statement(c, listing, found)


def _narrowed(c: Compiler, row: str, where: dict[str, Any]) -> Sequence[Condition]:
    stated = []
    if where.get("kinds") is not None:
        stated.append(Condition(kind_among(c, f"{row}.kind", where["kinds"])))
    if where.get("networks") is not None:
        wanted = in_list(c, "n.network", "text", where["networks"], negated=False)
        stated.append(
            Condition(f'EXISTS (SELECT 1 FROM record n WHERE n.id IN ({row}."left", {row}."right") AND {wanted})')
        )
    if where.get("minScore") is not None:
        stated.append(Condition(f"{row}.score >= {c.bind(where['minScore'], 'number')}"))
    return stated


def explain(c: Compiler, found: Selected) -> str:
    """The statement of the root field `explain`, on what the engine found."""
    given = c.bind(Carried(f"found:{found.key}"), "json")
    item = c.alias("e")
    value = f"{item}.value"

    def lowered(field: Selected) -> str:
        if field.name == "outcome":
            return c.dialect.quoted(f"upper({c.dialect.member(given, literal('outcome'))})", "text")
        return _links(c, given, item, _link(c, value), field) if field.name == "links" else literal('"Explanation"')

    return f"SELECT {c.object(found.only(), lowered)} WHERE {given} IS NOT NULL"


def _link(c: Compiler, value: str) -> MatchSource:
    member: Callable[[str], str] = lambda name: c.dialect.member(value, literal(name))  # noqa: E731
    return MatchSource(
        member("left"), member("right"), member("outcome"), member("score"), c.dialect.child(value, literal("evidence"))
    )


def _links(c: Compiler, given: str, item: str, source: MatchSource, found: Selected) -> str:
    rows = c.dialect.elements(c.dialect.child(given, literal("links")), item)
    return c.dialect.array(f"SELECT {match(c, source, found)} AS j FROM {rows} ORDER BY {item}.key")


def judgements(c: Compiler, found: Selected) -> str:
    """The statement of the root field `judgements`."""
    row = c.alias("g")
    listing = Listing(
        f"judgement {row}",
        ((row, "judgement", "id"),),
        (SortKey(f"{row}.at"), SortKey(f"{row}.id")),
        lambda field: by_table(c, _JUDGEMENT, row, field),
        lambda field, _: literal(f'"{field.parent}"'),
        open_identity("judgements", found.arguments),
    )
    return statement(c, listing, found)


_JUDGEMENT: dict[str, Lowering] = {
    "__typename": named("Judgement"),
    "id": column("id"),
    "left": column('"left"'),
    "right": column('"right"'),
    "verdict": upper("verdict"),
    "by": column('"by"'),
    "at": column("at"),
    "why": column("why"),
    "evidence": column("evidence", "json"),
}
