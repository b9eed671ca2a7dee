"""What a name refers to."""

import pytest

from hub.errors import ErrorCode, HubError
from hub.load import load
from hub.review.lookup import look_up
from schema.records import record_id


async def founder_of(store, reference):
    return (await look_up(store, reference)).entity


@pytest.mark.parametrize(
    "name",
    [
        "alpha/organisation/kbh",
        "kobenhavns-kommune",
        "https://www.kk.dk",
        "kk.dk",
        "www.kk.dk/",
        "Københavns Kommune",
        "kobenhavns kommune",
    ],
)
async def test_a_thing_is_found_by_key_slug_address_or_name(loaded, name):
    referent = await look_up(loaded, name)
    assert referent.entity == await founder_of(loaded, "gamma/organisation/hovedstad")


async def test_a_key_may_hold_slashes(loaded):
    assert (await look_up(loaded, "alpha/product/os2/mo")).founder.name == "OS2mo"


@pytest.mark.parametrize("address", ["https://github.com/os2mo/os2mo", "github.com/OS2mo/os2mo.git"])
async def test_a_product_is_found_by_its_repository(loaded, address):
    assert (await look_up(loaded, address)).founder.key == "os2/mo"


async def test_a_key_means_its_record_alone_and_a_name_all_records_of_the_entity(loaded):
    one = await look_up(loaded, "beta/organisation/cph")
    everyone = await look_up(loaded, "kobenhavns-kommune")
    assert [record.key for record in one.records] == ["cph"]
    assert {record.key for record in everyone.records} == {"kbh", "cph", "hovedstad"}


async def test_an_id_of_any_record_leads_to_its_entity_also_within_a_uri(loaded):
    entity = await founder_of(loaded, "kk.dk")
    for reference in ("alpha/organisation/kbh", "beta/organisation/cph", "gamma/organisation/hovedstad"):
        identity = record_id(*reference.split("/"))
        assert await founder_of(loaded, identity) == entity
        assert await founder_of(loaded, f"http://hub.example/entity/{identity}") == entity


async def test_the_id_of_an_entity_means_all_its_records_and_that_of_another_record_only_itself(loaded):
    everyone = await look_up(loaded, await founder_of(loaded, "kk.dk"))
    assert len(everyone.records) == 3
    for record in everyone.records:
        alone = await look_up(loaded, record.id)
        assert len(alone.records) == (3 if record.id == everyone.entity else 1)
        assert alone.founder.id == record.id


async def test_the_founder_stands_for_an_entity(loaded):
    everyone = await look_up(loaded, "kk.dk")
    assert everyone.founder.id == everyone.entity


async def refusal(store, name):
    with pytest.raises(HubError) as caught:
        await look_up(store, name)
    assert caught.value.code is ErrorCode.RECORD_UNKNOWN
    return caught.value


async def test_a_name_of_several_things_is_answered_with_their_ids(loaded):
    error = await refusal(loaded, "Forms")
    assert "may be any of 2 things" in error.message
    for reference in ("alpha/product/forms", "beta/product/forms"):
        assert record_id(*reference.split("/")) in error.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("kobenhavns-komune", "Did you mean kobenhavns-kommune?"),
        ("alpha/organisation/kbhh", "Did you mean alpha/organisation/kbh?"),
        ("alpha/organisation/zzzz", "Its keys look like aar, kbh."),
        ("gamma/product/forms", "gamma has no product"),
        ("Qwertyuiop", "Name it by id, network/kind/key, slug, address or name"),
        ("", "Name it by id"),
        ("https://nowhere.example", "Name it by id"),
        ("org_aaaaaaaaaaaaaaaa", "Name it by id"),
    ],
)
async def test_what_nothing_is_called_is_answered_by_what_may_be_meant(loaded, name, hint):
    error = await refusal(loaded, name)
    assert "Nothing in the store is called" in error.message
    assert hint in error.hint


async def test_a_page_that_a_body_and_its_office_share_means_the_body(store, seeds):
    shared = {"name": "Paris", "countries": ["FR"], "url": "https://paris.example"}
    office = {"key": "ospo", "name": "OSPO of Paris", "countries": ["FR"], "url": "https://paris.example"}
    await load(store, seeds.write("alpha", {"organisation": [{"key": "paris", **shared}], "ospo": [office]}))
    for address in ("paris.example", "https://paris.example/"):
        assert (await look_up(store, address)).founder.reference == "alpha/organisation/paris"


async def test_what_was_withdrawn_is_said_to_be(loaded, withdraw):
    identity = await founder_of(loaded, "alpha/product/os2/mo")
    await withdraw("alpha", "product", "os2/mo")
    assert "was withdrawn" in (await refusal(loaded, identity)).message


async def test_a_withdrawn_record_leads_to_the_rest_of_its_entity(loaded, withdraw):
    await withdraw("beta", "organisation", "cph")
    referent = await look_up(loaded, record_id("beta", "organisation", "cph"))
    assert {record.key for record in referent.records} == {"kbh", "hovedstad"}


async def test_a_record_shows_where_it_stands(loaded):
    record = (await look_up(loaded, "alpha/organisation/kbh")).founder
    assert record.place == "alpha: organisation.jsonl:1"
    assert record.document() == {
        "id": record_id("alpha", "organisation", "kbh"),
        "reference": "alpha/organisation/kbh",
        "entity": record.entity,
        "name": "Københavns Kommune",
        "path": "organisation.jsonl",
        "line": 1,
        "url": None,
    }
