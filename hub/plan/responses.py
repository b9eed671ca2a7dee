"""Responses put together: of the texts of root fields, or of what graphql-core gives."""

from collections.abc import Sequence
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError

from hub.plan.answers import Answer, formatted
from hub.plan.compile import Plan
from hub.plan.refusals import REFUSED_ITEMS, errors_of_items

Texts = list[list[bytes]]
"""The JSON of each planned root field, in pieces."""


def response_of_result(
    result: ExecutionResult, plan: Plan, price: int, errors_of_plan: Sequence[GraphQLError] = (), *, is_query: bool
) -> Answer:
    """The response from what graphql-core gives; errors_of_plan: what the queries of the plan object to."""
    body: dict[str, Any] = {"data": result.data}
    if errors := [*errors_of_plan, *(result.errors or ())]:
        body = {"errors": [formatted(error) for error in errors], **body}
    lasts = is_query and not errors and not plan.tells_time
    is_read = is_query and not plan.is_for_operators
    return Answer(orjson.dumps(body), executed=True, cost=price, is_read=is_read, lasts=lasts)


def assembled_response(plan: Plan, texts: Texts, price: int) -> Answer:
    """The texts of the root fields as the response."""
    remaining, pieces, errors = iter(texts), [], []
    for selected in plan.selected:
        text = [b'"%s"' % selected.parent.encode()] if selected.name == "__typename" else next(remaining)
        if text[0].startswith(REFUSED_ITEMS):
            errors += errors_of_items(text, selected.key)
        pieces += [b",", b'"%s":' % selected.key.encode(), *text]
    errors_first = b'"errors":%s,' % orjson.dumps([formatted(error) for error in errors]) if errors else b""
    pieces[:1] = [b"{", errors_first, b'"data":{']
    body = b"".join([*pieces, b"}}"])
    return Answer(body, executed=True, cost=price, is_read=not plan.is_for_operators, lasts=not plan.tells_time)
