"""Conditions on single values: the filter inputs of scalars."""

from typing import Any

from schema.graphql import custom_scalars as scalars
from schema.graphql.dynamic import InputField, enum_type, input_type
from schema.values.country_groups import COUNTRY_GROUPS

_OPERATORS = {
    "eq": "The value equals this; null: there is no value.",
    "ne": "The value differs from this, or there is none; null: there is a value.",
    "lt": "The value is less than this.",
    "lte": "The value is this or less.",
    "gt": "The value is greater than this.",
    "gte": "The value is this or greater.",
}
_LIST_OPERATORS = {"in": "The value is one of these.", "notIn": "The value is none of these, or there is none."}
_TEXT_OPERATORS = {
    "contains": "The value contains this, ignoring ASCII case; for `name`, ignoring diacritics, too.",
    "startsWith": "The value starts with this, ignoring ASCII case; for `name`, ignoring diacritics, too.",
}
_IS_NULL = InputField("isNull", bool, "Whether there is no value.")


COUNTRY_GROUP = enum_type("CountryGroup", "Groups of countries, each as of any day.", COUNTRY_GROUPS)


def value_filter(name: str, scalar: Any, *more: InputField, textual: bool, ordered: bool = True) -> type:
    """The filter input of a scalar or enum. more: operators of its own; textual, ordered: which usual ones it has."""
    fields = [InputField(op, scalar, text) for op, text in _OPERATORS.items() if ordered or op in {"eq", "ne"}]
    fields += [InputField(op, list[scalar], text) for op, text in _LIST_OPERATORS.items()]
    if textual:
        fields += [InputField(op, str, text) for op, text in _TEXT_OPERATORS.items()]
    return input_type(
        name,
        "Conditions on a value, all of which must hold. On a list, each is met if some item meets it; `ne` and `notIn`"
        " if no item equals the value.",
        [*fields, *more, _IS_NULL],
    )


FILTERS: dict[str, type] = {
    "String": value_filter("StringFilter", str, textual=True),
    "Int": value_filter("IntFilter", int, textual=False),
    "Float": value_filter("FloatFilter", float, textual=False),
    "Boolean": input_type(
        "BooleanFilter",
        "Conditions on a truth value, all of which must hold.",
        [*(InputField(op, bool, _OPERATORS[op]) for op in ("eq", "ne")), _IS_NULL],
    ),
    "Date": value_filter("DateFilter", scalars.Date, textual=False),
    "DateTime": value_filter("DateTimeFilter", scalars.DateTime, textual=False),
    "URL": value_filter("URLFilter", scalars.Url, textual=True),
    "CountryCode": value_filter(
        "CountryCodeFilter",
        scalars.CountryCode,
        InputField("group", COUNTRY_GROUP, "The value is a member of this group of countries."),
        InputField("on", scalars.Date, "The day whose membership `group` means; today by default."),
        textual=False,
    ),
    "LanguageTag": value_filter("LanguageTagFilter", scalars.LanguageTag, textual=False),
    "SpdxExpression": value_filter("SpdxExpressionFilter", scalars.SpdxExpression, textual=True),
}
