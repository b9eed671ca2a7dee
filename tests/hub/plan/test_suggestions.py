"""What is not known is told with what is near, in bounded time and words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.load import load, remove_network
from hub.plan.execution import Operation
from hub.plan.refusals import RefusalCode, RequestError
from hub.plan.suggestions import checked, hint_of_known
from hub.store import Database
from schema.suggestions import KnownWords
from tests.hub.plan.conftest import executor_on

NETWORKS = ("bluehats", "os2", "osor", "ospo-alliance")


@pytest.mark.parametrize(("word", "expected"), [("osr", "osor"), ("OSOR", "osor"), ("OSPO_Alliance", "ospo-alliance")])
def test_the_nearest_word_is_suggested(word: str, expected: str) -> None:
    assert hint_of_known(word, NETWORKS) == f"Did you mean {expected}? Known: bluehats, os2, osor, ospo-alliance."


def test_what_is_like_nothing_gets_the_list_alone() -> None:
    assert hint_of_known("zzzzzz", NETWORKS) == "Known: bluehats, os2, osor, ospo-alliance."
    assert hint_of_known("x", ()) == "There are none yet."


@given(st.text(), st.lists(st.text(max_size=80), max_size=100))
def test_a_suggestion_is_a_known_word_and_the_hint_is_bounded(word: str, known: list[str]) -> None:
    assert set(KnownWords(known).nearest_few(word, 3)) <= set(known)
    assert len(hint_of_known(word, known)) < 60 * 80


@given(st.sampled_from(NETWORKS))
def test_what_is_known_is_accepted(word: str) -> None:
    checked("network", [word], NETWORKS)


def test_the_first_unknown_word_is_refused() -> None:
    with pytest.raises(RequestError, match="There is no network 'osr'") as refusal:
        checked("network", ["os2", "osr", "x"], NETWORKS)
    assert refusal.value.code is RefusalCode.BAD_USER_INPUT


async def test_a_network_that_was_removed_is_not_known_any_more(store: Database, seeds: Any) -> None:
    for network in ("alpha", "beta"):
        await load(store, seeds.write(network, {"organisation": [{"key": "1", "name": network}]}))
    executor = executor_on(store)

    async def asked() -> Any:
        document = '{ organisations(where: {networks: {eq: "alpha"}}) { totalCount } }'
        operation = Operation(document, revision=await store.revision())
        return json.loads((await executor.execute(operation)).body)

    for _ in range(2):
        assert (await asked())["data"]["organisations"]["totalCount"] == 1
    await remove_network(store, "alpha")
    for _ in range(2):
        assert (await asked())["errors"][0]["message"] == "There is no network 'alpha'."
