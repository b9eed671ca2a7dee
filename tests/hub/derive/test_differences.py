"""What a change says of the fields that it changed."""

import json
from typing import Any

from hub.derive.entities.differences import LONGEST_VALUE, differences
from hub.load import load
from hub.store import Database
from schema.kinds import ORGANISATION

EMPTY: dict[str, Any] = {**dict.fromkeys(ORGANISATION.facts), "origins": {}}


def row(**values: Any) -> dict[str, Any]:
    return EMPTY | values | {"origins": {name: {"records": [f"org_{value}"]} for name, value in values.items()}}


def test_equal_rows_differ_in_nothing() -> None:
    assert differences(ORGANISATION, row(name="a", inhabitants=1), row(name="a", inhabitants=1)) == []


def test_a_new_value_comes_from_its_records_and_a_lost_one_came_from_those_it_had() -> None:
    assert differences(ORGANISATION, row(city="a", inhabitants=1), row(city="b")) == [
        {"field": "city", "from": "a", "to": "b", "records": ["org_b"]},
        {"field": "inhabitants", "from": "1", "to": None, "records": ["org_1"]},
    ]


def test_lists_are_shown_as_json_and_long_values_are_cut() -> None:
    after = EMPTY | {"countries": ["DK"], "city": "x" * (LONGEST_VALUE + 1)}
    countries, city = differences(ORGANISATION, EMPTY, after)
    assert json.loads(countries["to"]) == ["DK"]
    assert city["to"] == "x" * (LONGEST_VALUE - 1) + "…"


def test_how_exact_a_date_is_comes_from_the_records_of_the_date() -> None:
    after = row(founded="2012-01-01") | {"founded_precision": "day"}
    assert [change["records"] for change in differences(ORGANISATION, EMPTY, after)] == [["org_2012-01-01"]] * 2


async def test_a_change_names_its_fields_and_a_first_load_none(store: Database, seeds: Any) -> None:
    body = {"key": "a", "name": "Aarhus Kommune", "countries": ["DK"]}
    await load(store, seeds.write("alpha", {"organisation": [body]}))
    await load(store, seeds.write("alpha", {"organisation": [body | {"city": "Aarhus"}]}))
    rows = await store.fetch_rows("SELECT action, CAST(fields AS TEXT) FROM change ORDER BY revision")
    assert [(action, [change["field"] for change in json.loads(fields)]) for action, fields in rows] == [
        ("added", []),
        ("changed", ["city"]),
    ]
