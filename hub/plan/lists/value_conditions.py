"""Conditions on single values and on lists of them: the operators of `where`, whatever the values are of."""

from collections.abc import Callable, Mapping
from typing import Any

from hub.plan.lists.arguments import as_json, ascii_lower
from hub.plan.lists.fact_expressions import stated_terms
from hub.plan.lists.vocabulary_words import stored_word
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.sql.bindings import Bound, Carried
from hub.plan.sql.compiler import Compiler, literal
from schema.values.country_groups import members
from schema.values.folding import fold
from schema.values.outcome import Storage

_SIGNS = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
_POSITIVE = {"ne": "eq", "notIn": "in"}


def scalar(
    c: Compiler, expression: str, storage: Storage, name: str, value: Mapping[str, Any], *, folded: str | None = None
) -> str:
    """All operators on one value. folded: a column of folded text that contains and startsWith look into as well."""
    if not value:
        raise unusable(name, "it has no operator")
    parts = (_compared(c, expression, storage, name, (op, operand), folded) for op, operand in value.items())
    return " AND ".join(f"({part})" for part in parts)


def _compared(
    c: Compiler, expression: str, storage: Storage, name: str, operator: tuple[str, Any], folded: str | None
) -> str:
    """One operator on one value, as SQL that may be NULL for a row without the value: it then counts as not met."""
    op, operand = operator
    if operand is None:
        if op in {"eq", "ne"}:
            return f"{expression} IS {'NOT ' if op == 'ne' else ''}NULL"
        raise unusable(name, f"{op} is null")
    if op == "isNull":
        return f"{expression} IS {'' if operand else 'NOT '}NULL"
    if op in {"contains", "startsWith"}:
        plain = _textual(c, f"lower({expression})", op, operand, ascii_lower)
        return f"({_textual(c, folded, op, operand, fold)} OR {plain})" if folded else plain
    if op in {"in", "notIn"}:
        inside = in_list(c, expression, operand, storage)
        return inside if op == "in" else f"NOT ({inside}) OR {expression} IS NULL"
    if isinstance(operand, bool):
        return f"{expression} IS {'NOT ' if op == 'ne' else ''}{str(operand).upper()}"
    bound = c.bind(operand, storage)
    # ne and notIn let rows without a value through, as `not: {eq: …}` does
    return f"{expression} <> {bound} OR {expression} IS NULL" if op == "ne" else f"{expression} {_SIGNS[op]} {bound}"


def _textual(c: Compiler, expression: str, op: str, operand: Any, spell: Callable[[str], str]) -> str:
    bound = c.bind(operand, "text", spell)
    if op == "contains":
        return f"{c.dialect.find(expression, bound)} > 0"
    return f"substr({expression}, 1, length({bound})) = {bound}"  # LIKE would give % and _ of the user a meaning


def in_list(c: Compiler, expression: str, values: Any, storage: Storage = "text") -> str:
    """That a value is one of a list, which is bound as one value, so that one plan serves lists of any length."""
    alias = c.alias("v")
    bound = c.bind(values, "json", as_json)
    return f"{expression} IN (SELECT {c.dialect.item(alias, storage)} FROM {c.dialect.items(bound, alias)})"


def of_terms(c: Compiler, identity: str, column: str, value: Mapping[str, Any]) -> str:
    """Operators on a list of values, which the table `term` holds a row each: by the expression of the entity's id."""
    if column == "networks":
        check_networks(c, value)
    terms = c.alias("m")
    rows = (
        f"SELECT 1 FROM term {terms} WHERE {terms}.entity = {identity} AND {terms}.field ="
        f" {literal(column)}{stated_terms(c, terms)}"
    )
    return of_some_row(c, rows, f"{terms}.value", column, value)


def check_networks(c: Compiler, value: Mapping[str, Any]) -> None:
    """Have a request refused where an operator names a network that the store does not have."""
    for operator in ("eq", "ne", "in", "notIn"):
        if value.get(operator) is not None:
            c.network(value[operator])


def of_some_row(c: Compiler, rows: str, expression: str, name: str, value: Mapping[str, Any]) -> str:
    """Operators on rows: some row meets each; ne and notIn: none does; isNull: there is none."""
    operators = {op: operand for op, operand in value.items() if op != "on"}
    if not operators:
        raise unusable(name, "it has no operator")
    parts = []
    for op, operand in operators.items():
        if op == "group":
            if operand is None:
                raise unusable(name, "group is null")
            countries, item = c.bind([operand, value.get("on"), Carried("now")], "json", _members), c.alias("v")
            among = f"{expression} IN (SELECT {item}.value FROM {c.dialect.items(countries, item)})"
            parts.append(f"EXISTS ({rows} AND {among})")
        elif op in {"eq", "ne", "isNull"} and (operand is None or op == "isNull"):
            parts.append(_absence(name, rows, op, operand))
        else:
            met = scalar(c, expression, "text", name, {_POSITIVE.get(op, op): operand})
            parts.append(f"{'NOT ' if op in _POSITIVE else ''}EXISTS ({rows} AND {met})")
    return " AND ".join(f"({part})" for part in parts)


def _members(group_day_and_now: Any) -> str:
    group, day, now = group_day_and_now
    return as_json(members(group, day or now[:10]))


def _absence(name: str, rows: str, op: str, operand: Any) -> str:
    if op == "isNull" and operand is None:
        raise unusable(name, "isNull is null")
    absent = operand if op == "isNull" else op == "eq"
    return f"{'NOT ' if absent else ''}EXISTS ({rows})"


def role_among(c: Compiler, expression: str, roles: Any) -> str:
    """That a folded role is one of some, however these are spelled."""
    alias = c.alias("v")
    bound = c.bind(roles, "json", _folded)
    return f"{expression} IN (SELECT {alias}.value FROM {c.dialect.items(bound, alias)})"


def _folded(roles: Any) -> str:
    return as_json([fold(role) for role in roles])


def kind_among(c: Compiler, expression: str, kinds: Any) -> str:
    """That a kind is one of the given enum values; null: any."""
    if kinds is None:
        return "1 = 1"
    if isinstance(kinds, Bound):
        return in_list(c, expression, kinds)
    return f"{expression} IN ({', '.join(literal(stored_word(kind)) for kind in kinds)})" if kinds else "1 = 0"


def unusable(name: str, why: str) -> RequestError:
    """The refusal of a condition."""
    return RequestError(RefusalCode.INVALID_FILTER, f"The condition on {name} cannot be used: {why}.")
