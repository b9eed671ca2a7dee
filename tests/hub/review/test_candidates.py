"""What waits for a person: the same for the command line and the graph, whatever was judged."""

import json
from pathlib import Path

import pytest

from hub.app import create_executor
from hub.config import Settings
from hub.identity import Judgement
from hub.load import judge, load, load_all
from hub.load.judgements import judgement_id
from hub.plan.execution import Operation
from hub.plan.limits import Limits
from hub.review.candidates import questions, still_waits, waiting
from hub.review.judging import Reviewer
from loaders.directory import find_directories
from tests.copenhagen import ABROAD
from tests.hub.review.conftest import LIKE, ROWS

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
PAIR = "nodes { left { id } right { id } outcome score }"
QUERY = f"query($where: CandidateWhere) {{ candidates(where: $where, first: 1000) {{ totalCount {PAIR} }} }}"


async def candidates(store, **where):
    executor = create_executor(store, Settings.model_construct(timeout=60.0), Limits())
    answer = json.loads((await executor.execute(Operation(QUERY, variables={"where": where}, bulk=True))).body)
    found = answer["data"]["candidates"]
    assert found["totalCount"] == len(found["nodes"])
    return [
        (_stored(node["left"]["id"]), _stored(node["right"]["id"]), node["outcome"].lower(), node["score"])
        for node in found["nodes"]
    ]


def _stored(record: str) -> str:
    return record.removeprefix("rec_")


async def pairs(store, kind=None, network=None):
    return [
        (pair.left.id, pair.right.id, pair.outcome, pair.score)
        for pair in questions(await waiting(store, kind, network))
    ]


async def test_the_command_line_and_the_graph_list_the_same_pairs_of_the_seeds_after_every_verdict_and_its_undo(
    store, tmp_path
):
    await load_all(store, find_directories(SEEDS))
    reviewer = Reviewer(store, tmp_path / "judgements.jsonl", "the tests")
    before = await pairs(store)
    everything = await waiting(store)
    assert 3 < len(before) < len(everything), "several pairs of records make one question"
    assert await candidates(store) == before
    judgements = []
    for verdict, pair in zip(("different", "unsure", "different"), await waiting(store), strict=False):
        [judgement] = await reviewer.judgements([pair.evidenced], verdict, "")
        await reviewer.judge([judgement])
        judgements.append(judgement)
        assert (pair.left.id, pair.right.id) not in [row[:2] for row in await pairs(store)]
        assert await candidates(store) == await pairs(store)
    pair = next(pair for pair in await waiting(store) if pair.left.kind == pair.right.kind)
    judgements += await reviewer.judgements([pair.evidenced], "same", "")
    await reviewer.judge(judgements[-1:])
    assert await candidates(store) == await pairs(store)
    assert len(await waiting(store)) <= len(everything) - len(judgements)
    while judgements:
        await reviewer.take_back({judgement_id(judgements.pop())})
        assert await candidates(store) == await pairs(store)
    assert await pairs(store) == before


async def test_kind_and_network_narrow_both_alike(loaded):
    for kind, network in (("organisation", None), ("product", None), (None, "beta"), (None, "gamma")):
        where = {"kinds": [kind.upper()]} if kind else {"networks": [network]}
        assert await pairs(loaded, kind, network) == await candidates(loaded, **where)
    assert len(await pairs(loaded, "organisation", "alpha")) == 1
    assert await pairs(loaded, "organisation", "gamma") == []


async def test_asking_for_the_outcomes_that_wait_is_asking_for_all(loaded):
    assert await candidates(loaded, outcomes=["CANDIDATE", "CONTRADICTION"]) == await candidates(loaded)


async def test_joined_pairs_are_listed_where_they_are_asked_for(loaded):
    joined = await candidates(loaded, outcomes=["JOINED"])
    assert {outcome for _, _, outcome, _ in joined} == {"joined"}
    assert await candidates(loaded, outcomes=["JOINED", "CANDIDATE"]) == sorted(
        joined + await candidates(loaded), key=lambda row: (-row[3], row[0], row[1])
    )


@pytest.mark.parametrize("swapped", [False, True])
async def test_a_judgement_counts_whichever_record_it_names_first(loaded, reviewer, swapped):
    (pair,) = await waiting(loaded, "organisation")
    left, right = (pair.right, pair.left) if swapped else (pair.left, pair.right)
    await judge(loaded, Judgement(left.reference, right.reference, "unsure", "x", "2026-05-01T10:00:00Z"))
    assert await waiting(loaded, "organisation") == []
    assert await candidates(loaded) == await pairs(loaded)
    assert not await still_waits(loaded, pair)


async def test_a_verdict_holds_when_a_key_was_renamed_and_one_is_given_by_the_new_key(loaded, reviewer, seeds):
    (pair,) = await waiting(loaded, "organisation")
    [parted] = await reviewer.judgements([pair.evidenced], "different", "")
    await reviewer.judge([parted])
    renamed = {"renamed": {"organisation": {"aarhus": "aarhus-by"}}}
    await load(
        loaded, seeds.write("beta", ROWS["beta"] | {"organisation": [ABROAD, LIKE | {"key": "aarhus-by"}]}, **renamed)
    )
    assert await waiting(loaded, "organisation") == []
    assert await candidates(loaded) == await pairs(loaded)
    assert await judgements_of_pair(loaded, pair) == ["DIFFERENT"]
    await reviewer.take_back({judgement_id(parted)})
    (again,) = await waiting(loaded, "organisation")
    assert {again.left.id, again.right.id} == {pair.left.id, pair.right.id}
    [unsure] = await reviewer.judgements([again.evidenced], "unsure", "")
    assert "beta/organisation/aarhus-by" in (unsure.left, unsure.right)
    await reviewer.judge([unsure])
    assert await waiting(loaded, "organisation") == []
    assert await judgements_of_pair(loaded, pair) == ["UNSURE"]


async def test_a_verdict_of_a_node_of_an_earlier_version_holds_from_the_next_verdict_on(loaded, reviewer, tmp_path):
    """Such a node does not know the columns with the ids of the records."""
    (pair,) = await waiting(loaded, "organisation")
    await judge(loaded, Judgement(pair.left.reference, pair.right.reference, "unsure", "x", "2026-05-01T10:00:00Z"))
    async with loaded.write() as tx:
        await tx.run("UPDATE judgement SET left_record = NULL, right_record = NULL")
    assert await waiting(loaded, "organisation") == [pair]
    (other,) = [one for one in await waiting(loaded) if one != pair]
    await reviewer.judge(await reviewer.judgements([other.evidenced], "unsure", ""))
    assert await waiting(loaded) == []


async def judgements_of_pair(store, pair) -> list[str]:
    """The verdicts on a pair, as the graph explains it."""
    query = (
        "query ($a: ID!, $b: ID!) { explain(a: $a, b: $b) { links { left { id } right { id } judgements { verdict }"
        " } } }"
    )
    executor = create_executor(store, Settings.model_construct(timeout=60.0), Limits())
    asked = Operation(query, variables={"a": pair.left.entity, "b": pair.right.entity})
    links = json.loads((await executor.execute(asked)).body)["data"]["explain"]["links"]
    ids = {pair.left.id, pair.right.id}
    [link] = [one for one in links if {_stored(one["left"]["id"]), _stored(one["right"]["id"])} == ids]
    return [one["verdict"] for one in link["judgements"]]


async def test_a_pair_of_which_one_record_is_withdrawn_waits_no_more(loaded, withdraw):
    (pair,) = await waiting(loaded, "organisation")
    assert await still_waits(loaded, pair)
    await withdraw("beta", "organisation", "aarhus")
    assert not await still_waits(loaded, pair)
    assert await pairs(loaded) == await candidates(loaded)
