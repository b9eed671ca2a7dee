"""What operators state over GraphQL, on both databases."""

from typing import Any

import pytest
from pydantic import SecretStr

from hub.identity import Verdict
from hub.load.judgements import judgement_id, read_judgements
from hub.operators.keyring import Keyring
from hub.plan.refusals import RequestError
from hub.review.candidates import questions, waiting
from hub.review.judging import Reviewer
from hub.review.operator import TokenOperator
from hub.store import Database

TOKEN = "a-token-of-operators"


@pytest.mark.parametrize(
    ("command", "stated"),
    [("judge", {"left": "\0", "right": "\0", "by": "a\0", "why": "b"}), ("undoJudgement", {"id": "\0"})],
)
async def test_a_nul_in_a_command_names_nothing(store: Database, command, stated):
    operator = TokenOperator(store, Keyring(store, SecretStr(TOKEN)))
    with pytest.raises(RequestError, match=r"no record|no judgement"):
        await operator.command(command, stated, f"Bearer {TOKEN}")


async def _judged(store: Database, entities: list[str], verdict: str) -> dict[str, Any]:
    stated = {"entities": entities, "verdict": Verdict[verdict], "by": "editors", "why": "Read beside each other."}
    answer = await TokenOperator(store, Keyring(store, SecretStr(TOKEN))).command(
        "judgeGroup", stated, f"Bearer {TOKEN}"
    )
    return dict(answer)


async def test_one_decision_joins_a_group_or_answers_all_that_is_asked_between_its_entities(loaded: Database):
    [asked] = questions(await waiting(loaded, "organisation"))
    ids = [asked.left.entity, asked.right.entity]
    joined = await _judged(loaded, ids, "SAME")
    assert len(joined["judgementIds"]) == 1
    rows = await loaded.fetch_rows("SELECT DISTINCT entity FROM record WHERE id IN :ids", ids=ids)
    assert len(rows) == 1
    operator = TokenOperator(loaded, Keyring(loaded, SecretStr(TOKEN)))
    await operator.command("undoJudgement", {"id": joined["judgementIds"][0]}, f"Bearer {TOKEN}")
    parted = await _judged(loaded, ids, "DIFFERENT")
    assert parted["revision"] > joined["revision"]
    assert await waiting(loaded, "organisation") == []


async def test_what_is_undone_over_http_leaves_its_file_too(loaded: Database, reviewer: Reviewer):
    [asked] = questions(await waiting(loaded, "organisation"))
    [judgement] = await reviewer.judgements([(asked.left, asked.right, ())], "same", "Read beside each other.")
    await reviewer.judge([judgement])
    file = reviewer.file_of(judgement)
    assert [judgement] == read_judgements(file)[0]
    operator = TokenOperator(loaded, Keyring(loaded, SecretStr(TOKEN)))
    await operator.command("undoJudgement", {"id": judgement_id(judgement)}, f"Bearer {TOKEN}")
    assert read_judgements(file) == ([], [])


async def test_a_group_needs_two_entities_of_one_kind_that_are_there(loaded: Database):
    [asked] = questions(await waiting(loaded, "organisation"))
    products = await loaded.fetch_rows("SELECT id FROM product ORDER BY id LIMIT 1")
    for verdict in Verdict:
        with pytest.raises(RequestError, match="two"):
            await _judged(loaded, [], verdict.name)
    for ids in ([asked.left.id], [asked.left.id, "org_nothing"], [asked.left.id, products[0][0]], [asked.left.id] * 2):
        with pytest.raises(RequestError):
            await _judged(loaded, ids, "DIFFERENT")
