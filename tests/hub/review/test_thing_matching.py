"""What somebody describes finds its entity, with the evidence that would join a record, and
never more surely than that.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.identity import JOIN_AT, Outcome
from hub.load import load_all
from hub.review.described_things import LONGEST_NAME, described
from hub.review.lookup import look_up
from hub.review.thing_matching import Matcher
from hub.store import Database
from tests.hub.review.conftest import ROWS


async def entity_of(store, reference):
    return (await look_up(store, reference)).entity


async def first(store, name, kinds=(), properties=()):
    [found] = await Matcher(store).match([described(name, kinds, properties)])
    return found[0] if found else None


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("Københavns Kommune", [("country", "DK")]),
        ("kobenhavns kommune", [("country", "Denmark")]),
        ("Kommune København", [("country", "Danmark")]),
        ("anything", [("cvr", "64942212")]),
        ("", [("identifier", "cvr:64942212")]),
        ("", [("url", "https://www.kk.dk/"), ("cvr", "64942212")]),
    ],
)
async def test_a_body_is_met_by_name_and_country_or_by_its_number(loaded, name, properties):
    found = await first(loaded, name, ["organisation"], properties)
    assert found.entity == await entity_of(loaded, "kk.dk")
    assert (found.outcome, found.is_match) == (Outcome.JOINED, True)
    assert found.score == pytest.approx(sum(piece.weight for piece in found.evidence))
    assert found.percent >= 75


async def test_a_product_is_met_by_its_repository_whatever_it_is_called(loaded):
    found = await first(loaded, "", (), [("url", "https://github.com/OS2mo/os2mo.git")])
    assert (found.entity, found.is_match) == (await entity_of(loaded, "alpha/product/os2/mo"), True)


async def test_an_id_or_its_address_in_place_of_a_name_means_the_entity(loaded):
    entity = await entity_of(loaded, "kk.dk")
    for name in (entity, f"https://hub.example/entity/{entity}"):
        found = await first(loaded, name)
        assert (found.entity, found.is_match, found.percent) == (entity, True, 100)
    assert await first(loaded, entity, ["product"]) is None


async def test_facts_that_contradict_rule_an_entity_out(loaded):
    assert (await first(loaded, "Aarhus Kommune", (), [("country", "DK")])).is_match
    abroad = await first(loaded, "Aarhus Kommune", (), [("country", "FR")])
    assert abroad.entity == await entity_of(loaded, "beta/organisation/aarhus")  # which states no country
    assert not abroad.is_match


async def test_a_slip_of_the_pen_is_proposed_and_never_a_match(loaded):
    found = await first(loaded, "Aarhis Kommune", (), [("country", "DK")])
    assert found.entity == await entity_of(loaded, "aarhus-kommune")
    assert (found.outcome, found.is_match) == (Outcome.CANDIDATE, False)
    assert found.score < JOIN_AT


async def test_two_that_fit_alike_are_both_proposed_and_neither_is_the_match(store, seeds):
    rows = [{"key": str(n), "name": "Open Forms", "url": f"https://forms{n}.example"} for n in range(2)]
    await load_all(store, [seeds.write("alpha", {"product": rows})])
    [found] = await Matcher(store).match([described("Open Forms")])
    assert len(found) == 2
    assert not any(thing.is_match for thing in found)


async def test_of_a_body_and_its_office_of_one_name_the_body_is_meant(store, seeds):
    agent = {"key": "a", "name": "Etalab Datalab", "countries": ["FR"]}
    await load_all(store, [seeds.write("alpha", {"organisation": [agent], "ospo": [agent]})])
    [found] = await Matcher(store).match([described("Etalab Datalab", (), [("country", "FR")])])
    assert sorted((thing.entity.partition("_")[0], thing.is_match) for thing in found) == [
        ("org", True),
        ("ospo", False),
    ]


@pytest.mark.parametrize("name", ["", " ", "x" * (LONGEST_NAME + 1), "\x00\ud800", "*", '" OR 1', "(" * 900])
async def test_what_names_nothing_finds_nothing(loaded, name):
    assert await first(loaded, name) is None


async def test_what_was_kept_of_one_revision_is_not_told_of_the_next(store, seeds):
    row = {"key": "a", "name": "Widget Foundry", "url": "https://widget.example"}
    await load_all(store, [seeds.write("alpha", {"product": [row]})])
    matcher = Matcher(store)
    [[found]] = await matcher.match([described("Widget Foundry")])
    await load_all(store, [seeds.write("alpha", {"product": [{**row, "name": "Gadget Foundry"}]})])
    [[renamed], none] = await matcher.match([described("Gadget Foundry"), described("Widget Foundry")])
    assert (found.entity, none) == (renamed.entity, [])


@pytest.fixture
async def loaded_sqlite(loaded_once):
    async with Database(loaded_once["sqlite"]) as database:
        yield database


NAMES = st.sampled_from([row["name"] for rows in ROWS.values() for listed in rows.values() for row in listed])
DESCRIPTIONS = st.builds(
    described,
    st.one_of(NAMES, st.text(max_size=30), NAMES.map(lambda name: name[:-1])),
    st.sampled_from([(), ("organisation",), ("product", "ospo")]),
    st.lists(
        st.tuples(
            st.sampled_from(["country", "url", "cvr", "type", "nonsense"]),
            st.sampled_from(["DK", "https://kk.dk", "64942212", "local"]),
        ),
        max_size=3,
    ),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DESCRIPTIONS, min_size=1, max_size=6))
async def test_each_description_gets_the_answer_that_it_gets_alone(loaded_sqlite, descriptions):
    together = await Matcher(loaded_sqlite).match(descriptions)
    alone = [(await Matcher(loaded_sqlite).match([one]))[0] for one in descriptions]
    assert together == alone
    for things in together:
        assert [thing.score for thing in things] == sorted((thing.score for thing in things), reverse=True)
        assert sum(thing.is_match for thing in things) <= 1


async def test_both_databases_answer_alike(loaded_once):
    described_ones = [
        described(row["name"], (), [("country", "DK")])
        for rows in ROWS.values()
        for row in rows.get("organisation", [])
    ]
    answers = []
    for url in loaded_once.values():
        async with Database(url) as database:
            answers.append(await Matcher(database).match([*described_ones, described("Aarhis Kommune")]))
    assert answers[0] == answers[1]
    assert any(things for things in answers[0])
