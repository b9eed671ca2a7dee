"""Judging and taking back: in store and file, both or neither."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from hub.errors import ErrorCode, HubError
from hub.load import read_judgements
from hub.load.judgements import judgement_id, load_judgements
from hub.review.explanation import explain
from hub.review.judging import join, split
from hub.review.lookup import look_up
from hub.store.dump import dump
from tests.judged import stored_judgements

CITIES = ("alpha/organisation/kbh", "beta/organisation/cph", "gamma/organisation/hovedstad")
TOWNS = ("alpha/organisation/aar", "beta/organisation/aarhus")


async def records(store, *references):
    return [(await look_up(store, reference)).founder for reference in references]


async def kept(reviewer):
    """The judgements of the store, which are those of the file."""
    judgements, issues = read_judgements(reviewer.path)
    assert (issues, judgements) == ([], await stored_judgements(reviewer.database))
    return judgements


async def whole(store):
    return [line async for line in dump(store)]


async def test_a_judgement_is_kept_in_store_and_file_and_taken_back_from_both(reviewer):
    before = await whole(reviewer.database)
    [judgement] = await reviewer.judgements([(*await records(reviewer.database, *TOWNS), ())], "same", "one town")
    revision = await reviewer.judge([judgement])
    assert revision == await reviewer.database.revision()
    assert await kept(reviewer) == [judgement]
    await reviewer.take_back({judgement_id(judgement)})
    assert await kept(reviewer) == []
    assert await whole(reviewer.database) == before


async def test_a_verdict_after_one_by_a_clock_that_is_ahead_takes_effect(reviewer):
    [judgement] = await reviewer.judgements([(*await records(reviewer.database, *TOWNS), ())], "different", "no town")
    await reviewer.judge([replace(judgement, at="2099-01-01T00:00:00.500000Z")])
    decision = await join(reviewer, *TOWNS, "one town after all")
    assert decision.took_effect
    assert [one.verdict for one in await kept(reviewer)] == ["different", "same"]


async def one_of(reviewer, pair, why="for the test"):
    [judgement] = await reviewer.judgements([(*await records(reviewer.database, *pair), ())], "different", why)
    return judgement


async def test_of_two_who_judge_at_a_time_both_are_heard(reviewer):
    judgements = [await one_of(reviewer, pair) for pair in (CITIES[:2], TOWNS)]
    await asyncio.gather(*(reviewer.judge([judgement]) for judgement in judgements))
    assert set(await kept(reviewer)) == set(judgements)


async def test_a_load_that_waits_for_somebody_who_judges_hears_the_verdict(reviewer):
    first = await one_of(reviewer, TOWNS)
    await reviewer.judge([first])
    second = await one_of(reviewer, CITIES[:2])
    _, [report] = await asyncio.gather(
        reviewer.judge([second]), load_judgements(reviewer.database, [reviewer.path.parent])
    )
    assert (report.status, report.issues) == ("unchanged", [])
    assert set(await kept(reviewer)) == {first, second}


async def test_several_judgements_are_taken_back_in_one_revision(reviewer):
    decision = await split(reviewer, "kk.dk", [CITIES[1]], "for the test")
    assert len(decision.judgements) == 2
    assert await reviewer.take_back(set(map(judgement_id, decision.judgements))) == decision.revision + 1
    assert await kept(reviewer) == []


async def test_others_in_the_file_stay_where_one_is_taken_back(reviewer):
    first = await join(reviewer, *TOWNS, "one town")
    second = await split(reviewer, "kk.dk", [CITIES[1]], "for the test")
    await reviewer.take_back(set(map(judgement_id, first.judgements)))
    assert set(await kept(reviewer)) == set(second.judgements)


def block(path):
    """Make a file unwritable, also for root: what is written first has a directory in its place."""
    path.with_suffix(".new").mkdir()


async def refused(code, work):
    with pytest.raises(HubError) as caught:
        await work
    assert caught.value.code is code
    return caught.value


async def test_where_the_file_cannot_be_written_nothing_is_judged(reviewer):
    block(reviewer.path)
    error = await refused(ErrorCode.FILE_UNUSABLE, join(reviewer, *TOWNS, "one town"))
    assert "cannot be written" in error.message
    assert await stored_judgements(reviewer.database) == []
    assert not reviewer.path.exists()


async def test_where_the_file_cannot_be_written_nothing_is_taken_back(reviewer):
    decision = await join(reviewer, *TOWNS, "one town")
    before = await whole(reviewer.database)
    block(reviewer.path)
    await refused(ErrorCode.FILE_UNUSABLE, reviewer.take_back(set(map(judgement_id, decision.judgements))))
    assert await kept(reviewer) == list(decision.judgements)
    assert await whole(reviewer.database) == before
    assert (await explain(reviewer.database, *TOWNS)).outcome == "joined"


async def test_a_directory_in_the_place_of_the_file_is_no_place_to_judge_in(reviewer):
    reviewer.path.mkdir()
    await refused(ErrorCode.FILE_UNUSABLE, join(reviewer, *TOWNS, "one town"))
    assert await stored_judgements(reviewer.database) == []


# A row that may be stored until the moment of the commit, and then may not.
FAILING_COMMITS = {
    "sqlite": [
        "CREATE TABLE doomed (judgement TEXT REFERENCES network (slug) DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TRIGGER doom AFTER INSERT ON judgement BEGIN INSERT INTO doomed VALUES (NEW.id); END",
        "CREATE TRIGGER doom_too AFTER DELETE ON judgement BEGIN INSERT INTO doomed VALUES (OLD.id); END",
    ],
    "postgresql": [
        "CREATE FUNCTION doom() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'doomed'; END $$",
        """CREATE CONSTRAINT TRIGGER doom AFTER INSERT OR DELETE ON judgement DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION doom()""",
    ],
}


async def doom(store):
    """Let every commit fail that stores or removes a judgement."""
    async with store.write() as tx:
        for sql in FAILING_COMMITS[store.dialect]:
            await tx.execute(text(sql))


@pytest.mark.parametrize("has_file", [True, False])
async def test_where_the_commit_fails_the_file_is_as_it_was(reviewer, has_file):
    if has_file:
        await split(reviewer, "kk.dk", [CITIES[1]], "for the test")
    before = reviewer.path.read_bytes() if has_file else None
    await doom(reviewer.database)
    with pytest.raises(Exception, match=r"doomed|FOREIGN KEY"):
        await join(reviewer, *TOWNS, "one town")
    assert (reviewer.path.read_bytes() if reviewer.path.exists() else None) == before


async def test_where_the_commit_fails_what_was_to_be_taken_back_stays_in_the_file(reviewer):
    decision = await join(reviewer, *TOWNS, "one town")
    await doom(reviewer.database)
    with pytest.raises(Exception, match=r"doomed|FOREIGN KEY"):
        await reviewer.take_back(set(map(judgement_id, decision.judgements)))
    assert await kept(reviewer) == list(decision.judgements)


async def test_a_file_with_a_line_that_is_no_judgement_is_never_written(reviewer):
    reviewer.path.write_text("no judgement\n")
    error = await refused(ErrorCode.FILE_UNUSABLE, join(reviewer, *TOWNS, "one town"))
    assert error.message.startswith(f"{reviewer.path}:1 is not a judgement")
    assert reviewer.path.read_text() == "no judgement\n"


async def test_what_was_never_judged_cannot_be_taken_back(reviewer):
    [judgement] = await reviewer.judgements([(*await records(reviewer.database, *TOWNS), ())], "same", "one town")
    await refused(ErrorCode.JUDGEMENT_UNKNOWN, reviewer.take_back({judgement_id(judgement)}))


async def test_a_judgement_names_its_records_in_alphabetical_order_and_the_evidence_of_its_time(reviewer):
    (link,) = (await explain(reviewer.database, *TOWNS)).links
    [judgement] = await reviewer.judgements(
        [(*reversed(await records(reviewer.database, *TOWNS)), link.evidence)], "same", ""
    )
    assert (judgement.left, judgement.right, judgement.by) == (*TOWNS, "the tests")
    assert judgement.evidence == tuple(piece.name for piece in link.evidence)


async def test_things_of_different_kinds_cannot_be_judged_the_same(reviewer):
    error = await refused(ErrorCode.JUDGEMENT_INVALID, join(reviewer, TOWNS[0], "alpha/product/os2/mo", ""))
    assert "different kinds" in error.message


async def test_a_record_cannot_be_judged_with_itself(reviewer):
    await refused(ErrorCode.JUDGEMENT_INVALID, join(reviewer, TOWNS[0], TOWNS[0], ""))


async def test_joining_says_whether_it_took_effect(reviewer):
    assert (await join(reviewer, *TOWNS, "one town")).took_effect
    assert (await explain(reviewer.database, *TOWNS)).outcome == "joined"


async def test_a_verdict_that_other_evidence_outweighs_is_kept_without_effect(reviewer):
    await split(reviewer, CITIES[0], [], "for the test")
    before = await kept(reviewer)
    decision = await join(reviewer, TOWNS[0], CITIES[0], "for the test")
    assert decision.took_effect
    decision = await join(reviewer, TOWNS[0], CITIES[1], "for the test")
    assert not decision.took_effect
    assert len(await kept(reviewer)) == len(before) + 2


async def test_joining_two_names_of_one_entity_judges_two_of_its_records(reviewer):
    decision = await join(reviewer, "kk.dk", "kobenhavns-kommune", "for the test")
    (judgement,) = decision.judgements
    assert judgement.left != judgement.right
    assert decision.took_effect


async def test_splitting_takes_the_named_records_from_all_others(reviewer):
    decision = await split(reviewer, "kk.dk", [CITIES[2], CITIES[2]], "for the test")
    assert {(judgement.left, judgement.right) for judgement in decision.judgements} == {
        (CITIES[0], CITIES[2]),
        (CITIES[1], CITIES[2]),
    }
    assert decision.took_effect
    assert {record.reference for record in (await look_up(reviewer.database, "kk.dk")).records} == set(CITIES[:2])


async def test_splitting_a_record_takes_it_from_its_entity(reviewer):
    await split(reviewer, CITIES[2], [], "for the test")
    assert (await explain(reviewer.database, CITIES[0], CITIES[2])).outcome == "apart"
    assert (await explain(reviewer.database, *CITIES[:2])).outcome == "joined"


async def test_splitting_off_every_record_parts_all_of_them(reviewer):
    decision = await split(reviewer, "kk.dk", list(CITIES), "for the test")
    assert len(decision.judgements) == 3
    assert len({(await look_up(reviewer.database, city)).entity for city in CITIES}) == 3


@pytest.mark.parametrize(
    ("name", "members", "code", "words"),
    [
        ("alpha/organisation/aar", [], ErrorCode.JUDGEMENT_INVALID, "nothing to split"),
        ("kk.dk", [], ErrorCode.USAGE, "has 3 records"),
        ("kk.dk", [TOWNS[0]], ErrorCode.JUDGEMENT_INVALID, "is not a record of"),
        ("kk.dk", ["nothing"], ErrorCode.RECORD_UNKNOWN, "Nothing in the store"),
    ],
)
async def test_what_cannot_be_split_is_refused_in_words(reviewer, name, members, code, words):
    error = await refused(code, split(reviewer, name, members, "for the test"))
    assert words in error.message
    assert await stored_judgements(reviewer.database) == []
