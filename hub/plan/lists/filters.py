"""`where` inputs as SQL conditions: typed operators, list fields through their terms, quantifiers over relations."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from hub.plan.lists.listings import Condition
from hub.plan.refusals import ErrorCode, RequestError
from hub.plan.sql.bindings import Bound
from hub.plan.sql.compiler import Compiler, literal
from schema.graphql.fields import camel
from schema.identifiers import SCHEME_BY_NAME
from schema.kinds import KIND_BY_NAME, Kind
from schema.kinds.facts import Fact
from schema.relations import End, ends_of
from schema.values.folding import fold
from schema.values.outcome import Storage

_SIGNS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
DEEPEST, MOST_CONDITIONS = 12, 100
_REVISION_TIME = "(SELECT finished_at FROM load l WHERE l.revision = {alias}.{column})"


def check_size(where: Mapping[str, Any]) -> None:
    """Raise INVALID_FILTER for more conditions or deeper ones than any database takes in one statement."""
    deep, many = _extent(where)
    if deep > DEEPEST or many > MOST_CONDITIONS:
        most = f"at most {MOST_CONDITIONS} conditions, {DEEPEST} levels deep, are answered"
        raise RequestError(
            ErrorCode.INVALID_FILTER,
            f"There are {many} conditions, {deep} levels deep; {most}.",
            "Use in for many values, or ask in several operations.",
        )


def _extent(value: Any) -> tuple[int, int]:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    if inner is None:
        return 0, 1
    if isinstance(value, list) and not any(isinstance(part, Mapping) for part in value):
        return 0, 1
    parts = [_extent(part) for part in inner]
    return max((deep for deep, _ in parts), default=0) + isinstance(value, Mapping), sum(many for _, many in parts)


def conditions(c: Compiler, kind: Kind, alias: str, where: Mapping[str, Any]) -> list[Condition]:
    """One condition per stated field; those under `and` count as stated directly, so that facets can leave them out."""
    found: list[Condition] = []
    for name, value in where.items():
        if value is None:
            raise _unusable(name, "it is null")
        if name == "and":
            found += [condition for inner in value for condition in conditions(c, kind, alias, inner)]
        else:
            found.append(Condition(_condition(c, kind, alias, name, value), name))
    return found


def condition(c: Compiler, kind: Kind, alias: str, where: Mapping[str, Any]) -> str:
    """All conditions as one expression; true where there is none."""
    parts = [f"({stated.sql})" for stated in conditions(c, kind, alias, where)]
    return " AND ".join(parts) or "1 = 1"


def _condition(c: Compiler, kind: Kind, alias: str, name: str, value: Any) -> str:
    if name == "or":
        return " OR ".join(f"({condition(c, kind, alias, inner)})" for inner in value) or "1 = 0"
    if name == "not":
        return f"({condition(c, kind, alias, value)}) IS NOT TRUE"
    if name == "identifiers":
        return _identified(c, alias, value)
    ends = ends_of(kind.name)
    if name in ends:
        return _quantified(c, ends[name], alias, value)
    return _field(c, kind, alias, name, value)


def _field(c: Compiler, kind: Kind, alias: str, name: str, value: Mapping[str, Any]) -> str:
    if name == "networks":
        return _of_terms(c, alias, "networks", value)
    if name == "occursAt":
        dates = c.alias("o")
        return _of_rows(
            c, f"SELECT 1 FROM occurrence {dates} WHERE {dates}.event = {alias}.id", f"{dates}.starts_at", name, value
        )
    if name in {"createdAt", "updatedAt"}:
        column = "created_revision" if name == "createdAt" else "updated_revision"
        return scalar(c, _REVISION_TIME.format(alias=alias, column=column), "text", name, value)
    plain: dict[str, tuple[str, Storage]] = {
        "id": ("id", "text"),
        "slug": ("slug", "text"),
        "networkCount": ("network_count", "integer"),
    }
    if name in plain:
        return scalar(c, f"{alias}.{plain[name][0]}", plain[name][1], name, value)
    column, stated = fact_named(kind, name)
    if stated.many:
        return _of_terms(c, alias, column, value)
    return scalar(
        c,
        f"{alias}.{column}",
        stated.value.storage,
        name,
        value,
        folded=f"{alias}.sort_name" if column == "name" else None,
    )


def fact_named(kind: Kind, name: str) -> tuple[str, Fact]:
    """A fact by its GraphQL spelling."""
    return next((column, stated) for column, stated in kind.facts.items() if camel(column) == name)


def scalar(
    c: Compiler, expression: str, storage: Storage, name: str, value: Mapping[str, Any], *, folded: str | None = None
) -> str:
    """All operators on one value. folded: a column of folded text that contains and startsWith look into as well."""
    if not value:
        raise _unusable(name, "it has no operator")
    return " AND ".join(
        f"({_operator(c, expression, storage, name, op, given, folded)})" for op, given in value.items()
    )


def _operator(c: Compiler, e: str, storage: Storage, name: str, op: str, given: Any, folded: str | None) -> str:
    if given is None and op in {"eq", "ne"}:
        return f"{e} IS {'NOT ' if op == 'ne' else ''}NULL"
    if given is None:
        raise _unusable(name, f"{op} is null")
    if op == "isNull":
        return f"{e} IS {'' if given else 'NOT '}NULL"
    if op in {"contains", "startsWith"}:
        plain = _textual(c, f"lower({e})", op, given, ascii_lower)
        return f"({_textual(c, folded, op, given, fold)} OR {plain})" if folded else plain
    if op in {"in", "notIn"}:
        return in_list(c, e, storage, given, negated=op == "notIn")
    if isinstance(given, bool):
        return f"{e} IS {'NOT ' if op == 'ne' else ''}{str(given).upper()}"
    bound = c.bind(given, storage)
    return f"{e} <> {bound} OR {e} IS NULL" if op == "ne" else f"{e} {_SIGNS[op]} {bound}"


def _textual(c: Compiler, expression: str, op: str, given: Any, spelt: Callable[[str], str]) -> str:
    bound = c.bind(given, "text", spelt)
    if op == "contains":
        return f"{c.dialect.find(expression, bound)} > 0"
    return f"substr({expression}, 1, length({bound})) = {bound}"


def ascii_lower(text: str) -> str:
    """ASCII letters in lower case, others as they are: what lower() does in both databases."""
    return "".join(chr(ord(char) + 32) if "A" <= char <= "Z" else char for char in text)


def in_list(c: Compiler, e: str, storage: Storage, given: Any, *, negated: bool) -> str:
    """That a value is one of a list, bound as one value, or none of it."""
    alias = c.alias("v")
    bound = c.bind(given, "json", as_json)
    inside = f"{e} IN (SELECT {c.dialect.item(alias, storage)} FROM {c.dialect.items(bound, alias)})"
    return f"NOT ({inside}) OR {e} IS NULL" if negated else inside


def as_json(value: Any) -> str:
    """A list as JSON text, for one placeholder."""
    return orjson.dumps(value).decode()


def _of_terms(c: Compiler, alias: str, field: str, value: Mapping[str, Any]) -> str:
    """Operators on a list: some value of it meets each; ne and notIn: none does; isNull: it is empty."""
    terms = c.alias("m")
    rows = f"SELECT 1 FROM term {terms} WHERE {terms}.entity = {alias}.id AND {terms}.field = {literal(field)}"
    return _of_rows(c, rows, f"{terms}.value", field, value)


def _of_rows(c: Compiler, rows: str, expression: str, field: str, value: Mapping[str, Any]) -> str:
    if not value:
        raise _unusable(field, "it has no operator")
    return " AND ".join(f"({_of_some_row(c, rows, expression, field, op, given)})" for op, given in value.items())


def _of_some_row(c: Compiler, rows: str, expression: str, field: str, op: str, given: Any) -> str:
    if given is None and op in {"eq", "ne"}:
        return f"{'NOT ' if op == 'eq' else ''}EXISTS ({rows})"
    if op == "isNull" and given is not None:
        return f"{'NOT ' if given else ''}EXISTS ({rows})"
    if op in {"ne", "notIn"}:
        positive = {"ne": "eq", "notIn": "in"}[op]
        return f"NOT EXISTS ({rows} AND {scalar(c, expression, 'text', field, {positive: given})})"
    return f"EXISTS ({rows} AND {scalar(c, expression, 'text', field, {op: given})})"


def _identified(c: Compiler, alias: str, value: Mapping[str, Any]) -> str:
    scheme = c.bind(value["scheme"], transform=str.lower)
    found = c.bind(value, "text", normal_identifier)
    return (
        f"EXISTS (SELECT 1 FROM identifier i WHERE i.entity = {alias}.id AND i.scheme = {scheme} AND i.value = {found})"
    )


def normal_identifier(value: Mapping[str, Any]) -> str:
    """The normal form of {scheme, value}. Raises BAD_USER_INPUT for a scheme that does not exist."""
    scheme = SCHEME_BY_NAME.get(value["scheme"].lower())
    if scheme is None:
        known = ", ".join(SCHEME_BY_NAME)
        raise RequestError(
            ErrorCode.BAD_USER_INPUT, f"There is no identifier scheme {value['scheme']!r}.", f"Use one of: {known}."
        )
    return str(scheme.normalise(value["value"]).value or value["value"])


def _quantified(c: Compiler, end: End, alias: str, value: Mapping[str, Any]) -> str:
    given = {op: inner for op, inner in value.items() if op != "roles"}
    if not given:
        raise _unusable(end.field, "it has none of some, none, every and count")
    relation = c.alias("r")
    here, there = ("subject", "object") if end.outward else ("object", "subject")
    base = f"{relation}.{here} = {alias}.id AND {relation}.predicate = {literal(end.predicate.name)}"
    if (roles := value.get("roles")) is not None:
        base += f" AND {in_list(c, f'{relation}.role', 'text', roles, negated=False)}"
    return " AND ".join(f"({_quantifier(c, end, relation, there, base, op, inner)})" for op, inner in given.items())


def _quantifier(c: Compiler, end: End, relation: str, there: str, base: str, op: str, inner: Any) -> str:
    if inner is None:
        raise _unusable(end.field, f"{op} is null")
    if op == "count":
        return scalar(c, f"(SELECT count(*) FROM relation {relation} WHERE {base})", "integer", end.field, inner)
    source, wanted = _other(c, end, relation, there, inner)
    if op == "every":
        return f"NOT EXISTS (SELECT 1 FROM {source} WHERE {base} AND ({wanted}) IS NOT TRUE)"
    return f"{'NOT ' if op == 'none' else ''}EXISTS (SELECT 1 FROM {source} WHERE {base} AND {wanted})"


def _other(c: Compiler, end: End, relation: str, there: str, inner: Mapping[str, Any]) -> tuple[str, str]:
    if len(end.others) > 1:
        return f"relation {relation}", any_condition(c, f"{relation}.{there}", f"{relation}.{there}_kind", inner)
    kind = KIND_BY_NAME[end.others[0]]
    other = c.alias("t")
    source = f"relation {relation} LEFT JOIN {kind.table} {other} ON {other}.id = {relation}.{there}"
    return source, condition(c, kind, other, inner)


def any_condition(c: Compiler, identity: str, kind: str, where: Mapping[str, Any]) -> str:
    """Conditions on an entity of any kind, by the expressions of its id and kind."""
    parts = []
    for name, value in where.items():
        if value is None:
            raise _unusable(name, "it is null")
        if name == "id":
            parts.append(scalar(c, identity, "text", name, value))
        elif name == "kind":
            if value.get("in") is None:
                raise _unusable(name, "it has no in")
            parts.append(kind_among(c, kind, value["in"]))
        else:
            terms = _of_terms(c, "x", "networks", value).replace("x.id", identity)
            parts.append(terms)
    return " AND ".join(f"({part})" for part in parts) or "1 = 1"


def kind_among(c: Compiler, expression: str, kinds: Any) -> str:
    """That a kind is one of the given enum values; null: any."""
    if kinds is None:
        return "1 = 1"
    return (
        in_list(c, expression, "text", kinds, negated=False)
        if isinstance(kinds, Bound)
        else _spelled(expression, kinds)
    )


def _spelled(expression: str, kinds: Any) -> str:
    names = [kind.name.lower().replace("_", "-") for kind in kinds]
    return f"{expression} IN ({', '.join(literal(name) for name in names)})" if names else "1 = 0"


def _unusable(name: str, why: str) -> RequestError:
    return RequestError(ErrorCode.INVALID_FILTER, f"The condition on {name} cannot be used: {why}.")
