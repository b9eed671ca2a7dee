"""Predicates as arguments name them: a closed set, so that a misspelt one is told and not answered with nothing."""

from collections.abc import Sequence

from hub.plan.refusals import ErrorCode, RequestError
from schema.relations import PREDICATE_BY_NAME
from schema.values.cleaning import closest


def known_predicates(names: Sequence[str]) -> Sequence[str]:
    """The names themselves. Raises BAD_USER_INPUT for one that is no predicate."""
    for name in names:
        if name not in PREDICATE_BY_NAME:
            hint = closest(name, PREDICATE_BY_NAME) or f"Use one of: {', '.join(PREDICATE_BY_NAME)}."
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"There is no predicate {name!r}.", hint)
    return names
