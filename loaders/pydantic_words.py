"""What pydantic finds wrong with a value, in the hub's own words: its own are those of a programmer."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

_WORDS: Mapping[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not a key here",
    **dict.fromkeys(("string_type", "path_type"), "must be text"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "must be true or false"),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), "must be a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "must be a number"),
    **dict.fromkeys(("list_type", "tuple_type"), "must be a list"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), "must have keys and values"),
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must have at least {min_length} characters",
    "too_short": "must list at least {min_length}",
    "string_pattern_mismatch": "is not in the required form",
}
"""By pydantic's type of error (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
_OF_PYDANTIC = frozenset(get_args(ErrorType))


def in_own_words(detail: Mapping[str, Any]) -> str:
    """What is to be said behind the name of a value. detail: one error of pydantic, with its context."""
    kind = detail["type"]
    if kind == "too_short" and detail["ctx"]["field_type"] == "Value":  # a secret, which is text all the same
        kind = "string_too_short"
    if kind in _WORDS:
        return _WORDS[kind].format(**detail.get("ctx", {}))
    # what pydantic has no type for is a check of the hub's own
    return "cannot be used as it is" if kind in _OF_PYDANTIC else f"cannot be used: {detail['msg']}"
