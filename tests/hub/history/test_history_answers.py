"""What the graph tells of the past: what a record stated before, and what revisions changed of an
entity; on both databases.
"""

from typing import Any

from hub.load import load
from hub.store import Database
from tests.hub.plan.conftest import asking, executor_on

CITY = {"key": "kbh", "name": "Kobenhavn", "countries": ["DK"], "city": "København"}
TOWN = {"key": "aar", "name": "Aarhus"}
VERSIONS = """{ organisations(orderBy: [{field: NAME}], where: {name: {contains: "benhavn"}}) { nodes { records { history {
    since { revision } until { revision } withdrawn { revision } erased name path line values { field value } raw } } } } }"""
CHANGES = """query ($fields: [String!], $first: Int) { organisations(where: {name: {contains: "benhavn"}}) { nodes {
    history(fields: $fields, first: $first) { revision action name fields { field from to records { key } } entity { name } } } } }"""


async def revised(store: Database, seeds: Any) -> Any:
    """A city spelled wrongly, put a line down, gone, back as it was, and put right."""
    for bodies in ([CITY], [TOWN, CITY], [TOWN], [TOWN, CITY], [TOWN, CITY | {"name": "København", "city": None}]):
        await load(store, seeds.write("alpha", {"organisation": bodies}), allow_mass_delete=True)
    return asking(executor_on(store))


async def test_a_record_tells_what_it_stated_before(store: Database, seeds: Any) -> None:
    ask = await revised(store, seeds)
    [record] = (await ask(VERSIONS))["data"]["organisations"]["nodes"][0]["records"]
    told = [
        (
            version["since"]["revision"],
            version["until"] and version["until"]["revision"],
            version["withdrawn"] and version["withdrawn"]["revision"],
            version["name"],
            version["line"],
        )
        for version in record["history"]
    ]
    assert told == [(5, None, None, "København", 2), (4, 5, None, "Kobenhavn", 2), (1, 4, 3, "Kobenhavn", 2)]
    assert {value["field"]: value["value"] for value in record["history"][2]["values"]}["city"] == "København"
    assert record["history"][2]["raw"]["name"] == "Kobenhavn"
    assert not any(version["erased"] for version in record["history"])


async def test_an_entity_tells_what_changed_of_it(store: Database, seeds: Any) -> None:
    ask = await revised(store, seeds)
    [entity] = (await ask(CHANGES))["data"]["organisations"]["nodes"]
    assert [(one["revision"], one["action"]) for one in entity["history"]] == [
        (5, "CHANGED"),
        (4, "ADDED"),
        (3, "WITHDRAWN"),
        (1, "ADDED"),
    ]
    assert {one["field"]: (one["from"], one["to"]) for one in entity["history"][0]["fields"]} == {
        "name": ("Kobenhavn", "København"),
        "city": ("København", None),
    }
    [entity] = (await ask(CHANGES, fields=["city"], first=5))["data"]["organisations"]["nodes"]
    [change] = entity["history"]
    assert [one["field"] for one in change["fields"]] == ["city"]
    assert (change["fields"][0]["records"], change["entity"]) == ([{"key": "kbh"}], {"name": "København"})


async def test_a_field_that_no_kind_has_is_refused_with_the_nearest(store: Database, seeds: Any) -> None:
    ask = await revised(store, seeds)
    [error] = (await ask(CHANGES, fields=["citty"]))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "city" in error["message"] + error["extensions"]["hint"]


async def test_earlier_values_are_forgotten_when_their_days_are_over(
    store: Database, seeds: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("HUB_HISTORY_DAYS", "0")
    ask = await revised(store, seeds)
    [node] = (await ask(VERSIONS))["data"]["organisations"]["nodes"]
    assert [version["until"] and version["until"]["revision"] for version in node["records"][0]["history"]] == [
        None,
        5,
        4,
    ]
    for number in range(3):
        await load(store, seeds.write("alpha", {"organisation": [CITY | {"name": f"København {number}"}, TOWN]}))
    [node] = (await ask(VERSIONS))["data"]["organisations"]["nodes"]
    assert [version["name"] for version in node["records"][0]["history"]] == [
        "København 2", "København 1", "København 0", "København",
    ]  # fmt: skip
    [entity] = (await ask(CHANGES))["data"]["organisations"]["nodes"]
    assert [(one["revision"], bool(one["fields"])) for one in entity["history"] if one["action"] == "CHANGED"] == [
        (8, True), (7, True), (6, True), (5, False),
    ]  # fmt: skip
