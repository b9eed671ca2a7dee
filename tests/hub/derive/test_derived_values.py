"""What no record states follows from others, is marked as such, and yields to whatever is stated."""

import json
from typing import Any

import pytest

from hub.derive.derived_values import country_of_place
from hub.load import load
from hub.store import Database

BODY = {"key": "kk", "name": "Odense Kommune", "countries": ["DK"], "type": "local"}
PRODUCT = {"key": "mo", "name": "OS2mo", "to:owners": [{"key": "kk"}]}


async def derived(store: Database, table: str) -> dict[str, Any]:
    async with store.write() as tx:
        terms = await tx.rows("SELECT entity, value FROM term WHERE derived ORDER BY entity, value")
        rows = await tx.rows(f"SELECT id, name, CAST(derived AS TEXT) FROM {table} ORDER BY name")
    found = {name: json.loads(value) if value else None for _, name, value in rows}
    for id_, name, _ in rows:
        (value,) = [one["value"] for one in (found[name] or {}).values()] or [[]]
        assert [term.value for term in terms if term.entity == id_] == (value if isinstance(value, list) else [value])
    return {name: next(iter(value.values()))["value"] if value else None for name, value in found.items()}


async def test_a_product_is_of_the_country_of_its_owner_until_it_states_one(store: Database, seeds: Any) -> None:
    await load(store, seeds.write("alpha", {"organisation": [BODY], "product": [PRODUCT]}))
    assert await derived(store, "product") == {"OS2mo": ["DK"]}
    await load(store, seeds.write("alpha", {"organisation": [BODY], "product": [PRODUCT | {"countries": ["SE"]}]}))
    assert await derived(store, "product") == {"OS2mo": None}


async def test_the_owner_moves_and_the_product_and_the_news_about_it_move_along(store: Database, seeds: Any) -> None:
    news = {"key": "n", "name": "What is new", "to:mentions:product": [{"key": "mo", "role": "subject"}]}
    rows = {"organisation": [BODY], "product": [PRODUCT], "news-item": [news]}
    await load(store, seeds.write("alpha", rows))
    assert await derived(store, "news_item") == {"What is new": ["DK"]}
    await load(store, seeds.write("alpha", rows | {"organisation": [BODY | {"countries": ["NO"]}]}))
    assert await derived(store, "product") == {"OS2mo": ["NO"]}
    assert await derived(store, "news_item") == {"What is new": ["NO"]}
    async with store.write() as tx:
        changes = await tx.rows(
            "SELECT name, CAST(fields AS TEXT) AS fields FROM change WHERE revision = 2 AND action = 'changed' ORDER BY"
            " name"
        )
    assert [row.name for row in changes] == ["OS2mo", "Odense Kommune", "What is new"]
    # nobody stated the country of the product: it follows from its owner's
    (country,) = json.loads(changes[0].fields)
    assert (country["field"], country["records"]) == ("countries", [])
    assert country["from"] != country["to"]


async def test_a_publisher_says_nothing_of_where_its_news_are_from(sqlite_store: Database, seeds: Any) -> None:
    news = {"key": "n", "name": "What is new", "to:publishers": [{"key": "kk"}], "to:mentions": [{"key": "kk"}]}
    await load(sqlite_store, seeds.write("alpha", {"organisation": [BODY], "news-item": [news]}))
    assert await derived(sqlite_store, "news_item") == {"What is new": None}


async def test_without_an_owner_a_national_network_tells(sqlite_store: Database, seeds: Any) -> None:
    rows = {"product": [{"key": "x", "name": "Decidim", "id:wikidata": "Q42"}]}
    await load(sqlite_store, seeds.write("alpha", rows, country="DK"))
    assert await derived(sqlite_store, "product") == {"Decidim": ["DK"]}
    await load(sqlite_store, seeds.write("alpha", rows, country="SE"))
    assert await derived(sqlite_store, "product") == {"Decidim": ["SE"]}
    await load(sqlite_store, seeds.write("beta", rows, country="FR"))
    assert await derived(sqlite_store, "product") == {"Decidim": None}


async def test_an_event_is_where_its_place_is_else_where_its_organiser_is(sqlite_store: Database, seeds: Any) -> None:
    there = {"key": "t", "name": "There", "city": "Paris", "to:organisers": [{"key": "kk"}]}
    here = {"key": "h", "name": "Here", "place": "Room 3", "to:organisers": [{"key": "kk"}]}
    await load(sqlite_store, seeds.write("alpha", {"organisation": [BODY], "event": [there, here]}))
    assert await derived(sqlite_store, "event") == {"Here": ["DK"], "There": ["FR"]}


async def test_an_ospo_serves_whom_its_organisations_are_if_they_agree(sqlite_store: Database, seeds: Any) -> None:
    office = {"key": "o", "name": "Office", "to:organisations": [{"key": "kk"}]}
    rows = {"organisation": [BODY, BODY | {"key": "ku", "name": "Universitet", "type": "university"}]}
    await load(sqlite_store, seeds.write("alpha", rows | {"ospo": [office]}))
    assert await derived(sqlite_store, "ospo") == {"Office": "local"}
    both = office | {"to:organisations": [{"key": "kk"}, {"key": "ku"}]}
    await load(sqlite_store, seeds.write("alpha", rows | {"ospo": [both]}))
    assert await derived(sqlite_store, "ospo") == {"Office": None}


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Brussels, Belgium", "BE"),
        ("Albert Borschette, BRUSSELS", "BE"),
        ("København", "DK"),
        ("Online", None),
        ("Europe", None),
        (None, None),
    ],
)
def test_a_place_names_its_country_last(place: str | None, code: str | None) -> None:
    assert country_of_place(place) == code
