"""A walk over what waits."""

from dataclasses import replace

import pytest

from hub.errors import HubError
from hub.identity import Verdict
from hub.load import read_judgements
from hub.review.candidates import waiting
from hub.review.lookup import live_records
from hub.review.session import ReviewSession


@pytest.fixture
async def session(reviewer):
    session = ReviewSession(reviewer, await waiting(reviewer.database), "for the test")
    assert len(session.pairs) == 2
    return session


def verdicts(session):
    return [judgement.verdict for judgement in read_judgements(session.reviewer.path)[0]]


async def test_each_verdict_is_saved_before_the_next_pair(session):
    first = await session.pair()
    await session.judge(Verdict.DIFFERENT)
    assert verdicts(session) == ["different"]
    assert await session.pair() not in (first, None)
    await session.judge(Verdict.UNSURE)
    assert (await session.pair(), sorted(verdicts(session))) == (None, ["different", "unsure"])


async def test_undoing_returns_to_the_pair_of_the_last_verdict(session):
    first = await session.pair()
    await session.judge(Verdict.DIFFERENT)
    await session.judge(Verdict.DIFFERENT)
    await session.undo()
    assert session.position == 1
    await session.undo()
    assert (await session.pair(), verdicts(session)) == (first, [])
    assert await session.undo() is None


async def test_an_undo_that_fails_leaves_the_verdict_and_the_place(session):
    await session.pair()
    await session.judge(Verdict.DIFFERENT)
    session.reviewer.path.with_suffix(".new").mkdir()
    with pytest.raises(HubError):
        await session.undo()
    assert (session.position, len(session.verdicts), verdicts(session)) == (1, 1, ["different"])


async def test_a_pair_that_waits_no_more_is_passed_over(session, withdraw):
    town = next(pair for pair in session.pairs if pair.left.kind == "organisation")
    await withdraw("beta", "organisation", "aarhus")
    seen = []
    while pair := await session.pair():
        seen.append(pair)
        session.position += 1
    assert seen == [pair for pair in session.pairs if pair is not town]


async def test_one_answer_serves_all_pairs_of_the_same_two_entities(reviewer):
    (pair, *_) = await waiting(reviewer.database)
    cities = await live_records(reviewer.database, "\"key\" IN ('kbh', 'cph')")
    (town,) = await live_records(reviewer.database, "\"key\" = 'aar'")
    first, second = cities[:2]
    session = ReviewSession(reviewer, [replace(pair, left=first, right=town), replace(pair, left=second, right=town)])
    await session.judge(Verdict.DIFFERENT)
    assert verdicts(session) == ["different", "different"]
    await session.undo()
    assert verdicts(session) == []
    await session.judge(Verdict.SAME)
    assert verdicts(session) == ["same"]
