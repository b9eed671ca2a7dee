"""Why things are one or not."""

from itertools import combinations

import pytest

from hub.errors import HubError
from hub.identity import context, weigh
from hub.review.explanation import explain
from hub.review.judging import join, split
from hub.review.lookup import live_records

CITIES = ("alpha/organisation/kbh", "beta/organisation/cph", "gamma/organisation/hovedstad")
TOWNS = ("alpha/organisation/aar", "beta/organisation/aarhus")


def ends(explanation):
    return [{link.left.reference, link.right.reference} for link in explanation.links]


async def test_records_that_evidence_joins_are_explained_by_it(loaded):
    explanation = await explain(loaded, *CITIES[:2])
    assert (explanation.outcome, ends(explanation)) == ("joined", [set(CITIES[:2])])
    assert "64942212" in " ".join(piece.detail for piece in explanation.links[0].evidence)
    assert explanation.links[0].score >= 4


async def test_a_record_and_itself_need_no_link(loaded):
    explanation = await explain(loaded, CITIES[0], CITIES[0])
    assert (explanation.outcome, explanation.links) == ("joined", ())


async def test_two_names_of_one_entity_are_explained_by_its_records(loaded):
    explanation = await explain(loaded, "kk.dk", "kobenhavns-kommune")
    assert explanation.outcome == "joined"
    assert len(explanation.links) >= 1


async def test_what_waits_for_a_person_is_a_candidate_with_evidence(loaded):
    explanation = await explain(loaded, *TOWNS)
    assert (explanation.outcome, ends(explanation)) == ("candidate", [set(TOWNS)])
    assert explanation.links[0].evidence


async def test_what_no_evidence_joins_is_apart_and_weighed_all_the_same(loaded):
    explanation = await explain(loaded, CITIES[0], TOWNS[0])
    assert (explanation.outcome, len(explanation.links)) == ("apart", 1)
    assert explanation.links[0].evidence


async def test_what_is_weighed_when_asked_is_weighed_as_in_a_load(loaded):
    """The counts of the match keys that the store has are those of all its records, however few are asked for."""
    records = await live_records(loaded, "kind IN ('organisation', 'ospo')")
    subjects = {record.id: record.subject for record in records}
    counted = context(subjects.values())
    for left, right in combinations(records, 2):
        explanation = await explain(loaded, left.reference, right.reference)
        if explanation.outcome == "apart" and len(explanation.links) == 1 and not explanation.links[0].is_stored:
            [link] = explanation.links
            meant = weigh(subjects[link.left.id], subjects[link.right.id], counted)
            assert (link.score, link.evidence) == (meant.score, meant.evidence)


async def test_things_of_different_kinds_are_apart_for_that_reason(loaded):
    explanation = await explain(loaded, "alpha/organisation/kbh", "alpha/product/os2/mo")
    assert [piece.name for piece in explanation.links[0].evidence] == ["kind-differs"]


async def test_a_chain_leads_over_records_that_people_joined(loaded, reviewer):
    await join(reviewer, CITIES[0], TOWNS[0], "for the test")
    explanation = await explain(loaded, CITIES[1], TOWNS[0])
    assert explanation.outcome == "joined"
    assert explanation.links[0].left.reference in CITIES
    assert ends(explanation)[-1] == {CITIES[0], TOWNS[0]}
    assert [judgement.by for judgement in explanation.links[-1].judgements] == ["the tests"]
    for earlier, later in zip(ends(explanation), ends(explanation)[1:], strict=False):
        assert earlier & later, "each link starts where the one before ends"


async def test_what_people_parted_is_apart_with_their_judgement(loaded, reviewer):
    await split(reviewer, "kobenhavns-kommune", [CITIES[1]], "for the test")
    explanation = await explain(loaded, CITIES[0], CITIES[1])
    assert explanation.outcome == "apart"
    assert [judgement.verdict for judgement in explanation.links[0].judgements] == ["different"]


@pytest.mark.parametrize(("verdict", "outcome"), [("different", "apart"), ("unsure", "candidate")])
async def test_a_candidate_that_was_judged_different_is_apart_and_one_unsure_stays(loaded, reviewer, verdict, outcome):
    (link,) = (await explain(loaded, *TOWNS)).links
    await reviewer.judge(await reviewer.judgements([link.evidenced], verdict, "for the test"))
    explanation = await explain(loaded, *TOWNS)
    assert explanation.outcome == outcome
    assert [judgement.verdict for judgement in explanation.links[0].judgements] == [verdict]


async def test_the_latest_judgement_counts(loaded, reviewer):
    (link,) = (await explain(loaded, *TOWNS)).links
    for verdict in ("different", "unsure"):
        await reviewer.judge(await reviewer.judgements([(link.left, link.right, ())], verdict, ""))
    assert (await explain(loaded, *TOWNS)).outcome == "candidate"


async def test_an_explanation_is_the_same_from_either_side(loaded):
    one, other = await explain(loaded, *TOWNS), await explain(loaded, *reversed(TOWNS))
    assert (one.links, one.outcome) == (other.links, other.outcome)


async def test_what_is_unknown_is_not_explained(loaded):
    with pytest.raises(HubError):
        await explain(loaded, TOWNS[0], "nothing of that name")
