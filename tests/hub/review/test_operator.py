"""What operators state over GraphQL, on both databases."""

import pytest
from pydantic import SecretStr

from hub.plan.refusals import RequestError
from hub.review.operator import TokenOperator
from hub.store import Database

TOKEN = "a-token-of-operators"


@pytest.mark.parametrize(
    ("command", "stated"),
    [("judge", {"left": "\0", "right": "\0", "by": "a\0", "why": "b"}), ("undoJudgement", {"id": "\0"})],
)
async def test_a_nul_in_a_command_names_nothing(store: Database, command, stated):
    operator = TokenOperator(store, SecretStr(TOKEN))
    with pytest.raises(RequestError, match=r"no record|no judgement"):
        await operator.command(command, stated, f"Bearer {TOKEN}")
