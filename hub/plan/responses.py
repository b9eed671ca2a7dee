"""Responses of what graphql-core gives."""

from collections.abc import Sequence
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError

from hub.plan.answers import Answer, formatted
from hub.plan.compile import Plan


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
