"""Root fields about what is one: candidates, explanations, judgements."""

from collections.abc import Callable, Mapping
from typing import Any

from hub.plan.lists.connections import connection_query
from hub.plan.lists.counted_fields import column_source, word_source
from hub.plan.lists.row_lists import Condition, RowList, SortKey, list_identity
from hub.plan.lists.value_conditions import in_list, kind_among
from hub.plan.objects.entity_objects import any_entity
from hub.plan.objects.lowering import enum_text, number_text
from hub.plan.objects.match_objects import MatchSource, evidence_list, judgement, match
from hub.plan.objects.record_objects import record
from hub.plan.objects.waiting import WAITING_OUTCOMES, waits
from hub.plan.roots.algorithms import computed
from hub.plan.selection import Selected
from hub.plan.sql.compiler import Compiler, literal


def _candidates(c: Compiler, field: Selected) -> str:
    """The query of `candidates`: matches by outcome, score, kinds and networks, the highest score first."""
    row, where = c.alias("x"), field.arguments.get("where") or {}
    # Joined pairs ask nothing; of what asks whether two entities are one, or belong together, the
    # strongest pair stands for all.
    conditions = [*_asked_for(c, row, where), f"{row}.outcome = 'joined' OR {_stands_for_its_question(c, row, where)}"]
    # the key of a match is a pair, which cursors and handles need as one value
    rows = '(SELECT "match".*, "left" || \'|\' || "right" AS place FROM "match")'
    matches = RowList(
        f"{rows} {row}",
        ((row, rows, "place"),),
        (SortKey(f"{row}.score", "number", descending=True), SortKey(f"{row}.place")),
        lambda inner: match(c, MatchSource.of_row(row), inner),
        list_identity("candidates", field.arguments),
        [Condition(condition) for condition in conditions],
        grouping=lambda name: word_source(name.lower(), f"{row}.{name.lower()}"),
    )
    return connection_query(c, matches, field)


def _stands_for_its_question(c: Compiler, row: str, where: Mapping[str, Any]) -> str:
    """Whether a pair is the strongest between its two entities, among those that are asked for
    and wait or are related.
    """
    inner, one, two = c.alias("x"), c.alias("r"), c.alias("r")
    open_ones = [*_asked_for(c, inner, where), f"{inner}.outcome = 'related' OR {waits(inner)}"]
    ends = f"{one}.entity", f"{two}.entity"
    # Which record is left says nothing: A and B, and B and A, are one question.
    question = ", ".join(
        f"CASE WHEN {ends[0]} < {ends[1]} THEN {end} ELSE {other} END" for end, other in (ends, ends[::-1])
    )
    return f"""({row}."left", {row}."right") IN (SELECT "left", "right" FROM (
        SELECT {inner}."left", {inner}."right", row_number() OVER (
            PARTITION BY {question} ORDER BY {inner}.score DESC, {inner}."left", {inner}."right") AS nth
        FROM "match" {inner} JOIN record {one} ON {one}.id = {inner}."left" JOIN record {two} ON {two}.id = {inner}."right"
        WHERE {" AND ".join(f"({condition})" for condition in open_ones)}) AS ranked WHERE nth = 1)"""


def _asked_for(c: Compiler, row: str, where: Mapping[str, Any]) -> list[str]:
    """The conditions on matches that `where` states."""
    outcomes = [outcome.name.lower() for outcome in where.get("outcomes") or ()] or WAITING_OUTCOMES
    conditions = [f"{row}.outcome IN ({', '.join(literal(outcome) for outcome in outcomes)})"]
    if where.get("kinds") is not None:
        conditions.append(kind_among(c, f"{row}.kind", where["kinds"]))
    if where.get("networks") is not None:
        wanted = in_list(c, "n.network", c.network(where["networks"]))
        conditions.append(f'EXISTS (SELECT 1 FROM record n WHERE n.id IN ({row}."left", {row}."right") AND {wanted})')
    if where.get("minScore") is not None:
        conditions.append(f"{row}.score >= {c.bind(where['minScore'], 'number')}")
    return conditions


def _explain(c: Compiler, field: Selected) -> str:
    explanation = c.bind(computed(field.key), "json")
    item = c.alias("e")

    def lower(inner: Selected) -> str:
        if inner.name == "outcome":
            return enum_text(c, c.dialect.member(explanation, literal("outcome")))
        names = ("left", "right", "outcome", "score")
        left, right, outcome, score = (c.dialect.member(f"{item}.value", literal(name)) for name in names)
        evidence = c.dialect.child(f"{item}.value", literal("evidence"))
        link = match(c, MatchSource(left, right, outcome, score, evidence), inner)
        links = c.dialect.elements(c.dialect.child(explanation, literal("links")), item)
        return c.dialect.array(f"SELECT {link} AS j FROM {links} ORDER BY {item}.key")

    return f"SELECT {c.object(field.only(), lower)} WHERE {explanation} IS NOT NULL"


def _match(c: Compiler, field: Selected) -> str:
    """The query of `match`: what the engine has found comes as a parameter, the likeliest first."""
    item = c.alias("m")

    def member(name: str) -> str:
        return c.dialect.member(f"{item}.value", literal(name))

    def lower(inner: Selected) -> str:
        if inner.name == "entity":
            return any_entity(c, member("entity"), inner)
        if inner.name == "record":
            row = c.alias("s")
            return f"(SELECT {record(c, row, inner)} FROM record {row} WHERE {row}.id = {member('record')})"
        if inner.name == "evidence":
            return evidence_list(c, c.dialect.child(f"{item}.value", literal("evidence")), inner)
        if inner.name == "outcome":
            return enum_text(c, member("outcome"))
        if inner.name == "isMatch":
            # SQLite reads JSON true as 1, PostgreSQL as true
            return f"CASE WHEN CAST({member('match')} AS text) IN ('1', 'true') THEN 'true' ELSE 'false' END"
        return number_text(c, member(inner.name))

    matches = c.dialect.elements(c.bind(computed(field.key), "json"), item)
    return (
        f"SELECT {c.dialect.array(f'SELECT {c.object(field.only(), lower)} AS j FROM {matches} ORDER BY {item}.key')}"
    )


def _judgements(c: Compiler, field: Selected) -> str:
    row = c.alias("g")
    judgements = RowList(
        f"judgement {row}",
        ((row, "judgement", "id"),),
        (SortKey(f"{row}.at"), SortKey(f"{row}.id")),
        lambda inner: judgement(c, row, inner),
        list_identity("judgements", field.arguments),
        grouping=lambda name: (
            word_source("verdict", f"{row}.verdict") if name == "VERDICT" else column_source("by", f"{row}.by")
        ),
    )
    return connection_query(c, judgements, field)


ROOTS: dict[str, Callable[[Compiler, Selected], str]] = {
    "candidates": _candidates,
    "explain": _explain,
    "match": _match,
    "judgements": _judgements,
}
