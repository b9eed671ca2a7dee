"""A search is done by a reader thread, as nothing bounds its steps, until it is known to be quick."""

from typing import Any

import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.load import load
from hub.plan.answers import Answer
from hub.plan.execution import Executor, Operation
from hub.store import Database, sqlite_reading

SEARCH = '{ search(query: "aarhus", first: 5) { totalCount nodes { kind name } } }'
AARHUS = [{"key": "a", "name": "Aarhus Kommune"}]


async def answered_at_once(executor: Executor) -> tuple[bool, bytes]:
    begun = executor.begin(Operation(SEARCH, revision=executor.revision_at_once()))
    answer = begun if isinstance(begun, Answer) else await executor.finish(begun)
    return begun is answer, answer.body


@pytest.mark.parametrize("seconds", [60.0, 0.0])
async def test_a_search_that_was_quick_is_answered_at_once_until_the_store_changes(
    sqlite_store: Database, seeds: Any, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(sqlite_reading, "QUICK", seconds)
    await load(sqlite_store, seeds.write("os2", {"organisation": AARHUS}))
    executor = create_executor(sqlite_store, Settings())
    for _ in range(2):  # of a plan's second use on, the texts have gaps
        first = await answered_at_once(executor)
    assert b"Aarhus Kommune" in first[1]
    assert await answered_at_once(executor) == (seconds > 0, first[1])
    await load(sqlite_store, seeds.write("os2", {"organisation": [*AARHUS, {"key": "b", "name": "City of Aarhus"}]}))
    at_once, body = await answered_at_once(executor)
    assert not at_once
    assert b"City of Aarhus" in body


async def test_a_search_that_was_quick_and_is_not_any_more_is_left_to_a_thread(
    sqlite_store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_reading, "QUICK", 60.0)
    steps = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT count(*) FROM n"
    readers = sqlite_store.readers
    assert readers.attempt_quick([(steps, ())]) is None
    assert await readers.values([(steps, ())], None) == ([300_000], None)
    assert readers.attempt_quick([(steps, ())]) is None
    assert readers.attempt_quick([("SELECT 1", ())]) is None
    assert await readers.values([("SELECT 1", ())], None) == ([1], None)
    assert readers.attempt_quick([("SELECT 1", ())]) == [1]
