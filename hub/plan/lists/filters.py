"""`where` inputs as SQL conditions: typed operators, list fields through their terms, quantifiers over relations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hub.plan.lists.arguments import in_order, known_assessment, normal_identifier, within_horizon
from hub.plan.lists.fact_expressions import fact_value
from hub.plan.lists.full_text import corrected_words, search_hits
from hub.plan.lists.row_lists import Condition, Term
from hub.plan.lists.value_conditions import (
    check_networks,
    kind_among,
    of_some_row,
    of_terms,
    role_among,
    scalar,
    unusable,
)
from hub.plan.lists.vocabulary_words import stored, stored_word
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.sql.bindings import Bound
from hub.plan.sql.compiler import Compiler, literal
from hub.plan.sql.kinds_of_ids import is_of_kind
from hub.store.revision_moments import moment_of
from schema.graphql.graphql_names import camel
from schema.kinds import KIND_BY_NAME, Kind
from schema.relations import End, ends_of
from schema.values.outcome import Storage

_COLUMNS: dict[str, tuple[str, Storage]] = {
    "id": ("id", "text"),
    "slug": ("slug", "text"),
    "networkCount": ("network_count", "integer"),
    "conflictCount": ("conflict_count", "integer"),
}
_REVISIONS = {"createdAt": "created_revision", "updatedAt": "updated_revision"}
DEEPEST, MOST_CONDITIONS = 12, 100
"""Levels and number of conditions: deeper ones overflow the parser stack of SQLite before 3.46,
which holds 100 entries.
"""


def check_size(where: Mapping[str, Any]) -> None:
    """Raise INVALID_FILTER for more conditions or deeper ones than any database takes in one query."""
    depth, count = _extent(where)
    if depth > DEEPEST or count > MOST_CONDITIONS:
        raise RequestError(
            RefusalCode.INVALID_FILTER,
            f"There are {count} conditions, {depth} levels deep; the limit is {MOST_CONDITIONS} conditions, {DEEPEST}"
            " levels deep.",
            "Use `in` for many values, or ask in several operations.",
        )


def _extent(value: Any) -> tuple[int, int]:
    """Depth and number of conditions; a list of values is one condition, as it is bound as one value."""
    if isinstance(value, Mapping):
        inner = list(value.values())
    elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        inner = value
    else:
        return 0, 1
    extents = [_extent(part) for part in inner]
    deepest = max((depth for depth, _ in extents), default=0)
    return deepest + isinstance(value, Mapping), sum(count for _, count in extents)


def conditions(c: Compiler, kind: Kind, alias: str, where: Mapping[str, Any]) -> list[Condition]:
    """One condition per field of `where`.

    Those under `and` count as if they stood beside it, so that facets can leave them out.
    """
    made: list[Condition] = []
    for name, value in where.items():
        if value is None:
            raise unusable(name, "it is null")
        if name == "and":
            made += [condition for inner in value for condition in conditions(c, kind, alias, inner)]
        else:
            end = ends_of(kind.name).get(name)
            related = (end, value) if end else None
            made.append(Condition(_condition(c, kind, alias, name, value), name, term_of(kind, name, value), related))
    return made


def term_of(kind: Kind, name: str, value: Any) -> Term | None:
    """The term that a condition on a field asks for, where it says no more than that an
    entity has one of some values.
    """
    columns = {"networks": "networks"} | {camel(column): column for column, fact in kind.facts.items() if fact.is_term}
    if name not in columns or len(value) != 1:
        return None
    ((operator, operand),) = value.items()
    if operator not in {"eq", "in"} or operand is None:
        return None
    fact = kind.facts.get(columns[name])
    return Term(columns[name], stored(operand) if fact and fact.value.vocabulary else operand, operator == "in")


def condition(c: Compiler, kind: Kind, alias: str, where: Mapping[str, Any]) -> str:
    """All conditions as one expression; true where there is none."""
    return " AND ".join(f"({part.sql})" for part in conditions(c, kind, alias, where)) or "1 = 1"


def _condition(c: Compiler, kind: Kind, alias: str, name: str, value: Any) -> str:
    """One entry of a `where`: a junction, a special condition, one on relations, or one on a field."""
    if (junction := _junction(name, value, lambda inner: condition(c, kind, alias, inner))) is not None:
        return junction
    if (special := _SPECIAL.get(name)) is not None:
        return special(c, alias, value)
    if (end := ends_of(kind.name).get(name)) is not None:
        return _quantified(c, end, alias, value)
    if name == "occurs":
        if not value or None in value.values():
            raise unusable(name, "it needs from, to or both, and neither may be null")
        dates = c.alias("o")
        rows = f"SELECT 1 FROM occurrence {dates} WHERE {dates}.event = {alias}.id"
        return f"EXISTS ({rows} AND {within(c, dates, value)})"
    return _of_field(c, kind, alias, name, value)


def _junction(name: str, value: Any, lower: Callable[[Mapping[str, Any]], str]) -> str | None:
    """What `and`, `or` and `not` make of conditions; None for an entry of `where` that is none of them.

    lower: what makes one expression of the conditions within.
    """
    if name in {"and", "or"}:
        parts = [f"({lower(inner)})" for inner in value]
        return f" {name.upper()} ".join(parts) or ("1 = 1" if name == "and" else "1 = 0")
    if name == "not":
        # NOT of NULL is NULL: a row without the value would be in neither the list nor its complement
        return f"({lower(value)}) IS NOT TRUE"
    return None


def _identified(c: Compiler, alias: str, value: Mapping[str, Any]) -> str:
    scheme, identifier = c.bind(value["scheme"], transform=str.lower), c.bind(value, "text", normal_identifier)
    rows = f"SELECT 1 FROM identifier i WHERE i.entity = {alias}.id"
    return f"EXISTS ({rows} AND i.scheme = {scheme} AND i.value = {identifier})"


def _assessed(c: Compiler, alias: str, value: Mapping[str, Any]) -> str:
    # by ids, as assessments are few: EXISTS would look at the records of every entity of the list
    detail, stating = c.alias("d"), c.alias("s")
    wanted = f"{detail}.sort = 'assessment' AND {detail}.name = {c.bind(value['scheme'], 'text', known_assessment)}"
    if value.get("value") is not None:
        wanted += f" AND {detail}.value = {c.bind(value['value'])}"
    rows = f"detail {detail} JOIN record {stating} ON {stating}.id = {detail}.record"
    return (
        f"{alias}.id IN (SELECT {stating}.entity FROM {rows} WHERE {wanted} AND {stating}.withdrawn_revision IS NULL)"
    )


_SPECIAL = {"identifiers": _identified, "assessments": _assessed}


def within(c: Compiler, dates: str, period: Mapping[str, Any]) -> str:
    """That one occurrence lies in a period at least in part; one without an end is a moment.

    Raises BEYOND_HORIZON, and BAD_USER_INPUT for one without time in it.
    """
    parts = []
    if {"from", "to"} <= period.keys():
        c.check([period["from"], period["to"]], in_order)
    if "from" in period:
        start = c.bind(period["from"], transform=within_horizon)
        parts.append(f"({dates}.starts_at >= {start} OR {dates}.ends_at > {start})")
    if "to" in period:
        parts.append(f"{dates}.starts_at < {c.bind(period['to'], transform=within_horizon)}")
    return " AND ".join(parts)


def _of_field(c: Compiler, kind: Kind, alias: str, name: str, value: Mapping[str, Any]) -> str:
    """Conditions on one field, wherever it is stored: a term, a moment of a load, a column, a
    value with its vocabulary.
    """
    if name == "networks":
        return of_terms(c, f"{alias}.id", name, value)
    if name in _REVISIONS:
        return scalar(c, moment_of(f"{alias}.{_REVISIONS[name]}"), "text", name, value)
    if name in _COLUMNS:
        column, storage = _COLUMNS[name]
        return scalar(c, f"{alias}.{column}", storage, name, value)
    column, fact = next((column, fact) for column, fact in kind.facts.items() if camel(column) == name)
    if fact.value.vocabulary:
        value = {operator: stored(operand) for operator, operand in value.items()}
    if fact.many:
        return of_terms(c, f"{alias}.id", column, value)
    folded = f"{alias}.sort_name" if column == "name" else None
    return scalar(c, fact_value(c, kind, alias, column), fact.value.storage, name, value, folded=folded)


def _quantified(c: Compiler, end: End, alias: str, value: Mapping[str, Any]) -> str:
    """Conditions on the relations of an entity: some, none or every other end meets them, or so many do."""
    quantifiers = {op: operand for op, operand in value.items() if op not in {"roles", "edge"}}
    if not quantifiers:
        raise unusable(end.field, "it has none of the keys some, none, every and count")
    relation = c.alias("r")
    here, there = end.sides
    edges = f"{relation}.{here} = {alias}.id AND {relation}.predicate = {literal(end.predicate.name)}"
    edges += "".join(f" AND ({part.sql})" for part in edge_conditions(c, relation, value))
    parts = []
    for op, operand in quantifiers.items():
        if operand is None:
            raise unusable(end.field, f"{op} is null")
        if op in {"count", "countryCount"}:
            held = f" JOIN term n ON n.entity = {relation}.{there} AND n.field = 'countries'"
            what, more = ("*", "") if op == "count" else ("DISTINCT n.value", held)
            count = f"(SELECT count({what}) FROM relation {relation}{more} WHERE {edges})"
            parts.append(scalar(c, count, "integer", end.field, operand))
            continue
        source, wanted = _other_end(c, end, relation, f"{relation}.{there}", operand)
        if op == "every":
            # IS NOT TRUE, as a condition that is NULL is not met either
            parts.append(f"NOT EXISTS (SELECT 1 FROM {source} WHERE {edges} AND ({wanted}) IS NOT TRUE)")
        else:
            parts.append(f"{'NOT ' if op == 'none' else ''}EXISTS (SELECT 1 FROM {source} WHERE {edges} AND {wanted})")
    return " AND ".join(f"({part})" for part in parts)


def edge_conditions(c: Compiler, relation: str, arguments: Mapping[str, Any]) -> list[Condition]:
    """Conditions on edges themselves, from the arguments `roles` and `edge`. relation: the alias of their rows."""
    made: list[Condition] = []
    if (roles := arguments.get("roles")) is not None:
        key = c.alias("k")
        keys = c.dialect.items(f"{relation}.role_keys", key)
        made.append(Condition(f"EXISTS (SELECT 1 FROM {keys} WHERE {role_among(c, f'{key}.value', roles)})", "roles"))
    for name, value in (arguments.get("edge") or {}).items():
        if value is None:
            raise unusable(name, "it is null")
        made.append(Condition(_edge_condition(c, relation, name, value)))
    return made


def _edge_condition(c: Compiler, relation: str, name: str, value: Any) -> str:
    if name == "activeOn":
        day = c.bind(value)
        began, ended = f"{relation}.since_day", f"{relation}.until_day"
        return f"({began} IS NULL OR {began} <= {day}) AND ({ended} IS NULL OR {ended} >= {day})"
    if name == "networks":
        check_networks(c, value)
        slug = c.alias("v")
        rows = f"SELECT 1 FROM {c.dialect.items(f'{relation}.networks', slug)} WHERE true"
        return of_some_row(c, rows, f"{slug}.value", name, value)
    if name == "confidence":
        return scalar(c, f"{relation}.confidence", "number", name, value)
    return scalar(c, f"{relation}.{name}_day", "text", name, value)


def _other_end(c: Compiler, end: End, relation: str, identity: str, where: Mapping[str, Any]) -> tuple[str, str]:
    """FROM clause and condition on the entity at the other end."""
    if len(end.others) > 1:
        return f"relation {relation}", any_condition(c, identity, end.others, where)
    kind = KIND_BY_NAME[end.others[0]]
    other = c.alias("t")
    source = f"relation {relation} JOIN {kind.table} {other} ON {other}.id = {identity}"
    return source, condition(c, kind, other, where)


def any_condition(c: Compiler, identity: str, kinds: Sequence[str], where: Mapping[str, Any]) -> str:
    """Conditions on an entity that is of one of some kinds, by the expression of its id: in the table of
    each kind those it can meet.
    """
    if not where:
        return "1 = 1"
    possible, others = _possible_kinds(kinds, where)
    if not others:
        return is_of_kind(identity, possible) if possible else "1 = 0"
    lookups = []
    for kind in possible:
        row = c.alias("t")
        met = _met_by_kind(c, kind, row, others)
        lookups.append(f"EXISTS (SELECT 1 FROM {kind.table} {row} WHERE {row}.id = {identity} AND {met})")
    return f"({' OR '.join(lookups) or '1 = 0'})"


def _possible_kinds(kinds: Sequence[str], where: Mapping[str, Any]) -> tuple[list[Kind], Mapping[str, Any]]:
    """The kinds that conditions leave, and what these conditions say beside that.

    What variables hold is left as it is.
    """
    wanted = (where.get("kind") or {}).get("in")
    if wanted is None or isinstance(wanted, Bound):
        return [KIND_BY_NAME[name] for name in kinds], where
    left = {stored_word(kind) for kind in wanted}
    others = {name: value for name, value in where.items() if name != "kind"}
    return [KIND_BY_NAME[name] for name in kinds if name in left], others


def _met_by_kind(c: Compiler, kind: Kind, alias: str, where: Mapping[str, Any]) -> str:
    """Conditions on an entity of any kind, as they read where it is of one kind."""
    return " AND ".join(f"({_any_condition(c, kind, alias, name, value)})" for name, value in where.items()) or "1 = 1"


def _any_condition(c: Compiler, kind: Kind, alias: str, name: str, value: Any) -> str:
    """One entry of a condition on entities of any kind, as it reads for one kind: false where it is about another."""
    if value is None:
        raise unusable(name, "it is null")
    if (junction := _junction(name, value, lambda inner: _met_by_kind(c, kind, alias, inner))) is not None:
        return junction
    if name == "kind":
        if value.get("in") is None:
            raise unusable(name, "it has no in")
        return kind_among(c, literal(kind.name), value["in"])
    if name == "search":
        return f"{alias}.id IN (SELECT h.entity FROM ({search_hits(c, value, corrected_words(c, value)).all()}) h)"
    if name.startswith("on"):
        return condition(c, kind, alias, value) if name == f"on{kind.graphql}" else "1 = 0"
    return _condition(c, kind, alias, name, value)
