"""Refusals over HTTP: one status for each code, wherever it is answered."""

import pytest

from hub.plan.refusals import RefusalCode, RequestError
from hub.web.desk.token_rights import refusal_response


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (RefusalCode.RATE_LIMITED, 429),
        (RefusalCode.TIMEOUT, 503),
        (RefusalCode.STORE_UNAVAILABLE, 503),
        (RefusalCode.UNAUTHENTICATED, 401),
        (RefusalCode.TOO_LARGE, 413),
        (RefusalCode.BAD_USER_INPUT, 400),
    ],
)
def test_programs_of_operators_are_refused_with_the_status_of_the_graph(code, status):
    assert refusal_response(RequestError(code, "Because.")).status_code == status
