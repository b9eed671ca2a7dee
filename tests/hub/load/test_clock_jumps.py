"""Clocks that jump: revisions are told apart by their numbers, so a store whose clock was wrong for a while goes
on as if nothing had been.
"""

from datetime import UTC, datetime, timedelta

import pytest

from hub.history.moments import past_revision
from hub.identity import Judgement
from hub.identity.judgements import verdicts
from hub.load import load
from hub.load.judgements import fault_of, moment_after
from hub.store import Database
from tests.conftest import Seeds
from tests.hub.plan.conftest import asking, executor_on

TODAY = datetime(2026, 11, 27, 12, tzinfo=UTC)
CHANGES = "{ changes(since: 0, first: 9) { nodes { revision name } } revision }"


async def test_a_clock_that_was_ahead_for_one_load_loses_no_history_and_hides_no_load(store: Database, tmp_path):
    seeds = Seeds(tmp_path / "seeds")
    moments = [TODAY + timedelta(days=day) for day in range(4)]
    # a load of the year 2099, and then two at the right time
    moments += [datetime(2099, 1, 1, tzinfo=UTC), moments[-1] + timedelta(days=1), moments[-1] + timedelta(days=2)]
    for number, moment in enumerate(moments):
        rows = [{"key": "a", "name": "Aarhus", "city": f"Town {number}"}]
        report = await load(store, seeds.write("alpha", {"organisation": rows}), clock=lambda moment=moment: moment)
        assert (report.status, report.revision) == ("accepted", number + 1)
    assert await store.fetch_value("SELECT count(*) FROM former_row WHERE origin = 'record'") == len(moments) - 1
    async with store.reading() as reader:
        for at, revision in (("2026-11-28", 2), ("2026-12-02T18:00:00Z", 7), ("2099-01-02", 7)):
            assert (await past_revision(reader, at)).number == revision
    answer = (await asking(executor_on(store))(CHANGES))["data"]
    assert answer["revision"] == len(moments)
    assert [node["revision"] for node in answer["changes"]["nodes"]] == list(range(1, 8))


async def test_a_clock_that_goes_back_lets_the_next_load_in(store: Database, tmp_path):
    seeds = Seeds(tmp_path / "seeds")
    for number, moment in enumerate((TODAY, TODAY - timedelta(days=4000))):
        rows = {"event": [{"key": "e", "name": f"Day {number}", "starts_at": "2026-12-01"}]}
        report = await load(store, seeds.write("alpha", rows), clock=lambda moment=moment: moment)
        assert report.status == "accepted"
    assert await store.fetch_value("SELECT name FROM event") == "Day 1"


def said(verdict: str, at: str) -> Judgement:
    return Judgement("alpha/product/a", "beta/product/b", verdict, "editors", at)


@pytest.mark.parametrize(
    "ahead",
    ["2099-01-01T00:00Z", "2099-01-01T00:00:00Z", "2099-01-01T00:00:00.5+00:00", "2099-01-01T00:00:00.9999999Z"],
)
def test_what_is_judged_last_counts_however_far_a_clock_was_ahead_before(ahead: str):
    given = [said("unsure", "2026-01-01T00:00:00Z"), said("same", ahead)]
    for verdict in ("different", "same", "different"):
        given.append(said(verdict, moment_after(reversed(given), lambda: TODAY)))
        assert fault_of(given[-1]) is None
        assert set(verdicts(reversed(given)).values()) == {verdict}


def test_a_moment_that_no_other_can_follow_is_none_of_a_judgement():
    assert "not a time in UTC" in str(fault_of(said("same", "9999-12-31T23:59:59.999999Z")))
    assert "not a time in UTC" in str(fault_of(said("same", "2026-02-30T00:00:00Z")))
    assert moment_after([], lambda: TODAY) == "2026-11-27T12:00:00.000000Z"
