"""Which events there are, and that each is worked out once: on both databases, without a network in between."""

import asyncio
import json
from contextlib import aclosing

import pytest

from hub.load import load
from hub.load.announcing import announced
from hub.load.report import Step
from hub.plan.execution import Operation
from loaders.progress import Progress
from tests.subscriptions.conftest import NAMES, events_on

CHANGES = """subscription ($since: Int, $kinds: [KindName!], $networks: [String!]) {
  changes(since: $since, kinds: $kinds, networks: $networks) {
    revision load { network { slug } } changes(first: 100) { totalCount nodes { action kind name } }
  }
}"""
LOADS = (
    "subscription ($network: String) { loads(network: $network) { network stage step done total load { revision status"
    " } } }"
)


async def following(events, document=CHANGES, **variables):
    """The data of each event."""
    async with aclosing(events.answers(Operation(document, variables=variables))) as answers:
        async for answer in answers:
            if answer is not None:
                told = json.loads(answer.body)
                assert "errors" not in told
                [event] = told["data"].values()
                yield event


async def first(number, events, **variables):
    found = []
    async with asyncio.timeout(60), aclosing(following(events, **variables)) as told:
        async for event in told:
            found.append(event)
            if len(found) == number:
                break
    return found


async def test_whoever_comes_back_misses_nothing_and_hears_nothing_twice(store, change):
    async with events_on(store) as events:
        for revision, network in enumerate(NAMES[:3]):
            await change(store, network, revision)
        live = [asyncio.ensure_future(first(5 - since, events, since=since)) for since in range(4)]
        latest = asyncio.ensure_future(first(2, events))
        await asyncio.sleep(0.2)
        for revision, network in enumerate(NAMES[3:], start=3):
            await change(store, network, revision)
        whole, *parts = await asyncio.gather(*live)
        assert [event["revision"] for event in whole] == [1, 2, 3, 4, 5]
        assert [event["load"]["network"]["slug"] for event in whole] == NAMES
        for since, part in enumerate(parts, start=1):
            assert part == whole[since:]
        assert await latest == whole[3:]
        assert {event["changes"]["totalCount"] for event in whole} >= {2, 4}
        assert await first(2, events, since=3) == whole[3:]


async def test_the_changes_of_an_event_are_those_that_a_query_lists(store, change):
    from tests.hub.plan.conftest import asking, executor_on

    for revision, network in enumerate(NAMES):
        await change(store, network, revision)
    listed = await asking(executor_on(store))(
        '{ changes(since: 0, first: 100, kinds: [PRODUCT], networks: ["first"]) { nodes { revision action kind name'
        " } } }"
    )
    async with events_on(store) as events:
        told = await first(3, events, since=0, kinds=["PRODUCT"], networks=["first"])
    flat = [{"revision": event["revision"], **one} for event in told for one in event["changes"]["nodes"]]
    assert flat == listed["data"]["changes"]["nodes"]
    assert {event["load"]["network"]["slug"] for event in told} == {"first"}


async def test_revisions_without_what_is_followed_are_passed_over(store, change, seeds):
    await change(store, "first", 0)
    async with events_on(store) as events:
        waiting = asyncio.ensure_future(first(1, events, kinds=["EVENT"]))
        await change(store, "first", 1)
        await load(
            store, seeds.write("third", {"event": [{"key": "e", "name": "A meeting", "starts_at": "2027-05-01"}]})
        )
        [event] = await waiting
        assert (event["revision"], event["changes"]["nodes"][0]["name"]) == (3, "A meeting")


async def test_an_event_is_worked_out_once_for_all_who_ask_the_same(store, change):
    await change(store, "first", 0)
    async with events_on(store) as events:
        everybody = [
            asyncio.ensure_future(first(3 - since, events, since=since)) for since in (0, 1) for _ in range(50)
        ]
        others = asyncio.ensure_future(first(1, events, document=CHANGES.replace("action ", "")))
        while events.answers_made.worked < 3:  # noqa: ASYNC110 - it is no event
            await asyncio.sleep(0.01)
        await change(store, "second", 1)
        await change(store, "first", 2)
        told = await asyncio.gather(*everybody)
        assert all(one == told[0][-len(one) :] for one in told)
        await others
        # two documents are tried once each; three revisions are told of in the one, one or two in the other
        assert events.answers_made.worked in {2 + 3 + 1, 2 + 3 + 2}


async def test_who_follows_the_same_under_another_name_is_answered_under_that_name(sqlite_store, change):
    await change(sqlite_store, "first", 0)
    async with events_on(sqlite_store) as events:
        for name, field in (("bob", "bob: changes"), ("changes", "changes"), ("eve", "eve: changes")):
            document = f"subscription {{ {field}(since: 0) {{ revision }} }}"
            async with aclosing(events.answers(Operation(document))) as answers, asyncio.timeout(60):
                assert json.loads((await anext(answers)).body)["data"] == {name: {"revision": 1}}


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("changes { revision }", 'changes(networks: ["frist"]) { revision }'),
        ('changes(networks: ["first"]) { revision }', 'changes(networks: ["frist"]) { revision }'),
        ("loads { stage }", 'loads(network: "frist") { stage }'),
    ],
)
async def test_what_cannot_be_followed_is_refused_whatever_others_follow(sqlite_store, change, known, asked):
    await change(sqlite_store, "first", 0)
    async with events_on(sqlite_store) as events, asyncio.timeout(10):
        other = asyncio.ensure_future(first(1, events, document=f"subscription {{ {known} }}"))
        while not events.answers_made.worked:  # noqa: ASYNC110 - it is no event
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        [answer] = [one async for one in events.answers(Operation(f"subscription {{ {asked} }}")) if one is not None]
        other.cancel()
    assert answer.code == "BAD_USER_INPUT"


async def test_a_revision_costs_as_many_statements_for_a_hundred_as_for_one(store, change):
    await change(store, "first", 0)
    costs = []
    async with events_on(store) as events:
        for revision, number in ((1, 1), (2, 100)):
            everybody = [asyncio.ensure_future(first(1, events)) for _ in range(number)]
            await asyncio.sleep(0.5)
            await change(store, "first", revision)
            before = store.queries
            await asyncio.gather(*everybody)
            costs.append(store.queries - before)
    assert max(costs) <= costs[0] + 2


async def test_a_load_is_told_of_while_it_runs_and_when_it_is_stored(store, change):
    nothing = {"step": None, "done": None, "total": None, "load": None}
    async with events_on(store) as events, aclosing(following(events, document=LOADS)) as told, asyncio.timeout(60):
        elsewhere = asyncio.ensure_future(first(1, events, document=LOADS, network="second"))
        hearing = asyncio.ensure_future(anext(told))
        async with announced(store, None) as announce:
            announce(Progress("first", "files", 0, 1, 10, 100, 400))
            stated = {"network": "first", "step": "files", "done": 100, "total": 400, "load": None}
            assert await hearing == {**stated, "stage": "READING"}
            announce(Step("first", "matching", 3, 7))
            stated = {"network": "first", "step": "matching", "done": 3, "total": 7, "load": None}
            assert await anext(told) == {**stated, "stage": "DERIVING"}
        assert await anext(told) == {"network": "first", "stage": "ENDED", **nothing}
        async with announced(store, None) as announce:
            announce(Step("second", "matching"))
            other = await anext(told)
            assert (other["network"], other["total"]) == ("second", None)
            assert await elsewhere == [other]
            await change(store, "second", 0)
            stored = {"revision": 1, "status": "ACCEPTED"}
            assert await anext(told) == {"network": "second", "stage": "STORED", **nothing, "load": stored}


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        (CHANGES, {"since": 7}, "BAD_USER_INPUT"),
        (CHANGES, {"since": "x"}, "BAD_USER_INPUT"),
        (CHANGES, {"networks": ["frist"]}, "BAD_USER_INPUT"),
        ('subscription { changes(networks: ["frist"]) { revision } }', {}, "BAD_USER_INPUT"),
        ('subscription { loads(network: "frist") { stage } }', {}, "BAD_USER_INPUT"),
        ("subscription { changes { revison } }", {}, "VALIDATION_FAILED"),
        ("subscription { changes { revision } loads { stage } }", {}, "VALIDATION_FAILED"),
        ("subscription { changes { changes(first: 101) { totalCount } } }", {}, "INVALID_PAGE"),
        ("subscription {", {}, "SYNTAX_ERROR"),
        ("query { organisations(first: -1) { totalCount } }", {}, "INVALID_PAGE"),
    ],
)
async def test_what_cannot_be_followed_is_refused_at_once(sqlite_store, change, document, variables, code):
    await change(sqlite_store, "first", 0)
    async with events_on(sqlite_store) as events:
        [answer] = [one async for one in events.answers(Operation(document, variables=variables))]
    assert answer.code == code
    assert not answer.executed
    assert json.loads(answer.body)["errors"][0]["extensions"]["hint"]


async def test_a_query_has_one_answer(sqlite_store):
    async with events_on(sqlite_store) as events:
        [answer] = [one async for one in events.answers(Operation("{ revision }"))]
    assert json.loads(answer.body) == {"data": {"revision": 0}}
